"""列设置: chosen by each account for itself, kept, and the same in the table and in its export."""

import re

import pytest
from django.test import Client
from tests import factories
from tests.web.world import LogIn, World

from chengzhao.exchange.college_files import COLUMNS, head
from chengzhao.law.words import ClaimKind, OrganisationKind, Role
from chengzhao.records.models import Account, AuditRow, Job
from chengzhao.rules.preferences import ClaimState
from chengzhao.rules.registration import RegistrationState
from chengzhao.web.shared.columns import TABLES, known

pytestmark = pytest.mark.django_db
FILES = "/college/files/"
ATHLETE = ClaimKind.FIRST_GRADE_ATHLETE


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


PAGES = {
    "college-files": (Role.COLLEGE_OFFICER, FILES),
    "county-queue": (Role.COUNTY_REVIEWER, "/county/review/"),
    "department-claims": (Role.DEPARTMENT_OFFICER, "/department/claims/"),
    "audit": (Role.PROVINCE_LEAD, "/province/audit/"),
    "trail": (Role.OVERSIGHT, "/oversight/trail/"),
}


def table_of(client: Client, href: str) -> tuple[list[str], int]:
    """The heads of the table beside the chooser, and how many cells its first row has."""
    page = client.get(href).content.decode().partition('class="menu columns"')[2].partition("</details>")[2]
    heads, body = page.partition("</thead>")[0], page.partition("<tbody>")[2]
    first = body.partition("</tr>")[0]
    return re.findall(r"<th [^>]*>([^<]+)</th>", heads), first.count("</td>") + first.count("</th>")


def test_every_table_with_columns_has_a_page() -> None:
    assert set(PAGES) == set(TABLES)


@pytest.mark.parametrize("table", [name for name in PAGES if name != "college-files"])
def test_every_table_is_cut_to_the_columns_that_its_account_chose(
    world: World, log_in: LogIn, table: str
) -> None:
    role, href = PAGES[table]
    waiting(world)
    account = in_charge_of_claims(world) if role is Role.DEPARTMENT_OFFICER else world.accounts[role]
    client, held = log_in(account), TABLES[table]
    assert table_of(client, href) == (list(held.labels.values()), len(held.labels))
    kept = [name for name in held.labels if name == held.always]
    for name in reversed(held.labels):
        wanted = [one for one in held.labels if one in {*kept, name}]
        answer = client.post(f"/columns/{table}/", {"column": [name], "next": href})
        assert answer.headers["Location"] == href
        assert table_of(client, href) == ([held.labels[one] for one in wanted], len(wanted))
    client.post(f"/columns/{table}/", {"all": "1"})
    assert table_of(client, href) == (list(held.labels.values()), len(held.labels))


def waiting(world: World) -> None:
    """A registration in the queue of the county, and a claim that waits for the department."""
    candidate = factories.a_candidate(confirmation_point=world.tree.county, state=RegistrationState.SUBMITTED)
    factories.a_claim(candidate=candidate, kind=ATHLETE, state=ClaimState.OFFICE_APPROVED)


def in_charge_of_claims(world: World) -> Account:
    """An officer of the department in whose charge the athletes are."""
    office = factories.an_organisation(
        kind=OrganisationKind.DEPARTMENT, code="14TY", name="山西省体育局", parent=world.tree.province
    )
    account = factories.an_account()
    factories.a_role(account=account, organisation=office, role=Role.DEPARTMENT_OFFICER)
    return account
