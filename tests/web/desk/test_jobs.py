"""任务中心: asked for once, shown to one's own organisation, its file for whoever asked, called off and asked again."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests import factories
from tests.web.world import LogIn, World

from chengzhao.actions.queued_jobs import MOST_OPEN
from chengzhao.law.words import Role
from chengzhao.records.models import Job, JobFile, StaffRole

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(world: World, log_in: LogIn) -> Client:
    return log_in(world.accounts[Role.COLLEGE_OFFICER])


def ask(client: Client, form: str = "", **fields: str) -> str:
    response = client.post(
        "/college/files/export/?level=ZHUANSHENGBEN", {"format": "xlsx", "form": form} | fields
    )
    assert response.status_code == 302
    return str(response.headers["Location"])


def test_an_export_is_asked_for_with_the_filter_of_the_page(officer: Client, world: World) -> None:
    Job.objects.exclude(pk=world.job.pk).delete()
    href = ask(officer, form="f1")
    job = Job.objects.exclude(pk=world.job.pk).get()
    assert href == f"/jobs/{job.public_id}/"
    assert (job.kind, job.title) == ("college_files", "导出专升本阅档名单（Excel）")
    assert job.arguments == {
        "format": "xlsx",
        "level": "ZHUANSHENGBEN",
        "state": "",
        "programme": 0,
        "columns": "",
    }
    page = officer.get(href).content.decode()
    assert "排队" in page
    assert "取消任务" in page
    assert "job-poll.js" in page


def test_a_double_click_asks_once(officer: Client) -> None:
    assert ask(officer, form="f1") == ask(officer, form="f1")
    assert ask(officer, form="f2") != ask(officer, form="f1")


def test_two_buttons_of_one_form_ask_for_two_things(officer: Client) -> None:
    pressed = [
        officer.post("/college/papers/", {"paper": paper, "form": "f1"}).headers["Location"]
        for paper in ("roster", "letters", "roster")
    ]
    assert pressed[0] == pressed[2] != pressed[1]


def test_the_form_of_each_page_has_a_number_of_its_own(officer: Client) -> None:
    first, second = (officer.get("/college/files/").content.decode() for _ in range(2))
    numbers = [page.partition('name="form" value="')[2].partition('"')[0] for page in (first, second)]
    assert all(numbers)
    assert numbers[0] != numbers[1]


def test_a_format_that_there_is_not_is_refused(officer: Client) -> None:
    assert officer.post("/college/files/export/", {"format": "exe"}).status_code == 400
    assert officer.post("/college/papers/", {}).status_code == 400


def test_too_many_jobs_say_so_and_lead_back(officer: Client) -> None:
    for number in range(MOST_OPEN):
        ask(officer, form=f"f{number}")
    response = officer.post("/college/files/export/", {"format": "csv"})
    assert response.status_code == 409
    page = response.content.decode()
    assert f"你已有{MOST_OPEN}个任务在办" in page
    assert 'href="/college/files/?' in page


def test_a_colleague_sees_the_job_and_not_its_file(world: World, log_in: LogIn) -> None:
    lead = log_in(world.accounts[Role.COLLEGE_LEAD])
    page = lead.get(f"/jobs/{world.job.public_id}/").content.decode()
    assert "有结果文件的，由发起人下载" in page
    assert "下载结果" not in page
    assert lead.get(f"/jobs/{world.job.public_id}/result/").status_code == 404
    assert lead.post(f"/jobs/{world.job.public_id}/", {"step": "cancel"}).status_code == 409


def test_another_college_sees_nothing(world: World, log_in: LogIn) -> None:
    account = factories.an_account()
    factories.a_role(
        account=account, organisation=world.other_college.organisation, role=Role.COLLEGE_OFFICER
    )
    client = log_in(account)
    assert client.get(f"/jobs/{world.job.public_id}/").status_code == 404
    assert client.get(f"/jobs/{world.job.public_id}/result/").status_code == 404
    assert client.post(f"/jobs/{world.job.public_id}/", {"step": "cancel"}).status_code == 404
    assert world.job.title not in client.get("/jobs/").content.decode()


def test_whoever_asked_fetches_nothing_in_another_seat(world: World, log_in: LogIn) -> None:
    """A role that has ended takes its files with it, whatever other role there is."""
    account = world.accounts[Role.COLLEGE_OFFICER]
    StaffRole.objects.filter(account=account).update(
        valid_from="2024-01-01T00:00+08:00", valid_until="2024-02-01T00:00+08:00"
    )
    factories.a_role(
        account=account, organisation=world.other_college.organisation, role=Role.COLLEGE_OFFICER
    )
    elsewhere = log_in(account)
    assert elsewhere.get(f"/jobs/{world.job.public_id}/result/").status_code == 404
    # The same college in a term that came later is another seat, too.
    factories.a_role(account=account, organisation=world.college.organisation, role=Role.COLLEGE_LEAD)
    StaffRole.objects.filter(organisation=world.other_college.organisation).delete()
    later = log_in(account)
    assert later.get(f"/jobs/{world.job.public_id}/").status_code == 200
    assert later.get(f"/jobs/{world.job.public_id}/result/").status_code == 404


def test_whoever_asked_takes_the_file_until_it_expires(officer: Client, world: World) -> None:
    href = f"/jobs/{world.job.public_id}/result/"
    assert "下载结果" in officer.get(f"/jobs/{world.job.public_id}/").content.decode()
    taken = officer.get(href)
    assert (taken.content, taken.headers["Content-Disposition"]) == (
        b"rows",
        'attachment; filename="files.xlsx"',
    )
    assert officer.get(f"/jobs/{world.job.public_id}/faults/").status_code == 404
    assert officer.get(f"/jobs/{world.job.public_id}/other/").status_code == 404
    JobFile.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert officer.get(href).status_code == 404


def test_a_job_is_called_off_and_asked_for_again(officer: Client) -> None:
    href = ask(officer, form="f1")
    assert officer.post(href, {"step": "cancel"}).status_code == 302
    page = officer.get(href).content.decode()
    assert "已取消" in page
    assert "重新办理" in page
    # The back button and a second press find it as it is.
    assert "不能再取消" in officer.post(href, {"step": "cancel"}).content.decode()
    assert officer.post(href, {"step": "again"}).status_code == 302
    assert "排队" in officer.get(href).content.decode()
    assert officer.post(href, {"step": "nonsense"}).status_code == 409


def test_the_part_that_the_script_asks_for_is_no_whole_page(officer: Client, world: World) -> None:
    part = officer.get(f"/jobs/{world.job.public_id}/?part=1").content.decode()
    assert part.startswith('<p data-state="DONE">')
    assert "<html" not in part


def test_progress_tells_what_is_left(officer: Client, world: World) -> None:
    Job.objects.filter(pk=world.job.pk).update(
        state="RUNNING",
        finished_at=None,
        done=25,
        total=100,
        faults=2,
        begun_at=timezone.now() - timedelta(seconds=60),
    )
    page = officer.get(f"/jobs/{world.job.public_id}/").content.decode()
    assert "已处理25/100（25%）" in page
    assert "已发现错误2" in page
    assert "预计还需3分" in page
