"""The roles that an account has had or is to have, apart from those in force: why a page is not open now."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from chengzhao.law.words import Role
from chengzhao.records.models import StaffRole


@dataclass(frozen=True, kw_only=True, slots=True)
class OtherTerm:
    """A role of one's own that is not in force: where, for which season, from when until when."""

    role: Role
    organisation: str
    season: int
    valid_from: datetime
    valid_until: datetime


def terms_not_in_force(account_id: int, now: datetime) -> tuple[OtherTerm, ...]:
    """The account's own roles that have not begun or are over, the newest end first."""
    rows = StaffRole.objects.filter(account=account_id).filter(
        Q(valid_from__gt=now) | Q(valid_until__lte=now)
    )
    columns = ("role", "organisation__name", "season", "valid_from", "valid_until")
    return tuple(
        OtherTerm(role=Role(role), organisation=name, season=season, valid_from=begins, valid_until=ends)
        for role, name, season, begins, ends in rows.order_by("-valid_until", "pk").values_list(*columns)
    )
