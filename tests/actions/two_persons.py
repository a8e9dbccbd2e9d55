"""Acts of two as tests take them: one person puts the act forward, another confirms what was put forward."""

from datetime import datetime
from typing import Any

from django.db import connection, transaction
from tests.factories import BORDER, a_role, an_actor, an_organisation
from tests.factories.people import PLACE_OF_ROLE

from chengzhao.actions.approvals import confirm_approval, open_approval
from chengzhao.actions.audit import Actor, Border
from chengzhao.actions.signatures import Arguments
from chengzhao.law.words import OrganisationKind, Role
from chengzhao.records.models import Account, Approval, Organisation, StaffRole
from chengzhao.rules.governance import POWERS, TWO_PERSON_ACTS, Power

LOCK = 0x74776F
"""The number of the lock under which somebody is given a role."""


def somebody(role: Role, account: Account | None = None) -> Actor:
    """Somebody in a role where such a role is held."""
    return an_actor(role=role, org_path=PLACE_OF_ROLE.get(role, "/14/"), account=account)


def a_first(act: str, account: Account | None = None) -> Actor:
    """Somebody who may put an act of two forward."""
    return somebody(TWO_PERSON_ACTS[act].firsts[0], account)


def a_second(act: str, account: Account | None = None) -> Actor:
    """Somebody who may confirm an act of two."""
    return somebody(TWO_PERSON_ACTS[act].seconds[0], account)


def in_office(actor: Actor, *, border: Border = BORDER) -> None:
    """Let somebody hold the role in which they act, where they act: an approval counts as long as it is in force.

    Two who press at once wait for each other here: the roles are not what is tried.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
    try:
        _in_office(actor, border=border)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _in_office(actor: Actor, *, border: Border) -> None:
    held = StaffRole.objects.filter(account=actor.account)
    power = POWERS.get(Role(actor.role), Power.BUSINESS) if actor.role else None
    if actor.role in (None, Role.CANDIDATE) or held.exclude(power=power).exists():
        return
    if held.filter(role=actor.role, organisation__path=actor.org_path).exists():
        return
    account = Account.objects.filter(pk=actor.account).first()
    if account is None:
        return
    a_role(
        account=account,
        organisation=_place_at(actor.org_path),
        role=Role(actor.role),
        season=border.season,
        province=border.province,
    )


def _place_at(path: str) -> Organisation:
    kind = OrganisationKind.COLLEGE if path.startswith("/college/") else OrganisationKind.MINISTRY
    return Organisation.objects.filter(path=path).first() or an_organisation(kind=kind, path=path)


def put_forward(
    act: str, arguments: Arguments, at: datetime, *, first: Actor | None = None, border: Border = BORDER
) -> Approval:
    """An act of two that waits for its second person; the first has the role in which it was put forward."""
    signer = first or a_first(act)
    in_office(signer, border=border)
    key = open_approval(border=border, actor=signer, at=at, act=act, arguments=arguments)
    return Approval.objects.get(pk=key)


def confirm(approval: Approval, at: datetime, *, second: Actor | None = None, border: Border = BORDER) -> Any:
    """Somebody else confirms exactly what was put forward."""
    return confirm_approval(
        border=border,
        actor=second or a_second(approval.act),
        at=at,
        approval_id=approval.pk,
        digest=approval.digest,
    )


def by_two(
    act: str,
    arguments: Arguments,
    at: datetime,
    *,
    first: Actor | None = None,
    second: Actor | None = None,
    border: Border = BORDER,
) -> Any:
    """Both sign, and the act is done, or nothing is; returns what the act returns."""
    signer = first or a_first(act)
    in_office(signer, border=border)
    with transaction.atomic():
        waiting = put_forward(act, arguments, at, first=signer, border=border)
        return confirm(waiting, at, second=second, border=border)
