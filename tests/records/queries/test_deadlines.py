"""Every deadline with who is behind: what is over comes first, what is nearest next."""

from datetime import timedelta

import pytest
from tests import factories
from tests.factories import BORDER, REGISTRATION_DAY, Tree, a_candidate, a_risk_case

from chengzhao.law.words import Stage
from chengzhao.records.models import RightsRequest
from chengzhao.records.queries.deadlines import AFTERWARDS, THEN, Deadline, deadlines
from chengzhao.rules.registration import RegistrationState

pytestmark = pytest.mark.django_db
NOW = REGISTRATION_DAY


@pytest.fixture
def tree() -> Tree:
    """The offices of a season."""
    factories.a_season()
    return factories.a_tree()


def board() -> list[Deadline]:
    return list(deadlines(BORDER.season, BORDER.province, NOW))


def test_every_stage_says_what_happens_at_its_end() -> None:
    assert set(THEN) == set(Stage)


@pytest.mark.parametrize(
    ("opens", "closes", "title"), [(-1, 1, "资格审核截止"), (1, 2, "资格审核开始"), (0, 1, "资格审核截止")]
)
def test_a_window_that_is_open_ends_and_one_to_come_begins(
    tree: Tree, opens: int, closes: int, title: str
) -> None:
    factories.an_open_stage(
        Stage.REVIEW, opens_at=NOW + timedelta(days=opens), closes_at=NOW + timedelta(days=closes)
    )
    [found] = board()
    assert found.title == title
    assert found.at == NOW + timedelta(days=closes if opens <= 0 else opens)


def test_whoever_is_behind_is_counted_by_confirmation_point(tree: Tree) -> None:
    neighbour = factories.an_organisation(parent=tree.prefecture)
    for point in (tree.county, tree.county, neighbour):
        a_candidate(confirmation_point=point, state=RegistrationState.SUBMITTED)
    a_candidate(confirmation_point=neighbour, state=RegistrationState.RETURNED)
    for stage in (Stage.REGISTRATION, Stage.REVIEW):
        factories.an_open_stage(stage, opens_at=NOW - timedelta(days=1), closes_at=NOW + timedelta(days=2))
    assert {one.title: (one.behind, one.who) for one in board()} == {
        "报名截止": (1, "1个确认点"),
        "资格审核截止": (3, "2个确认点"),
    }


def test_what_is_over_stands_first_as_long_as_somebody_is_behind(tree: Tree) -> None:
    factories.an_open_stage(Stage.REVIEW, opens_at=NOW - timedelta(days=9), closes_at=NOW - timedelta(days=1))
    factories.an_open_stage(Stage.EXAM, opens_at=NOW - timedelta(days=1), closes_at=NOW + timedelta(days=1))
    assert [one.title for one in board()] == ["考试截止"]
    a_candidate(confirmation_point=tree.county)
    assert [one.title for one in board()] == ["资格审核截止", "考试截止"]


def test_what_was_over_long_ago_is_left_out(tree: Tree) -> None:
    a_candidate(confirmation_point=tree.county)
    factories.an_open_stage(
        Stage.REVIEW, opens_at=NOW - timedelta(days=99), closes_at=NOW - AFTERWARDS - timedelta(seconds=1)
    )
    assert board() == []


def test_an_unanswered_request_stays_until_it_is_answered(tree: Tree) -> None:
    request = factories.a_rights_request(candidate=a_candidate(confirmation_point=tree.county))
    RightsRequest.objects.filter(pk=request.pk).update(due_on=(NOW - timedelta(days=90)).date())
    assert [one.title for one in board()] == ["答复个人信息请求"]
    assert deadlines(BORDER.season, BORDER.province, NOW, of_the_office=False) == ()


def test_requests_and_cases_that_are_looked_into_have_their_day(tree: Tree) -> None:
    pair = [a_candidate(confirmation_point=tree.county) for _ in range(2)]
    request = factories.a_rights_request(candidate=pair[0])
    day = (NOW + timedelta(days=3)).date()
    RightsRequest.objects.filter(pk=request.pk).update(due_on=day)
    a_risk_case(*pair, state="CHECKING", heard_until=NOW + timedelta(days=2))
    a_risk_case(*pair, state="OPEN")
    found = {one.title: one for one in board()}
    assert set(found) == {"可疑线索听取说明", "答复个人信息请求"}
    assert found["可疑线索听取说明"].at == NOW + timedelta(days=2)
    assert found["答复个人信息请求"].at.date() == day + timedelta(days=1)
    assert [one.title for one in board()] == ["可疑线索听取说明", "答复个人信息请求"]
