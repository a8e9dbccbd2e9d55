"""The task list of a registration that is being filled in: what is open, what is done, what is to be mended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from chengzhao.law.words import Word
from chengzhao.records.queries.registration import ReturnedView
from chengzhao.rules.registration import (
    STEP,
    STEPS_OF_RETURN,
    DraftState,
    DraftTask,
    asked_steps,
    draft_state,
    open_steps,
)
from chengzhao.web.candidate.enrolment import Enrolment
from chengzhao.web.shared.tones import TaskState

GROUPS: tuple[tuple[str, tuple[DraftTask, ...]], ...] = (
    ("第一步　你是谁", (DraftTask.IDENTITY, DraftTask.PORTRAIT, DraftTask.HOUSEHOLD)),
    (
        "第二步　报什么",
        (DraftTask.LEVEL, DraftTask.EDUCATION, DraftTask.CHOICES, DraftTask.LICENCE),
    ),
    ("第三步　照顾和承诺", (DraftTask.CLAIMS, DraftTask.HELP, DraftTask.PLEDGE)),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """One task: its name, how it stands, where it is filled in; empty where there is nothing to do."""

    name: str
    note: str
    state: Word
    href: str = ""

    @property
    def is_bad(self) -> bool:
        """Whether something is to be mended."""
        return self.state is DraftState.TO_MEND

    @property
    def is_open(self) -> bool:
        """Whether it has to be filled in before the registration can be handed in."""
        return self.state not in (DraftState.DONE, DraftState.NOT_ASKED)


@dataclass(frozen=True, kw_only=True, slots=True)
class Mending:
    """An item that was returned: why, where it is mended, and whether something was done about it."""

    label: str
    reason: str
    href: str
    is_mended: bool


def to_mend(
    enrolment: Enrolment, returned: Sequence[ReturnedView], handed_in: datetime
) -> tuple[Mending, ...]:
    """What was returned since it was handed in, in the order of the tasks."""
    found = []
    for one in returned:
        steps = [STEP[name] for name in STEPS_OF_RETURN[one.item]]
        first = next((step for step in steps if step.is_asked(enrolment.drafted)), steps[0])
        is_saved = any(enrolment.version(step.task) for step in steps if not step.file)
        kinds = {step.file for step in steps if step.file}
        is_sent = any(file.kind in kinds and file.kept_at > handed_in for file in enrolment.files)
        found.append(
            Mending(
                label=one.item.label,
                reason=one.reason,
                href=reverse("candidate:question", args=[first.name]),
                is_mended=is_saved or is_sent,
            )
        )
    return tuple(found)


def items(enrolment: Enrolment) -> tuple[tuple[str, tuple[Item, ...]], ...]:
    """The tasks in their steps, and the last one, which hands in."""
    groups = tuple((title, tuple(_item(enrolment, task) for task in tasks)) for title, tasks in GROUPS)
    waiting = [item.name for _, group in groups for item in group if item.is_open]
    return (*groups, ("第四步　提交", (_check(waiting),)))


def _item(enrolment: Enrolment, task: DraftTask) -> Item:
    drafted = enrolment.drafted
    state = draft_state(drafted, task)
    if state is DraftState.NOT_ASKED:
        return Item(name=task.label, note="没有填医学类志愿，不用填", state=state)
    waiting = open_steps(drafted, task)
    begin = (waiting or asked_steps(drafted, task))[0]
    note = ""
    if state is DraftState.BEGUN:
        names = "、".join(step.label for step in waiting)
        note = f"还差：{names}" if names else "与别处填的不一致，请核对"
    return Item(
        name=task.label, note=note, state=state, href=reverse("candidate:question", args=[begin.name])
    )


def _check(waiting: list[str]) -> Item:
    """Open once everything is there; before, it says what is missing."""
    if not waiting:
        return Item(
            name="检查并提交",
            note="核对全部内容，然后提交",
            state=TaskState.WAITING,
            href=reverse("candidate:check"),
        )
    named = "、".join(f"“{name}”" for name in waiting[:3])
    more = f"等{len(waiting)}项" if len(waiting) > 3 else ""
    return Item(name="检查并提交", note=f"填完{named}{more}后可以提交", state=DraftState.LOCKED)
