"""Stages of acts: each done once, each with its mark or not at all."""

from collections.abc import Callable

import pytest
from tests.factories import BORDER, a_season

from chengzhao.records.models import Job, Season
from chengzhao.rehearsal.player.play import SYSTEM
from chengzhao.rehearsal.player.stage import Act, Playing, Stage, run_stages

pytestmark = pytest.mark.django_db


class Notes:
    """A progress that writes down what it is told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def stage_begins(self, title: str, acts: int, done: int) -> None:
        self.told.append(f"{title} {done}/{acts}")

    def act_done(self, title: str, rows: int) -> None:
        self.told.append(f"{title} {rows}")

    def stage_ends(self) -> None:
        self.told.append("end")


@pytest.fixture
def playing() -> Playing:
    a_season()
    whole = Job.objects.create(
        season=BORDER.season,
        province=BORDER.province,
        kind="rehearsal",
        title="演练",
        state="RUNNING",
        total=9,
    )
    return Playing(border=BORDER, actor=SYSTEM, whole=whole.pk, progress=Notes())


def naming(name: str) -> Callable[[], int]:
    """An act that leaves a row of its own: it renames the season."""
    return lambda: Season.objects.update(name=name)


def failing(name: str) -> Callable[[], int]:
    """An act that writes and then fails."""

    def run() -> int:
        Season.objects.update(name=name)
        raise RuntimeError("停电")

    return run


def stage(*acts: Act, name: str = "one") -> Stage:
    return Stage(name=name, title="阶段", acts=lambda: acts)


def told(playing: Playing) -> list[str]:
    assert isinstance(playing.progress, Notes)
    return playing.progress.told


def test_acts_are_done_in_order_and_the_stage_and_the_whole_advance(playing: Playing) -> None:
    run_stages([stage(Act(title="甲", run=naming("甲")), Act(title="乙", run=naming("乙")))], playing)
    job = Job.objects.get(kind="rehearsal:one")
    assert (job.state, job.done, job.total) == ("DONE", 2, 2)
    assert Job.objects.get(pk=playing.whole).done == 1
    assert Season.objects.get().name == "乙"
    assert told(playing) == ["阶段 0/2", "甲 1", "乙 1", "end"]


def test_a_stage_that_is_done_is_not_done_again(playing: Playing) -> None:
    once = [stage(Act(title="甲", run=naming("甲")))]
    run_stages(once, playing)
    Season.objects.update(name="其后")
    run_stages(once, playing)
    assert Season.objects.get().name == "其后"
    assert Job.objects.get(pk=playing.whole).done == 1


def test_an_act_that_fails_leaves_nothing_of_itself_and_all_before_it(playing: Playing) -> None:
    broken = [stage(Act(title="甲", run=naming("甲")), Act(title="乙", run=failing("半途")))]
    with pytest.raises(RuntimeError, match="停电"):
        run_stages(broken, playing)
    job = Job.objects.get(kind="rehearsal:one")
    assert (job.state, job.done, job.message) == ("FAILED", 1, "乙：停电")
    assert Season.objects.get().name == "甲"
    assert Job.objects.get(pk=playing.whole).done == 0


def test_after_a_failure_the_stage_goes_on_at_the_act_that_failed(playing: Playing) -> None:
    with pytest.raises(RuntimeError, match="停电"):
        run_stages([stage(Act(title="甲", run=naming("甲")), Act(title="乙", run=failing("半途")))], playing)
    Season.objects.update(name="其后")
    run_stages([stage(Act(title="甲", run=naming("甲")), Act(title="乙", run=lambda: 5))], playing)
    job = Job.objects.get(kind="rehearsal:one")
    assert (job.state, job.done) == ("DONE", 2)
    assert Season.objects.get().name == "其后"
    assert told(playing)[-3:] == ["阶段 1/2", "乙 5", "end"]


def test_a_stage_left_running_by_a_crash_goes_on_too(playing: Playing) -> None:
    Job.objects.create(
        season=BORDER.season,
        province=BORDER.province,
        kind="rehearsal:one",
        title="阶段",
        state="RUNNING",
        done=1,
        total=2,
    )
    run_stages([stage(Act(title="甲", run=failing("不应再做")), Act(title="乙", run=naming("乙")))], playing)
    assert Season.objects.get().name == "乙"
    assert Job.objects.get(kind="rehearsal:one").state == "DONE"


def test_a_stage_without_acts_is_done_at_once(playing: Playing) -> None:
    run_stages([stage()], playing)
    assert Job.objects.get(kind="rehearsal:one").state == "DONE"
