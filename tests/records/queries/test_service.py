"""What waits and how long answers took, by the organisations right below a path."""

from datetime import timedelta

import pytest
from tests import factories
from tests.factories import BORDER, REGISTRATION_DAY, Tree, a_candidate

from chengzhao.records.models import Organisation, Registration
from chengzhao.records.queries.service import Service, service_under
from chengzhao.rules.registration import RegistrationState

pytestmark = pytest.mark.django_db
TOP = "/14/"


@pytest.fixture
def tree() -> Tree:
    """The offices of the province."""
    return factories.a_tree()


def answered(point: Organisation, minutes: int, verdict: str = "PASS") -> None:
    """A registration of which the first answer came so many minutes after it was handed in."""
    candidate = a_candidate(confirmation_point=point, state=RegistrationState.SUBMITTED)
    Registration.objects.filter(candidate=candidate).update(
        state="APPROVED", approved_at=REGISTRATION_DAY, submitted_at=REGISTRATION_DAY
    )
    at = REGISTRATION_DAY + timedelta(minutes=minutes)
    factories.a_decision(candidate=candidate, verdict=verdict, at=at)
    # What comes after the first answer is no wait any more.
    factories.a_decision(candidate=candidate, verdict="PASS", at=at + timedelta(days=9))


def service(path: str = TOP) -> dict[str, Service]:
    return service_under(BORDER.season, BORDER.province, path)


def test_nothing_waits_and_nothing_was_answered(tree: Tree) -> None:
    assert service() == {TOP: Service(path=TOP)}


def test_backlog_with_its_oldest_by_city_and_by_county(tree: Tree) -> None:
    neighbour = factories.an_organisation(parent=tree.prefecture)
    for point, hours in ((tree.county, 3), (tree.county, 1), (neighbour, 2)):
        candidate = a_candidate(confirmation_point=point)
        Registration.objects.filter(candidate=candidate).update(
            submitted_at=REGISTRATION_DAY + timedelta(hours=hours)
        )
    a_candidate(confirmation_point=tree.county, state=RegistrationState.RETURNED)
    first = REGISTRATION_DAY + timedelta(hours=1)
    assert service()[tree.prefecture.path] == Service(path=tree.prefecture.path, waiting=3, oldest=first)
    below = service(tree.prefecture.path)
    assert [below[one.path].waiting for one in (tree.county, neighbour)] == [2, 1]
    assert below[neighbour.path].oldest == REGISTRATION_DAY + timedelta(hours=2)
    assert below[tree.prefecture.path].waiting == 3


def test_median_and_ninth_tenth_of_the_first_answers(tree: Tree) -> None:
    for minutes in (10, 20, 30, 40, 50):
        answered(tree.county, minutes)
    found = service()[TOP]
    assert (found.answered, found.median, found.ninety) == (
        5,
        timedelta(minutes=30),
        timedelta(minutes=46),
    )


@pytest.mark.parametrize(("verdict", "counts"), [("RETURN", 1), ("SECOND", 1), ("REJECT", 1)])
def test_every_answer_ends_the_wait(tree: Tree, verdict: str, counts: int) -> None:
    answered(tree.county, 15, verdict)
    assert (service()[TOP].answered, service()[TOP].median) == (counts, timedelta(minutes=15))


def test_what_was_handed_in_again_waits_anew(tree: Tree) -> None:
    answered(tree.county, 15, "RETURN")
    Registration.objects.update(submitted_at=REGISTRATION_DAY + timedelta(days=8, hours=12))
    assert service()[TOP].median == timedelta(hours=12, minutes=15)


def test_another_province_is_not_counted(tree: Tree) -> None:
    answered(tree.county, 15)
    assert service_under(BORDER.season, "15", "/15/") == {"/15/": Service(path="/15/")}
