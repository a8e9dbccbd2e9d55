"""免试和单考: the two lanes counted against their day, each office its own part, and the table to take away."""

from datetime import datetime

import pytest
from django.test import Client
from tests import factories
from tests.factories import BEIJING
from tests.web.world import LogIn, World, exempt_candidate

from chengzhao.exchange.sheets import read_sheet
from chengzhao.law.words import ClaimKind, EntryRoute, Role
from chengzhao.records.models import AuditRow, Candidate, Registration
from chengzhao.records.queries.lanes import LaneTally, lane_tallies
from chengzhao.rules.preferences import ClaimState

HREF = "/lanes/"
LAST = datetime(2024, 9, 30, 23, 59, 59, tzinfo=BEIJING)
LATE = datetime(2024, 10, 1, 0, 0, tzinfo=BEIJING)


@pytest.fixture(autouse=True)
def _factor_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chengzhao.web.shared.fresh.is_fresh", lambda *_: True)


@pytest.fixture
def exempt(world: World) -> Candidate:
    """An exempt candidate of the county, with a claim."""
    found = exempt_candidate(world.tree)
    factories.a_claim(
        candidate=found, kind=ClaimKind.EXEMPT_VETERAN, exempts=True, state=ClaimState.DEPARTMENT_AGREED
    )
    return found


def counted(world: World, path: str = "") -> LaneTally:
    return lane_tallies(2024, "14", path or world.tree.province.path)[0]


@pytest.mark.parametrize(("moment", "late"), [(LAST, 0), (LATE, 1)])
def test_the_last_day_of_september_is_in_time(
    world: World, exempt: Candidate, log_in: LogIn, moment: datetime, late: int
) -> None:
    Registration.objects.filter(candidate=exempt).update(submitted_at=moment)
    assert (counted(world).late, counted(world).total) == (late, 1)
    page = log_in(world.accounts[Role.PROVINCE_OFFICER]).get(HREF).content.decode()
    assert page.count("晚于截止日</span>") == late


def test_a_lane_counts_who_has_finished_and_who_has_not(world: World, exempt: Candidate) -> None:
    factories.a_candidate(confirmation_point=world.tree.county, route=EntryRoute.EXEMPT)
    found = counted(world)
    assert (found.total, found.finished, found.under_way, found.ended) == (2, 1, 1, 0)
    separate = lane_tallies(2024, "14", world.tree.province.path)[1]
    assert (separate.route, separate.total) == (EntryRoute.SEPARATE, 0)


def test_the_page_names_the_claim_and_says_where_there_is_none(
    world: World, exempt: Candidate, log_in: LogIn
) -> None:
    reviewer = log_in(world.accounts[Role.COUNTY_REVIEWER])
    page = reviewer.get(HREF).content.decode()
    assert exempt.candidate_number in page
    assert ClaimKind.EXEMPT_VETERAN.label in page
    assert exempt.name not in page
    exempt.claims.all().delete()
    assert "没有免试申请" in reviewer.get(HREF).content.decode()
    assert "还没有这一类的报名" in reviewer.get(f"{HREF}?lane=SEPARATE").content.decode()


def test_another_county_s_are_not_counted_or_shown(world: World, exempt: Candidate) -> None:
    assert counted(world, world.tree.county.path).total == 1
    assert counted(world, "/14/1499/").total == 0


def test_the_table_has_every_line_and_leaves_a_row_for_each_person(
    world: World, exempt: Candidate, log_in: LogIn
) -> None:
    officer: Client = log_in(world.accounts[Role.PROVINCE_OFFICER])
    response = officer.post(f"{HREF}table/", {"lane": "EXEMPT"})
    assert response.headers["Content-Disposition"] == 'attachment; filename="exempt.xlsx"'
    sheet = read_sheet(response.content, name="exempt.xlsx")
    assert exempt.candidate_number in str(sheet)
    assert exempt.name not in str(sheet)
    assert AuditRow.objects.filter(act="view_file", candidate=exempt).exists()
