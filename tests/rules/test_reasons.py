"""The reason and figures given for each choice, where the hand-worked cases leave a threshold open."""

import pytest
from tests.rules.small_filings import candidate, choice, extra_test, filing_input, programme

from chengzhao.rules.dossier import FilingInput
from chengzhao.rules.filing import file_candidates


def reasons(given: FilingInput, candidate_id: str) -> list[tuple[str, str]]:
    """Return code and detail of a candidate's choices."""
    explanations = file_candidates(given).explanations
    return [(one.code, one.detail) for one in explanations if one.candidate_id == candidate_id]


@pytest.mark.parametrize("person_status", ["VOID", "SUSPENDED", "ADMITTED"])
def test_not_taking_part_is_said_before_anything_else(person_status: str) -> None:
    given = filing_input(
        [programme("A1")], [candidate("张", 90, person_status=person_status)], [choice("张", "A1")]
    )
    assert reasons(given, "张") == [("NOT_TAKING_PART", "")]


def test_below_line_misses_the_smallest_difference() -> None:
    lines = {("GAOQIZHUAN", "HUMANITIES", "GENERAL"): 150_00, ("GAOQIZHUAN", "HUMANITIES", "ARTS"): 120_50}
    given = filing_input([programme("A1"), programme("A2", kind="ARTS")], [candidate("张", 110)], [])
    given = FilingInput(
        rules=given.rules,
        programmes=given.programmes,
        control_lines=lines,
        candidates=given.candidates,
        choices=(choice("张", "A1 A2"),),
    )
    assert reasons(given, "张") == [("BELOW_LINE", "missing=10.5")]


def test_below_line_does_not_count_programmes_of_another_category() -> None:
    given = filing_input(
        [programme("A1"), programme("A2", category="SCIENCE")], [candidate("张", 60)], [choice("张", "A1 A2")]
    )
    assert reasons(given, "张") == [("BELOW_LINE", "missing=40")]


def test_a_relaxed_round_in_which_a_choice_stays_dead_leaves_the_figures_of_the_main_round() -> None:
    given = filing_input(
        [programme("A1", is_relaxable=True)], [candidate("张", 79)], [choice("张", "A1")], relaxation=20_00
    )
    assert reasons(given, "张") == [("BELOW_LINE", "missing=21")]


def test_a_choice_live_in_the_relaxed_round_is_explained_by_it() -> None:
    given = filing_input(
        [programme("A1", is_relaxable=True)],
        [candidate("张", 81), candidate("李", 80)],
        [choice("张", "A1"), choice("李", "A1")],
        relaxation=20_00,
    )
    assert reasons(given, "张") == [("ADMITTED", "programme=A1;relaxed=1")]
    assert reasons(given, "李") == [("UNIT_FULL", "filing_score=81;ties=")]


def test_a_choice_returned_in_the_main_round_stays_returned() -> None:
    given = filing_input(
        [programme("A1"), programme("A2", is_relaxable=True)],
        [candidate("张", 200), candidate("李", 190), candidate("王", 95)],
        [choice("张", "A1"), choice("李", "A1"), choice("王", "A2")],
        relaxation=20_00,
    )
    assert reasons(given, "李") == [("RETURNED_NO_PLACE", "")]
    assert reasons(given, "王") == [("ADMITTED", "programme=A2;relaxed=1")]


def test_the_last_filed_is_that_of_the_ranks_so_far() -> None:
    given = filing_input(
        [programme("A1", 2)],
        [candidate("张", 200), candidate("李", 190), candidate("王", 180), candidate("赵", 120)],
        [choice("张", "A1"), choice("赵", "A1", 2), choice("李", "A1", 3), choice("王", "A1", 3)],
    )
    # 王's rank comes after 赵's: lower than the reader, and said so.
    assert reasons(given, "王") == [("UNIT_FULL", "filing_score=120;ties=")]


def test_the_last_filed_of_an_earlier_rank_is_not_one_of_a_later_rank() -> None:
    given = filing_input(
        [programme("A1"), programme("A2")],
        [candidate("张", 200), candidate("李", 190), candidate("王", 150)],
        [choice("张", "A1"), choice("李", "A1"), choice("王", "A2"), choice("赵", "A2", 2)],
        ties="seed",
        refill=False,
    )
    given = FilingInput(
        rules=given.rules,
        programmes=given.programmes,
        control_lines=given.control_lines,
        candidates=(*given.candidates, candidate("赵", 120)),
        choices=given.choices,
    )
    assert reasons(given, "王") == [("UNIT_FULL", "filing_score=190;ties=")]
    assert reasons(given, "赵") == [("ADMITTED", "programme=A2")]


def test_the_last_filed_among_equals_is_last_by_the_seed_key() -> None:
    given = filing_input(
        [programme("A1", 2)],
        [
            candidate("张", 100, foreign=50_00),
            candidate("李", 110, foreign=40_00),
            candidate("王", 100, foreign=40_00),
        ],
        [choice("张", "A1"), choice("李", "A1"), choice("王", "A1")],
        tie_keys={"GAOQIZHUAN": ("maths", "foreign")},
    )
    assert reasons(given, "王") == [("UNIT_FULL", "filing_score=150;ties=0/40")]


def test_unit_full_of_an_extra_ordered_unit_shows_the_extra_test() -> None:
    given = filing_input(
        [programme("A1", kind="ARTS")],
        [candidate("张", 100), candidate("李", 120)],
        [choice("张", "A1"), choice("李", "A1")],
        (extra_test("张", "A", 80),),
    )
    assert reasons(given, "李") == [("UNIT_FULL", "extra=80;filing_score=100;ties=")]


def test_a_later_rank_dead_is_said_to_be_dead_though_an_earlier_gave_the_place() -> None:
    given = filing_input(
        [programme("A1"), programme("B1", category="SCIENCE")],
        [candidate("张", 200)],
        [choice("张", "A1"), choice("张", "B1", 2)],
    )
    assert reasons(given, "张") == [("ADMITTED", "programme=A1"), ("OTHER_LEVEL_OR_CATEGORY", "")]


def test_every_choice_is_explained_in_order_of_candidate_level_and_rank() -> None:
    given = filing_input(
        [programme("A1")],
        [candidate("K2", 200), candidate("K10", 190)],
        [choice("K2", "A1", rank) for rank in (10, 2)] + [choice("K10", "A1", 1)],
    )
    keys = [(one.candidate_id, one.choice_rank) for one in file_candidates(given).explanations]
    assert keys == [("K10", 1), ("K2", 2), ("K2", 10)]
