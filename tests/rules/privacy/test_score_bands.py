"""一分一段: every band tells of five or more, the bands hold everybody once, and no difference tells of few."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from chengzhao.rules.privacy.score_bands import ScoreBand, people_down_to, score_bands
from chengzhao.rules.privacy.small_cells import LEAST

COUNTS = st.dictionaries(st.integers(0, 600), st.integers(0, 30), max_size=80)


def test_few_stand_with_their_neighbours() -> None:
    assert score_bands({300: 2, 299: 2, 298: 1, 250: 9, 249: 6, 100: 3}) == (
        ScoreBand(top=300, bottom=298, people=5, down_to_here=5),
        ScoreBand(top=250, bottom=250, people=9, down_to_here=14),
        ScoreBand(top=249, bottom=100, people=9, down_to_here=23),
    )


def test_fewer_than_five_in_all_are_not_told() -> None:
    assert score_bands({200: 4}) == ()
    assert score_bands({}) == ()
    assert score_bands({200: 0, 100: 5}) == (ScoreBand(top=100, bottom=100, people=5, down_to_here=5),)


@given(COUNTS)
def test_every_band_tells_of_five_and_everybody_stands_in_one(counts: dict[int, int]) -> None:
    bands = score_bands(counts)
    total = sum(counts.values())
    assert all(band.people >= LEAST for band in bands)
    assert sum(band.people for band in bands) == (total if total >= LEAST else 0)
    for above, below in pairwise(bands):
        assert above.bottom > below.top
        assert below.down_to_here == above.down_to_here + below.people
    for score, count in counts.items():
        held = [band for band in bands if band.bottom <= score <= band.top]
        assert len(held) == 1 or not count or not bands


@given(COUNTS, st.integers(0, 600))
def test_standing_is_told_to_the_end_of_a_band(counts: dict[int, int], score: int) -> None:
    bands = score_bands(counts)
    told = people_down_to(bands, score)
    assert told in {0, *(band.down_to_here for band in bands)}
    if bands:
        assert told >= sum(count for one, count in counts.items() if one >= score)
        assert told - sum(count for one, count in counts.items() if one >= score) < max(
            band.people for band in bands
        )
