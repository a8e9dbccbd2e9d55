"""Terms of roles: ended before their time by one, extended by two; a change counts from the next request on."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localtime

from chengzhao.actions.audit import Actor, Border, Refused, Touched, record, require_both
from chengzhao.actions.grounds import kept
from chengzhao.actions.roles import is_rehearsed
from chengzhao.actions.signatures import Arguments, Matter, Procedure
from chengzhao.law.citation import cites
from chengzhao.law.words import Role
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import Account, Approval, Organisation, StaffRole
from chengzhao.rules.governance import ApprovalState, Term, delegation_findings, term_findings

A_MOMENT = timedelta(microseconds=1)


@cites("N1.1", "N5.1")
@transaction.atomic
def end_role(*, border: Border, actor: Actor, at: datetime, role_id: int, reason: str) -> None:
    """Ends a role before its time; what its holder put forward in it lapses. Raises Refused.

    Whoever may give the role there may end it, but nobody ends the own one.
    """
    held = _locked(border, actor, role_id)
    if not reason.strip():
        raise Refused("请写明终止的理由。")
    if held.valid_until <= at:
        raise Refused("这个角色已经到期，不必终止。")
    before = held.valid_until
    # One that has not begun is over before it begins.
    held.valid_from, held.valid_until = min(held.valid_from, at - A_MOMENT), at
    held.save(update_fields=["valid_from", "valid_until"])
    Approval.objects.filter(
        season=border.season,
        province=border.province,
        first=held.account_id,
        first_role=held.role,
        state=ApprovalState.OPEN,
    ).update(state=ApprovalState.LAPSED, reason="提请人的角色已终止")
    _record(border, actor, at, "end_role", held, before, reason.strip())


@cites("N1.1", "N5.1")
@transaction.atomic
def extend_role(*, border: Border, actor: Actor, at: datetime, role_id: int, until: datetime) -> None:
    """Lets a role last longer, by two who may give it. Raises Refused."""
    require_both("extend_role", border, actor, extension_arguments(role_id, until))
    held = _extensible(border, actor, role_id, until)
    before, held.valid_until = held.valid_until, until
    with kept(StaffRole):
        held.save(update_fields=["valid_until"])
    _record(border, actor, at, "extend_role", held, before, "")


def _locked(border: Border, actor: Actor, role_id: int) -> StaffRole:
    """The role, locked, where the actor could have given it. Raises Refused."""
    rows = StaffRole.objects.filter(season=border.season, province=border.province, pk=role_id)
    held = rows.first()
    if held is None or actor.role is None:
        raise Refused("本年度本省没有这个角色。")
    if held.account_id == actor.account:
        raise Refused("不能终止或延长自己的角色，请由另一人办理。")
    path = Organisation.objects.values_list("path", flat=True).get(pk=held.organisation_id)
    for found in delegation_findings(actor.role, actor.org_path, Role(held.role), path):
        raise Refused(found.message)
    # Only now: the door of whoever could not give the role locks no row of it.
    return rows.select_for_update(of=("self",)).get()


def _extensible(border: Border, actor: Actor, role_id: int, until: datetime) -> StaffRole:
    held = _locked(border, actor, role_id)
    if until <= held.valid_until:
        raise Refused("新的失效时间必须晚于现在的失效时间。")
    wanted = Term(role=Role(held.role), valid_from=held.valid_from, valid_until=until)
    if not is_rehearsed(border):
        for found in term_findings(wanted, border.season):
            raise Refused(found.message)
    return held


def _record(
    border: Border, actor: Actor, at: datetime, act: str, held: StaffRole, before: datetime, reason: str
) -> None:
    username = Account.objects.values_list("username", flat=True).get(pk=held.account_id)
    touched = Touched(
        object_id=username,
        before=digest_of([held.role, before]),
        after=digest_of([held.role, held.valid_until]),
        reason=reason[:400],
    )
    record(border=border, actor=actor, at=at, act=act, object_kind="staff_role", touched=[touched])


def extension_arguments(role_id: int, until: datetime) -> dict[str, object]:
    """An extension as it is kept between the two signatures."""
    return {"role_id": role_id, "until": until.isoformat()}


def extension_of(arguments: Arguments) -> tuple[int, datetime]:
    """The extension that was kept. Raises Refused where it is none."""
    try:
        return int(arguments["role_id"]), datetime.fromisoformat(arguments["until"])
    except (KeyError, TypeError, ValueError) as error:
        raise Refused("没有写明延长谁的任期、到何时。") from error


def _describe(border: Border, actor: Actor, at: datetime, arguments: Arguments) -> Matter:
    role_id, until = extension_of(arguments)
    held = _extensible(border, actor, role_id, until)
    person = Account.objects.values_list("display_name", "username").get(pk=held.account_id)
    place = Organisation.objects.values_list("name", "path").get(pk=held.organisation_id)
    return Matter(
        object_kind="staff_role",
        object_id=person[1],
        org_path=place[1],
        facts=(
            ("姓名", f"{person[0]}（{person[1]}）"),
            ("角色", f"{Role(held.role).label}，{place[0]}"),
            ("原任期", f"到{_day(held.valid_until)}"),
            ("延长", f"到{_day(until)}"),
        ),
        content=digest_of([held.pk, held.valid_until, until]),
    )


def _day(moment: datetime) -> str:
    return f"{localtime(moment):%Y-%m-%d %H:%M}"


def _extend(border: Border, actor: Actor, at: datetime, arguments: Arguments) -> None:
    role_id, until = extension_of(arguments)
    extend_role(border=border, actor=actor, at=at, role_id=role_id, until=until)


EXTENSION = Procedure(describe=_describe, carry_out=_extend)
