"""Organisations, accounts and roles: who there is and what they may be."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from chengzhao.actions.audit import Actor, Border, Touched, record
from chengzhao.actions.grounds import as_faults, kept, repeated
from chengzhao.actions.many_ids import any_of
from chengzhao.actions.personas import require_personas
from chengzhao.actions.refusals import RowFault, refuse_faults
from chengzhao.law.citation import cites
from chengzhao.law.words import OrganisationKind, Role
from chengzhao.ledger.digest import digest_of
from chengzhao.records.bulk import copy_rows, reserve_ids
from chengzhao.records.models import Account, Organisation, StaffRole
from chengzhao.records.models.people import AccountKind
from chengzhao.rules.governance import Term, place_findings, separation_findings

__all__ = [
    "AccountForm",
    "AccountKind",
    "GrantForm",
    "OrganisationForm",
    "add_organisations",
    "create_accounts",
    "grant_roles",
]


@dataclass(frozen=True, kw_only=True)
class OrganisationForm:
    """A node to add; `path` is that of its parent and one step more, between slashes."""

    kind: OrganisationKind
    code: str
    name: str
    path: str
    parent_path: str | None = None


@dataclass(frozen=True, kw_only=True)
class AccountForm:
    """An account to make; without a password nobody can log in with it yet."""

    username: str
    display_name: str
    kind: AccountKind
    password: str | None = None
    is_persona: bool = False


@dataclass(frozen=True, kw_only=True)
class GrantForm:
    """A role to give: what the account may be, where and for how long."""

    account_id: int
    org_path: str
    role: Role
    valid_from: datetime
    valid_until: datetime


@cites("N1.1")
@transaction.atomic
def add_organisations(
    *, border: Border, actor: Actor, at: datetime, organisations: Sequence[OrganisationForm]
) -> dict[str, int]:
    """Adds nodes to the tree of organisations and returns their keys by path.

    Parents may come in the same call, in any order. Raises Refused.
    """
    given = {form.path: form for form in organisations}
    parents = {form.parent_path for form in organisations if form.parent_path} - set(given)
    wanted = [*given, *parents]
    held = dict(Organisation.objects.filter(path__in=wanted).values_list("path", "pk"))
    refuse_faults(_organisation_faults(organisations, held))
    ids = dict(zip(given, reserve_ids(Organisation, len(given)), strict=True))
    known = held | ids
    with kept(Organisation, organisation_code_once_per_kind="同类单位中已有相同的代码。"):
        copy_rows(
            Organisation,
            ("id", "kind", "code", "name", "path", "parent_id"),
            (
                (
                    ids[form.path],
                    form.kind.value,
                    form.code,
                    form.name,
                    form.path,
                    known.get(form.parent_path or ""),
                )
                for form in organisations
            ),
        )
    touched = (Touched(object_id=str(ids[form.path]), after=digest_of(vars(form))) for form in organisations)
    record(
        border=border,
        actor=actor,
        at=at,
        act="add_organisations",
        object_kind="organisation",
        touched=touched,
    )
    return ids


def _organisation_faults(
    organisations: Sequence[OrganisationForm], held: dict[str, int]
) -> Iterator[RowFault]:
    yield from repeated(form.path for form in organisations)
    known = {*held, *(form.path for form in organisations)}
    for row, form in enumerate(organisations, start=1):
        above = form.parent_path or "/"
        wrong = [
            (not form.name.strip() or not form.code.strip(), "名称和代码不能为空"),
            (not _is_path(form.path), "路径必须以斜线开头和结尾，中间没有空段"),
            (form.path in held, "该路径已有单位，应换一个"),
            (form.parent_path is not None and above not in known, f"没有上级单位{above}，应先登记上级"),
            (
                form.path == form.parent_path or not form.path.startswith(above),
                f"路径应在上级单位{above}之下",
            ),
        ]
        yield from (RowFault(row=row, value=form.path, expected=text) for bad, text in wrong if bad)


def _is_path(path: str) -> bool:
    return path.startswith("/") and path.endswith("/") and "//" not in path


@cites("N1.1")
@transaction.atomic
def create_accounts(
    *, border: Border, actor: Actor, at: datetime, accounts: Sequence[AccountForm]
) -> dict[str, int]:
    """Makes accounts and returns their keys by user name. Raises Refused.

    A password is stored as a slow hash, so give one only to the few who log in with it; it never
    reaches the trail.
    """
    taken = set(
        Account.objects.filter(username__in=[form.username for form in accounts]).values_list(
            "username", flat=True
        )
    )
    refuse_faults(_account_faults(accounts, taken))
    if any(form.is_persona for form in accounts):
        require_personas()
    ids = dict(zip((form.username for form in accounts), reserve_ids(Account, len(accounts)), strict=True))
    fields = ("id", "username", "display_name", "kind", "password", "is_active", "is_persona")
    with kept(Account):
        copy_rows(Account, fields, (_account_row(form, ids[form.username]) for form in accounts))
    touched = (Touched(object_id=form.username, after=_account_digest(form)) for form in accounts)
    record(border=border, actor=actor, at=at, act="create_accounts", object_kind="account", touched=touched)
    return ids


def _account_row(form: AccountForm, key: int) -> tuple[object, ...]:
    password = make_password(form.password)
    return (key, form.username, form.display_name, form.kind.value, password, True, form.is_persona)


def _account_digest(form: AccountForm) -> str:
    """The digest of what may be known of the form: not its password."""
    return digest_of({name: value for name, value in vars(form).items() if name != "password"})


def _account_faults(accounts: Sequence[AccountForm], taken: set[str]) -> Iterator[RowFault]:
    yield from repeated(form.username for form in accounts)
    for row, form in enumerate(accounts, start=1):
        wrong = [
            (not form.username.strip() or not form.display_name.strip(), "账号和姓名不能为空"),
            (form.username in taken, "账号已存在，应换一个"),
            (form.password == "", "密码不能为空"),
            (form.password is not None and not form.is_persona, "密码只能由本人设置，应当邀请本人开设账号"),
        ]
        yield from (RowFault(row=row, value=form.username, expected=text) for bad, text in wrong if bad)


@cites("N1.1", "N5.1")
@transaction.atomic
def grant_roles(*, border: Border, actor: Actor, at: datetime, grants: Sequence[GrantForm]) -> None:
    """Gives roles in this season and province, each in an organisation whose kind has such a role.

    Raises Refused.
    """
    paths = {form.org_path for form in grants}
    rows = Organisation.objects.filter(path__in=paths).values_list("path", "pk", "kind")
    places = {path: (key, OrganisationKind(kind)) for path, key, kind in rows}
    names = dict(
        Account.objects.filter(pk__in={form.account_id for form in grants}).values_list("pk", "username")
    )
    refuse_faults(_grant_faults(grants, places, names))
    fields = ("season", "province", "account_id", "organisation_id", "role", "valid_from", "valid_until")
    with kept(StaffRole, staff_role_once="该账号在该单位已有这个角色，不必再次授予。"):
        copy_rows(
            StaffRole,
            fields,
            (
                (
                    border.season,
                    border.province,
                    form.account_id,
                    places[form.org_path][0],
                    form.role.value,
                    form.valid_from,
                    form.valid_until,
                )
                for form in grants
            ),
        )
    touched = (Touched(object_id=names[form.account_id], after=digest_of(vars(form))) for form in grants)
    record(border=border, actor=actor, at=at, act="grant_roles", object_kind="staff_role", touched=touched)


def _grant_faults(
    grants: Sequence[GrantForm],
    places: dict[str, tuple[int, OrganisationKind]],
    names: dict[int, str],
) -> Iterator[RowFault]:
    held = _terms_of(names)
    for row, form in enumerate(grants, start=1):
        name = names.get(form.account_id)
        place = places.get(form.org_path)
        if name is None:
            yield RowFault(row=row, value=str(form.account_id), expected="没有这个账号")
        elif place is None:
            yield RowFault(row=row, value=name, expected=f"没有单位{form.org_path}")
        else:
            wanted = Term(role=form.role, valid_from=form.valid_from, valid_until=form.valid_until)
            found = (
                *place_findings(form.role, place[1]),
                *separation_findings(wanted, held[form.account_id]),
            )
            yield from as_faults(row, name, found)
            held[form.account_id].append(wanted)


def _terms_of(account_ids: Iterable[int]) -> dict[int, list[Term]]:
    """The roles of accounts in every season and province, by account."""
    found: dict[int, list[Term]] = {key: [] for key in account_ids}
    rows = StaffRole.objects.filter(account_id__in=any_of(found)).order_by("pk")
    for key, role, begins, ends in rows.values_list("account_id", "role", "valid_from", "valid_until"):
        found[key].append(Term(role=Role(role), valid_from=begins, valid_until=ends))
    return found
