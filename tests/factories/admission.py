"""Files at colleges, lists, admissions and letters."""

from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any

from tests.factories.border import BEIJING, a_new_number
from tests.factories.people import an_account

from chengzhao.law.words import ProgrammeLevel, ReturnReason
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import (
    Admission,
    AdmissionLetter,
    AdmissionList,
    Candidate,
    CandidateFile,
    College,
    FileMove,
    FilingRun,
    Programme,
)
from chengzhao.records.models.filing import FilingRound
from chengzhao.rules.admission import FileState, ListState

DECISION_DAY = datetime(2024, 12, 6, 10, tzinfo=BEIJING)
_UNDECIDED = (FileState.FREE, FileState.FILED, FileState.UNDER_REVIEW)
_WITHOUT_PLACE = (FileState.RETURN_PROPOSED, FileState.RETURNED)
_PATH = (FileState.FREE, FileState.FILED, FileState.UNDER_REVIEW, FileState.PROPOSED, FileState.PENDING_CHECK)


def a_list(
    *,
    college: College,
    level: ProgrammeLevel = ProgrammeLevel.ZHUANSHENGBEN,
    filing_round: FilingRound = FilingRound.MAIN,
    state: ListState = ListState.OPEN,
) -> AdmissionList:
    """The admission list of a college at a level; an approved one was checked and approved by two persons."""
    given: dict[str, Any] = {}
    if state is not ListState.OPEN:
        given |= {"submitted_by": an_account(), "submitted_at": DECISION_DAY, "digest": digest_of("list")}
    if state in (ListState.APPROVED, ListState.SENT):
        given |= {"checked_by": an_account(), "approved_by": an_account(), "approved_at": DECISION_DAY}
    if state is ListState.SENT:
        given["sent_at"] = DECISION_DAY
    found, _ = AdmissionList.objects.get_or_create(
        season=college_season(college),
        province=college.home_province,
        college=college,
        level=level,
        filing_round=filing_round,
        defaults={"state": state, **given},
    )
    return found


def college_season(college: College) -> int:
    """The newest season in which the college published a charter."""
    return int(college.charter_set.order_by("-season").values_list("season", flat=True)[0])


def a_file(
    *,
    candidate: Candidate,
    programme: Programme,
    run: FilingRun | None = None,
    state: FileState = FileState.FILED,
    admission_list: AdmissionList | None = None,
    filing_score: Decimal | int = 200,
    bonus_points: int = 0,
    merit_rank: int = 0,
    with_moves: bool = True,
    **facts: Any,
) -> CandidateFile:
    """A candidate's file at the programme's college; a decided one has its officer, time and moves."""
    given: dict[str, Any] = {}
    if state not in _UNDECIDED:
        given |= {"decided_by": an_account(), "decided_at": DECISION_DAY}
    if state in _WITHOUT_PLACE:
        given["return_code"] = ReturnReason.PROGRAMME_FULL
    elif state not in _UNDECIDED:
        given["programme"] = programme
    file = CandidateFile.objects.create(
        season=candidate.season,
        province=candidate.province,
        candidate=candidate,
        run=run,
        admission_list=admission_list
        or a_list(college=programme.college, level=ProgrammeLevel(programme.level)),
        college=programme.college,
        level=programme.level,
        choice_rank=facts.pop("choice_rank", 1),
        filing_score=filing_score,
        total_score=Decimal(filing_score) - bonus_points,
        bonus_points=bonus_points,
        merit_rank=merit_rank or a_new_number(),
        state=state,
        **(given | facts),
    )
    if with_moves:
        _moves(file, state)
    return file


def _moves(file: CandidateFile, state: FileState) -> None:
    steps = [*_PATH[: _PATH.index(state) + 1]] if state in _PATH else [*_PATH, state]
    if state is FileState.RETURN_PROPOSED:
        steps = [*_PATH[:3], state]
    FileMove.objects.bulk_create(
        FileMove(
            season=file.season,
            province=file.province,
            file=file,
            before=before,
            after=after,
            actor=file.decided_by,
            at=DECISION_DAY,
        )
        for before, after in pairwise(steps)
    )


def an_admission(*, candidate: Candidate, programme: Programme, run: FilingRun | None = None) -> Admission:
    """A place given to a candidate: the file is admitted and the programme's use is raised by one."""
    file = a_file(candidate=candidate, programme=programme, run=run, state=FileState.ADMITTED)
    places = programme.source_plan
    places.admitted += 1
    places.save(update_fields=["admitted"])
    return Admission.objects.create(
        season=candidate.season,
        province=candidate.province,
        candidate=candidate,
        file=file,
        programme=programme,
        level=programme.level,
        admitted_at=DECISION_DAY,
    )


def a_letter(*, admission: Admission) -> AdmissionLetter:
    """The letter of an admission."""
    return AdmissionLetter.objects.create(
        season=admission.season,
        province=admission.province,
        admission=admission,
        number=f"2024{a_new_number():08d}",
        digest=digest_of(str(admission.pk)),
        issued_at=DECISION_DAY,
    )
