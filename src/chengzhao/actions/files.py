"""Electronic files and their lists: which ones an act is about, and the trail of every move of a file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import NamedTuple

from django.db.models import QuerySet

from chengzhao.actions import audit
from chengzhao.actions.audit import Actor, Border, Refused, Touched
from chengzhao.law.words import ProgrammeLevel, Role
from chengzhao.ledger.digest import digest_of
from chengzhao.records.bulk import copy_rows, reserve_ids
from chengzhao.records.models import AdmissionList, FileMove, StaffRole
from chengzhao.records.models.filing import FilingRound
from chengzhao.rules.admission import CANDIDATE_FILE, FileState, ListState

OFFICERS = (Role.COLLEGE_OFFICER, Role.COLLEGE_LEAD)
"""Who may decide on files for a college (N5.1)."""

_MOVE_FIELDS = ("season", "province", "file_id", "before", "after", "actor_id", "reason", "at")
_LIST_FIELDS = ("id", "season", "province", "college_id", "level", "filing_round", "state", "digest")

ListKey = tuple[int, str]
"""A list within a round: the college's key and the level."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ListScope:
    """Which lists an act is about: those of a round, at some levels or all, of one college or all."""

    filing_round: FilingRound
    levels: tuple[ProgrammeLevel, ...] = tuple(ProgrammeLevel)
    national_code: str | None = None

    @property
    def title(self) -> str:
        """How the scope is named in a sentence."""
        levels = "、".join(level.label for level in self.levels)
        return f"{self.national_code or '各校'}{levels}{self.filing_round.label}"


class Step(NamedTuple):
    """One move of a file: who made it, and why where a reason was given."""

    file_id: int
    before: FileState
    after: FileState
    account: int | None
    reason: str = ""


def locked_lists(border: Border, scope: ListScope, states: Iterable[ListState]) -> "QuerySet[AdmissionList]":
    """The lists of a scope that are in one of some states, locked until the transaction ends."""
    lists = AdmissionList.objects.select_for_update(of=("self",)).filter(
        season=border.season,
        province=border.province,
        filing_round=scope.filing_round,
        level__in=scope.levels,
        state__in=list(states),
    )
    if scope.national_code is not None:
        lists = lists.filter(college__national_code=scope.national_code)
    return lists.select_related("college__organisation").order_by("id")


def open_lists(border: Border, filing_round: FilingRound, keys: Iterable[ListKey]) -> dict[ListKey, int]:
    """The keys of the lists of a round by college and level, begun where there is none yet.

    Raises Refused where one of them is no longer open.
    """
    wanted = sorted(set(keys))
    held = AdmissionList.objects.select_for_update(of=("self",)).filter(
        season=border.season, province=border.province, filing_round=filing_round
    )
    rows = held.select_related("college").order_by("id")
    lists = {(row.college_id, row.level): row for row in rows}
    closed = [lists[key] for key in wanted if key in lists and lists[key].state != ListState.OPEN]
    if closed:
        first = closed[0]
        raise Refused(f"{first.college.name}的录取名单“{ListState(first.state).label}”，不能再投入档案。")
    missing = [key for key in wanted if key not in lists]
    ids = reserve_ids(AdmissionList, len(missing))
    head = (border.season, border.province)
    copy_rows(
        AdmissionList,
        _LIST_FIELDS,
        (
            (key, *head, college_id, level, filing_round.value, ListState.OPEN.value, "")
            for key, (college_id, level) in zip(ids, missing, strict=True)
        ),
    )
    return {key: row.pk for key, row in lists.items()} | dict(zip(missing, ids, strict=True))


def record_steps(border: Border, actor: Actor, at: datetime, act: str, steps: Sequence[Step]) -> None:
    """Write the moves of files and their audit rows; a step that stays in its state leaves an audit row only.

    Raises IllegalMove for a move that the machine has not.
    """
    moves = [step for step in steps if step.before is not step.after]
    for before, after in sorted({(step.before, step.after) for step in moves}):
        CANDIDATE_FILE.check(before, after)
    head = (border.season, border.province)
    copy_rows(
        FileMove,
        _MOVE_FIELDS,
        (
            (*head, step.file_id, step.before.value, step.after.value, step.account, step.reason, at)
            for step in moves
        ),
    )
    # A province's lists hold few different reasons: each digest is worked out once.
    digest = cache(digest_of)
    touched = (
        Touched(
            object_id=str(step.file_id),
            before=digest(step.before),
            after=digest((step.after, step.reason)),
            reason=step.reason,
        )
        for step in steps
    )
    audit.record(border=border, actor=actor, at=at, act=act, object_kind="candidate_file", touched=touched)


def officers_at(border: Border, at: datetime) -> set[tuple[int, str]]:
    """Who is an officer of which college at a moment: account and path of the college."""
    roles = StaffRole.objects.filter(
        season=border.season,
        province=border.province,
        role__in=OFFICERS,
        valid_from__lte=at,
        valid_until__gt=at,
    )
    return set(roles.values_list("account_id", "organisation__path"))
