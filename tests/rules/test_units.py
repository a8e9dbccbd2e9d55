"""Units, and which choices compete for them."""

import pytest
from tests.rules.small_filings import candidate, choice, extra_test, filing_input, programme, season_rules

from chengzhao.rules.dossier import Candidate, Choice, Programme, Unit
from chengzhao.rules.filing import FilingDesk, main_terms, relaxed_terms
from chengzhao.rules.units import lay_out, live_choices, unit_of

UNIT = Unit("A", "GAOQIZHUAN", "HUMANITIES", "score", "")


@pytest.mark.parametrize(
    ("offered", "unit", "expected"),
    [
        (programme("A1"), "college", UNIT),
        (programme("A1"), "programme", UNIT._replace(programme_id="A1")),
        (programme("A1", kind="ARTS_THEORY"), "college", UNIT),
        (programme("A1", kind="SPORTS"), "college", UNIT._replace(ordering="extra")),
        (programme("A1", category="SCIENCE"), "college", UNIT._replace(category="SCIENCE")),
    ],
)
def test_unit_is_of_a_college_level_category_and_ordering(
    offered: Programme, unit: str, expected: Unit
) -> None:
    assert unit_of(offered, season_rules(unit=unit)) == expected


def live(
    programmes: list[Programme], one: Candidate, written: Choice, has_passed: bool | None = None
) -> list[tuple[Unit, tuple[str, ...]]]:
    """Return unit and surviving programmes of the live choices of one candidate, the line being 100."""
    tests = () if has_passed is None else (extra_test(one.candidate_id, "A", 60, has_passed),)
    layout = lay_out(filing_input(programmes, [one], [written], tests))
    (found,) = live_choices(layout, main_terms(layout, tier=1), ()).values()
    return [(each.unit, tuple(left.programme_id for left in each.programmes)) for each in found]


@pytest.mark.parametrize(("points", "survivors"), [(100, [(UNIT, ("A1",))]), (99, [])])
def test_a_programme_is_struck_below_its_line(points: int, survivors: list[object]) -> None:
    assert live([programme("A1")], candidate("张", points), choice("张", "A1")) == survivors


@pytest.mark.parametrize("change", [{"category": "SCIENCE"}, {"level": "GAOQIBEN"}])
def test_a_programme_of_another_level_or_category_is_struck(change: dict[str, str]) -> None:
    programmes = [programme("A1", **change), programme("A2")]
    assert live(programmes, candidate("张", 200), choice("张", "A1 A2")) == [(UNIT, ("A2",))]


@pytest.mark.parametrize(("has_passed", "survivors"), [(None, []), (False, []), (True, [(UNIT, ("A1",))])])
def test_a_programme_with_an_extra_test_needs_the_pass_list(
    has_passed: bool | None, survivors: list[object]
) -> None:
    programmes = [programme("A1", has_extra_test=True)]
    assert live(programmes, candidate("张", 200), choice("张", "A1"), has_passed) == survivors


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("A1 A2 A3", (UNIT, ("A1", "A3"))),
        ("A2 A1 A3", (UNIT._replace(ordering="extra"), ("A2",))),
    ],
)
def test_a_choice_competes_for_the_unit_of_its_first_survivor(written: str, expected: object) -> None:
    programmes = [programme("A1"), programme("A2", kind="ARTS"), programme("A3")]
    assert live(programmes, candidate("张", 200), choice("张", written)) == [expected]


def test_a_choice_of_full_programmes_is_live() -> None:
    assert live([programme("A1", 0)], candidate("张", 200), choice("张", "A1")) == [(UNIT, ("A1",))]


@pytest.mark.parametrize("person_status", ["VOID", "SUSPENDED", "ADMITTED"])
def test_only_persons_with_status_ok_compete(person_status: str) -> None:
    people = [candidate("张", 200, person_status=person_status), candidate("李", 90), candidate("王", 200)]
    layout = lay_out(filing_input([programme("A1")], people, [choice("王", "A1")]))
    competing = live_choices(layout, main_terms(layout, tier=1), {"王"})
    assert competing == {("李", "GAOQIZHUAN"): ()}


def test_a_relaxed_round_holds_the_relaxable_programmes_still_open() -> None:
    programmes = [programme("A1", is_relaxable=True), programme("A2"), programme("A3", 0, is_relaxable=True)]
    layout = lay_out(filing_input(programmes, [], [], relaxation=20_00, ratio=season_rules().ratio * 2))
    terms = relaxed_terms(FilingDesk(layout), tier=1)
    assert (terms.in_round, terms.lowered_by, terms.ratio) == (frozenset({"A1"}), 20_00, 1)


def test_candidates_are_laid_out_by_the_bytes_of_their_keys() -> None:
    people = [candidate("b"), candidate("a", level="GAOQIZHUAN"), candidate("a", level="GAOQIBEN")]
    layout = lay_out(filing_input([], people, []))
    assert list(layout.contenders) == [("a", "GAOQIBEN"), ("a", "GAOQIZHUAN"), ("b", "GAOQIZHUAN")]
