"""志愿 as their candidate wrote them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from chengzhao.law.words import ProgrammeLevel
from chengzhao.records.looks import of_one_person
from chengzhao.records.models import Choice, Programme
from chengzhao.records.models.filing import FilingRound


@dataclass(frozen=True, kw_only=True, slots=True)
class ChoiceView:
    """One 志愿: a college with its programmes in the order written."""

    filing_round: FilingRound
    level: ProgrammeLevel
    rank: int
    college_id: int
    college: str
    programme_ids: tuple[int, ...]
    programmes: tuple[str, ...]
    accepts_reassignment: bool
    saved_at: datetime
    confirmed_at: datetime | None
    frozen_at: datetime | None


@of_one_person
def choices_of(candidate_id: int) -> tuple[ChoiceView, ...]:
    """The choices of a candidate by round, level and rank, in two statements."""
    rows = list(Choice.objects.filter(candidate_id=candidate_id).select_related("college"))
    names = programme_names(number for row in rows for number in row.programmes)
    rounds = {word: place for place, word in enumerate(FilingRound)}
    levels = {word: place for place, word in enumerate(ProgrammeLevel)}
    found = [
        ChoiceView(
            filing_round=FilingRound(row.filing_round),
            level=ProgrammeLevel(row.level),
            rank=row.rank,
            college_id=row.college_id,
            college=row.college.name,
            programme_ids=tuple(row.programmes),
            programmes=tuple(names[number] for number in row.programmes),
            accepts_reassignment=row.accepts_reassignment,
            saved_at=row.saved_at,
            confirmed_at=row.confirmed_at,
            frozen_at=row.frozen_at,
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: (rounds[one.filing_round], levels[one.level], one.rank)))


def programme_names(programme_ids: Iterable[int]) -> dict[int, str]:
    """Names of programmes by id."""
    wanted = sorted(set(programme_ids))
    return dict(Programme.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}
