"""Roles on a person's page: ended at once by whoever may give them, extended by two; invitations taken back."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from chengzhao.actions.approvals import open_approval
from chengzhao.actions.audit import Refused
from chengzhao.actions.revoked_invitations import revoke_invitation
from chengzhao.actions.terms import end_role, extension_arguments
from chengzhao.records.queries.invitations import OpenInvitation
from chengzhao.records.queries.staff import RoleView
from chengzhao.records.queries.timelines import timelines
from chengzhao.records.queries.trail import TrailRow
from chengzhao.web.shared.access import StaffRequest
from chengzhao.web.shared.actors import actor_of, border_of


def end_of(day: date) -> datetime:
    """The end of a day, in the time of the site."""
    return timezone.make_aware(datetime(day.year, day.month, day.day)) + timedelta(days=1)  # noqa: DTZ001


def end_chosen_role(request: StaffRequest, roles: Sequence[RoleView]) -> None:
    """End the chosen one of these roles, with the reason that was written. Raises Refused."""
    end_role(
        border=border_of(request),
        actor=actor_of(request),
        at=timezone.now(),
        role_id=_chosen(request, roles),
        reason=request.POST.get("reason", ""),
    )


def extend_chosen_role(request: StaffRequest, roles: Sequence[RoleView]) -> HttpResponse:
    """Put a longer term of the chosen one of these roles before a second person. Raises Refused."""
    until = _day_after(request.POST.get("until", ""))
    open_approval(
        border=border_of(request),
        actor=actor_of(request),
        at=timezone.now(),
        act="extend_role",
        arguments=extension_arguments(_chosen(request, roles), until),
    )
    return redirect("desk:approvals")


def withdraw_invitation(request: StaffRequest) -> None:
    """Take the named invitation back. Raises Refused."""
    try:
        named = UUID(request.POST.get("invitation", ""))
    except ValueError as error:
        raise Refused("请选择要撤回的邀请。") from error
    border, actor = border_of(request), actor_of(request)
    revoke_invitation(border=border, actor=actor, at=timezone.now(), public_id=str(named))


def told_invitations(
    request: StaffRequest,
    invitations: Sequence[OpenInvitation],
    may_withdraw: Callable[[OpenInvitation], bool] = lambda one: True,
) -> list[tuple[OpenInvitation, bool, tuple[TrailRow, ...]]]:
    """Each invitation of a list with whether the visitor may take it back, and what was done with it."""
    acting, names = request.acting, [str(one.public_id) for one in invitations]
    told = timelines(acting.season, acting.province, "invitation", names)
    return [(one, may_withdraw(one), told.get(str(one.public_id), ())) for one in invitations]


def _chosen(request: StaffRequest, roles: Sequence[RoleView]) -> int:
    wanted = request.POST.get("role", "")
    for one in roles:
        if str(one.key) == wanted:
            return one.key
    raise Refused("请选择一个角色。")


def _day_after(written: str) -> datetime:
    """The end of the day that was written. Raises Refused where it is none."""
    try:
        return end_of(date.fromisoformat(written))
    except (ValueError, OverflowError) as error:
        raise Refused("请填写新的失效日期，例如2025-06-30。") from error
