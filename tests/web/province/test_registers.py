"""数据核查 of the province: lines, conditions, question and answer files; through the doors of the database."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests import factories
from tests.web.world import LogIn, World

from chengzhao.exchange.sheet_writing import csv_lines
from chengzhao.exchange.sheets import read_sheet
from chengzhao.law.words import Role
from chengzhao.records.models import AuditRow, RegisterCheck
from chengzhao.rules.registration import CheckAnswer, CheckSubject
from chengzhao.web.shared import fresh as freshness

HREF = "/province/registers/"
C = CheckSubject


@pytest.fixture
def province(world: World, log_in: LogIn) -> Client:
    return log_in(world.accounts[Role.PROVINCE_OFFICER])


def upload(client: Client, rows: list[list[str]], **fields: str):  # type: ignore[no-untyped-def]
    content = "".join(csv_lines(rows)).encode()
    told = {"subject": "EDUCATION", "source": "省教育厅", **fields}
    return client.post(HREF, {**told, "table": SimpleUploadedFile("answers.csv", content)})


def test_a_line_that_is_down_stands_on_the_page_and_on_the_board(world: World, province: Client) -> None:
    now = timezone.now()
    factories.a_register_line(
        C.EDUCATION, failures=6, down_since=now - timedelta(hours=1), failed_at=now, failure="连接超时"
    )
    page = province.get(HREF).content.decode()
    assert "中断" in page
    assert "连接超时" in page
    assert "学历核查来源中断" in province.get("/province/").content.decode()


def test_conditions_are_listed_masked(world: World, province: Client) -> None:
    person = factories.a_candidate(
        confirmation_point=world.tree.county, name="李晓明", approved=True, education_verified=True
    )
    factories.a_check(person, answer=CheckAnswer.DIFFERS, at=timezone.now())
    page = province.get(HREF).content.decode()
    assert person.candidate_number in page
    assert "通过后答复不一致" in page
    assert "李晓明" not in page


def test_questions_go_out_for_a_fresh_factor_and_each_person_is_noted(
    world: World, province: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = factories.a_candidate(confirmation_point=world.tree.county)
    check = factories.a_check(person)
    monkeypatch.setattr(freshness, "is_fresh", lambda *_: False)
    assert province.post(f"{HREF}EDUCATION/questions/").status_code == 307
    monkeypatch.setattr(freshness, "is_fresh", lambda *_: True)
    answer = province.post(f"{HREF}EDUCATION/questions/")
    sheet = read_sheet(answer.content, name="q.xlsx")
    assert [row["核查编号"] for row in sheet.rows] == [str(check.public_id)]
    assert AuditRow.objects.filter(act="take_questions", object_id=person.candidate_number).count() == 1
    assert province.post(f"{HREF}IDENTITY/questions/").status_code == 409
    assert province.post(f"{HREF}HEIGHT/questions/").status_code == 404


def test_answers_come_back_whole_or_not_at_all(world: World, province: Client) -> None:
    one, two = (
        factories.a_check(factories.a_candidate(confirmation_point=world.tree.county)) for _ in range(2)
    )
    head = ["核查编号", "答复", "不一致的项目"]
    wrong = upload(province, [head, [str(one.public_id), "一致", ""], [str(two.public_id), "大概", ""]])
    assert (wrong.status_code, "第3行" in wrong.content.decode()) == (409, True)
    assert RegisterCheck.objects.exclude(answer="").count() == 0
    right = upload(province, [head, [str(one.public_id), "一致", ""], [str(two.public_id), "不一致", "姓名"]])
    assert right.status_code == 302
    assert "已导入答复2条" in province.get(right["Location"]).content.decode()
    assert list(RegisterCheck.objects.order_by("pk").values_list("answer", "source")) == [
        ("MATCHES", "省教育厅"),
        ("DIFFERS", "省教育厅"),
    ]
    for fields in ({"subject": "HEIGHT"}, {"source": ""}, {"source": "字" * 31}):
        assert upload(province, [head], **fields).status_code == 409


def test_an_inspector_looks_and_brings_nothing_in(world: World, log_in: LogIn) -> None:
    inspector = log_in(world.accounts[Role.INSPECTOR])
    check = factories.a_check(factories.a_candidate(confirmation_point=world.tree.county))
    page = inspector.get(HREF).content.decode()
    assert "导入答复文件" not in page
    tried = upload(inspector, [["核查编号", "答复", "不一致的项目"], [str(check.public_id), "一致", ""]])
    assert tried.status_code == 409
    assert inspector.post(f"{HREF}EDUCATION/questions/").status_code == 403
    assert RegisterCheck.objects.get().answer == ""
