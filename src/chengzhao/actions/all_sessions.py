"""Everybody out at once: what an administrator does when sessions may have fallen into other hands (trust S-03)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from chengzhao.actions import audit
from chengzhao.actions.account_reach import WHOLE_COUNTRY
from chengzhao.actions.audit import Actor, Border, Refused, Touched
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import Candidate, LogInSession, StaffRole
from chengzhao.records.models.people import AccountKind
from chengzhao.records.scope import Scope, scope
from chengzhao.records.walls.doors import Door


@dataclass(frozen=True, kw_only=True, slots=True)
class Sessions:
    """How many log-ins there are of staff and of candidates."""

    staff: int
    candidates: int


def sessions_alive(border: Border, org_path: str) -> Sessions:
    """The log-ins that are still good of those whom an administrator may log out; counts, and no person."""
    with scope(Scope(door=Door.MAINTENANCE)):
        return _counts(_within(border, org_path).filter(expire_date__gt=timezone.now()))


@transaction.atomic
def end_all_sessions(
    *, border: Border, actor: Actor, at: datetime, staff: bool, candidates: bool, reason: str
) -> Sessions:
    """End every session of staff, of candidates or of both, but the one that the actor sits at; returns how many ended.

    Who has a role or a registration in another province is not logged out by one province alone (`account_reach`).
    """
    if not reason.strip():
        raise Refused("请写明理由。")
    chosen = ((AccountKind.STAFF, staff), (AccountKind.CANDIDATE, candidates))
    kinds = [kind.value for kind, is_out in chosen if is_out]
    if not kinds:
        raise Refused("请选择退出哪些人。")
    with scope(Scope(door=Door.MAINTENANCE)):
        rows = _within(border, actor.org_path).filter(account__kind__in=kinds)
        if actor.account is not None and actor.session:
            rows = rows.exclude(account=actor.account, session_key__startswith=actor.session)
        ended = _counts(rows)
        rows.delete()
    said = f"{reason.strip()}（工作人员{ended.staff}处，考生{ended.candidates}处）"
    audit.record(
        border=border,
        actor=actor,
        at=at,
        act="end_all_sessions",
        object_kind="season",
        touched=[
            Touched(
                object_id=f"{border.season}-{border.province}",
                before=digest_of([kinds, ended.staff, ended.candidates]),
                after=digest_of([kinds, 0, 0]),
                reason=said,
            )
        ],
    )
    return ended


def _within(border: Border, org_path: str) -> "QuerySet[LogInSession]":
    """The sessions of accounts that belong to the actor's province alone, or to any for the whole country's."""
    rows = LogInSession.objects.filter(account__isnull=False)
    if org_path == WHOLE_COUNTRY:
        return rows
    held = StaffRole.objects.filter(account=OuterRef("account"))
    sits = Candidate.objects.filter(account=OuterRef("account"))
    here, elsewhere = Q(province=border.province), ~Q(province=border.province)
    return rows.filter(
        Exists(held.filter(here)) | Exists(sits.filter(here)),
        ~Exists(held.filter(elsewhere)),
        ~Exists(sits.filter(elsewhere)),
    )


def _counts(rows: "QuerySet[LogInSession]") -> Sessions:
    is_staff = Q(account__kind=AccountKind.STAFF.value)
    found = rows.aggregate(staff=Count("pk", filter=is_staff), candidates=Count("pk", filter=~is_staff))
    return Sessions(staff=found["staff"], candidates=found["candidates"])
