"""Totals, filing scores and the order of merit (五(三)(四); design of filing, sections 2 and 3).

All points are hundredths. Keys are tuples that sort ascending, the best first.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from chengzhao.law.citation import cites
from chengzhao.rules.dossier import Candidate, SeasonRules

Filed = TypeVar("Filed")
MeritKey = tuple[int, ...]

COUNTED_PAPERS: Mapping[str, tuple[str, ...]] = {
    "GAOQIBEN": ("chinese", "maths", "foreign", "combined"),
    "GAOQIZHUAN": ("chinese", "maths", "foreign"),
    "ZHUANSHENGBEN": ("politics", "foreign", "specialised"),
}
"""统考科目 that make up the total of each level (A1.4.1, A1.4.2)."""

EXTRA_ORDERED_KINDS = frozenset({"ARTS", "SPORTS"})
"""Kinds ordered by the extra test; 史论、编导 (ARTS_THEORY) are ordered by score (A1.5.9)."""


@cites("A1.4.1", "A1.4.2", "A1.5.5")
def counted_papers(level: str, category: str) -> tuple[str, ...]:
    """Return the papers of the total: in an arts category of 高起本 and 高起专 without maths (A1.5.5)."""
    papers = COUNTED_PAPERS[level]
    if category.startswith("ARTS"):
        return tuple(paper for paper in papers if paper != "maths")
    return papers


def total(candidate: Candidate) -> int:
    """Return 总分, the sum of the papers that count, without bonus (A1.5.7)."""
    return sum(getattr(candidate, paper) for paper in counted_papers(candidate.level, candidate.category))


@cites("A1.5.21")
def filing_score(candidate: Candidate) -> int:
    """Return 投档分: the total and the one bonus (A1.5.21)."""
    return total(candidate) + candidate.bonus


@cites("A1.5.9")
def ordering(kind: str) -> str:
    """Return what a kind of programme is ordered by: "extra" (加试成绩) or "score" (A1.5.9)."""
    return "extra" if kind in EXTRA_ORDERED_KINDS else "score"


def tie_keys(rules: SeasonRules, level: str, category: str) -> tuple[str, ...]:
    """Return the papers that settle ties: those of the level and category, else of the level (A1.5.8)."""
    return rules.tie_keys.get(f"{level}/{category}", rules.tie_keys.get(level, ()))


def seed_key(seed: str, candidate_id: str) -> str:
    """Return the key that leaves no tie: hex SHA-256 of the published seed and the candidate (A1.5.8)."""
    return hashlib.sha256(f"{seed}:{candidate_id}".encode()).hexdigest()


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """The figures by which a candidate at a level is compared with others."""

    total: int
    filing_score: int
    tie_marks: tuple[int, ...]
    seed_key: str


def standing(candidate: Candidate, rules: SeasonRules) -> Standing:
    """Work out the figures of one candidate row; tie papers count as marked, whether or not in the total."""
    papers = tie_keys(rules, candidate.level, candidate.category)
    return Standing(
        total=total(candidate),
        filing_score=filing_score(candidate),
        tie_marks=tuple(getattr(candidate, paper) for paper in papers),
        seed_key=seed_key(rules.seed, candidate.candidate_id),
    )


@cites("A1.5.7", "A1.5.9")
def merit_key(figures: Standing, extra: int | None) -> MeritKey:
    """Return the key of the order of merit; `extra` is the extra-test score where the kind is ordered by it.

    Candidates of equal keys form one tie group: the seed key is not part of it.
    """
    marks = (figures.filing_score, *figures.tie_marks)
    return tuple(-mark for mark in (marks if extra is None else (extra, *marks)))


@cites("A1.5.7", "A1.5.9")
def merit_score(figures: Standing, extra: int | None, merit: str) -> int:
    """Return the first key of the order inside a unit.

    The bonus counts for filing; a college may choose by the exam alone (`merit` "total") (A1.5.7, A1.5.16).
    """
    if extra is not None:
        return extra
    return figures.total if merit == "total" else figures.filing_score


def inside_key(figures: Standing, extra: int | None, merit: str) -> tuple[MeritKey, str]:
    """Return the key of the order inside a unit, in which the seed key leaves no tie."""
    key = merit_key(figures, extra)
    if extra is None:
        key = (-merit_score(figures, None, merit), *key[1:])
    return key, figures.seed_key


@cites("A1.5.8")
def tie_groups(
    competing: Iterable[Filed],
    key: Callable[[Filed], MeritKey],
    last_key: Callable[[Filed], str],
    ties: str,
) -> list[list[Filed]]:
    """Order by merit and part into tie groups, the best first.

    With `ties` "seed" the seed key parts every group, so that each is of one.
    """
    ordered = sorted(competing, key=lambda one: (key(one), last_key(one)))
    if ties == "seed":
        return [[one] for one in ordered]
    return [list(group) for _, group in groupby(ordered, key=key)]
