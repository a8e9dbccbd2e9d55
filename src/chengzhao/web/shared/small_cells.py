"""Counts of people in the tables of those who may not read the people themselves."""

from collections.abc import Sequence
from dataclasses import dataclass

from chengzhao.records.queries.plans import CollegePlan
from chengzhao.rules.privacy.small_cells import HIDDEN, NOTE, shown_counts
from chengzhao.web.shared.chinese import count, percent, share


@dataclass(frozen=True, kw_only=True, slots=True)
class CollegeRow:
    """A college's plans with the admitted and their share as texts, hidden where they are few."""

    plan: CollegePlan
    admitted: str
    done: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CollegeRows:
    """The rows of a table of colleges, the sum of the admitted, and what is said of hidden ones."""

    rows: tuple[CollegeRow, ...]
    admitted: str
    done: str
    note: str


def college_rows(colleges: Sequence[CollegePlan]) -> CollegeRows:
    """The admitted of each college, where they do not tell of few."""
    found = shown_counts([one.admitted for one in colleges])
    places = sum(one.places for one in colleges)
    return CollegeRows(
        rows=tuple(
            CollegeRow(
                plan=one,
                admitted=_count(number),
                done=HIDDEN if number is None else percent(number, one.places),
            )
            for one, number in zip(colleges, found.counts, strict=True)
        ),
        admitted=_count(found.total),
        done=HIDDEN if found.total is None else share(found.total, places),
        note=NOTE if found.hides else "",
    )


def _count(number: int | None) -> str:
    return HIDDEN if number is None else count(number)
