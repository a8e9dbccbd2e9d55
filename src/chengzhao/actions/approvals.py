"""Acts of two persons: one puts an act forward, another sees the same and confirms it (通知 二.5, trust C-09)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.timezone import localtime

from chengzhao.actions.audit import Actor, Border, Refused, Touched, as_kept, record
from chengzhao.actions.grounds import kept
from chengzhao.actions.procedures import PROCEDURES
from chengzhao.actions.signatures import CONTENT, Arguments, Difference, Matter, differences
from chengzhao.law.citation import Finding, cites
from chengzhao.law.words import Role
from chengzhao.records.models import Account, Approval, StaffRole
from chengzhao.rules.governance import (
    TWO_PERSON_ACTS,
    ApprovalState,
    confirming_findings,
    proposing_findings,
    reaches,
    state_at,
)
from chengzhao.rules.privacy.scrubbing import numbers_covered

SHOWN = 5
"""So many differences are named in a refusal; the page shows all."""


class Settled(Refused):
    """An answer to an approval that has been answered, withdrawn or left to lapse."""


class Changed(Refused):
    """A confirmation of what is no longer so; `differences` says what has changed since."""

    def __init__(self, found: Sequence[Difference]) -> None:
        self.differences = tuple(found)
        named = [one for one in found if one.name != CONTENT] or list(found)
        shown = "；".join(f"{one.name}由“{one.before}”变为“{one.after}”" for one in named[:SHOWN])
        more = f"等{len(named)}处" if len(named) > SHOWN else ""
        super().__init__(f"提请之后内容有变动，没有办理：{shown}{more}。请提请人撤回后重新提请。")


@cites("N5.1")
@transaction.atomic
def open_approval(*, border: Border, actor: Actor, at: datetime, act: str, arguments: Arguments) -> int:
    """Puts an act of two forward and returns the key of its approval; nothing is done yet.

    A second press gives the same approval. One that lapsed, or whose content is no longer so, makes room for
    the new one. Raises Refused where the act could not be done, and where another person has put it forward.
    """
    account, role = _who(actor, "提请")
    _refuse(proposing_findings(act, role))
    given = with_reason_covered(as_kept(arguments))
    matter = PROCEDURES[act].describe(border, actor, at, given)
    _require_reach(actor, matter.org_path)
    digest = matter.digest(act)
    waiting = _clear_way(border, actor, at, act, matter, digest)
    if waiting is not None:
        return waiting
    with kept(Approval, approval_open_once="这件事刚刚已经提请，请在“待我复核”中查看。"):
        row = Approval.objects.create(
            season=border.season,
            province=border.province,
            act=act,
            object_kind=matter.object_kind,
            object_id=matter.object_id,
            org_path=matter.org_path,
            arguments=given,
            facts=matter.shown(),
            digest=digest,
            state=ApprovalState.OPEN,
            first_id=account,
            first_role=role,
            first_at=at,
            lapses_at=at + TWO_PERSON_ACTS[act].waits,
        )
    _record(border, actor, at, "open_approval", row)
    return row.pk


def with_reason_covered(arguments: Any) -> Any:
    """Arguments with the personal numbers in their reason covered, as the trail covers them."""
    reason = arguments.get("reason")
    return {**arguments, "reason": numbers_covered(reason)} if isinstance(reason, str) else arguments


def _clear_way(
    border: Border, actor: Actor, at: datetime, act: str, matter: Matter, digest: str
) -> int | None:
    """The approval that waits for the very same already; one that no longer can be confirmed lapses."""
    row = (
        Approval.objects.select_for_update()
        .filter(
            season=border.season,
            province=border.province,
            act=act,
            object_id=matter.object_id,
            state=ApprovalState.OPEN,
        )
        .first()
    )
    if row is None:
        return None
    if state_at(ApprovalState.OPEN, row.lapses_at, at) is ApprovalState.LAPSED:
        _end(row, ApprovalState.LAPSED, "到时无人复核")
    elif row.digest != digest:
        _end(row, ApprovalState.LAPSED, "内容有变动，已重新提请")
    elif row.first_id == actor.account:
        return row.pk
    else:
        raise Refused(f"这件事已由{_person(row.first_id).name}提请，你可以直接复核，不必再次提请。")
    return None


@cites("N5.1")
@transaction.atomic
def confirm_approval(*, border: Border, actor: Actor, at: datetime, approval_id: int, digest: str) -> object:
    """Confirms an act that another put forward, does it, and returns what the act returns.

    `digest` is the one that the person has seen. Raises Settled for an approval that no longer waits, Changed
    where the act would no longer do the same, and Refused for one person twice, a role that may not, and where
    the first has meanwhile lost the account or the role.
    """
    row, account, role = _answerable(border, actor, at, approval_id)
    if digest != row.digest:
        raise Refused("你看到的内容不是提请的内容，请重新打开这一页核对。")
    first = _person(row.first_id)
    if not first.is_active:
        raise Refused(f"提请人{first.name}的账号已停用，请由其他人重新提请。")
    if not _is_still_in_role(row, at):
        label = Role(row.first_role).label
        raise Refused(f"提请人{first.name}已不是这里的{label}，请由其他人重新提请。")
    matter = PROCEDURES[row.act].describe(border, actor, at, row.arguments)
    if matter.digest(row.act) != row.digest:
        raise Changed(differences([(name, value) for name, value in row.facts], matter.shown()))
    row.second_id, row.second_role, row.second_at = account, role.value, at
    _end(row, ApprovalState.DONE)
    _record(border, actor, at, "confirm_approval", row)
    return PROCEDURES[row.act].carry_out(border, replace(actor, approval=row.pk), at, row.arguments)


@cites("N5.1")
@transaction.atomic
def refuse_approval(*, border: Border, actor: Actor, at: datetime, approval_id: int, reason: str) -> None:
    """Declines an act that another put forward, with the reason. Raises Settled and Refused."""
    row, account, role = _answerable(border, actor, at, approval_id)
    if not reason.strip():
        raise Refused("不同意必须写明理由。")
    row.second_id, row.second_role, row.second_at = account, role.value, at
    with kept(Approval):
        _end(row, ApprovalState.REFUSED, numbers_covered(reason.strip()))
    _record(border, actor, at, "refuse_approval", row)


@cites("N5.1")
@transaction.atomic
def withdraw_approval(*, border: Border, actor: Actor, at: datetime, approval_id: int) -> None:
    """Takes back an act that the actor put forward. Raises Settled, and Refused for anybody else."""
    row = _waiting(border, at, approval_id)
    if row.first_id != actor.account:
        raise Refused("只有提请人可以撤回。")
    _end(row, ApprovalState.WITHDRAWN)
    _record(border, actor, at, "withdraw_approval", row)


def _answerable(border: Border, actor: Actor, at: datetime, approval_id: int) -> tuple[Approval, int, Role]:
    """The approval, locked, where the actor may answer it; and the actor's account and role."""
    row = _waiting(border, at, approval_id)
    account, role = _who(actor, "复核")
    _refuse(confirming_findings(row.act, role, is_first=row.first_id == account))
    _require_reach(actor, row.org_path)
    return row, account, role


