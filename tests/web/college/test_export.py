"""The exports are the list: asked for on its page, made in the background, fetched from 任务中心."""

import csv
import io

from django.test import Client
from python_calamine import CalamineWorkbook
from tests import factories
from tests.factories import BORDER
from tests.web.world import LogIn, World

from chengzhao.law.words import Role
from chengzhao.records.models import AuditRow, Job
from chengzhao.work.jobs import run_job
from chengzhao.work.kinds import DOING


def export(client: Client, form: str, query: str = "") -> bytes:
    """What whoever presses a button of the list fetches when the job is done."""
    href = client.post(f"/college/files/export/{query}", {"format": form}).headers["Location"]
    job = Job.objects.latest("pk")
    run_job(DOING, season=BORDER.season, province=BORDER.province, job=job.pk)
    answer = client.get(f"{href}result/")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].endswith(f'.{form}"')
    return answer.content


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_export_has_the_rows_of_the_list(world: World, log_in: LogIn) -> None:
    factories.a_file(
        candidate=factories.a_candidate(name="唐敏"),
        programme=world.programme,
        filing_score=199,
        merit_rank=7,
    )
    content = export(log_in(world.accounts[Role.COLLEGE_OFFICER]), "csv")
    assert content.startswith(b"\xef\xbb\xbf")
    header, first, second = rows_of(content)
    assert header == [
        "位次", "报名号", "姓名", "统考总分", "照顾加分", "投档分",
        "政治", "外语", "专业基础课", "志愿", "专业", "免试", "状态",
    ]  # fmt: skip
    assert first[1:3] == [world.admitted.candidate_number, "张*丰"]
    assert first[5:10] == ["251", "86", "58", "87", "2"]
    assert second[:3] == ["7", second[1], "唐*"]


def test_export_keeps_the_filter_and_the_trail_says_it(world: World, log_in: LogIn) -> None:
    content = export(log_in(world.accounts[Role.COLLEGE_LEAD]), "csv", "?state=FILED")
    assert len(rows_of(content)) == 1
    [row] = AuditRow.objects.filter(act="queue_job")
    job = Job.objects.order_by("pk").last()
    assert job is not None
    assert row.reason == job.title
    assert job.arguments["state"] == "FILED"


def test_export_of_no_files_is_a_header(db: None, log_in: LogIn) -> None:
    college = factories.a_college()
    account = factories.an_account()
    factories.a_role(account=account, organisation=college.organisation, role=Role.COLLEGE_OFFICER)
    assert len(rows_of(export(log_in(account), "csv"))) == 1


def test_workbook_has_the_same_rows_with_numbers_and_whole_candidate_numbers(
    world: World, log_in: LogIn
) -> None:
    client = log_in(world.accounts[Role.COLLEGE_OFFICER])
    book = CalamineWorkbook.from_filelike(io.BytesIO(export(client, "xlsx")))
    assert book.sheet_names == ["阅档"]
    header, first = book.get_sheet_by_index(0).to_python()
    assert header == rows_of(export(client, "csv"))[0]
    assert first[1:3] == [world.admitted.candidate_number, "张*丰"]
    assert first[5:10] == [251.0, 86.0, 58.0, 87.0, 2.0]
