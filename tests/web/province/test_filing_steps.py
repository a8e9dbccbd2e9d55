"""投档 step by step on the pages: prepare with evidence, try in the background, run, and only then two persons."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from tests import factories
from tests.actions.ready_season import a_programme_of, a_season_with_lines, an_entrant, prepare, tried
from tests.factories import BORDER, PROVINCE, YEAR
from tests.web.world import LogIn

from chengzhao.law.words import OrganisationKind, Role
from chengzhao.records.models import AuditRow, FilingRun, Job, PaperMark
from chengzhao.rules.admission import RunState
from chengzhao.work.jobs import run_job
from chengzhao.work.kinds import DOING

pytestmark = pytest.mark.django_db
NEW = "/province/runs/new/"


@pytest.fixture
def seated(log_in: LogIn) -> Callable[[Role], Client]:
    """Somebody of the province's office, in a role."""
    office = factories.an_organisation(kind=OrganisationKind.PROVINCE, code="14", path="/14/")

    def client_of(role: Role) -> Client:
        account = factories.an_account()
        factories.a_role(account=account, organisation=office, role=role)
        return log_in(account)

    return client_of


@pytest.fixture
def officer(seated: Callable[[Role], Client]) -> Client:
    a_season_with_lines()
    first = a_programme_of(1, code="A1")
    county = factories.an_organisation(path="/14/140105/")
    for total in (400, 300):
        an_entrant(total, first, confirmation_point=county)
    return seated(Role.PROVINCE_OFFICER)


@pytest.fixture(autouse=True)
def _factor_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chengzhao.web.shared.fresh.is_fresh", lambda *_: True)


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def address_of(run_id: int) -> str:
    return f"/province/runs/{FilingRun.objects.get(pk=run_id).public_id}/"


def press(client: Client, run_id: int, step: str, form: str = "a") -> Job:
    response = client.post(address_of(run_id), {"step": step, "form": form})
    assert response.status_code == 302
    job = Job.objects.order_by("pk").last()
    assert job is not None
    assert response.headers["Location"] == f"/jobs/{job.public_id}/"
    return job


def carried_out(job: Job) -> Job:
    run_job(DOING, season=YEAR, province=PROVINCE, job=job.pk)
    job.refresh_from_db()
    return job


def test_every_condition_is_shown_with_its_evidence(officer: Client) -> None:
    shown = page(officer, NEW)
    assert "9项都已具备" in shown
    assert "2个志愿中2个已封存" in shown
    assert '<a class="chip" href="?batch=MAIN-1" aria-current="true">正式投档第1批次（高起本）</a>' in shown
    assert "aria-disabled" not in shown


def test_condition_that_is_not_met_is_named_beside_the_button(officer: Client) -> None:
    shown = page(officer, f"{NEW}?batch=MAIN-2")
    assert "第1批次未放行" in shown
    assert re.search(r'<button[^>]*aria-disabled="true" aria-describedby="why"', shown)
    response = officer.post(NEW, {"batch": "MAIN-2"})
    assert response.status_code == 409
    assert "投档条件尚不具备，请办理后再试" in response.content.decode()
    assert not FilingRun.objects.exists()


def test_batch_that_is_none_is_the_first(officer: Client) -> None:
    assert 'href="?batch=MAIN-1" aria-current="true"' in page(officer, f"{NEW}?batch=x")


def test_prepared_run_is_tried_then_run_then_signed(officer: Client) -> None:
    response = officer.post(NEW, {"batch": "MAIN-1"})
    run = FilingRun.objects.get()
    assert (response.status_code, response.headers["Location"]) == (302, address_of(run.pk))
    shown = page(officer, address_of(run.pk))
    assert '<li aria-current="step"><b>试运行</b>待办</li>' in shown
    assert "正式投档</button>" not in shown
    trial = carried_out(press(officer, run.pk, "try"))
    assert trial.state == "DONE"
    assert trial.message == ("第1号运行试运行：投出1人次，拟录取1人，缺额0个。本批次没有可比对的运行。")
    shown = page(officer, address_of(run.pk))
    assert '<li aria-current="step"><b>正式投档</b>待办</li>' in shown
    official = carried_out(press(officer, run.pk, "run"))
    assert official.message == "投档完成，十二项核验全部通过。请两人核对结果摘要后签字。"
    shown = page(officer, address_of(run.pk))
    assert '<li aria-current="step"><b>双人签字</b>待办</li>' in shown
    assert "提请投档结果签字</button>" in shown


def test_trial_against_an_earlier_run_leaves_a_table_of_differences(officer: Client) -> None:
    run_id = tried()
    carried_out(press(officer, run_id, "run"))
    PaperMark.objects.filter(mark=100).update(mark=60)
    second = prepare()
    again = carried_out(press(officer, second, "try"))
    assert again.message.endswith("与第1号运行相比：新增1人，减少1人，换专业0人。")
    assert [one.name for one in again.files.all()] == ["trial-02-against-01.xlsx"]
    assert AuditRow.objects.get(act="take_list").object_id == "trial-02-against-01.xlsx"


def test_run_that_moved_since_its_trial_is_told_by_the_job(officer: Client) -> None:
    run_id = tried()
    PaperMark.objects.filter(mark=100).update(mark=60)
    job = carried_out(press(officer, run_id, "run"))
    assert job.state == "FAILED"
    assert job.message == "第1号运行在试运行之后数据有变动，请重新试运行并核对差异。"
    assert FilingRun.objects.get(pk=run_id).state == RunState.DRY


def test_second_press_of_a_button_asks_for_nothing_more(officer: Client) -> None:
    run_id = tried()
    assert press(officer, run_id, "run") == press(officer, run_id, "run")
    assert Job.objects.count() == 1


def test_two_jobs_of_one_run_compute_it_once(officer: Client) -> None:
    run_id = tried()
    first, second = press(officer, run_id, "run", "a"), press(officer, run_id, "run", "b")
    assert carried_out(first).state == "DONE"
    assert carried_out(second).message == "第1号运行为“已核验”，不能办理此事。"


@pytest.mark.parametrize("role", [Role.PROVINCE_LEAD, Role.COMMITTEE_MEMBER])
def test_others_see_the_run_and_do_not_file(
    officer: Client, seated: Callable[[Role], Client], role: Role
) -> None:
    run_id = tried()
    other = seated(role)
    assert "再次试运行" not in page(other, address_of(run_id))
    assert other.post(address_of(run_id), {"step": "run"}).status_code == 403
    assert other.get(NEW).status_code == 403
    assert "准备投档" not in page(other, "/province/runs/")


def test_run_of_another_season_is_not_found(officer: Client) -> None:
    run = factories.a_run()
    FilingRun.objects.filter(pk=run.pk).update(season=BORDER.season - 1)
    assert officer.post(f"/province/runs/{run.public_id}/", {"step": "run"}).status_code == 404
