"""Seats, sites and marks: a candidate's own card and score, and the figures of a site."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Q

from chengzhao.law.words import (
    ExamCategory,
    ForeignLanguage,
    IdentityDocument,
    Paper,
    PaperSlot,
    ProgrammeLevel,
    Sex,
)
from chengzhao.records.looks import of_one_person
from chengzhao.records.models import ExamRoom, ExamSite, PaperMark, Seat
from chengzhao.records.queries.scope import under
from chengzhao.records.scope import counting
from chengzhao.rules.exams import MarkState

READING_ORDER = (
    PaperSlot.CHINESE,
    PaperSlot.MATHS,
    PaperSlot.POLITICS,
    PaperSlot.FOREIGN,
    PaperSlot.COMBINED,
    PaperSlot.SPECIALISED,
)
"""The order in which the papers of every level are read out: 语文、数学、外语、综合; 政治、外语、专业基础课."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SeatView:
    """A candidate's seat with all that an admit card says."""

    public_id: UUID
    admit_card_number: str
    candidate_number: str
    name: str
    sex: Sex
    birth_date: date
    level: ProgrammeLevel
    category: ExamCategory
    foreign_language: ForeignLanguage
    papers: tuple[tuple[PaperSlot, Paper], ...]
    identity_kind: IdentityDocument
    site_code: str
    site: str
    address: str
    phone_policy: str
    room: int
    number: int
    issued_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class MarkView:
    """One paper of a candidate; `mark` is None where it was not sat or not yet marked."""

    paper: Paper
    slot: PaperSlot
    state: MarkState
    absent: bool
    cancelled: bool
    mark: Decimal | None

    @property
    def points(self) -> Decimal:
        """What the paper gives: a paper without a mark gives 0."""
        return self.mark if self.mark is not None else Decimal(0)


@dataclass(frozen=True, kw_only=True, slots=True)
class RoomView:
    """A room of a site: its seats, how many are taken, how many papers were sat and missed."""

    number: int
    group: str
    seats: int
    seated: int
    sat: int
    absent: int


@dataclass(frozen=True, kw_only=True, slots=True)
class SiteView:
    """An exam site with its rooms; a room counts papers sat, a person sits several."""

    code: str
    name: str
    address: str
    phone_policy: str
    certified_at: datetime | None
    rooms: tuple[RoomView, ...]


@of_one_person
def seat_of(candidate_id: int) -> SeatView | None:
    """The seat of a candidate; None before seats are given and for those who sit no exam."""
    row = (
        Seat.objects.filter(candidate_id=candidate_id)
        .select_related("candidate__registration", "room__site__organisation")
        .first()
    )
    if row is None:
        return None
    person, site = row.candidate, row.room.site
    registration = person.registration
    return SeatView(
        public_id=row.public_id,
        admit_card_number=row.admit_card_number,
        candidate_number=person.candidate_number,
        name=person.name,
        sex=Sex(person.sex),
        birth_date=person.birth_date,
        level=ProgrammeLevel(registration.level),
        category=ExamCategory(registration.category),
        foreign_language=ForeignLanguage(registration.foreign_language),
        papers=_papers_of(row.season, row.province, candidate_id),
        identity_kind=IdentityDocument(person.identity_kind),
        site_code=site.code,
        site=site.organisation.name,
        address=site.address,
        phone_policy=site.phone_policy,
        room=row.room.number,
        number=row.number,
        issued_at=row.issued_at,
    )


def _papers_of(season: int, province: str, candidate_id: int) -> tuple[tuple[PaperSlot, Paper], ...]:
    """What is sat, and nothing of its mark: the candidate's own door opens a paper with the release of the marks."""
    with counting(season, province):
        held = PaperMark.objects.filter(season=season, province=province, candidate_id=candidate_id)
        papers = [(PaperSlot(slot), Paper(paper)) for slot, paper in held.values_list("slot", "paper")]
    return tuple(sorted(papers, key=lambda one: READING_ORDER.index(one[0])))


def marks_of(candidate_ids: Iterable[int]) -> dict[int, tuple[MarkView, ...]]:
    """The papers of candidates by candidate, in the order they are read out; every id asked for is a key."""
    order = {slot: place for place, slot in enumerate(READING_ORDER)}
    found: dict[int, list[MarkView]] = {candidate_id: [] for candidate_id in candidate_ids}
    for row in PaperMark.objects.filter(candidate_id__in=list(found)):
        found[row.candidate_id].append(
            MarkView(
                paper=Paper(row.paper),
                slot=PaperSlot(row.slot),
                state=MarkState(row.state),
                absent=row.absent,
                cancelled=row.cancelled,
                mark=row.mark,
            )
        )
    return {key: tuple(sorted(marks, key=lambda mark: order[mark.slot])) for key, marks in found.items()}


@of_one_person
def released_marks_of(candidate_id: int) -> tuple[MarkView, ...]:
    """The papers whose marks the candidate may see; empty before the release (A1.4.7)."""
    released = (MarkState.RELEASED, MarkState.CORRECTED)
    return tuple(mark for mark in marks_of([candidate_id])[candidate_id] if mark.state in released)


def sites_under(season: int, province: str, org_path: str) -> tuple[SiteView, ...]:
    """The sites at or below a path with their rooms, in two statements."""
    sites = (
        ExamSite.objects.filter(season=season, province=province)
        .filter(under("organisation__path", org_path))
        .select_related("organisation")
        .order_by("code")
    )
    rooms = (
        ExamRoom.objects.filter(site__in=[site.pk for site in sites])
        .annotate(
            seated=Count("seat", distinct=True),
            sat=Count("seat__candidate__marks", filter=_SAT),
            missed=Count("seat__candidate__marks", filter=Q(seat__candidate__marks__absent=True)),
        )
        .order_by("number")
    )
    by_site: dict[int, list[RoomView]] = {site.pk: [] for site in sites}
    for room in rooms:
        by_site[room.site_id].append(
            RoomView(
                number=room.number,
                group=room.get_session_group_display(),
                seats=room.seats,
                seated=room.seated,
                sat=room.sat,
                absent=room.missed,
            )
        )
    return tuple(
        SiteView(
            code=site.code,
            name=site.organisation.name,
            address=site.address,
            phone_policy=site.phone_policy,
            certified_at=site.certified_at,
            rooms=tuple(by_site[site.pk]),
        )
        for site in sites
    )


_SAT = Q(seat__candidate__marks__absent=False) & (
    ~Q(seat__candidate__marks__state=MarkState.NONE) | Q(seat__candidate__marks__cancelled=True)
)
"""A paper that was sat has a mark by now, or was cancelled: told without the mark, which a site does not read."""
