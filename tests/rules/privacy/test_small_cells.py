"""Small counts are hidden, and nobody can work them out from what is shown beside them."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengzhao.rules.privacy.small_cells import LEAST, few_or, shown_beside_total, shown_counts

COUNTS = st.integers(min_value=0, max_value=14)


@pytest.mark.parametrize(
    ("counts", "shown", "total"),
    [
        ([5, 9, 0], (5, 9, 0), 14),
        ([4, 9, 20], (None, None, 20), 33),
        ([4, 5, 20], (None, None, 20), 29),
        # Two that are hidden may still give themselves away: 1 + 1 are 2.
        ([1, 1, 30], (None, None, None), 32),
        ([3, 3, 30], (None, None, 30), 36),
        # Nothing to hide behind: the total goes, too.
        ([3], (None,), None),
        ([3, 0, 0], (None, 0, 0), None),
        ([2, 1], (None, None), None),
        ([], (), 0),
    ],
)
def test_list_beside_its_total(counts: list[int], shown: tuple[int | None, ...], total: int | None) -> None:
    found = shown_counts(counts)
    assert (found.counts, found.total) == (shown, total)
    assert found.hides is (None in (*shown, total))


def test_count_below_zero_is_an_error() -> None:
    with pytest.raises(ValueError, match="less than nobody"):
        shown_counts([-1])


def possible(places: int, total: int) -> Iterator[tuple[int, ...]]:
    """Every way in which hidden counts, each one at least, make up a sum."""
    if places == 1:
        yield from [(total,)] if total >= 1 else []
        return
    for first in range(1, total - places + 2):
        for rest in possible(places - 1, total - first):
            yield first, *rest


@given(st.lists(COUNTS, max_size=5))
def test_no_small_count_is_shown_and_a_hidden_one_may_be_large(counts: list[int]) -> None:
    found = shown_counts(counts)
    assert all(count is None or count == 0 or count >= LEAST for count in found.counts)
    assert all(count in (None, real) for count, real in zip(found.counts, counts, strict=True))
    hidden = [place for place, count in enumerate(found.counts) if count is None]
    if found.total is None or not hidden:
        return
    left = found.total - sum(count or 0 for count in found.counts)
    ways = list(possible(len(hidden), left))
    for place in range(len(hidden)):
        values = {way[place] for way in ways}
        assert len(values) > 1
        assert max(values) >= LEAST


@given(st.lists(COUNTS, max_size=5))
def test_beside_a_known_total_nothing_is_shown_that_gives_few_away(counts: list[int]) -> None:
    found, shown = shown_counts(counts), shown_beside_total(counts)
    assert shown == (found.counts if found.total is not None else (None,) * len(counts))


@pytest.mark.parametrize(("number", "told"), [(0, "0人"), (1, "不足5人"), (4, "不足5人"), (5, "5人")])
def test_to_everybody_few_are_told_as_few(number: int, told: str) -> None:
    assert few_or(number, f"{number}人") == told
