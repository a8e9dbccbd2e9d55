"""Rooms and seats of any number; invigilators without relatives."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengzhao.law.provinces import RoomPlan, supplement
from chengzhao.rules.exams import invigilator_findings, room_sizes, seat_place

PLAN = supplement("14", 2024).room_plan.value


@given(candidates=st.integers(0, 5000))
def test_rooms_hold_everybody_and_only_the_last_is_not_full(candidates: int) -> None:
    sizes = room_sizes(candidates, PLAN)
    assert sum(sizes) == candidates
    assert set(sizes[:-1]) <= {30}
    assert all(1 <= size <= 30 for size in sizes)


def test_negative_number_of_candidates_is_refused() -> None:
    with pytest.raises(ValueError, match="不能为负"):
        room_sizes(-1, PLAN)


def test_every_seat_has_a_place_of_its_own() -> None:
    places = [seat_place(number, PLAN) for number in range(1, PLAN.seats + 1)]
    assert sorted(places) == [(row, column) for row in range(1, 7) for column in range(1, 6)]


def test_neighbouring_numbers_sit_beside_each_other() -> None:
    places = [seat_place(number, PLAN) for number in range(1, PLAN.seats + 1)]
    steps = [abs(r - s) + abs(c - d) for (r, c), (s, d) in pairwise(places)]
    assert set(steps) == {1}


def test_numbers_that_do_not_run_back_begin_each_column_in_front() -> None:
    plan = RoomPlan(rows=6, columns=5, invigilators=2, runs_back_and_forth=False)
    assert seat_place(7, plan) == (1, 2)


@pytest.mark.parametrize(
    ("invigilators", "related", "count"),
    [
        (["甲", "乙"], [], 0),
        (["甲"], [], 1),
        (["甲", "甲"], [], 1),
        (["甲", "乙"], ["乙"], 1),
        ([], ["乙"], 1),
    ],
)
def test_invigilators_of_a_room(invigilators: list[str], related: list[str], count: int) -> None:
    found = invigilator_findings(invigilators, related, PLAN)
    assert [item.clause for item in found] == ["N2.5"] * count
