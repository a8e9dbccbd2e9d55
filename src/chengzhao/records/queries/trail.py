"""The trail as those who oversee it search it: by officer, organisation, act, object and time, by keys."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import QuerySet

from chengzhao.law.words import Role
from chengzhao.records.looks import of_one_person
from chengzhao.records.models import AuditRow, Organisation
from chengzhao.records.queries.announced import own_trail
from chengzhao.records.walls.hidden import secrets_of

LOOKS = (
    "view_file",
    "search_person",
    "open_file",
    "look_up_in_person",
    "unmask",
    "take_unmasked",
    "take_list",
)
"""The acts that only look."""

MOST_PLACES = 200
LONGEST_STORY = 200
"""So many rows of one object are shown: the newest."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TrailFilter:
    """Which rows are asked for; an empty field asks for all."""

    act: str = ""
    officer: str = ""
    organisation: str = ""
    object_kind: str = ""
    object_id: str = ""
    since: datetime | None = None
    until: datetime | None = None
    only_looks: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class TrailRow:
    """One row of the trail with everything that it says."""

    key: int
    at: datetime
    username: str
    actor: str
    role: str
    organisation: str
    act: str
    object_kind: str
    object_id: str
    is_of_nobody: bool
    before_digest: str
    after_digest: str
    reason: str
    network_address: str
    request_id: str


def trail(season: int, province: str, wanted: TrailFilter) -> "QuerySet[AuditRow]":
    """The rows that a filter asks for; page and export share it."""
    rows = AuditRow.objects.filter(season=season, province=province)
    same = {"act": wanted.act, "object_kind": wanted.object_kind, "object_id": wanted.object_id}
    rows = rows.filter(**{name: value for name, value in same.items() if value})
    if wanted.only_looks:
        rows = rows.filter(act__in=LOOKS)
    if wanted.officer:
        rows = rows.filter(account__username=wanted.officer)
    if wanted.organisation:
        found = Organisation.objects.filter(name__icontains=wanted.organisation)
        rows = rows.filter(org_path__in=list(found.values_list("path", flat=True)[:MOST_PLACES]))
    if wanted.since:
        rows = rows.filter(at__gte=wanted.since)
    if wanted.until:
        rows = rows.filter(at__lt=wanted.until)
    return rows


def trail_page(rows: "QuerySet[AuditRow]", *, before: int | None, limit: int) -> tuple[TrailRow, ...]:
    """Rows in front of a key, the newest first, in two statements."""
    if before is not None:
        rows = rows.filter(pk__lt=before)
    page = list(rows.select_related("account").defer(*secrets_of("account")).order_by("-pk")[:limit])
    office = offices_of(page)
    return tuple(_shown(row, office(row)) for row in page)


SYSTEM, TOP = "系统", "/"


def offices_of(page: Iterable[AuditRow]) -> Callable[[AuditRow], str]:
    """What says for which organisation each of these rows was done, in one statement.

    The top of the tree is the ministry's place and stands in rows of nobody, too: what the service does by itself,
    or an administrator at the server, is the system's, and a candidate acts for no organisation.
    """
    names = dict(
        Organisation.objects.filter(path__in={row.org_path for row in page}).values_list("path", "name")
    )

    def office(row: AuditRow) -> str:
        if row.org_path == TOP and row.account_id is None:
            return SYSTEM
        if row.org_path == TOP and row.role == Role.CANDIDATE:
            return ""
        return names.get(row.org_path, "")

    return office


def person_by_number(season: int, province: str, candidate_number: str) -> int | None:
    """The candidate of a 报名号 as the trail knows it: who oversees need not see the person."""
    rows = AuditRow.objects.filter(
        season=season, province=province, object_kind="registration", object_id=candidate_number
    )
    return rows.exclude(candidate=None).values_list("candidate_id", flat=True).first()


@of_one_person
def trail_of_person(candidate_id: int, season: int, province: str, *, limit: int) -> tuple[TrailRow, ...]:
    """What was done with a candidate's file, and who looked at it, the newest first."""
    rows = AuditRow.objects.filter(season=season, province=province, candidate_id=candidate_id)
    return trail_page(rows, before=None, limit=limit)


@of_one_person
def story_of_person(
    candidate_id: int, season: int, province: str, *, limit: int = LONGEST_STORY
) -> tuple[TrailRow, ...]:
    """The newest acts on a candidate's file and looks at it, the oldest of them first; the person is not named."""
    rows = trail_of_person(candidate_id, season, province, limit=limit)[::-1]
    own = Role.CANDIDATE.label
    return tuple(replace(row, actor="", username="") if row.role == own else row for row in rows)


@of_one_person
def others_on_file(candidate_id: int, season: int, province: str, *, limit: int) -> tuple[TrailRow, ...]:
    """What others than the candidate did with the file or saw of it, as the candidate may read it, the newest first."""
    rows = own_trail(candidate_id, season, province).exclude(role=Role.CANDIDATE)
    return trail_page(rows, before=None, limit=limit)


def _shown(row: AuditRow, organisation: str) -> TrailRow:
    has_place = not {"network_address", "request_id"} & row.get_deferred_fields()
    return TrailRow(
        key=row.pk,
        at=row.at,
        username=row.account.username if row.account else "",
        actor=row.account.display_name if row.account else "",
        role=Role(row.role).label if row.role else "",
        organisation=organisation,
        act=row.act,
        object_kind=row.object_kind,
        object_id=row.object_id,
        is_of_nobody=row.candidate_id is None,
        before_digest=row.before_digest,
        after_digest=row.after_digest,
        reason=row.reason,
        network_address=(row.network_address or "") if has_place else "",
        request_id=row.request_id if has_place else "",
    )
