"""Accounts of the staff with their roles and sessions, as the administrators see them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from chengzhao.law.words import Role
from chengzhao.records.models import Account, LogInSession, StaffRole
from chengzhao.records.models.people import AccountKind
from chengzhao.records.queries.scope import under
from chengzhao.rules.governance import COLLEGES_PATH


@dataclass(frozen=True, kw_only=True, slots=True)
class RoleView:
    """A role that somebody has, had or will have in the season."""

    key: int
    role: Role
    organisation: str
    org_path: str
    begins: datetime
    ends: datetime
    is_in_force: bool
    is_over: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class StaffView:
    """A member of staff: the account, the roles of the season, and where it is logged in."""

    key: int
    public_id: UUID
    username: str
    name: str
    is_active: bool
    last_login: datetime | None
    sessions: int
    roles: tuple[RoleView, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Reach:
    """The season, the province and the part of the tree whose staff somebody looks after.

    Administrators look after the colleges too, and see who is logged in.
    """

    season: int
    province: str
    org_path: str
    has_colleges: bool = True
    has_sessions: bool = True

    def places(self, field: str) -> Q:
        """Rows whose place lies in that part of the tree."""
        own = under(field, self.org_path)
        return own | under(field, COLLEGES_PATH) if self.has_colleges else own


def staff(reach: Reach, now: datetime, *, words: str, after: str, limit: int) -> tuple[StaffView, ...]:
    """Members of staff by user name, behind `after`; `words` is part of a user name or a name."""
    rows = _accounts(reach).filter(username__gt=after)
    if words:
        rows = rows.filter(Q(username__icontains=words) | Q(display_name__icontains=words))
    return _views(reach, now, rows[:limit])


def member(reach: Reach, now: datetime, public_id: UUID) -> StaffView | None:
    """The member of staff of this public number."""
    return next(iter(_views(reach, now, _accounts(reach).filter(public_id=public_id))), None)


def logged_in(reach: Reach, now: datetime, *, limit: int) -> tuple[StaffView, ...]:
    """The members of staff who are logged in somewhere, by user name."""
    alive = LogInSession.objects.filter(expire_date__gt=now, account__isnull=False).values("account")
    return _views(reach, now, _accounts(reach).filter(pk__in=alive)[:limit])


def _held(reach: Reach) -> "QuerySet[StaffRole]":
    """The roles of the season, past ones too, in that part of the tree."""
    return StaffRole.objects.filter(
        reach.places("organisation__path"), season=reach.season, province=reach.province
    )


def _accounts(reach: Reach) -> "QuerySet[Account, dict[str, Any]]":
    """Accounts with a role within reach: others are somebody else's."""
    columns = ("pk", "public_id", "username", "display_name", "is_active", "last_login")
    rows = Account.objects.filter(kind=AccountKind.STAFF.value, pk__in=_held(reach).values("account"))
    return rows.order_by("username").values(*columns)


def _views(reach: Reach, now: datetime, rows: Iterable[dict[str, Any]]) -> tuple[StaffView, ...]:
    found = list(rows)
    keys = [row["pk"] for row in found]
    roles = _roles(reach, now, keys)
    counts = _alive(keys, now) if reach.has_sessions else {}
    return tuple(
        StaffView(
            key=row["pk"],
            public_id=row["public_id"],
            username=row["username"],
            name=row["display_name"],
            is_active=row["is_active"],
            last_login=row["last_login"],
            sessions=counts.get(row["pk"], 0),
            roles=tuple(roles[row["pk"]]),
        )
        for row in found
    )


def _alive(keys: list[int], now: datetime) -> dict[int, int]:
    """How many sessions of each account are good."""
    rows = LogInSession.objects.filter(account__in=keys, expire_date__gt=now)
    return dict(rows.values_list("account").annotate(n=Count("pk")).order_by())


def _roles(reach: Reach, now: datetime, keys: list[int]) -> dict[int, list[RoleView]]:
    rows = _held(reach).filter(account__in=keys)
    columns = (
        "account_id",
        "pk",
        "role",
        "organisation__name",
        "organisation__path",
        "valid_from",
        "valid_until",
    )
    found: dict[int, list[RoleView]] = defaultdict(list)
    for account, key, role, name, path, begins, ends in rows.order_by("-valid_until", "pk").values_list(
        *columns
    ):
        found[account].append(
            RoleView(
                key=key,
                role=Role(role),
                organisation=name,
                org_path=path,
                begins=begins,
                ends=ends,
                is_in_force=begins <= now < ends,
                is_over=ends <= now,
            )
        )
    return found
