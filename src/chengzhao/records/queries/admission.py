"""Files at a college: the strip of places, the list, one file; and what the province sees of them."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from chengzhao.law.words import ProgrammeLevel
from chengzhao.records.looks import note_person
from chengzhao.records.models import AdmissionList, Candidate, CandidateFile, SourcePlan
from chengzhao.records.models.filing import FilingRound
from chengzhao.records.queries.exams import MarkView, marks_of
from chengzhao.records.queries.file_persons import college_reader, people_of
from chengzhao.rules.admission import FileState, ListState
from chengzhao.rules.privacy.masks import Mask
from chengzhao.rules.privacy.sights import FileStage, Room


@dataclass(frozen=True, kw_only=True, slots=True)
class QuotaView:
    """One programme of a college: places, files sent for it, proposed, admitted."""

    programme_id: int
    code: str
    name: str
    level: ProgrammeLevel
    places: int
    filed: int
    proposed: int
    admitted: int

    @property
    def left(self) -> int:
        """Places neither taken nor proposed; below zero where more are proposed than there are."""
        return self.places - self.admitted - self.proposed

    @property
    def over(self) -> int:
        """How many more are taken and proposed than there are places."""
        return max(0, -self.left)


@dataclass(frozen=True, kw_only=True, slots=True)
class FileFilter:
    """Which files of a college to list; an empty field asks for all."""

    level: str = ""
    state: str = ""
    programme: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class FileKey:
    """The place of a file in the list: highest filing score, then rank in its unit, then row."""

    filing_score: Decimal
    merit_rank: int
    pk: int


@dataclass(frozen=True, kw_only=True, slots=True)
class FileView:
    """A file as the college's list shows it: masked, and without what the college sees no more.

    `person_id` is None once the file is closed to the college: the person has no page there any more.
    """

    key: FileKey
    public_id: UUID
    person_id: UUID | None
    candidate_id: int
    candidate_number: str
    name: str
    level: ProgrammeLevel
    total_score: Decimal
    bonus_points: int
    filing_score: Decimal
    merit_rank: int
    choice_rank: int
    programme: str
    exempt: bool
    state: FileState
    stage: FileStage
    marks: tuple[MarkView, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ListView:
    """名单 of a college for a level and round, with how many files it holds."""

    college: str
    level: ProgrammeLevel
    filing_round: FilingRound
    state: ListState
    files: int
    admitted: int
    submitted_at: datetime | None
    approved_at: datetime | None


FILED_STATES = tuple(state for state in FileState if state is not FileState.FREE)
PROPOSED_STATES = (FileState.PROPOSED, FileState.PENDING_CHECK, FileState.QUERIED)


def quotas(season: int, province: str, college_id: int) -> tuple[QuotaView, ...]:
    """The programmes of a college with their places and use, by level and code, in one statement."""
    rows = (
        SourcePlan.objects.filter(season=season, province=province, programme__college_id=college_id)
        .select_related("programme")
        .annotate(
            filed=Count(
                "programme__candidatefile", filter=Q(programme__candidatefile__state__in=FILED_STATES)
            ),
            proposed=Count(
                "programme__candidatefile", filter=Q(programme__candidatefile__state__in=PROPOSED_STATES)
            ),
        )
        .order_by("programme__level", "programme__code")
    )
    return tuple(
        QuotaView(
            programme_id=row.programme_id,
            code=row.programme.code,
            name=row.programme.name,
            level=ProgrammeLevel(row.programme.level),
            places=row.places,
            filed=row.filed,
            proposed=row.proposed,
            admitted=row.admitted,
        )
        for row in rows
    )


def college_files(
    season: int, province: str, college_id: int, wanted: FileFilter
) -> "QuerySet[CandidateFile]":
    """The files of a college that a filter asks for; list, counts and export share it."""
    rows = CandidateFile.objects.filter(season=season, province=province, college_id=college_id)
    if wanted.level:
        rows = rows.filter(level=wanted.level)
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.programme:
        rows = rows.filter(programme_id=wanted.programme)
    return rows


def file_page(rows: "QuerySet[CandidateFile]", *, after: FileKey | None, limit: int) -> tuple[FileView, ...]:
    """Files in the order of the list, from behind a key, with their persons and marks, in three statements."""
    ordered = _in_order(rows)
    if after is not None:
        ordered = ordered.filter(_behind(after))
    page = list(ordered[:limit])
    marks, people = marks_of(row.candidate_id for row in page), people_of(page)
    return tuple(_file_view(row, people.get(row.candidate_id), marks[row.candidate_id]) for row in page)


def count_by_state(rows: "QuerySet[CandidateFile]") -> dict[FileState, int]:
    """How many of the files stand in each state, in the order of the states."""
    found = dict(rows.values_list("state").annotate(number=Count("pk")).order_by())
    return {state: found[state] for state in FileState if state in found}


def count_by_level(rows: "QuerySet[CandidateFile]") -> dict[ProgrammeLevel, int]:
    """How many of the files are of each level, in the order of the levels."""
    found = dict(rows.values_list("level").annotate(number=Count("pk")).order_by())
    return {level: found[level] for level in ProgrammeLevel if level in found}


def college_file(season: int, province: str, college_id: int, public_id: UUID) -> FileView | None:
    """One file of a college by its public id; None where the college has no such file."""
    rows = college_files(season, province, college_id, FileFilter()).filter(public_id=public_id)
    page = file_page(rows, after=None, limit=1)
    if not page:
        return None
    note_person(page[0].candidate_id)
    return page[0]


def admission_lists(season: int, province: str, college_id: int | None = None) -> tuple[ListView, ...]:
    """The lists of one college or of all, by level, round and college."""
    rows = (
        AdmissionList.objects.filter(season=season, province=province)
        .select_related("college")
        .annotate(
            file_count=Count("files"),
            admitted_count=Count("files", filter=Q(files__state=FileState.ADMITTED)),
        )
        .order_by("level", "filing_round", "college__national_code")
    )
    if college_id is not None:
        rows = rows.filter(college_id=college_id)
    return tuple(
        ListView(
            college=row.college.name,
            level=ProgrammeLevel(row.level),
            filing_round=FilingRound(row.filing_round),
            state=ListState(row.state),
            files=row.file_count,
            admitted=row.admitted_count,
            submitted_at=row.submitted_at,
            approved_at=row.approved_at,
        )
        for row in rows
    )


def list_states(season: int, province: str) -> dict[ListState, int]:
    """How many admission lists stand in each state, in the order of the states."""
    rows = AdmissionList.objects.filter(season=season, province=province)
    found = dict(rows.values_list("state").annotate(number=Count("pk")).order_by())
    return {state: found[state] for state in ListState if state in found}


def _in_order(rows: "QuerySet[CandidateFile]") -> "QuerySet[CandidateFile]":
    return rows.select_related("programme").order_by(F("filing_score").desc(), "merit_rank", "pk")


def _behind(key: FileKey) -> Q:
    same = Q(filing_score=key.filing_score)
    return (
        Q(filing_score__lt=key.filing_score)
        | same & Q(merit_rank__gt=key.merit_rank)
        | same & Q(merit_rank=key.merit_rank, pk__gt=key.pk)
    )


def _file_view(row: CandidateFile, person: Candidate | None, marks: tuple[MarkView, ...]) -> FileView:
    reader = college_reader(row, person)
    return FileView(
        key=FileKey(filing_score=row.filing_score, merit_rank=row.merit_rank, pk=row.pk),
        public_id=row.public_id,
        person_id=person.public_id if person and reader.stage is not FileStage.CLOSED else None,
        candidate_id=row.candidate_id,
        candidate_number=row.candidate_number,
        name=reader.shows(person.name, Room.NAME, Mask.NAME, in_list=True) if person else "",
        level=ProgrammeLevel(row.level),
        total_score=row.total_score,
        bonus_points=row.bonus_points,
        filing_score=row.filing_score,
        merit_rank=row.merit_rank,
        choice_rank=row.choice_rank,
        programme=row.programme.name if row.programme else "",
        exempt=row.exempt,
        state=FileState(row.state),
        stage=reader.stage,
        marks=marks if reader.sees(Room.MARK) else (),
    )
