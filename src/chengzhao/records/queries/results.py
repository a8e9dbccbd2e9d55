"""What became of a candidate: the place held, the moves of the files, the runs that decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import QuerySet

from chengzhao.law.words import ProgrammeLevel, StudyForm
from chengzhao.records.looks import of_one_person
from chengzhao.records.models import Admission, FileMove, FilingRun, StaffRole
from chengzhao.records.models.filing import FilingRound
from chengzhao.records.queries.fate_rows import return_label
from chengzhao.records.scope import Scope, scope
from chengzhao.records.walls.doors import Door
from chengzhao.records.walls.hidden import secrets_of
from chengzhao.rules.admission import CANDIDATE_FILE, FileState, RunState


@dataclass(frozen=True, kw_only=True, slots=True)
class AdmissionView:
    """The place a candidate holds; the letter's columns are empty until it is issued."""

    candidate_number: str
    name: str
    college: str
    college_code: str
    programme: str
    major_code: str
    level: ProgrammeLevel
    study_form: StudyForm
    half_years: int
    teaching_place: str
    annual_fee: Decimal
    exempt: bool
    choice_rank: int
    admitted_at: datetime
    letter_number: str
    letter_digest: str
    letter_issued_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class MoveView:
    """One move of a file: into which state, at which college, by whom of which organisation."""

    state: FileState
    college: str
    choice_rank: int
    run_number: int | None
    actor: str
    organisation: str
    reason: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class RunReceipt:
    """A released run with the digests by which anybody can check it."""

    number: int
    filing_round: FilingRound
    levels: tuple[ProgrammeLevel, ...]
    input_digest: str
    result_digest: str
    ran_at: datetime | None
    released_at: datetime | None


@of_one_person
def admission_of(candidate_id: int) -> AdmissionView | None:
    """The live admission of a candidate; None where there is none."""
    row = (
        Admission.objects.filter(candidate_id=candidate_id, revoked_at__isnull=True)
        .select_related("candidate", "programme__college", "file", "letter")
        .first()
    )
    if row is None:
        return None
    letter = getattr(row, "letter", None)
    return AdmissionView(
        candidate_number=row.candidate.candidate_number,
        name=row.candidate.name,
        college=row.programme.college.name,
        college_code=row.programme.college.national_code,
        programme=row.programme.name,
        major_code=row.programme.major_code,
        level=ProgrammeLevel(row.level),
        study_form=StudyForm(row.programme.study_form),
        half_years=row.programme.half_years,
        teaching_place=row.programme.teaching_place,
        annual_fee=row.programme.annual_fee,
        exempt=row.file.exempt,
        choice_rank=row.file.choice_rank,
        admitted_at=row.admitted_at,
        letter_number=letter.number if letter else "",
        letter_digest=letter.digest if letter else "",
        letter_issued_at=letter.issued_at if letter else None,
    )


@of_one_person
def moves_of(candidate_id: int, *, college_id: int | None = None) -> tuple[MoveView, ...]:
    """The moves of a candidate's files in their order, in two statements; `college_id` narrows to one college."""
    rows = FileMove.objects.filter(file__candidate_id=candidate_id)
    if college_id is not None:
        rows = rows.filter(file__college_id=college_id)
    return _move_views(rows)


@of_one_person
def told_moves_of(candidate_id: int, season: int, province: str) -> tuple[MoveView, ...]:
    """The moves into states that are announced to the candidate: also that a file now in work was sent there.

    The candidate's own door closes such a file with all its moves, so that these are read through the door of the
    work, and this is all that leaves it.
    """
    with scope(Scope(door=Door.WORK, season=season, province=province)):
        rows = FileMove.objects.filter(season=season, province=province, file__candidate_id=candidate_id)
        return _move_views(rows.filter(after__in=CANDIDATE_FILE.sets["VISIBLE_TO_CANDIDATE"]))


def _move_views(rows: "QuerySet[FileMove]") -> tuple[MoveView, ...]:
    rows = rows.select_related("actor", "file__college", "file__run").defer(*secrets_of("actor"))
    moves = list(rows.order_by("at", "pk"))
    seats = StaffRole.objects.filter(account__in={move.actor_id for move in moves if move.actor_id})
    offices = dict(seats.order_by("-pk").values_list("account", "organisation__name"))
    return tuple(
        MoveView(
            state=FileState(move.after),
            college=move.file.college.name,
            choice_rank=move.file.choice_rank,
            run_number=move.file.run.number if move.file.run else None,
            actor=move.actor.display_name if move.actor else "",
            organisation=offices.get(move.actor_id, "") if move.actor_id else "",
            reason=_said(move.reason),
            at=move.at,
        )
        for move in moves
    )


def _said(reason: str) -> str:
    """A reason in words: that of the list of return reasons, or a text; a bare code says nothing to readers."""
    return return_label(reason) or ("" if reason.isascii() else reason)


def receipts(season: int, province: str, levels: Iterable[ProgrammeLevel]) -> tuple[RunReceipt, ...]:
    """The released runs of the given levels, in the order of their numbers."""
    rows = FilingRun.objects.filter(
        season=season, province=province, state=RunState.RELEASED, levels__overlap=list(levels)
    ).order_by("number")
    return tuple(
        RunReceipt(
            number=row.number,
            filing_round=FilingRound(row.filing_round),
            levels=tuple(ProgrammeLevel(level) for level in row.levels),
            input_digest=row.input_digest,
            result_digest=row.result_digest,
            ran_at=row.ran_at,
            released_at=row.released_at,
        )
        for row in rows
    )
