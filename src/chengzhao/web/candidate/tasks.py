"""The candidate's task list: what is done, what waits, what to do next; made from plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from chengzhao.law.words import EntryRoute, Stage, Word
from chengzhao.law.years import year_law
from chengzhao.records.queries.governance import Phase, Window
from chengzhao.records.queries.registration import ClaimView, RegistrationView
from chengzhao.rules.registration import RegistrationState
from chengzhao.web.shared.chinese import points, short_day, short_moment
from chengzhao.web.shared.tones import TaskState

STATE = RegistrationState
PASSED = (STATE.APPROVED, STATE.CONFIRMED, STATE.TICKETED)
NOT_IN = "报名没有进行到底，没有这一项"
ENDED = (STATE.REJECTED, STATE.WITHDRAWN, STATE.CANCELLED)


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """One task: its name, how it stands, and the page that shows it, empty where there is none to see."""

    name: str
    note: str
    state: Word
    href: str = ""

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do or to wait for."""
        return self.state is TaskState.DONE

    @property
    def is_bad(self) -> bool:
        """Whether the task needs the candidate."""
        return self.state in (TaskState.PROBLEM, STATE.RETURNED, STATE.REJECTED)

    @property
    def is_locked(self) -> bool:
        """Whether there is nothing to see yet."""
        return self.state in (TaskState.LOCKED, TaskState.WAITING)


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """What the task list is made from."""

    registration: RegistrationView
    claims: Sequence[ClaimView]
    windows: Sequence[Window]
    now: datetime
    has_marks: bool
    choices: int
    is_filed: bool
    is_admitted: bool
    has_letter: bool

    def window(self, stage: Stage) -> Window | None:
        """The window of a stage that is open, else the next, else the last one."""
        mine = [window for window in self.windows if window.stage is stage]
        for window in mine:
            if window.phase(self.now) is not Phase.AFTER:
                return window
        return mine[-1] if mine else None

    def is_over(self, stage: Stage) -> bool:
        """Whether every window of a stage has closed."""
        window = self.window(stage)
        return window is not None and window.phase(self.now) is Phase.AFTER


def steps(facts: Facts) -> tuple[tuple[str, tuple[Task, ...]], ...]:
    """The tasks in three steps."""
    registration = (_registering(facts), _review(facts), *(_claim(claim) for claim in facts.claims))
    exam = (_admit_card(facts), _score(facts))
    admission = (_choices(facts), _result(facts), _letter(facts))
    return (("第一步　报名", registration), ("第二步　考试", exam), ("第三步　录取", admission))


def next_deadline(facts: Facts) -> tuple[Window, bool] | None:
    """The window that closes next among the open ones, else the next to open; and whether it is open."""
    running = [window for window in facts.windows if window.phase(facts.now) is Phase.OPEN]
    if running:
        return min(running, key=lambda window: window.closes_at), True
    coming = [window for window in facts.windows if window.phase(facts.now) is Phase.BEFORE]
    return (min(coming, key=lambda window: window.opens_at), False) if coming else None


def _registering(facts: Facts) -> Task:
    mine = facts.registration
    note = f"{mine.level.label}　{mine.category.label}"
    if mine.also_gaoqizhuan:
        note += "，兼报高起专"
    state = TaskState.IN_PROGRESS if mine.state is STATE.DRAFT else TaskState.DONE
    if mine.submitted_at:
        note += f"，{short_day(mine.submitted_at)}提交"
    return Task(name="报名信息", note=note, state=state)


def _review(facts: Facts) -> Task:
    mine = facts.registration
    if mine.state in PASSED:
        when = f"{short_day(mine.approved_at)}通过，" if mine.approved_at else ""
        return Task(name="资格审核", note=f"{when}{mine.confirmation_point}", state=TaskState.DONE)
    if mine.state is STATE.DRAFT:
        return Task(name="资格审核", note="提交报名后由确认点审核", state=TaskState.LOCKED)
    note = (
        mine.last_reason
        if mine.state in (STATE.RETURNED, STATE.REJECTED, STATE.CANCELLED)
        else mine.confirmation_point
    )
    return Task(name="资格审核", note=note, state=mine.state)


