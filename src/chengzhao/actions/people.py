"""Organisations and accounts: who there is; what they may be stands in `roles`."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from chengzhao.actions.audit import Actor, Border, Touched, record
from chengzhao.actions.grounds import kept, repeated
from chengzhao.actions.personas import require_personas
from chengzhao.actions.refusals import RowFault, refuse_faults
from chengzhao.law.citation import cites
from chengzhao.law.words import OrganisationKind
from chengzhao.ledger.digest import digest_of
from chengzhao.records.bulk import copy_rows, reserve_ids
from chengzhao.records.models import Account, Organisation
from chengzhao.records.models.people import AccountKind

__all__ = [
    "AccountForm",
    "AccountKind",
    "OrganisationForm",
    "add_organisations",
    "create_accounts",
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
    held = _held(wanted, given)
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


def _held(wanted: Iterable[str], given: Container[str]) -> dict[str, int]:
    """The keys of organisations by path: parents that are open, and whatever stands where one is to be added."""
    found = Organisation.objects.filter(path__in=list(wanted)).values_list("path", "pk", "closed_at")
    return {path: key for path, key, closed_at in found if closed_at is None or path in given}


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
