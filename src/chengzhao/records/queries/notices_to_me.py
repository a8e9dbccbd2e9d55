"""待办与通知: what waits for somebody of the staff, and what has happened to what they asked for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Value

from chengzhao.law.words import ProgrammeLevel, Role, Word
from chengzhao.records.job_words import JobState
from chengzhao.records.models import AdmissionList, Approval, Job
from chengzhao.records.models.filing import FilingRound
from chengzhao.records.queries.approvals import waiting_rows
from chengzhao.records.queries.people import Acting
from chengzhao.records.queries.rights import open_requests
from chengzhao.rules.admission import ListState
from chengzhao.rules.governance import TWO_PERSON_ACTS, ApprovalState
from chengzhao.rules.privacy.requests import Right

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_CHECKS_LISTS = TWO_PERSON_ACTS["approve_lists"].firsts
_COLLEGES = (Role.COLLEGE_OFFICER, Role.COLLEGE_LEAD)
_ANSWERS_REQUESTS = (Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD)


class NoticeKind(Word):
    """What a notice is about; the first five wait until they are dealt with, the others have happened."""

    APPROVAL = "APPROVAL", "待我复核"
    REQUEST = "REQUEST", "个人信息请求待答复"
    LIST_TO_CHECK = "LIST_TO_CHECK", "录取名单待审核"
    LIST_QUERIED = "LIST_QUERIED", "录取名单被质询"
    JOB = "JOB", "任务结束"
    ANSWER = "ANSWER", "我提请的有了答复"


@dataclass(frozen=True, kw_only=True, slots=True)
class Notice:
    """One thing that waits or has happened; `about` says what, `at` since when, `due` until when."""

    kind: NoticeKind
    about: str
    at: datetime
    key: UUID
    outcome: Word | None = None
    by: str = ""
    is_new: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticeCount:
    """How much waits until it is dealt with, and how much has happened that was not marked as read."""

    waiting: int
    new: int


def count_notices(acting: Acting, now: datetime) -> NoticeCount:
    """What waits for the seat and what is new to it, in one statement."""
    parts = [(False, rows) for _, rows in _waiting(acting, now)]
    parts += [(True, rows) for _, rows in _happened(acting)]
    first, *others = [
        rows.order_by()
        .values(is_news=Value(is_news))
        .annotate(heads=Count("pk"))
        .values_list("is_news", "heads")
        for is_news, rows in parts
    ]
    found = {False: 0, True: 0}
    for is_news, heads in first.union(*others, all=True):
        found[is_news] += heads
    return NoticeCount(waiting=found[False], new=found[True])


def waiting_notices(acting: Acting, now: datetime, *, limit: int) -> tuple[Notice, ...]:
    """What waits until it is dealt with, of each kind the oldest first."""
    found: list[Notice] = []
    for kind, rows in _waiting(acting, now):
        found += _views(kind, rows, limit)
    return tuple(found)


def new_and_past(acting: Acting, *, limit: int) -> tuple[Notice, ...]:
    """What has happened to what the seat asked for, the newest first; `is_new` where it was not marked as read."""
    found: list[Notice] = []
    for kind, rows in _happened(acting, since=_LONG_AGO):
        found += _views(kind, rows, limit, read=acting.notices_read or _LONG_AGO)
    return tuple(sorted(found, key=lambda one: one.at, reverse=True)[:limit])


def _waiting(acting: Acting, now: datetime) -> Iterator[tuple[NoticeKind, "QuerySet[Any]"]]:
    border = (acting.season, acting.province)
    if any(acting.role in one.seconds for one in TWO_PERSON_ACTS.values()):
        rows = waiting_rows(*border, acting.account_id, acting.role, acting.org_path, now)
        yield NoticeKind.APPROVAL, rows.order_by("first_at", "pk")
    if acting.role in _ANSWERS_REQUESTS:
        yield NoticeKind.REQUEST, open_requests(*border, acting.org_path).order_by("pk")
    lists = AdmissionList.objects.filter(season=acting.season, province=acting.province).order_by("pk")
    if acting.role in _CHECKS_LISTS:
        yield NoticeKind.LIST_TO_CHECK, lists.filter(state=ListState.SUBMITTED)
    if acting.role in _COLLEGES:
        yield NoticeKind.LIST_QUERIED, lists.filter(state=ListState.QUERIED, college=acting.college_id)


def _happened(acting: Acting, since: datetime | None = None) -> Iterator[tuple[NoticeKind, "QuerySet[Any]"]]:
    read = since or acting.notices_read or _LONG_AGO
    border = Q(season=acting.season, province=acting.province)
    jobs = Job.objects.filter(border, org_path=acting.org_path, started_by=acting.account_id)
    yield NoticeKind.JOB, jobs.filter(seat=acting.seat, finished_at__gt=read).order_by("-finished_at")
    if any(acting.role in one.firsts for one in TWO_PERSON_ACTS.values()):
        mine = Approval.objects.filter(border, first=acting.account_id, first_role=acting.role.value)
        yield NoticeKind.ANSWER, mine.filter(second_at__gt=read).order_by("-second_at")


def _views(
    kind: NoticeKind, rows: "QuerySet[Any]", limit: int, *, read: datetime | None = None
) -> Iterator[Notice]:
    """The rows of one kind as notices; of an account only the name is read."""
    for row in rows.values(*_COLUMNS[kind])[:limit]:
        at, by = row[_SINCE[kind]], row.get(_BY.get(kind, ""), "") or ""
        yield Notice(
            kind=kind,
            about=_about(kind, row),
            at=at,
            key=row["public_id"],
            outcome=_outcome(kind, row),
            by=by,
            is_new=read is not None and at > read,
        )


_SINCE = {
    NoticeKind.APPROVAL: "first_at",
    NoticeKind.REQUEST: "received_at",
    NoticeKind.LIST_TO_CHECK: "submitted_at",
    NoticeKind.LIST_QUERIED: "submitted_at",
    NoticeKind.JOB: "finished_at",
    NoticeKind.ANSWER: "second_at",
}
_BY = {
    NoticeKind.APPROVAL: "first__display_name",
    NoticeKind.LIST_TO_CHECK: "college__organisation__name",
    NoticeKind.ANSWER: "second__display_name",
}
_OF_LIST = ("public_id", "submitted_at", "level", "filing_round", "college__organisation__name")
_COLUMNS: dict[NoticeKind, tuple[str, ...]] = {
    NoticeKind.APPROVAL: ("public_id", "first_at", "act", "first__display_name"),
    NoticeKind.REQUEST: ("public_id", "received_at", "right"),
    NoticeKind.LIST_TO_CHECK: _OF_LIST,
    NoticeKind.LIST_QUERIED: _OF_LIST,
    NoticeKind.JOB: ("public_id", "finished_at", "title", "state"),
    NoticeKind.ANSWER: ("public_id", "second_at", "act", "state", "second__display_name"),
}


def _about(kind: NoticeKind, row: Mapping[str, Any]) -> str:
    if kind in (NoticeKind.APPROVAL, NoticeKind.ANSWER):
        return TWO_PERSON_ACTS[row["act"]].title
    if kind is NoticeKind.REQUEST:
        return Right(row["right"]).label
    if kind is NoticeKind.JOB:
        return str(row["title"])
    return f"{ProgrammeLevel(row['level']).label}　{FilingRound(row['filing_round']).label}"


def _outcome(kind: NoticeKind, row: Mapping[str, Any]) -> Word | None:
    if kind is NoticeKind.JOB:
        return JobState(row["state"])
    return ApprovalState(row["state"]) if kind is NoticeKind.ANSWER else None
