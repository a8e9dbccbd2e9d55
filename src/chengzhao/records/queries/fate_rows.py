"""The rows of one candidate from which the fates of the choices are read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q

from chengzhao.law.words import ExamCategory, FilingUnit, ProgrammeLevel, ReturnReason
from chengzhao.records.looks import of_one_person
from chengzhao.records.models import (
    CandidateFile,
    Choice,
    ExtraTestResult,
    FiledUnit,
    FilingReason,
    FilingResult,
    FilingRun,
    PaperMark,
)
from chengzhao.records.models.filing import FilingRound
from chengzhao.records.queries.choices import ChoiceView
from chengzhao.records.scope import counting
from chengzhao.rules.admission import CANDIDATE_FILE, FileState, RunState

TOLD = CANDIDATE_FILE.sets["VISIBLE_TO_CANDIDATE"]
IN_HAND = frozenset(FileState) - TOLD

LevelKey = tuple[int, str]
"""A run and a level of it."""

ChoiceKey = tuple[int, str, int]
"""A run, a level of it and a choice rank."""


def return_label(code: str) -> str:
    """The words of a return code; empty for one that is not in the list of reasons."""
    return ReturnReason(code).label if code in set(ReturnReason) else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class FileSummary:
    """A file of the candidate, as far as its fate needs it and it is announced: in work it is filed, and no more."""

    run_id: int | None
    level: ProgrammeLevel
    college_id: int
    college: str
    programme: str
    choice_rank: int
    state: FileState
    return_code: str
    exempt: bool

    @property
    def return_label(self) -> str:
        """The reason of a return in words; empty where none was given."""
        return return_label(self.return_code)


@dataclass(frozen=True, kw_only=True, slots=True)
class Records:
    """The rows of one candidate from which the fates are read."""

    category: ExamCategory
    files: tuple[FileSummary, ...]
    runs: Mapping[tuple[FilingRound, ProgrammeLevel], FilingRun]
    reasons: Mapping[ChoiceKey, tuple[str, str]]
    scores: Mapping[LevelKey, Decimal]
    units: Sequence[FiledUnit]
    standings: Mapping[ChoiceKey, tuple[int, int]]
    marks: Mapping[str, Decimal]
    extra_scores: Mapping[int, Decimal]


@of_one_person
def records_of(
    candidate_id: int,
    season: int,
    province: str,
    category: ExamCategory,
    choices: Sequence[ChoiceView],
) -> Records:
    """Read the rows in nine statements. Only released runs count: others say nothing to the candidate."""
    released = FilingRun.objects.filter(season=season, province=province, state=RunState.RELEASED)
    runs = {
        (FilingRound(run.filing_round), ProgrammeLevel(level)): run
        for run in released
        for level in run.levels
    }
    run_ids = sorted({run.pk for run in runs.values()})
    results = FilingResult.objects.filter(candidate_id=candidate_id, run__in=run_ids)
    scores = {(row.run_id, row.level): row.filing_score for row in results}
    files = _told_files(candidate_id)
    with counting(season, province):
        in_hand = _files_in_hand(candidate_id)
        standings = _standings(choices, runs, scores, category)
    return Records(
        category=category,
        files=tuple(file for _, file in sorted((files | in_hand).items(), key=lambda pair: pair[0])),
        runs=runs,
        reasons=_reasons(candidate_id, run_ids),
        scores=scores,
        units=list(
            FiledUnit.objects.filter(run__in=run_ids, college__in={choice.college_id for choice in choices})
        ),
        standings=standings,
        marks={
            slot: mark
            for slot, mark in PaperMark.objects.filter(candidate_id=candidate_id).values_list("slot", "mark")
            if mark is not None
        },
        extra_scores=dict(
            ExtraTestResult.objects.filter(candidate_id=candidate_id).values_list("college", "score")
        ),
    )


def _told_files(candidate_id: int) -> dict[int, FileSummary]:
    """The files whose state is announced, by key."""
    rows = CandidateFile.objects.filter(candidate_id=candidate_id, state__in=TOLD)
    return {
        row.pk: FileSummary(
            run_id=row.run_id,
            level=ProgrammeLevel(row.level),
            college_id=row.college_id,
            college=row.college.name,
            programme=row.programme.name if row.programme else "",
            choice_rank=row.choice_rank,
            state=FileState(row.state),
            return_code=row.return_code,
            exempt=row.exempt,
        )
        for row in rows.select_related("college", "programme")
    }


def _files_in_hand(candidate_id: int) -> dict[int, FileSummary]:
    """The files that a college or the province has in work, as filed: what is proposed is not even read."""
    rows = CandidateFile.objects.filter(candidate_id=candidate_id, state__in=IN_HAND)
    where = ("pk", "run_id", "level", "college_id", "college__name", "choice_rank", "exempt")
    return {
        key: FileSummary(
            run_id=run_id,
            level=ProgrammeLevel(level),
            college_id=college_id,
            college=college,
            programme="",
            choice_rank=choice_rank,
            state=FileState.FILED,
            return_code="",
            exempt=exempt,
        )
        for key, run_id, level, college_id, college, choice_rank, exempt in rows.values_list(*where)
    }


def _reasons(candidate_id: int, run_ids: Iterable[int]) -> dict[ChoiceKey, tuple[str, str]]:
    rows = FilingReason.objects.filter(candidate_id=candidate_id, run__in=list(run_ids))
    return {(row.run_id, row.level, row.choice_rank): (row.code, row.detail) for row in rows}


def is_filed_by_college(run: FilingRun) -> bool:
    """Whether a unit of the run is a college with all its programmes of a category."""
    return bool(run.rules.get("unit") == FilingUnit.COLLEGE)


def _standings(
    choices: Iterable[ChoiceView],
    runs: Mapping[tuple[FilingRound, ProgrammeLevel], FilingRun],
    scores: Mapping[LevelKey, Decimal],
    category: ExamCategory,
) -> dict[ChoiceKey, tuple[int, int]]:
    """(written by, of them strictly above) for each choice, of all choices in one statement inside `counting`."""
    same, above = Q(), Q()
    for choice in choices:
        run = runs.get((choice.filing_round, choice.level))
        if run is None or (run.pk, choice.level) not in scores:
            continue
        alike = _alike(choice, run, category)
        same |= alike
        above |= alike & Q(candidate__filing_results__filing_score__gt=scores[run.pk, choice.level])
    if not same:
        return {}
    rows = (
        Choice.objects.filter(same)
        .values_list("candidate__filing_results__run", "level", "rank")
        .annotate(written_by=Count("pk"), ahead=Count("pk", filter=above))
        .order_by()
    )
    return {(run_id, level, rank): (written_by, ahead) for run_id, level, rank, written_by, ahead in rows}


def _alike(choice: ChoiceView, run: FilingRun, category: ExamCategory) -> Q:
    """Choices of the same rank that took part in the run and name the same programme first.

    Where a whole college is the unit: that name the same college, from the same category.
    """
    found = Q(
        season=run.season,
        province=run.province,
        filing_round=choice.filing_round,
        level=choice.level,
        rank=choice.rank,
        college=choice.college_id,
        candidate__filing_results__run=run.pk,
        candidate__filing_results__level=choice.level,
    )
    if is_filed_by_college(run):
        return found & Q(candidate__registration__category=category)
    return found & Q(programmes__0=choice.programme_ids[0])
