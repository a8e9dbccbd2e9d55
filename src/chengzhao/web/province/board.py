"""The parts of the command board, made from plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from chengzhao.law.words import ProgrammeLevel, Stage
from chengzhao.records.queries.filing import RunView
from chengzhao.records.queries.governance import Phase, Window
from chengzhao.records.queries.plans import PlanTotal
from chengzhao.records.queries.progress import STEPS, Progress, Tally
from chengzhao.rules.admission import ListState, RunState
from chengzhao.rules.privacy.small_cells import HIDDEN, shown_beside_total
from chengzhao.rules.registration import RegistrationState
from chengzhao.web.shared.chinese import closing_moment, count, full_moment, place_of, span, time_left
from chengzhao.web.shared.figures import FunnelStep, HeatCell, funnel_of, heat_column

CONCERNED = {
    Stage.REGISTRATION: ("登记考生", "registered"),
    Stage.REVIEW: ("提交报名", "submitted"),
    Stage.EXAM: ("编排考生", "seated"),
    Stage.MARKING: ("参考考生", "sat"),
    Stage.LINES: ("参考考生", "sat"),
    Stage.CHOICES: ("参考考生", "sat"),
    Stage.ADMISSION: ("上线考生", "on_line"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Switch:
    """One stage: whether it is open, when, whom it concerns, what is next."""

    name: str
    is_open: bool
    when: str
    concerned: str
    hint: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Alert:
    """One thing that needs doing, or that is in order; with an address where there is one.

    `page` names the page of the navigation that it lies under: a link for those alone whose navigation has it.
    """

    icon: str
    tone: str
    title: str
    note: str
    page: str = ""
    href: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class HeatRow:
    """One city: those who submitted, then the shares of each later step."""

    name: str
    submitted: str
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class LevelFunnel:
    """The funnel of one level."""

    level: ProgrammeLevel
    steps: tuple[FunnelStep, ...]


def switches(found: Sequence[Window], now: datetime, tally: Tally) -> tuple[Switch, ...]:
    """Every window of the season as a switch; it is the clock that opens and closes it."""
    return tuple(_switch(window, now, tally) for window in found)


def _switch(window: Window, now: datetime, tally: Tally) -> Switch:
    phase = window.phase(now)
    hint = {
        Phase.BEFORE: f"{full_moment(window.opens_at)}开放",
        Phase.OPEN: time_left(now, window.closes_at),
        Phase.AFTER: f"已于{closing_moment(window.closes_at)}关闭",
    }[phase]
    concerned = "院校和主管部门"
    if window.stage in CONCERNED:
        who, step = CONCERNED[window.stage]
        concerned = f"{who} {count(getattr(tally, step))}人"
    return Switch(
        name=window.stage.label,
        is_open=phase is Phase.OPEN,
        when=span(window.opens_at, window.closes_at),
        concerned=concerned,
        hint=hint,
    )


SHARES = (
    ("approved", "submitted"),
    ("seated", "approved"),
    ("sat", "seated"),
    ("on_line", "sat"),
    ("admitted", "on_line"),
)


def heat_rows(
    reached: Progress, cities: Mapping[str, str], *, hides_few: bool = False
) -> tuple[HeatRow, ...]:
    """Each city of the province with its shares; heat compares the cities within a column."""
    heads = _heads([reached.total(org_path=path) for path in cities], hides_few=hides_few)
    columns = [heat_column(list(zip(heads[part], heads[whole], strict=True))) for part, whole in SHARES]
    return tuple(
        HeatRow(
            name=place_of(name),
            submitted=HIDDEN if submitted is None else count(submitted),
            cells=tuple(column[place] for column in columns),
        )
        for place, (name, submitted) in enumerate(zip(cities.values(), heads["submitted"], strict=True))
    )


def level_funnels(reached: Progress, *, hides_few: bool = False) -> tuple[LevelFunnel, ...]:
    """The funnel of each level that anybody registered for."""
    tallies = {level: reached.total(level=level) for level in ProgrammeLevel}
    held = {level: tally for level, tally in tallies.items() if tally.registered}
    heads = _heads(list(held.values()), hides_few=hides_few)
    return tuple(
        LevelFunnel(level=level, steps=funnel_of([heads[step][place] for step in STEPS]))
        for place, level in enumerate(held)
    )


def _heads(tallies: Sequence[Tally], *, hides_few: bool) -> dict[str, tuple[int | None, ...]]:
    """The rows of a table step by step: whole, or without the few that the total beside them would give away."""
    columns = {step: tuple(getattr(tally, step) for tally in tallies) for step in STEPS}
    if not hides_few:
        return dict(columns)
    return {step: shown_beside_total(numbers) for step, numbers in columns.items()}


def alerts(
    found: Sequence[RunView],
    lists: Mapping[ListState, int],
    registrations: Mapping[RegistrationState, int],
    reached: Progress,
    plans: PlanTotal,
) -> tuple[Alert, ...]:
    """What needs doing, the worst first; what is in order, last."""
    return (
        *_failed_runs(found),
        *_unsigned_runs(found),
        *_waiting_lists(lists),
        *_waiting_registrations(registrations),
        *_vacancies(reached, plans),
        *_proved_runs(found),
    )


def _failed_runs(found: Sequence[RunView]) -> list[Alert]:
    return [
        Alert(
            icon="bad",
            tone="bad",
            title=f"投档运行第{run.number}号未通过核验",
            note=f"{run.failed}项证明不成立，已保留，不能放行",
            page="province:runs",
            href=reverse("province:run", args=[run.public_id]),
        )
        for run in found
        if run.failed
    ]


def _unsigned_runs(found: Sequence[RunView]) -> list[Alert]:
    waiting = [run for run in found if run.state is RunState.PROVED and not run.failed]
    return [
        Alert(
            icon="warn",
            tone="warn",
            title=f"投档运行第{run.number}号等待双人签字",
            note="、".join(level.label for level in run.levels) + f"　{run.filing_round.label}",
            page="province:runs",
            href=reverse("province:run", args=[run.public_id]),
        )
        for run in waiting
    ]


def _waiting_lists(lists: Mapping[ListState, int]) -> list[Alert]:
    said = ((ListState.SUBMITTED, "份录取名单等待审核"), (ListState.CHECKED, "份录取名单等待第二人批准"))
    return [
        Alert(icon="warn", tone="warn", title=f"{count(lists[state])}{text}", note="院校已经提交")
        for state, text in said
        if lists.get(state)
    ]


def _waiting_registrations(registrations: Mapping[RegistrationState, int]) -> list[Alert]:
    waiting = registrations.get(RegistrationState.SUBMITTED, 0) + registrations.get(
        RegistrationState.SECOND_REVIEW, 0
    )
    if not waiting:
        return []
    return [
        Alert(icon="info", tone="brand", title=f"{count(waiting)}人的报名等待审核", note="由各确认点办理")
    ]


def _vacancies(reached: Progress, plans: PlanTotal) -> list[Alert]:
    if not reached.total().admitted or not plans.vacant:
        return []
    return [
        Alert(
            icon="info",
            tone="brand",
            title=f"还有{count(plans.vacant)}个计划没有完成",
            note="未完成的计划公开征集志愿",
            page="province:figures",
            href=reverse("province:figures"),
        )
    ]


def _proved_runs(found: Sequence[RunView]) -> list[Alert]:
    proved = [run for run in found if run.proofs and not run.failed]
    if not proved:
        return []
    checks = sum(run.proofs for run in proved)
    return [
        Alert(
            icon="ok",
            tone="ok",
            title=f"{len(proved)}次投档全部通过核验",
            note=f"共{checks}项证明，由独立程序作出",
            page="province:runs",
            href=reverse("province:runs"),
        )
    ]
