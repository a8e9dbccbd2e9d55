"""What was done with one object, for the page on which it stands: the oldest first, as far as the door shows it.

Where and from which device something was done is no part of a timeline: not every door that shows one reads it.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from uuid import UUID

from django.db.models import QuerySet

from chengzhao.law.words import Role
from chengzhao.records.looks import of_one_person
from chengzhao.records.models import AuditRow
from chengzhao.records.queries.announced import own_trail
from chengzhao.records.queries.trail import LONGEST_STORY, TrailRow, trail_page

NOT_SHOWN = ("network_address", "device", "session", "request_id", "position", "written_at")
OF_AN_ACCOUNT = ("account", "staff_role")
"""An account's row and its roles are called by the same name."""


def timeline(season: int, province: str, object_kind: str, object_id: str) -> tuple[TrailRow, ...]:
    """What was done with one object; for objects that are nobody's file."""
    return _told(_of_nobody(season, province).filter(object_kind=object_kind, object_id=object_id))


def account_timeline(season: int, province: str, username: str) -> tuple[TrailRow, ...]:
    """What was done with an account and its roles in a season."""
    return _told(_of_nobody(season, province).filter(object_kind__in=OF_AN_ACCOUNT, object_id=username))


def timelines(
    season: int, province: str, object_kind: str, names: Collection[str]
) -> Mapping[str, tuple[TrailRow, ...]]:
    """The timelines of several objects of a list, by name, in two statements; the newest rows of all of them."""
    found: dict[str, list[TrailRow]] = defaultdict(list)
    if names:
        rows = _of_nobody(season, province).filter(object_kind=object_kind, object_id__in=list(names))
        for row in _told(rows):
            found[row.object_id].append(row)
    return {name: tuple(rows) for name, rows in found.items()}


@of_one_person
def file_timeline(
    candidate_id: int, season: int, province: str, public_id: UUID, *, is_own: bool
) -> tuple[TrailRow, ...]:
    """Who handed in and read a file of evidence; its owner reads offices and no names, others the owner's neither."""
    if is_own:
        rows = own_trail(candidate_id, season, province)
    else:
        rows = AuditRow.objects.filter(season=season, province=province, candidate_id=candidate_id)
    told = _told(rows.filter(object_kind="sealed_file", object_id=str(public_id)))
    candidate = Role.CANDIDATE.label
    return tuple(
        replace(row, actor="", username="") if is_own or row.role == candidate else row for row in told
    )


def _of_nobody(season: int, province: str) -> "QuerySet[AuditRow]":
    return AuditRow.objects.filter(season=season, province=province, candidate__isnull=True)


def _told(rows: "QuerySet[AuditRow]") -> tuple[TrailRow, ...]:
    return trail_page(rows.defer(*NOT_SHOWN), before=None, limit=LONGEST_STORY)[::-1]
