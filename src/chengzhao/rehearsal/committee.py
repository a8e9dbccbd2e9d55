"""How a rehearsed committee sets control lines: the assumed share of those who sat reaches each line.

Where fewer than thirty sat, the newest published line is taken over; arts and sports of 高起本 and 高起专
take the floor under their base line (A1.5.4); 史论、编导 take the base line itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chengzhao.law.provinces import past_lines
from chengzhao.law.words import ExamCategory, ProgrammeKind, ProgrammeLevel
from chengzhao.rehearsal import facts
from chengzhao.rehearsal.marks import reference_line
from chengzhao.rehearsal.programmes import Offer
from chengzhao.rehearsal.scenario import Scenario
from chengzhao.rules.control_lines import LineKey, base_key, line_floor
from chengzhao.rules.dossier import POINT

LEAST_SITTERS = 30
WITHOUT_ANY = 100
"""The line where nobody sat and no earlier line is known."""

Scores = Mapping[tuple[ProgrammeLevel, ExamCategory], Sequence[int]]
"""Filing scores, in hundredths, of those who sat, by level and category."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ProposedLine:
    """A line that the committee sets, in whole points."""

    key: LineKey
    score: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """A line of the rehearsal beside the one it was calibrated to, None where there is none.

    `is_published` is false where that one follows from a kindred line (arts from the base line).
    """

    level: ProgrammeLevel
    category: ExamCategory
    ours: int
    reference: int | None
    is_published: bool


def lines(scenario: Scenario, offers: Iterable[Offer], scores: Scores) -> list[ProposedLine]:
    """A line for every level, category and kind on offer, and for the base lines that others rest on."""
    keys = {LineKey(level=one.level, category=one.category, kind=one.kind) for one in offers}
    keys |= {base for key in keys if (base := _rests_on(key, scenario)) is not None}
    found = {key: _line(scenario, key, scores) for key in keys}
    order = {level: place for place, level in enumerate(ProgrammeLevel)}
    ordered = sorted(found, key=lambda key: (order[key.level], key.category, key.kind))
    return [ProposedLine(key=key, score=found[key]) for key in ordered]


def comparisons(scenario: Scenario, drawn: Mapping[LineKey, int]) -> list[Comparison]:
    """The lines as drawn beside the published ones, one a category (史论、编导 stand on the base line)."""
    seen: dict[tuple[ProgrammeLevel, ExamCategory], int] = {}
    for key, score in drawn.items():
        if key.kind is not ProgrammeKind.ARTS_THEORY:
            seen.setdefault((key.level, key.category), score)
    published = {(line.level, line.category) for line in past_lines(scenario.province)}
    return [
        Comparison(
            level=level,
            category=category,
            ours=score,
            reference=reference_line(scenario, level, category),
            is_published=(level, category) in published,
        )
        for (level, category), score in seen.items()
    ]


def _rests_on(key: LineKey, scenario: Scenario) -> LineKey | None:
    """The base line of arts and sports, and of 史论、编导 in an arts category."""
    base = base_key(key, scenario.law)
    if base is None and key.kind is ProgrammeKind.ARTS_THEORY:
        category = scenario.law.base_category.value.get(key.category)
        if category is not None:
            return LineKey(level=key.level, category=category, kind=ProgrammeKind.GENERAL)
    return base


def _line(scenario: Scenario, key: LineKey, scores: Scores) -> int:
    base = _rests_on(key, scenario)
    if base is None:
        return _by_share(scenario, key, scores)
    score = _by_share(scenario, base, scores)
    return score if key.kind is ProgrammeKind.ARTS_THEORY else line_floor(score, scenario.supplement)


def _by_share(scenario: Scenario, key: LineKey, scores: Scores) -> int:
    """The highest whole score that the assumed share of those who sat reaches."""
    sat = sorted(scores.get((key.level, key.category), ()), reverse=True)
    if len(sat) < LEAST_SITTERS:
        reference = reference_line(scenario, key.level, key.category)
        return WITHOUT_ANY if reference is None else reference
    wanted = -(-len(sat) * facts.share("on_the_line").numerator // facts.share("on_the_line").denominator)
    return sat[wanted - 1] // POINT
