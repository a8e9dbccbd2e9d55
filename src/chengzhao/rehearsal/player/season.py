"""The chapters of a season, in the order of the calendar."""

from collections.abc import Callable, Sequence
from functools import partial

from django.db import transaction

from chengzhao.actions.governance import open_season
from chengzhao.actions.jobs import finish_job, start_job
from chengzhao.records.queries.governance import season_of
from chengzhao.records.queries.season import FilingRound, has_choices, jobs
from chengzhao.rehearsal.player import (
    admission,
    control_lines,
    exams,
    filing,
    governance,
    personas,
    plans,
    preferences,
    registration,
)
from chengzhao.rehearsal.player.december import Round, rounds
from chengzhao.rehearsal.player.play import SYSTEM, Play
from chengzhao.rehearsal.player.stage import KIND, Act, Playing, Stage, now, run_stages
from chengzhao.rehearsal.progress import Progress
from chengzhao.rehearsal.scenario import Scenario

CHAPTERS: tuple[tuple[str, str, Callable[[Play], Sequence[Act]]], ...] = (
    ("governance", "机构与阶段", governance.acts),
    ("directory", "专业目录", plans.directory_acts),
    ("registration", "报名与审核", registration.acts),
    ("preferences", "照顾政策与公示", preferences.acts),
    ("places", "招生计划", plans.places_acts),
    ("seating", "考务编排", exams.seating_acts),
    ("exam", "考试", exams.exam_acts),
    ("marking", "阅卷与成绩", exams.marking_acts),
    ("lines", "控制线与志愿", control_lines.acts),
)


def stages(play: Play) -> Sequence[Stage]:
    """The stages of the season: the chapters, each round of December, and the demonstration accounts."""
    found = [Stage(name=name, title=title, acts=partial(acts, play)) for name, title, acts in CHAPTERS]
    for held in rounds(play.season.scenario):
        found.append(
            Stage(
                name=f"round{held.number}",
                title=f"{held.title}录取",
                acts=partial(round_acts, play, held),
            )
        )
    found.append(Stage(name="personas", title="演示账号", acts=partial(personas.acts, play)))
    return found


def round_acts(play: Play, held: Round) -> Sequence[Act]:
    """One round: the exempt or the new choices first, then the run, then the files and lists."""
    following = [*filing.run_acts(play, held), *admission.acts(play, held)]
    if held.filing_round is FilingRound.MAIN:
        return [*filing.exempt_acts(play, held), *following]
    save, *rest = [*filing.choice_acts(play, held), *following]
    return [save, *(_if_anybody_chose(play, held, act) for act in rest)]


def _if_anybody_chose(play: Play, held: Round, act: Act) -> Act:
    """The act, or nothing where nobody wrote a choice of the round: then no round is held."""

    def run() -> int:
        border = play.border
        chosen = has_choices(border.season, border.province, held.filing_round, held.levels)
        return act.run() if chosen else 0

    return Act(title=act.title, run=run)


def play_season(play: Play, progress: Progress) -> None:
    """Play what was not played yet, from the opening of the season to the last letter."""
    border = play.border
    chapters = stages(play)
    if season_of(border.season, border.province) is None:
        _begin(play, len(chapters))
    whole = next(job for job in jobs(border.season, border.province) if job.kind == KIND)
    playing = Playing(border=border, actor=SYSTEM, whole=whole.key, progress=progress)
    run_stages(chapters, playing)
    if whole.state != "DONE":
        finish_job(
            border=border, actor=SYSTEM, at=now(), job_id=whole.key, message=signature(play.season.scenario)
        )


@transaction.atomic
def _begin(play: Play, count: int) -> None:
    """Open the season and write down what it was asked for, both or neither."""
    scenario = play.season.scenario
    open_season(
        border=play.border,
        actor=SYSTEM,
        at=play.clock.before_season(),
        name=scenario.title,
        office_name=scenario.office,
        tie_seed=scenario.tie_seed,
        synthetic=True,
    )
    start_job(
        border=play.border,
        actor=SYSTEM,
        at=now(),
        kind=KIND,
        title=f"演练{scenario.title}",
        total=count,
        message=signature(scenario),
    )


def signature(scenario: Scenario) -> str:
    """What a season was asked for, as it is kept with it: equal signatures play equal seasons."""
    return f"考生{scenario.candidates}人，种子{scenario.seed}"
