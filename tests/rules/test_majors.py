"""The assignment of majors to the files of one unit."""

from typing import Any

import pytest
from tests.rules.small_filings import candidate, choice, filing_input, programme

from chengzhao.rules.dossier import Choice, Programme
from chengzhao.rules.filing import FilingDesk, main_terms
from chengzhao.rules.majors import assign_majors
from chengzhao.rules.units import lay_out, live_choices

POINTS = {"张": 280, "李": 275, "王": 270}


def assigned(programmes: list[Programme], choices: list[Choice], **changes: Any) -> dict[str, str]:
    """Return the programme of each, all choices being filed to one unit in an order of no meaning."""
    people = [candidate(name, points) for name, points in POINTS.items()]
    layout = lay_out(filing_input(programmes, people, choices, **changes))
    desk = FilingDesk(layout)
    terms = main_terms(layout, tier=1)
    filed = [live for lives in live_choices(layout, terms, ()).values() for live in lives]
    taken = assign_majors(filed[::-1], desk.open_places, layout, terms)
    assert desk.open_places == {one.programme_id: one.places for one in programmes}
    return {person: found.programme_id for person, found in taken.items()}


THREE = [programme("A1"), programme("A2"), programme("A3")]
WISHES = [choice("张", "A1 A2"), choice("李", "A1 A2"), choice("王", "A2 A3")]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"assignment": "score_first"}, {"张": "A1", "李": "A2", "王": "A3"}),
        ({"assignment": "major_first"}, {"张": "A1", "王": "A2"}),
        ({"assignment": "graded"}, {"张": "A1", "李": "A2", "王": "A3"}),
        ({"assignment": "graded", "gaps": (4_00,)}, {"张": "A1", "李": "A2", "王": "A3"}),
        ({"assignment": "graded", "gaps": (5_00,)}, {"张": "A1", "王": "A2"}),
        ({"assignment": "graded", "gaps": (6_00,)}, {"张": "A1", "王": "A2"}),
    ],
)
def test_majors_are_assigned_by_the_rule_of_the_season(
    settings: dict[str, Any], expected: dict[str, str]
) -> None:
    assert assigned(THREE, WISHES, **settings) == expected


def test_major_first_goes_on_where_lists_are_of_different_length() -> None:
    wishes = [choice("张", "A1"), choice("李", "A1 A2 A3"), choice("王", "A2")]
    assert assigned(THREE, wishes, assignment="major_first") == {"张": "A1", "李": "A3", "王": "A2"}


def test_gaps_add_up_and_one_not_given_is_nothing() -> None:
    wishes = [choice("张", "A1 A2 A3 A4"), choice("李", "A1"), choice("王", "A4")]
    programmes = [programme("A1", 0), programme("A2", 0), programme("A3", 0), programme("A4")]
    # 280 - 6 - 4 = 270 in the third place and, no third gap being given, in the fourth: behind a first place.
    assert assigned(programmes, wishes, assignment="graded", gaps=(6_00, 4_00)) == {"王": "A4"}
    assert assigned(programmes, wishes, assignment="graded", gaps=(6_00, 3_00)) == {"张": "A4"}


def test_reassignment_takes_most_open_places_then_the_smallest_id() -> None:
    programmes = [programme("A1"), programme("A10", 2), programme("A2", 2)]
    wishes = [choice(name, "A1", accepts_reassignment=True) for name in POINTS]
    assert assigned(programmes, wishes) == {"张": "A1", "李": "A10", "王": "A2"}


def test_reassignment_waits_until_every_listed_programme_was_tried() -> None:
    wishes = [choice("张", "A1"), choice("李", "A1", accepts_reassignment=True), choice("王", "A2")]
    assert assigned(THREE[:2], wishes) == {"张": "A1", "王": "A2"}


def test_reassignment_is_only_for_those_who_accept_it() -> None:
    wishes = [choice("张", "A1"), choice("李", "A1"), choice("王", "A1", accepts_reassignment=True)]
    assert assigned(THREE[:2], wishes) == {"张": "A1", "王": "A2"}


def test_reassignment_passes_over_programmes_with_an_extra_test_not_passed() -> None:
    programmes = [programme("A1"), programme("A2", 5, has_extra_test=True), programme("A3")]
    wishes = [choice("张", "A1"), choice("李", "A1", accepts_reassignment=True)]
    assert assigned(programmes, wishes) == {"张": "A1", "李": "A3"}


def test_reassignment_stays_inside_the_unit() -> None:
    programmes = [programme("A1"), programme("A2", kind="ARTS"), programme("B1")]
    wishes = [choice("张", "A1"), choice("李", "A1", accepts_reassignment=True)]
    assert assigned(programmes, wishes) == {"张": "A1"}
