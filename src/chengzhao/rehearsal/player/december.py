"""The rounds of December: each tier in turn, its main round and then its supplementary one."""

from dataclasses import dataclass
from datetime import datetime

from chengzhao.law.words import ProgrammeLevel, RoundKind, Stage
from chengzhao.records.queries.season import FilingRound
from chengzhao.rehearsal.clock import SeasonClock
from chengzhao.rehearsal.scenario import Scenario

DAYS_OF_ROUND = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Round:
    """One round of a tier; `number` counts all rounds of the season from 0."""

    number: int
    tier: int
    levels: tuple[ProgrammeLevel, ...]
    filing_round: FilingRound

    @property
    def title(self) -> str:
        """The round as people call it."""
        levels = "、".join(level.label for level in self.levels)
        return levels if self.filing_round is FilingRound.MAIN else f"{levels}征集"

    def at(self, clock: SeasonClock, day: int) -> datetime:
        """The morning of the `day`-th day of the round, from 0."""
        return clock.within(Stage.ADMISSION, 2 + self.number * DAYS_OF_ROUND + day)


def rounds(scenario: Scenario) -> tuple[Round, ...]:
    """All rounds in their order."""
    kinds = {item.kind for item in scenario.supplement.rounds.value}
    has_second = bool(kinds & {RoundKind.SUPPLEMENTARY, RoundKind.RELAXED})
    found: list[Round] = []
    for tier, levels in enumerate(scenario.supplement.tiers.value, start=1):
        for filing_round in FilingRound if has_second else (FilingRound.MAIN,):
            found.append(Round(number=len(found), tier=tier, levels=levels, filing_round=filing_round))
    return tuple(found)