def _who(actor: Actor, step: str) -> tuple[int, Role]:
    """The account and the role in which somebody signs. Raises Refused for whoever has none."""
    if actor.account is None or actor.role is None:
        raise Refused(f"双人办理的事项必须由登录的工作人员{step}。")
    return actor.account, actor.role


def _require_reach(actor: Actor, path: str) -> None:
    if actor.role is None or not reaches(actor.role, actor.org_path, path):
        raise Refused("这件事不在你单位的管辖范围内。")


def _waiting(border: Border, at: datetime, approval_id: int) -> Approval:
    """The approval, locked, where it still waits. Raises Settled where it does not."""
    row = (
        Approval.objects.select_for_update()
        .filter(season=border.season, province=border.province, pk=approval_id)
        .first()
    )
    if row is None:
        raise Refused("本年度本省没有这项提请。")
    state = state_at(ApprovalState(row.state), row.lapses_at, at)
    if state is not ApprovalState.OPEN:
        by = ""
        if row.second_id and row.second_at:
            by = f"，由{_person(row.second_id).name}于{localtime(row.second_at):%Y-%m-%d %H:%M}"
        raise Settled(f"这项提请{state.label}{by}，不能再办理。")
    return row


class _Person(NamedTuple):
    name: str
    is_active: bool


def _person(account_id: int) -> _Person:
    """Of an account only what everybody of the staff may read."""
    return _Person(*Account.objects.values_list("display_name", "is_active").get(pk=account_id))


def _is_still_in_role(row: Approval, at: datetime) -> bool:
    """Whether the first person still has the role in which the act was put forward, where it reaches the act."""
    role = Role(row.first_role)
    held = StaffRole.objects.filter(
        account=row.first_id,
        role=role,
        season=row.season,
        province=row.province,
        valid_from__lte=at,
        valid_until__gt=at,
    )
    return any(
        reaches(role, path, row.org_path) for path in held.values_list("organisation__path", flat=True)
    )


def _end(row: Approval, state: ApprovalState, reason: str = "") -> None:
    row.state, row.reason = state, reason
    row.save(update_fields=["state", "reason", "second", "second_role", "second_at"])


def _refuse(findings: Iterable[Finding]) -> None:
    for found in findings:
        raise Refused(found.message)


def _record(border: Border, actor: Actor, at: datetime, act: str, row: Approval) -> None:
    """The step on the trail of the object that the act is about."""
    title = TWO_PERSON_ACTS[row.act].title
    reason = f"{title}：{row.reason}" if row.reason else title
    touched = Touched(object_id=row.object_id, after=row.digest, reason=reason[:400])
    record(border=border, actor=actor, at=at, act=act, object_kind=row.object_kind, touched=[touched])
