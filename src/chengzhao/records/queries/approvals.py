"""Acts of two persons as pages and players see them: what waits, for whom, and how it was answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from chengzhao.law.words import Role
from chengzhao.records.models import Approval
from chengzhao.records.queries.scope import under
from chengzhao.rules.governance import COLLEGES_PATH, TWO_PERSON_ACTS, ApprovalState, reaches, state_at

MOST_NAMES = 2
NAMED_BY: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "adjust_places": ("院校", "调出", "调入"),
        "approve_claims": ("申请", "合计"),
        "approve_lists": ("范围",),
        "extend_role": ("姓名", "角色"),
        "invite_staff": ("姓名", "角色", "单位"),
        "order_retention": ("到期日",),
        "override_gate": ("文号",),
        "release_account": ("开户姓名", "账号"),
        "release_run": ("投档运行", "轮次", "层次"),
        "reopen_choices": ("轮次", "考生"),
        "reopen_stage": ("阶段", "新开放时间"),
        "send_messages": ("短信", "收信人", "人数"),
        "sign_notice": ("标题", "文号"),
        "sign_run": ("投档运行", "轮次", "层次"),
        "start_replacement": ("姓名", "账号"),
        "unmask_people": ("人数", "内容"),
    }
)
"""The facts by which an act's object is called; of the other acts every fact is one of them, and two are shown."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Signer:
    """Who signed, as what, and when."""

    account_id: int
    name: str
    role: Role
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class ApprovalView:
    """An act of two: what it is about, what both read, and who signed."""

    key: int
    public_id: UUID
    act: str
    object_kind: str
    object_id: str
    org_path: str
    facts: tuple[tuple[str, str], ...]
    digest: str
    state: ApprovalState
    lapses_at: datetime
    first: Signer
    second: Signer | None
    reason: str

    @property
    def title(self) -> str:
        """What the act is called."""
        return TWO_PERSON_ACTS[self.act].title

    @property
    def what(self) -> str:
        """What is approved, in a line: of what both read, that by which people call it.

        What the object is called on the trail is no name: it ends in the beginning of a digest.
        """
        named = NAMED_BY.get(self.act)
        if named is None:
            # The last of the facts is the digest of the content.
            told = self.facts[:-1]
            more = "等" if len(told) > MOST_NAMES else ""
            return "；".join(f"{name} {value}" for name, value in told[:MOST_NAMES]) + more
        return "　".join(value for name, value in self.facts if name in named)


def digest_of_approval(key: int) -> str:
    """The digest that the second person sees. Raises Approval.DoesNotExist."""
    return Approval.objects.values_list("digest", flat=True).get(pk=key)


def approval_by_id(season: int, province: str, public_id: UUID, now: datetime) -> ApprovalView | None:
    """The approval of this public number; None where the season and province have none."""
    row = _rows(season, province).filter(public_id=public_id).first()
    return _view(row, now) if row else None


def waiting_for(
    season: int, province: str, account_id: int, role: Role, org_path: str, now: datetime
) -> tuple[ApprovalView, ...]:
    """What somebody in a role may confirm or refuse now, the oldest first."""
    rows = waiting_rows(season, province, account_id, role, org_path, now)
    return tuple(_view(row, now) for row in _named(rows).order_by("first_at", "pk"))


def waiting_rows(
    season: int, province: str, account_id: int, role: Role, org_path: str, now: datetime
) -> QuerySet[Approval]:
    """The rows of what somebody in a role may answer now: for the list, and for the count on the bell."""
    acts = [act for act, one in TWO_PERSON_ACTS.items() if role in one.seconds]
    within = under("org_path", org_path)
    if reaches(role, org_path, COLLEGES_PATH):
        within |= Q(org_path__startswith=COLLEGES_PATH)
    rows = Approval.objects.filter(within, season=season, province=province, act__in=acts)
    return rows.filter(state=ApprovalState.OPEN, lapses_at__gt=now).exclude(first=account_id)


def opened_by(
    season: int, province: str, account_id: int, now: datetime, *, limit: int
) -> tuple[ApprovalView, ...]:
    """What somebody has put forward, the newest first."""
    rows = _rows(season, province).filter(first=account_id).order_by("-first_at", "-pk")[:limit]
    return tuple(_view(row, now) for row in rows)


def answered_by(
    season: int, province: str, account_id: int, now: datetime, *, limit: int
) -> tuple[ApprovalView, ...]:
    """What somebody has confirmed or refused, the newest first."""
    rows = _rows(season, province).filter(second=account_id).order_by("-second_at", "-pk")[:limit]
    return tuple(_view(row, now) for row in rows)


def open_approval_of(
    season: int, province: str, act: str, object_id: str, now: datetime
) -> ApprovalView | None:
    """The approval of an act on an object that still waits, for the page of the object."""
    rows = _rows(season, province).filter(Q(act=act, object_id=object_id, state=ApprovalState.OPEN))
    row = rows.filter(lapses_at__gt=now).first()
    return _view(row, now) if row else None


def may_see(view: ApprovalView, account_id: int, role: Role, org_path: str) -> bool:
    """Whether an approval is shown to somebody: to its signers, and to those who may answer it there."""
    signers = {view.first.account_id, view.second.account_id if view.second else None}
    one = TWO_PERSON_ACTS[view.act]
    is_concerned = role in (*one.firsts, *one.seconds) and reaches(role, org_path, view.org_path)
    return account_id in signers or is_concerned


def _rows(season: int, province: str) -> QuerySet[Approval]:
    return _named(Approval.objects.filter(season=season, province=province))


def _named(rows: QuerySet[Approval]) -> QuerySet[Approval]:
    # Of an account only what everybody of the staff may read: the walls hide the rest.
    return rows.annotate(first_name=F("first__display_name"), second_name=F("second__display_name"))


def _view(row: Any, now: datetime) -> ApprovalView:
    second = None
    if row.second_id is not None and row.second_at is not None:
        second = Signer(
            account_id=row.second_id,
            name=row.second_name,
            role=Role(row.second_role),
            at=row.second_at,
        )
    return ApprovalView(
        key=row.pk,
        public_id=row.public_id,
        act=row.act,
        object_kind=row.object_kind,
        object_id=row.object_id,
        org_path=row.org_path,
        facts=tuple((name, value) for name, value in row.facts),
        digest=row.digest,
        state=state_at(ApprovalState(row.state), row.lapses_at, now),
        lapses_at=row.lapses_at,
        first=Signer(
            account_id=row.first_id, name=row.first_name, role=Role(row.first_role), at=row.first_at
        ),
        second=second,
        reason=row.reason,
    )