def _claim(claim: ClaimView) -> Task:
    worth = "免试" if claim.exempts else f"加{points(claim.points)}分"
    href = reverse("candidate:claims")
    if claim.is_effective:
        return Task(name=f"照顾：{claim.label}", note=f"已公示生效，{worth}", state=TaskState.DONE, href=href)
    note = claim.refused_reason or f"生效后{worth}；没有公示期满不计"
    return Task(name=f"照顾：{claim.label}", note=note, state=claim.state, href=href)


def _admit_card(facts: Facts) -> Task:
    mine = facts.registration
    if mine.state in ENDED:
        return Task(name="准考证", note=NOT_IN, state=TaskState.LOCKED)
    if mine.has_seat:
        return Task(
            name="准考证", note="下载后打印", state=TaskState.DONE, href=reverse("candidate:admit-card")
        )
    if mine.route is EntryRoute.EXEMPT:
        return Task(name="准考证", note="免试考生不参加统一考试", state=TaskState.DONE)
    return Task(name="准考证", note=_before_exam(facts), state=TaskState.LOCKED)


def _score(facts: Facts) -> Task:
    if facts.registration.state in ENDED:
        return Task(name="成绩", note=NOT_IN, state=TaskState.LOCKED)
    if facts.has_marks:
        return Task(
            name="成绩", note="已经公布，只对本人开放", state=TaskState.DONE, href=reverse("candidate:score")
        )
    if facts.registration.route is EntryRoute.EXEMPT:
        return Task(name="成绩", note="免试考生没有统考成绩", state=TaskState.DONE)
    return Task(name="成绩", note=_when(facts, Stage.LINES, "阅卷结束后公布"), state=TaskState.LOCKED)


def _choices(facts: Facts) -> Task:
    if facts.choices:
        note = f"填了{facts.choices}个志愿"
        return Task(name="志愿", note=note, state=TaskState.DONE, href=reverse("candidate:choices"))
    state = TaskState.LOCKED if facts.is_over(Stage.CHOICES) else TaskState.WAITING
    return Task(name="志愿", note="没有填志愿", state=state)


def _result(facts: Facts) -> Task:
    href = reverse("candidate:result")
    if facts.registration.state in ENDED:
        return Task(name="录取结果", note=NOT_IN, state=TaskState.LOCKED)
    if facts.is_admitted:
        return Task(name="录取结果", note="已录取，可以看原因", state=TaskState.DONE, href=href)
    if facts.is_filed:
        state = TaskState.DONE if facts.is_over(Stage.ADMISSION) else TaskState.IN_PROGRESS
        return Task(name="录取结果", note="每个志愿的结果和原因", state=state, href=href)
    return Task(
        name="录取结果", note=_when(facts, Stage.ADMISSION, "投档放行后可以查看"), state=TaskState.LOCKED
    )


def _letter(facts: Facts) -> Task:
    if facts.has_letter:
        return Task(
            name="录取通知书", note="电子版，可以下载", state=TaskState.DONE, href=reverse("candidate:letter")
        )
    if facts.registration.state in ENDED:
        return Task(name="录取通知书", note=NOT_IN, state=TaskState.LOCKED)
    note = "等待学校发放" if facts.is_admitted else "录取后由学校发放"
    return Task(name="录取通知书", note=note, state=TaskState.LOCKED)


def _before_exam(facts: Facts) -> str:
    """When the first paper of the own level begins: the stage of the exam is open long before (附件3)."""
    note = "考场编排后可以下载"
    mine = [
        one
        for one in year_law(facts.registration.season).sessions.value
        if facts.registration.level in one.levels
    ]
    if not mine:
        return note
    first = min(mine, key=lambda one: (one.day, one.start))
    return f"{note}，{short_day(first.day)} {first.start:%H:%M}开考"


def _when(facts: Facts, stage: Stage, note: str) -> str:
    window = facts.window(stage)
    if window is None or window.phase(facts.now) is not Phase.BEFORE:
        return note
    return f"{note}，{stage.label}{short_moment(window.opens_at)}开始"
