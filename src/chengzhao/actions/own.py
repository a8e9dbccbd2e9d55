"""Whoever acts on their own account: the border and the role in which that stands on the trail."""

from dataclasses import dataclass
from datetime import datetime

from chengzhao.actions import audit
from chengzhao.actions.audit import Actor, Border, Touched
from chengzhao.law.words import Role
from chengzhao.records.models import Account, Candidate, Season, StaffRole
from chengzhao.records.models.people import AccountKind

NOWHERE = Border(season=0, province="")
"""Where there is no season yet."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where somebody stands: the digest of the browser's own cookie, what it calls itself, and its network."""

    device: bytes
    device_name: str
    network: str
    request_id: str = ""


def own_side(account: Account | None, request_id: str = "") -> tuple[Border, Actor]:
    """The border of the account's newest season and the account as actor; nobody in particular for None."""
    if account is None:
        return newest_border(), Actor(account=None, role=None, org_path="", request_id=request_id)
    if account.kind == AccountKind.CANDIDATE.value:
        sitting = Candidate.objects.filter(account=account).order_by("-season", "province").first()
        border = Border(season=sitting.season, province=sitting.province) if sitting else newest_border()
        path, role = sitting.org_path if sitting else "", Role.CANDIDATE
        return border, Actor(account=account.pk, role=role, org_path=path, request_id=request_id)
    held = (
        StaffRole.objects.filter(account=account)
        .select_related("organisation")
        .order_by("-season", "pk")
        .first()
    )
    if held is None:
        return newest_border(), Actor(account=account.pk, role=None, org_path="", request_id=request_id)
    border = Border(season=held.season, province=held.province)
    actor = Actor(
        account=account.pk, role=Role(held.role), org_path=held.organisation.path, request_id=request_id
    )
    return border, actor


def newest_border() -> Border:
    """The newest season of this installation."""
    season = Season.objects.order_by("-season", "province").first()
    return Border(season=season.season, province=season.province) if season else NOWHERE


def record_own(
    account: Account | None, *, at: datetime, act: str, object_id: str, request_id: str = "", after: str = ""
) -> None:
    """Write the one audit row of an act on one's own account."""
    border, actor = own_side(account, request_id)
    touched = [Touched(object_id=object_id, after=after)]
    audit.record(border=border, actor=actor, at=at, act=act, object_kind="account", touched=touched)
