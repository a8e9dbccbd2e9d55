"""Whoever acts on their own account: the border and the role in which that stands on the trail."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from chengzhao.actions import audit
from chengzhao.actions.audit import Actor, Border, Touched
from chengzhao.law.words import Role
from chengzhao.records.models import Account, Candidate, Season, StaffRole
from chengzhao.records.models.people import AccountKind
from chengzhao.records.queries.people import Acting

NOWHERE = Border(season=0, province="")
"""Where there is no season yet."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where somebody stands: the browser's mark ('' where it has none), what it calls itself, network and request."""

    device: str
    device_name: str
    network: str
    address: str = ""
    session: str = ""
    request_id: str = ""
    seat: Acting | None = None
    """The seat taken in this browser; None before anybody has come in."""

    @property
    def device_digest(self) -> bytes:
        """Under what the browser is known again."""
        return sha256(f"device|{self.device}".encode()).digest()


def own_side(account: Account | None, place: Place, at: datetime) -> tuple[Border, Actor]:
    """The border and role of the seat that the account has taken, before that of a role that is in force, before
    that of its newest season; and the actor.

    Nobody in particular for None.
    """
    border, role, path = _standing(account, place, at)
    return border, Actor(
        account=account.pk if account else None,
        role=role,
        org_path=path,
        request_id=place.request_id,
        address=place.address,
        device=place.device,
        session=place.session,
    )


def _standing(account: Account | None, place: Place, at: datetime) -> tuple[Border, Role | None, str]:
    seat = place.seat
    if account is not None and seat is not None and seat.account_id == account.pk:
        return Border(season=seat.season, province=seat.province), seat.role, seat.org_path
    border, role, path = newest_border(), None, ""
    if account is not None and account.kind == AccountKind.CANDIDATE.value:
        role = Role.CANDIDATE
        sitting = Candidate.objects.filter(account=account).order_by("-season", "province").first()
        if sitting is not None:
            border, path = Border(season=sitting.season, province=sitting.province), sitting.org_path
    elif account is not None:
        roles = StaffRole.objects.filter(account=account).select_related("organisation")
        in_force = roles.filter(valid_from__lte=at, valid_until__gt=at)
        held = in_force.order_by("-season", "pk").first() or roles.order_by("-season", "pk").first()
        if held is not None:
            border, path = Border(season=held.season, province=held.province), held.organisation.path
            role = Role(held.role)
    return border, role, path


def newest_border() -> Border:
    """The newest season of this installation."""
    season = Season.objects.order_by("-season", "province").first()
    return Border(season=season.season, province=season.province) if season else NOWHERE


def record_own(
    account: Account | None,
    *,
    at: datetime,
    act: str,
    place: Place,
    object_id: str = "",
    before: str = "",
    after: str = "",
) -> None:
    """Write the one audit row of an act on one's own account; the object is the account unless another is named."""
    border, actor = own_side(account, place, at)
    named = object_id or (account.username if account else "")
    audit.record(
        border=border,
        actor=actor,
        at=at,
        act=act,
        object_kind="account",
        touched=[Touched(object_id=named, before=before, after=after)],
    )
