"""The entrants of a college from its approved lists, for the roster and the letters (A1.5.23, A1.5.24)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import QuerySet

from chengzhao.law.words import ProgrammeLevel, StudyForm
from chengzhao.records.models import Admission
from chengzhao.records.models.filing import FilingRound
from chengzhao.records.queries.file_persons import college_reader
from chengzhao.records.walls.seen import beyond_seen
from chengzhao.rules.admission import ListState
from chengzhao.rules.privacy.masks import Mask
from chengzhao.rules.privacy.sights import Room

APPROVED = (ListState.APPROVED, ListState.SENT)


@dataclass(frozen=True, kw_only=True, slots=True)
class Entrant:
    """One admitted person as the papers of the college name them; the letter's columns are empty before it is issued.

    `list_digest` is that of the approved list which the person stands on.
    """

    candidate_id: int
    level: ProgrammeLevel
    filing_round: FilingRound
    list_digest: str
    candidate_number: str
    name: str
    sex: str
    college: str
    programme: str
    study_form: StudyForm
    half_years: int
    total_score: Decimal
    bonus_points: int
    filing_score: Decimal
    letter_number: str
    letter_digest: str
    letter_issued_at: datetime | None


def count_entrants(season: int, province: str, college_id: int) -> int:
    """How many people stand on the approved lists of a college."""
    return _admissions(season, province, college_id).count()


def entrants(season: int, province: str, college_id: int, *, after: str, limit: int) -> tuple[Entrant, ...]:
    """The next entrants of a college behind a candidate number, in the order of these numbers, in one statement."""
    rows = _admissions(season, province, college_id).filter(candidate__candidate_number__gt=after)
    return tuple(_entrants(rows.order_by("candidate__candidate_number")[:limit]))


def _admissions(season: int, province: str, college_id: int) -> "QuerySet[Admission]":
    admissions = Admission.objects.defer(*beyond_seen("candidate"))
    return admissions.filter(
        season=season,
        province=province,
        revoked_at__isnull=True,
        file__college_id=college_id,
        file__admission_list__state__in=[state.value for state in APPROVED],
    ).select_related("candidate__registration", "programme__college", "file__admission_list", "letter")


def _entrants(rows: "QuerySet[Admission]") -> Iterator[Entrant]:
    for row in rows:
        reader, letter = college_reader(row.file, row.candidate), getattr(row, "letter", None)
        yield Entrant(
            candidate_id=row.candidate_id,
            level=ProgrammeLevel(row.level),
            filing_round=FilingRound(row.file.admission_list.filing_round),
            list_digest=row.file.admission_list.digest,
            candidate_number=row.candidate.candidate_number,
            name=reader.shows(row.candidate.name, Room.NAME, Mask.NAME),
            sex=reader.shows(row.candidate.get_sex_display(), Room.PERSON, Mask.WHOLE),
            college=row.programme.college.name,
            programme=row.programme.name,
            study_form=StudyForm(row.programme.study_form),
            half_years=row.programme.half_years,
            total_score=row.file.total_score,
            bonus_points=row.file.bonus_points,
            filing_score=row.file.filing_score,
            letter_number=letter.number if letter else "",
            letter_digest=letter.digest if letter else "",
            letter_issued_at=letter.issued_at if letter else None,
        )
