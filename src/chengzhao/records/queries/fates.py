"""What became of each choice of a candidate, with every figure that the sentence about it needs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from chengzhao.law.words import ExamCategory, PaperSlot, ProgrammeLevel, Word
from chengzhao.records.looks import of_one_person
from chengzhao.records.models import FiledUnit, FilingRun
from chengzhao.records.queries.choices import ChoiceView, choices_of
from chengzhao.records.queries.fate_rows import FileSummary, Records, is_filed_by_college, records_of
from chengzhao.rules.admission import CANDIDATE_FILE, FileState

AT_WORK = CANDIDATE_FILE.sets["WITH_COLLEGE"] | CANDIDATE_FILE.sets["WITH_PROVINCE"]


class FateCode(Word):
    """What became of a choice: the codes of the filing, and those that only a live season has."""

    ADMITTED = "ADMITTED", "已录取"
    ADMITTED_EXEMPT = "ADMITTED_EXEMPT", "免试录取"
    WITH_COLLEGE = "WITH_COLLEGE", "已投档"
    RETURNED_BY_COLLEGE = "RETURNED_BY_COLLEGE", "已退档"
    RETURNED_NO_PLACE = "RETURNED_NO_PLACE", "投档后没有名额"
    REVOKED = "REVOKED", "录取已取消"
    UNIT_FULL = "UNIT_FULL", "没有投到"
    NOT_REACHED = "NOT_REACHED", "不再处理"
    BELOW_LINE = "BELOW_LINE", "没有上线"
    NO_EXTRA_TEST = "NO_EXTRA_TEST", "加试不合格"
    OTHER_LEVEL_OR_CATEGORY = "OTHER_LEVEL_OR_CATEGORY", "层次或科类不符"
    NOT_TAKING_PART = "NOT_TAKING_PART", "没有参加投档"
    NOT_FILED_YET = "NOT_FILED_YET", "还没有投档"


@dataclass(frozen=True, kw_only=True, slots=True)
class ChoiceFate:
    """A choice, its code and every figure that the sentence about it may need.

    `detail` holds the figures of the run (design of filing, section 9); `tie_marks` pairs each tie key with
    the reader's mark. `written_by` and `position` say how many wrote this choice at this rank and the
    reader's place among them by filing score. `holder` is the file that ended or passed over this choice.
    """

    choice: ChoiceView
    code: FateCode
    detail: Mapping[str, str]
    is_sequential: bool = True
    is_filed_by_college: bool = False
    filing_score: Decimal | None = None
    extra_score: Decimal | None = None
    tie_marks: tuple[tuple[PaperSlot, Decimal], ...] = ()
    places: int | None = None
    admitted: int | None = None
    lowest_admitted: Decimal | None = None
    written_by: int | None = None
    position: int | None = None
    own_file: FileSummary | None = None
    holder: FileSummary | None = None


@of_one_person
def fates_of(candidate_id: int, season: int, province: str, category: ExamCategory) -> tuple[ChoiceFate, ...]:
    """The fate of every choice of a candidate by round, level and rank, in at most eleven statements."""
    choices = choices_of(candidate_id)
    if not choices:
        return ()
    records = records_of(candidate_id, season, province, category, choices)
    return tuple(_fate(choice, records) for choice in choices)


def parse_detail(detail: str) -> dict[str, str]:
    """The figures of a reason: `key=value` parted by semicolons."""
    return dict(pair.split("=", 1) for pair in detail.split(";") if "=" in pair)


def _fate(choice: ChoiceView, records: Records) -> ChoiceFate:
    run = records.runs.get((choice.filing_round, choice.level))
    own_file = _own_file(choice, run, records.files)
    if run is None:
        code = _code_without_run(own_file, records.files)
        return ChoiceFate(
            choice=choice,
            code=code,
            detail={},
            own_file=own_file,
            holder=_holder(choice, None, records.files),
        )
    key = (run.pk, str(choice.level), choice.rank)
    reason, detail = records.reasons.get(key, ("", ""))
    unit = _unit(choice, run, records)
    written_by, ahead = records.standings.get(key, (None, None))
    if unit is not None and unit.ordering == "extra":
        written_by, ahead = None, None  # a place by filing score says nothing where the extra test orders
    return ChoiceFate(
        choice=choice,
        code=_code(reason, own_file),
        detail=parse_detail(detail),
        is_sequential=run.rules.get("mechanism", "sequential") == "sequential",
        is_filed_by_college=is_filed_by_college(run),
        filing_score=records.scores.get((run.pk, choice.level)),
        extra_score=records.extra_scores.get(choice.college_id),
        tie_marks=_tie_marks(run, choice.level, records),
        places=unit.places if unit else None,
        admitted=unit.admitted if unit else None,
        lowest_admitted=unit.lowest_admitted if unit else None,
        written_by=written_by,
        position=ahead + 1 if ahead is not None else None,
        own_file=own_file,
        holder=_holder(choice, run, records.files),
    )


def _own_file(choice: ChoiceView, run: FilingRun | None, files: Iterable[FileSummary]) -> FileSummary | None:
    """The file that went out through this choice."""
    for file in files:
        through_run = run is not None and file.run_id == run.pk
        if (
            (through_run or file.exempt)
            and file.level == choice.level
            and file.choice_rank == choice.rank
            and file.college_id == choice.college_id
        ):
            return file
    return None


def _code(reason: str, own_file: FileSummary | None) -> FateCode:
    if own_file is not None and reason != FateCode.RETURNED_NO_PLACE:
        return _code_of_file(own_file)
    if not reason:
        return FateCode.NOT_TAKING_PART
    return FateCode.WITH_COLLEGE if reason == FateCode.ADMITTED else FateCode(reason)


def _code_of_file(file: FileSummary) -> FateCode:
    if file.state is FileState.ADMITTED:
        return FateCode.ADMITTED_EXEMPT if file.exempt else FateCode.ADMITTED
    if file.state is FileState.REVOKED:
        return FateCode.REVOKED
    if file.state in (FileState.RETURNED, FileState.FREE):
        return FateCode.RETURNED_BY_COLLEGE
    return FateCode.WITH_COLLEGE


def _code_without_run(own_file: FileSummary | None, files: Iterable[FileSummary]) -> FateCode:
    if own_file is not None:
        return _code_of_file(own_file)
    placed = any(file.state is FileState.ADMITTED for file in files)
    return FateCode.NOT_REACHED if placed else FateCode.NOT_FILED_YET


def _holder(choice: ChoiceView, run: FilingRun | None, files: Sequence[FileSummary]) -> FileSummary | None:
    """The file that came before this choice: through an earlier rank of the run, else by an earlier place."""
    if run is not None:
        for file in files:
            if file.run_id == run.pk and file.choice_rank < choice.rank and file.level == choice.level:
                return file
    earlier = [file for file in files if run is None or file.run_id is None or file.run_id < run.pk]
    return next((file for file in earlier if file.state is FileState.ADMITTED), None)


def _unit(choice: ChoiceView, run: FilingRun, records: Records) -> FiledUnit | None:
    """The unit that the choice names: that of its first programme, else that of the college and category."""
    of_run = [
        unit
        for unit in records.units
        if unit.run_id == run.pk and unit.college_id == choice.college_id and unit.level == choice.level
    ]
    for unit in of_run:
        if unit.programme_id == choice.programme_ids[0]:
            return unit
    whole = [unit for unit in of_run if unit.programme_id is None and unit.category == records.category]
    return whole[0] if len(whole) == 1 else None


def _tie_marks(
    run: FilingRun, level: ProgrammeLevel, records: Records
) -> tuple[tuple[PaperSlot, Decimal], ...]:
    keys = run.rules.get("tie_keys", {})
    papers = keys.get(f"{level}/{records.category}", keys.get(str(level), ()))
    return tuple((PaperSlot(paper), records.marks.get(paper, Decimal(0))) for paper in papers)
