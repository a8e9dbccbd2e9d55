"""列设置: chosen by each account for itself, kept, and the same in the table and in its export."""

import pytest
from django.test import Client
from tests.web.world import LogIn, World

from chengzhao.exchange.college_files import COLUMNS, head
from chengzhao.law.words import Role
from chengzhao.records.models import AuditRow, Job
from chengzhao.web.shared.columns import known

pytestmark = pytest.mark.django_db
FILES = "/college/files/"


@pytest.fixture
def officer(world: World, log_in: LogIn) -> Client:
    return log_in(world.accounts[Role.COLLEGE_OFFICER])


def heads_of(client: Client) -> list[str]:
    page = client.get(FILES).content.decode().partition("data--sticky")[2].partition("</thead>")[0]
    return [one.partition(">")[2].partition("</th>")[0] for one in page.split("<th ")[1:]]


def choose(client: Client, *columns: str, **more: str) -> str:
    answer = client.post("/columns/college-files/", {"column": list(columns), "next": FILES, **more})
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def test_choice_is_kept_for_the_account_alone(world: World, log_in: LogIn, officer: Client) -> None:
    before = heads_of(officer)
    assert before[:3] == ["序", "报名号", "姓名"]
    assert choose(officer, "state", "filing") == FILES
    assert heads_of(officer) == ["序", "报名号", "投档分 ↓", "状态"]
    assert heads_of(log_in(world.accounts[Role.COLLEGE_OFFICER])) == ["序", "报名号", "投档分 ↓", "状态"]
    assert heads_of(log_in(world.accounts[Role.COLLEGE_LEAD])) == before
    choose(officer, all="1")
    assert heads_of(officer) == before


def test_export_has_the_columns_of_the_table(officer: Client, world: World) -> None:
    choose(officer, "name", "marks")
    officer.post("/college/files/export/", {"format": "csv", "form": "f1"})
    job = Job.objects.exclude(pk=world.job.pk).get()
    assert job.arguments["columns"] == "number name marks"
    assert list(head("ZHUANSHENGBEN", job.arguments["columns"].split()))[:3] == ["报名号", "姓名", "政治"]


def test_all_columns_and_none_are_as_for_everybody(officer: Client) -> None:
    choose(officer, *COLUMNS)
    assert AuditRow.objects.filter(act="keep_habit").count() == 0
    choose(officer)
    assert heads_of(officer) == ["序", "报名号"]


def test_unknown_columns_and_tables_are_nothing(officer: Client) -> None:
    choose(officer, "identity_number", "name")
    assert heads_of(officer) == ["序", "报名号", "姓名"]
    assert known("college-files", ["no"]) == ()
    assert officer.post("/columns/nothing/", {}).status_code == 404


def test_back_leads_to_own_pages_alone(officer: Client) -> None:
    assert choose(officer, "name", next="https://evil.example/") == "/settings/"
