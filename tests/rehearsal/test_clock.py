"""When things happen: within the windows of the law, one after another."""

from datetime import datetime

import pytest

from chengzhao.law.words import Stage
from chengzhao.rehearsal.clock import BEIJING, SeasonClock
from chengzhao.rehearsal.player.december import rounds
from chengzhao.rehearsal.scenario import scenario
from chengzhao.rules.governance import FINISHED_BEFORE


@pytest.fixture(params=[("14", 2024), ("32", 2025)])
def clock(request: pytest.FixtureRequest) -> SeasonClock:
    province, year = request.param
    held = scenario(province=province, year=year, candidates=100, seed="1")
    return SeasonClock(law=held.law, supplement=held.supplement)


def test_windows_lie_within_the_calendar_of_the_law(clock: SeasonClock) -> None:
    for stage in Stage:
        opens, closes = clock.window(stage)
        days = clock.law.window(stage)
        assert days.opens <= opens.date() < closes.date()
        assert closes.date().toordinal() <= days.closes.toordinal() + 1


def test_a_stage_opens_when_those_before_it_are_over(clock: SeasonClock) -> None:
    for stage, earlier in FINISHED_BEFORE.items():
        for before in earlier:
            assert clock.window(before)[1] <= clock.window(stage)[0], (before, stage)


def test_a_moment_outside_its_window_is_refused(clock: SeasonClock) -> None:
    assert clock.within(Stage.REGISTRATION, 5).hour == 9
    with pytest.raises(ValueError, match="outside the window of REGISTRATION"):
        clock.within(Stage.REGISTRATION, 5, hour=18)
    with pytest.raises(ValueError, match="outside the window of REGISTRATION"):
        clock.within(Stage.REGISTRATION, 6)


def test_the_shanxi_exam_is_that_of_the_notice() -> None:
    held = scenario(province="14", year=2024, candidates=100, seed="1")
    clock = SeasonClock(law=held.law, supplement=held.supplement)
    assert clock.before_exam(1) == datetime(2024, 10, 18, 9, tzinfo=BEIJING)
    assert clock.after_exam() == datetime(2024, 10, 20, 20, tzinfo=BEIJING)
    assert clock.before_season() == datetime(2024, 7, 31, 9, tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("province", "year", "titles"),
    [
        ("14", 2024, ["高起本", "高起本征集", "专升本", "专升本征集", "高起专", "高起专征集"]),
        ("32", 2025, ["高起本、专升本", "高起本、专升本征集", "高起专", "高起专征集"]),
    ],
)
def test_rounds_follow_the_tiers_and_end_in_december(province: str, year: int, titles: list[str]) -> None:
    held = scenario(province=province, year=year, candidates=100, seed="1")
    clock = SeasonClock(law=held.law, supplement=held.supplement)
    found = rounds(held)
    assert [one.title for one in found] == titles
    moments = [one.at(clock, day) for one in found for day in range(4)]
    assert moments == sorted(moments)
    assert (moments[0].month, moments[-1].month) == (12, 12)
