"""Chance is the same on every machine and knows no floats."""

from fractions import Fraction

import pytest

from chengzhao.rehearsal.chance import BELL_UNIT, Weighted, bell, happens, stream


def test_stream_of_the_same_seed_and_topic_draws_the_same() -> None:
    """The numbers are written down: a change of Python or machine that shifted them would show here."""
    assert _draws("1", "people", 6) == EXPECTED
    assert _draws("1", "people", 6) == EXPECTED


EXPECTED = [29, 889, 270, 279, 10, 196]


def _draws(seed: str, topic: str, count: int) -> list[int]:
    chance = stream(seed, topic)
    return [chance.randrange(1000) for _ in range(count)]


def test_streams_of_two_topics_differ() -> None:
    assert _draws("1", "people", 8) != _draws("1", "marks", 8)


def test_stream_is_not_shifted_by_draws_from_another() -> None:
    undisturbed = _draws("7", "marks", 4)
    _draws("7", "people", 100)
    assert _draws("7", "marks", 4) == undisturbed


def test_weighted_draws_in_proportion_and_never_what_weighs_nothing() -> None:
    chance = stream("1", "weights")
    weighted = Weighted([("often", 3), ("seldom", 1), ("never", 0)])
    drawn = [weighted.draw(chance) for _ in range(4000)]
    assert set(drawn) == {"often", "seldom"}
    assert 2850 < drawn.count("often") < 3150


def test_weighted_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="every weight is 0"):
        Weighted([("never", 0)])


def test_happens_as_often_as_its_share_says() -> None:
    chance = stream("1", "share")
    assert 180 < sum(happens(chance, Fraction(1, 5)) for _ in range(1000)) < 220
    assert not any(happens(chance, Fraction(0)) for _ in range(100))
    assert all(happens(chance, Fraction(1)) for _ in range(100))


def test_bell_has_its_mean_and_deviation() -> None:
    chance = stream("1", "bell")
    drawn = [bell(chance) for _ in range(20_000)]
    mean = sum(drawn) // len(drawn)
    within_one = sum(abs(value) <= BELL_UNIT for value in drawn)
    assert abs(mean) < BELL_UNIT // 40
    assert 13_300 < within_one < 13_900
