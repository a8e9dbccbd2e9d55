"""The first administrators of a season, who come before anybody who could invite them (通知 一.1, 二.5).

A role is given by two security administrators, so the first appointment makes both of them, and with them one
administrator of the system and one of the trail: four persons, each by a link of their own.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from django.db import transaction

from chengzhao.actions.audit import Actor, Border, Refused
from chengzhao.actions.governance import province_path
from chengzhao.actions.invitations import Invited, write_invitation
from chengzhao.actions.season_lock import lock_season
from chengzhao.law.words import Role
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import Invitation, Organisation, StaffRole
from chengzhao.records.models.accounts import InvitationPurpose

FIRST: Mapping[Role, int] = MappingProxyType(
    {Role.SECURITY_ADMIN: 2, Role.SYSTEM_ADMIN: 1, Role.AUDIT_ADMIN: 1}
)
"""How many of each are appointed at the server."""
TERM = timedelta(days=365)
"""For how long, our own default: two security administrators extend it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Chosen:
    """Somebody who is to be an administrator."""

    name: str
    role: Role


@transaction.atomic
def invite_administrators(
    *, border: Border, actor: Actor, at: datetime, chosen: Sequence[Chosen]
) -> list[tuple[Chosen, Invited]]:
    """Invite the administrators that a season lacks, each with the link that is told this once.

    Who is in office or still has an open link is not invited again; whose link went by unused is. Raises
    Refused once two security administrators are in office, where it is not exactly those who are lacking,
    and where one person would hold two of the powers.
    """
    lock_season(border)
    place = Organisation.objects.filter(path=province_path(border), closed_at__isnull=True).first()
    if place is None:
        raise Refused("还没有登记省级招生考试机构，请先开启年度。")
    _require_lacking(border, at, chosen)
    return [(one, _invite(border, actor, at, place, one)) for one in chosen]


def _require_lacking(border: Border, at: datetime, chosen: Sequence[Chosen]) -> None:
    mine = {"season": border.season, "province": border.province, "role__in": list(FIRST)}
    held = StaffRole.objects.filter(**mine, valid_until__gt=at, account__is_active=True)
    in_office = Counter(Role(role) for role in held.values_list("role", flat=True))
    if in_office[Role.SECURITY_ADMIN] >= FIRST[Role.SECURITY_ADMIN]:
        raise Refused("本年度已有两名安全管理员，其他人由他们在“邀请工作人员”办理。")
    waiting = Invitation.objects.filter(
        **mine,
        purpose=InvitationPurpose.JOIN.value,
        accepted_at__isnull=True,
        revoked_at__isnull=True,
        expires_at__gt=at,
    )
    invited = Counter(Role(role) for role in waiting.values_list("role", flat=True))
    lacking = {role: max(number - in_office[role] - invited[role], 0) for role, number in FIRST.items()}
    if not any(lacking.values()):
        raise Refused("邀请链接已经发出，还没有全部接受：请本人使用，或等链接失效后重新任命。")
    wanted = Counter(one.role for one in chosen)
    if any(wanted[role] != number for role, number in lacking.items()):
        names = "、".join(f"{role.label}{number}名" for role, number in lacking.items() if number)
        raise Refused(f"现在应任命{names}。")
    _require_persons(chosen, {one for one, *_ in held.values_list("account__display_name")})
    _require_persons(chosen, set(waiting.values_list("display_name", flat=True)))


def _require_persons(chosen: Sequence[Chosen], taken: set[str]) -> None:
    names = [one.name.strip() for one in chosen]
    if not all(names):
        raise Refused("请填写姓名。")
    if len(set(names)) < len(names) or taken & set(names):
        raise Refused("系统、安全、审计管理员须由不同的人担任，同名的请加以区别。")


def _invite(border: Border, actor: Actor, at: datetime, place: Organisation, one: Chosen) -> Invited:
    facts: dict[str, Any] = {
        "purpose": InvitationPurpose.JOIN.value,
        "display_name": one.name.strip(),
        "role": one.role.value,
        "valid_from": at,
        "valid_until": at + TERM,
    }
    return write_invitation(
        border,
        actor,
        at,
        act="invite_administrators",
        after=digest_of(facts | {"at": place.path}),
        organisation=place,
        **facts,
    )
