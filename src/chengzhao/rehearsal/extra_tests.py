"""专业加试 of arts and sports candidates at each college they wrote: a score, and the pass list."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chengzhao.rehearsal import facts
from chengzhao.rehearsal.chance import BELL_UNIT, bell, happens, stream
from chengzhao.rehearsal.choices import Wish
from chengzhao.rehearsal.programmes import Offer
from chengzhao.rehearsal.scenario import Scenario

MEAN, DEVIATION, LOWEST, HIGHEST, PASS_MARK = 200, 30, 60, 300, 160


@dataclass(frozen=True, kw_only=True, slots=True)
class PlannedTest:
    """The result of one person (number from 1) at one college."""

    number: int
    national_code: str
    points: int
    passed: bool


def extra_tests(scenario: Scenario, wanted: Sequence[Wish]) -> Iterator[PlannedTest]:
    """The results of everybody who wrote a programme with an extra test, college by college."""
    chance = stream(scenario.seed, "extra tests")
    failed = facts.share("extra_test_failed")
    for number, wish in enumerate(wanted, start=1):
        for code in sorted({c.offers[0].national_code for c in wish.choices if _is_tested(c.offers)}):
            drawn = MEAN + bell(chance) * DEVIATION // BELL_UNIT
            points = min(HIGHEST, max(LOWEST, drawn))
            has_failed = happens(chance, failed) or points < PASS_MARK
            yield PlannedTest(number=number, national_code=code, points=points, passed=not has_failed)


def _is_tested(offers: Sequence[Offer]) -> bool:
    return any(offer.extra_test for offer in offers)
