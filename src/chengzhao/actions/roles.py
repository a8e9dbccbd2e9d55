"""Roles of the staff: given by two persons, each within what he may give, for a time (通知 一.1, 二.5)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils.timezone import localtime

from chengzhao.actions.audit import Actor, Border, Refused, Touched, record, require_both
from chengzhao.actions.grounds import as_faults, common_path, kept
from chengzhao.actions.many_ids import any_of
from chengzhao.actions.refusals import RowFault, refuse_faults
from chengzhao.actions.season_lock import lock_season
from chengzhao.actions.signatures import Arguments, Matter, Procedure
from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.words import OrganisationKind, Role
from chengzhao.ledger.digest import digest_of
from chengzhao.records.bulk import copy_rows
from chengzhao.records.models import Account, Organisation, Season, StaffRole
from chengzhao.records.models.people import AccountKind
from chengzhao.rules.governance import (
    COLLEGES_PATH,
    Term,
    delegation_findings,
    place_findings,
    separation_findings,
    term_findings,
)

SHOWN = 40
"""So many grants are shown one by one; more are counted by role."""

_FIELDS = ("season", "province", "account_id", "organisation_id", "role", "valid_from", "valid_until")


@dataclass(frozen=True, kw_only=True)
class GrantForm:
    """A role to give: what the account may be, where and for how long."""

    account_id: int
    org_path: str
    role: Role
    valid_from: datetime
    valid_until: datetime

    @property
    def term(self) -> Term:
        """The role and its time."""
        return Term(role=self.role, valid_from=self.valid_from, valid_until=self.valid_until)


@dataclass(frozen=True, kw_only=True)
class Place:
    """An organisation in which a role is given."""

    key: int
    kind: OrganisationKind
    name: str


class Person(NamedTuple):
    """An account to which a role is given."""

    username: str
    name: str
    is_staff: bool


@dataclass(frozen=True, kw_only=True)
class Grounds:
    """The organisations of grants by path, and the accounts by key, as the tables have them."""

    places: Mapping[str, Place]
    accounts: Mapping[int, Person]
    season: int
    is_rehearsed: bool


@cites("N1.1", "N5.1")
@transaction.atomic
def grant_roles(*, border: Border, actor: Actor, at: datetime, grants: Sequence[GrantForm]) -> int:
    """Gives roles in this season and province, each in an organisation whose kind has such a role.

    Returns how many. Raises Refused where two have not signed, and RowsRefused for a role that the actor may
    not give there, for one that does not belong there, and for two powers in one hand.
    """
    require_both("grant_roles", border, actor, grant_arguments(grants))
    grounds = _checked(border, grants, actor)
    return _give(border, actor, at, "grant_roles", grants, grounds)


@cites("N1.1", "N5.1")
@transaction.atomic
def appoint_administrators(*, border: Border, actor: Actor, at: datetime, grants: Sequence[GrantForm]) -> int:
    """Gives the first two security administrators their roles, before anybody can give roles.

    It is done once, at the server. Raises Refused where the season has a security administrator, where it is
    not two different persons, and where another role is asked for.
    """
    lock_season(border)
    people = {form.account_id for form in grants}
    if len(people) < 2 or {form.role for form in grants} != {Role.SECURITY_ADMIN}:
        raise Refused("先任命两名不同的安全管理员，其他角色由他们授予。")
    held = StaffRole.objects.filter(
        season=border.season, province=border.province, role=Role.SECURITY_ADMIN, valid_until__gt=at
    )
    if held.exists():
        raise Refused("本年度已有安全管理员，角色由安全管理员授予。")
    return _give(border, actor, at, "appoint_administrators", grants, _checked(border, grants, None))


def _give(
    border: Border, actor: Actor, at: datetime, act: str, grants: Sequence[GrantForm], grounds: Grounds
) -> int:
    with kept(StaffRole, staff_role_once="该账号在该单位已有这个角色，不必再次授予。"):
        copy_rows(
            StaffRole,
            _FIELDS,
            (
                (
                    border.season,
                    border.province,
                    form.account_id,
                    grounds.places[form.org_path].key,
                    form.role.value,
                    form.valid_from,
                    form.valid_until,
                )
                for form in grants
            ),
        )
    touched = (
        Touched(object_id=grounds.accounts[form.account_id].username, after=digest_of(vars(form)))
        for form in grants
    )
    return record(border=border, actor=actor, at=at, act=act, object_kind="staff_role", touched=touched)


def _checked(border: Border, grants: Sequence[GrantForm], giver: Actor | None) -> Grounds:
    """What the grants stand on. Raises RowsRefused for those that cannot be given, or not by the giver."""
    paths = {form.org_path for form in grants}
    rows = Organisation.objects.filter(path__in=paths, closed_at__isnull=True).values_list(
        "path", "pk", "kind", "name"
    )
    grounds = Grounds(
        places={
            path: Place(key=key, kind=OrganisationKind(kind), name=name) for path, key, kind, name in rows
        },
        accounts=_people({form.account_id for form in grants}),
        season=border.season,
        # Roles of a made-up season stay in force, so that an earlier year can be looked at.
        is_rehearsed=is_rehearsed(border),
    )
    refuse_faults(_faults(grants, grounds, giver))
    return grounds


def is_rehearsed(border: Border) -> bool:
    """Whether the season is a made-up one."""
    return Season.objects.filter(season=border.season, province=border.province, synthetic=True).exists()


def _people(account_ids: Iterable[int]) -> dict[int, Person]:
    rows = Account.objects.filter(pk__in=any_of(account_ids))
    return {
        key: Person(username, name, kind == AccountKind.STAFF.value)
        for key, username, name, kind in rows.values_list("pk", "username", "display_name", "kind")
    }


def _faults(grants: Sequence[GrantForm], grounds: Grounds, giver: Actor | None) -> Iterator[RowFault]:
    held = _terms_of(grounds.accounts)
    for row, form in enumerate(grants, start=1):
        account, place = grounds.accounts.get(form.account_id), grounds.places.get(form.org_path)
        if account is None or not account.is_staff:
            name = account.username if account else str(form.account_id)
            yield RowFault(row=row, value=name, expected="没有这个工作人员账号")
        elif place is None:
            yield RowFault(row=row, value=account.username, expected=f"没有单位{form.org_path}")
        else:
            found = (
                *place_findings(form.role, place.kind),
                *_giver_findings(giver, form),
                *separation_findings(form.term, held[form.account_id]),
                *(() if grounds.is_rehearsed else term_findings(form.term, grounds.season)),
            )
            yield from as_faults(row, account.username, found)
            held[form.account_id].append(form.term)


def _giver_findings(giver: Actor | None, form: GrantForm) -> tuple[Finding, ...]:
    if giver is None:
        return ()
    if giver.role is None:
        return (finding("N5.1", "没有角色的人不能授予角色。"),)
    if giver.account == form.account_id:
        return (finding("N5.1", "不能给自己授予角色。"),)
    return delegation_findings(giver.role, giver.org_path, form.role, form.org_path)


def _terms_of(account_ids: Iterable[int]) -> dict[int, list[Term]]:
    """The roles of accounts in every season and province, by account."""
    found: dict[int, list[Term]] = {key: [] for key in account_ids}
    rows = StaffRole.objects.filter(account_id__in=any_of(found)).order_by("pk")
    for key, role, begins, ends in rows.values_list("account_id", "role", "valid_from", "valid_until"):
        found[key].append(Term(role=Role(role), valid_from=begins, valid_until=ends))
    return found


def grant_arguments(grants: Sequence[GrantForm]) -> dict[str, object]:
    """Grants as they are kept between the two signatures."""
    rows = [
        [form.account_id, form.org_path, form.role.value, _text(form.valid_from), _text(form.valid_until)]
        for form in grants
    ]
    return {"grants": rows}


def _text(moment: datetime) -> str:
    return moment.isoformat()


def grants_of(arguments: Arguments) -> list[GrantForm]:
    """The grants that were kept. Raises Refused where there are none."""
    try:
        grants = [
            GrantForm(
                account_id=int(account_id),
                org_path=path,
                role=Role(role),
                valid_from=datetime.fromisoformat(begins),
                valid_until=datetime.fromisoformat(ends),
            )
            for account_id, path, role, begins, ends in arguments["grants"]
        ]
    except (KeyError, TypeError, ValueError) as error:
        raise Refused("没有写明授予谁什么角色。") from error
    if not grants:
        raise Refused("没有写明授予谁什么角色。")
    return grants


def _describe(border: Border, actor: Actor, at: datetime, arguments: Arguments) -> Matter:
    grants = grants_of(arguments)
    grounds = _checked(border, grants, actor)
    content = digest_of(
        [[form.account_id, form.org_path, form.role, *map(_text, _times(form))] for form in grants]
    )
    counts = Counter(form.role for form in grants)
    facts = [
        ("合计", f"{len(grants)}个角色"),
        *((role.label, f"{counts[role]}个") for role in sorted(counts)),
    ]
    if len(grants) <= SHOWN:
        facts = [_fact(number, form, grounds) for number, form in enumerate(grants, start=1)]
    return Matter(
        object_kind="staff_role",
        object_id=f"{len(grants)}个角色 {content[:12]}",
        org_path=_scope(grants),
        facts=tuple(facts),
        content=content,
    )


def _scope(grants: Sequence[GrantForm]) -> str:
    """The part of the tree that grants are about; colleges hang in a part of their own and do not widen it."""
    paths = [form.org_path for form in grants]
    return common_path([path for path in paths if not path.startswith(COLLEGES_PATH)] or paths)


def _times(form: GrantForm) -> tuple[datetime, datetime]:
    return form.valid_from, form.valid_until


def _fact(number: int, form: GrantForm, grounds: Grounds) -> tuple[str, str]:
    account, place = grounds.accounts[form.account_id], grounds.places[form.org_path]
    begins, ends = (f"{localtime(moment):%Y-%m-%d}" for moment in _times(form))
    return (
        f"{number}. {account.name}（{account.username}）",
        f"{form.role.label}，{place.name}，{begins}至{ends}",
    )


GRANTING = Procedure(
    describe=_describe,
    carry_out=lambda border, actor, at, given: grant_roles(
        border=border, actor=actor, at=at, grants=grants_of(given)
    ),
)
