"""From the columns of a run back to the values that the readable engine gives, row by row."""

from collections.abc import Iterator

import numpy as np

from chengzhao.engine.filing import reasons
from chengzhao.engine.filing.columns import CHOICE, PROGRAMME
from chengzhao.engine.filing.laying_out import LaidOut
from chengzhao.engine.filing.run import Run, explain_columns
from chengzhao.rules.dossier import (
    Explanation,
    FilingEvent,
    FilingResult,
    FilingRow,
    Round,
    UnitOutcome,
    points_text,
)
from chengzhao.rules.reasons import (
    ADMITTED,
    BELOW_LINE,
    NO_EXTRA_TEST,
    NOT_REACHED,
    NOT_TAKING_PART,
    OTHER_LEVEL_OR_CATEGORY,
    RETURNED_NO_PLACE,
    UNIT_FULL,
)

CODES = {
    reasons.NOT_TAKING_PART: NOT_TAKING_PART,
    reasons.ADMITTED: ADMITTED,
    reasons.NOT_REACHED: NOT_REACHED,
    reasons.RETURNED_NO_PLACE: RETURNED_NO_PLACE,
    reasons.NO_EXTRA_TEST: NO_EXTRA_TEST,
    reasons.BELOW_LINE: BELOW_LINE,
    reasons.OTHER_LEVEL_OR_CATEGORY: OTHER_LEVEL_OR_CATEGORY,
    reasons.UNIT_FULL: UNIT_FULL,
    reasons.UNIT_FULL_BY_EXTRA_TEST: UNIT_FULL,
}


class Reading:
    """What a run found, read in the words of its input."""

    def __init__(self, laid_out: LaidOut, run: Run) -> None:
        self.laid_out = laid_out
        self.run = run
        self.rows_by_id = sorted(
            range(len(laid_out.rows)),
            key=lambda row: (laid_out.rows[row].candidate_id, laid_out.rows[row].level),
        )
        self.choice_row = np.repeat(np.arange(len(laid_out.rows)), np.diff(run.columns.choice_start))

    def result(self) -> FilingResult:
        """The whole result."""
        return FilingResult(
            rows=tuple(map(self.row, self.rows_by_id)),
            explanations=tuple(self.explanations()),
            units=tuple(self.units()),
            log=tuple(self.log()),
        )

    def row(self, row: int) -> FilingRow:
        """The outcome of one candidate at one level."""
        candidate, columns, state = self.laid_out.rows[row], self.run.columns, self.run.state
        choice_at = int(state.places[row, CHOICE])
        score = int(columns.row_score[row])
        if choice_at < 0:
            return FilingRow(
                candidate_id=candidate.candidate_id,
                level=candidate.level,
                outcome="NOT_ADMITTED",
                filing_score=score,
            )
        programme_at = int(state.places[row, PROGRAMME])
        programme_id = self.laid_out.programmes[programme_at].programme_id
        choice = self.laid_out.choices[choice_at]
        written = choice.programmes
        return FilingRow(
            candidate_id=candidate.candidate_id,
            level=candidate.level,
            outcome="ADMITTED",
            filing_score=score,
            programme_id=programme_id,
            choice_rank=choice.rank,
            programme_rank=written.index(programme_id) + 1 if programme_id in written else 0,
            is_relaxed=bool(score < columns.programme_line[programme_at]),
        )

    def explanations(self) -> Iterator[Explanation]:
        """Why each choice ended as it did, by candidate, level and rank."""
        codes, details = explain_columns(self.run)
        starts = self.run.columns.choice_start
        for row in self.rows_by_id:
            for at in range(starts[row], starts[row + 1]):
                choice = self.laid_out.choices[at]
                yield Explanation(
                    candidate_id=choice.candidate_id,
                    level=choice.level,
                    choice_rank=choice.rank,
                    code=CODES[int(codes[at])],
                    detail=self.detail(row, int(codes[at]), int(details[at])),
                )

    def detail(self, row: int, code: int, figure: int) -> str:
        """The figures of a reason."""
        if code == reasons.ADMITTED:
            programme_id = self.laid_out.programmes[figure].programme_id
            is_relaxed = self.run.columns.row_score[row] < self.run.columns.programme_line[figure]
            return f"programme={programme_id};relaxed=1" if is_relaxed else f"programme={programme_id}"
        if code == reasons.BELOW_LINE:
            return f"missing={points_text(figure)}"
        if CODES[code] == UNIT_FULL and figure >= 0:
            return self.last_filed_detail(figure, is_by_extra_test=code == reasons.UNIT_FULL_BY_EXTRA_TEST)
        return ""

    def last_filed_detail(self, choice: int, *, is_by_extra_test: bool) -> str:
        """The figures of the last one filed: extra-test score where it orders, filing score, ties."""
        columns, row = self.run.columns, int(self.choice_row[choice])
        parts = [f"extra={points_text(int(columns.choice_extra[choice]))}"] if is_by_extra_test else []
        parts.append(f"filing_score={points_text(int(columns.row_score[row]))}")
        parts.append("ties=" + "/".join(map(points_text, self.laid_out.ties[row])))
        return ";".join(parts)

    def units(self) -> Iterator[UnitOutcome]:
        """What every unit offered, was sent and admitted."""
        columns = self.run.columns
        size = columns.unit_extra.size
        places = np.zeros(size, np.int64)
        np.add.at(places, columns.programme_unit, columns.programme_places)
        filed = sum(
            (np.bincount(one.events.unit, minlength=size) for one in self.run.sent), np.zeros(size, int)
        )
        rows = np.flatnonzero(self.run.state.places[:, CHOICE] >= 0)
        units = columns.programme_unit[self.run.state.places[rows, PROGRAMME]]
        scores = columns.row_score[rows]
        admitted = np.bincount(units, minlength=size)
        lowest = np.full(size, np.iinfo(np.int32).max, np.int32)
        np.minimum.at(lowest, units, scores)
        for at, unit in enumerate(self.laid_out.units):
            yield UnitOutcome(
                unit=unit,
                places=int(places[at]),
                filed=int(filed[at]),
                admitted=int(admitted[at]),
                lowest_admitted=int(lowest[at]) if admitted[at] else None,
            )

    def log(self) -> Iterator[FilingEvent]:
        """Every file that was sent, in the order in which they were."""
        for sent in self.run.sent:
            held = Round(sent.terms.tier, bool(sent.terms.number & 1))
            rank = self.laid_out.ranks[sent.rank - 1] if sent.rank else 0
            events = zip(*(column.tolist() for column in sent.events), strict=True)
            for choice_at, unit_at, quota, repetition in events:
                choice = self.laid_out.choices[choice_at]
                yield FilingEvent(
                    round=held,
                    rank=rank,
                    repetition=repetition,
                    unit=self.laid_out.units[unit_at],
                    quota=quota,
                    candidate_id=choice.candidate_id,
                    choice_rank=choice.rank,
                )
