"""Organisations change: they get another name, hang below another, or are closed (通知 一.1)."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet, Value
from django.db.models.functions import Concat, Substr

from chengzhao.actions.audit import Actor, Border, Refused, Touched, record
from chengzhao.actions.grounds import kept
from chengzhao.law.citation import cites
from chengzhao.law.words import OrganisationKind
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import (
    Approval,
    Candidate,
    College,
    ExamSite,
    Invitation,
    Organisation,
    StaffRole,
    StageWindow,
)
from chengzhao.records.queries.scope import under
from chengzhao.records.scope import Scope, scope
from chengzhao.records.walls.doors import Door
from chengzhao.rules.governance import reaches, renaming_findings

CARRIED = (Candidate, ExamSite, StageWindow)
"""Tables whose rows lie where their organisation lies. The trail stays as it was written."""


@cites("N1.1")
@transaction.atomic
def rename_organisation(
    *, border: Border, actor: Actor, at: datetime, org_path: str, name: str, reason: str
) -> None:
    """Gives an organisation another name. Raises Refused, also where a department's powers would change with it."""
    held = _locked(actor, org_path, reason)
    wanted = name.strip()
    if not wanted or wanted == held.name:
        raise Refused("请填写与现在不同的名称。")
    _require_same_competence(held, wanted)
    before, held.name = held.name, wanted
    with kept(Organisation):
        held.save(update_fields=["name"])
    _record(border, actor, at, "rename_organisation", held, before, wanted, reason)


@cites("N1.1")
@transaction.atomic
def close_organisation(*, border: Border, actor: Actor, at: datetime, org_path: str, reason: str) -> None:
    """Closes an organisation: nothing new hangs below it and nobody gets a role in it. Raises Refused.

    It must have no open organisation below it, nobody in a role and nobody invited; roles of the past stay.
    """
    held = _locked(actor, org_path, reason)
    below = Organisation.objects.filter(under("path", org_path), closed_at__isnull=True).exclude(pk=held.pk)
    if below.exists():
        raise Refused(f"下级还有{below.count()}个没有关闭的单位，请先关闭或移走。")
    people = _people_in(held, at)
    if people:
        raise Refused(f"还有{people}个角色没有到期，请先终止。")
    invited = _invited_into(held, at)
    if invited:
        raise Refused(f"还有{invited}个邀请没有接受，请先撤回。")
    held.closed_at = at
    held.save(update_fields=["closed_at"])
    _record(border, actor, at, "close_organisation", held, "", "closed", reason)


@cites("N1.1")
@transaction.atomic
def move_organisation(
    *, border: Border, actor: Actor, at: datetime, org_path: str, parent_path: str, reason: str
) -> int:
    """Hangs an organisation, with all below it, under another parent; returns how many organisations moved.

    The rows of every season that lie there go along, so that its officers go on seeing them; the trail and
    answered approvals stay as they were written. It is done at the server, where all seasons are seen. Raises
    Refused under itself, under a closed parent or one of another kind, and where the path is taken.
    """
    held = _locked(actor, org_path, reason)
    parent = Organisation.objects.select_for_update().filter(path=parent_path, closed_at__isnull=True).first()
    if parent is None:
        raise Refused(f"没有上级单位{parent_path}，或已经关闭。")
    if parent.path.startswith(held.path):
        raise Refused("不能移到自己或自己的下级之下。")
    if held.parent is None or parent.kind != held.parent.kind:
        raise Refused("新的上级必须和原来的上级是同一类单位。")
    if not reaches_both(actor, org_path, parent_path):
        raise Refused("新的上级不在你单位的管辖范围内。")
    path = f"{parent.path}{held.path.rstrip('/').rpartition('/')[2]}/"
    if Organisation.objects.filter(path=path).exists():
        raise Refused(f"路径{path}已有单位。")
    moved = _carry(Organisation.objects.filter(under("path", org_path)), "path", org_path, path)
    Organisation.objects.filter(pk=held.pk).update(parent=parent)
    for table in CARRIED:
        _carry(table._default_manager.filter(under("org_path", org_path)), "org_path", org_path, path)
    open_ones = Approval.objects.filter(under("org_path", org_path), state="OPEN")
    _carry(open_ones, "org_path", org_path, path)
    _record(border, actor, at, "move_organisation", held, org_path, path, reason)
    return moved


def _require_same_competence(held: Organisation, wanted: str) -> None:
    """Refuses a name by which a department would see other claims or run other colleges: that is no correction."""
    if held.kind == OrganisationKind.DEPARTMENT:
        authorities = frozenset(College.objects.values_list("authority", flat=True))
        for found in renaming_findings(held.name, wanted, authorities):
            raise Refused(found.message)


def _people_in(held: Organisation, at: datetime) -> int:
    """How many roles there are in any season and province: those of others lie behind the wall of the actor's door."""
    with scope(Scope(door=Door.MAINTENANCE)):
        return StaffRole.objects.filter(organisation=held, valid_until__gt=at).count()


def _invited_into(held: Organisation, at: datetime) -> int:
    """How many are invited into any role there: whoever closes organisations sees no invitation at the own door."""
    with scope(Scope(door=Door.MAINTENANCE)):
        return Invitation.objects.filter(
            organisation=held, accepted_at__isnull=True, revoked_at__isnull=True, expires_at__gt=at
        ).count()


def reaches_both(actor: Actor, *paths: str) -> bool:
    """Whether the actor answers for each of these parts of the tree."""
    return actor.role is not None and all(reaches(actor.role, actor.org_path, path) for path in paths)


def _locked(actor: Actor, org_path: str, reason: str) -> Organisation:
    held = (
        Organisation.objects.select_for_update(of=("self",))
        .filter(path=org_path, closed_at__isnull=True)
        .first()
    )
    if held is None:
        raise Refused(f"没有单位{org_path}，或已经关闭。")
    if not reaches_both(actor, org_path):
        raise Refused("这个单位不在你单位的管辖范围内。")
    if not reason.strip():
        raise Refused("请写明理由。")
    return held


def _carry(rows: "QuerySet[Any]", column: str, before: str, after: str) -> int:
    """Changes the head of the paths of rows, in one statement; returns how many there were."""
    return rows.update(**{column: Concat(Value(after), Substr(column, len(before) + 1))})


def _record(
    border: Border,
    actor: Actor,
    at: datetime,
    act: str,
    held: Organisation,
    before: str,
    after: str,
    reason: str,
) -> None:
    touched = Touched(
        object_id=str(held.pk), before=digest_of(before), after=digest_of(after), reason=reason.strip()[:400]
    )
    record(border=border, actor=actor, at=at, act=act, object_kind="organisation", touched=[touched])
