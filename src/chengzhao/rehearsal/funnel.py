"""The funnel: how many people reached each step, level by level, and whether the figures add up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chengzhao.law.words import EntryRoute, ProgrammeLevel
from chengzhao.records.queries.progress import Tally, progress
from chengzhao.records.queries.season import places_used

STEPS = (
    ("registered", "报名"),
    ("approved", "审核通过"),
    ("seated", "编排座位"),
    ("sat", "实考"),
    ("on_line", "上线"),
    ("filed", "投档"),
    ("admitted", "录取"),
)
"""The steps of the unified exam in their order, each with its label."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Funnel:
    """People by the level they registered for; `places` are planned and taken by the level of the programme."""

    unified: Mapping[ProgrammeLevel, Tally]
    exempt: Mapping[ProgrammeLevel, Tally]
    places: Mapping[ProgrammeLevel, tuple[int, int]]

    def total(self, step: str, route: EntryRoute = EntryRoute.UNIFIED) -> int:
        """The people of a route who reached a step."""
        held = self.unified if route is EntryRoute.UNIFIED else self.exempt
        return sum(getattr(tally, step) for tally in held.values())

    @property
    def places_planned(self) -> int:
        """Places of all levels."""
        return sum(planned for planned, _ in self.places.values())

    @property
    def places_taken(self) -> int:
        """Places taken at all levels."""
        return sum(taken for _, taken in self.places.values())

    def faults(self) -> Iterator[str]:
        """What does not add up: a step with more people than the one before it, places without people."""
        for level, tally in self.unified.items():
            counts = [getattr(tally, name) for name, _ in STEPS]
            for place in range(1, len(counts)):
                if counts[place] > counts[place - 1]:
                    before, after = STEPS[place - 1][1], STEPS[place][1]
                    yield f"{level.label}：{after}{counts[place]}人，多于{before}{counts[place - 1]}人"
        admitted = self.total("admitted") + self.total("admitted", EntryRoute.EXEMPT)
        if admitted != self.places_taken:
            yield f"录取{admitted}人，计划使用{self.places_taken}个，两者不等"

    def figures(self) -> list[list[object]]:
        """Every figure in a fixed order, for the digest of the season."""
        rows: list[list[object]] = []
        for route, held in ((EntryRoute.UNIFIED, self.unified), (EntryRoute.EXEMPT, self.exempt)):
            for level, tally in held.items():
                rows.append([route, level, *(getattr(tally, name) for name, _ in STEPS)])
        rows += [[level, *pair] for level, pair in self.places.items()]
        return rows


def funnel(season: int, province: str) -> Funnel:
    """The funnel of a season, from the same counts as the province's page."""
    held = progress(season, province)
    return Funnel(
        unified={level: held.total(level=level) for level in ProgrammeLevel},
        exempt={level: held.total(level=level, routes=(EntryRoute.EXEMPT,)) for level in ProgrammeLevel},
        places=places_used(season, province),
    )
