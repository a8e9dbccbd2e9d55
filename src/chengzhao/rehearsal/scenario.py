"""What a rehearsal is asked for, and the law that it is played under."""

from dataclasses import dataclass

from chengzhao.law.provinces import Supplement, UnknownSupplement, supplement
from chengzhao.law.reference import Division, divisions
from chengzhao.law.words import ProgrammeLevel
from chengzhao.law.years import UnknownYear, YearLaw, year_law
from chengzhao.rehearsal import facts

LEAST_CANDIDATES = 100
MOST_CANDIDATES = 2_000_000


class ScenarioRefused(ValueError):
    """A season that cannot be played; the message is a sentence that says what can."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Scenario:
    """A province, a year, how many candidates register, and the seed of everything left to chance."""

    province: str
    year: int
    candidates: int
    seed: str
    law: YearLaw
    supplement: Supplement

    @property
    def title(self) -> str:
        """What the season is called."""
        return f"{self.year}年全国成人高校招生（{self.supplement.province_name}）"

    @property
    def office(self) -> str:
        """What the province's examination office is called here."""
        return f"{self.supplement.province_name}招生考试机构"

    @property
    def tie_seed(self) -> str:
        """The seed that settles ties; a province publishes it before scores are known."""
        return f"{self.province}-{self.year}-{self.seed}"

    @property
    def levels(self) -> tuple[ProgrammeLevel, ...]:
        """The levels that are filed, tier by tier."""
        return tuple(level for tier in self.supplement.tiers.value for level in tier)


def scenario(*, province: str, year: int, candidates: int, seed: str) -> Scenario:
    """The scenario asked for. Raises ScenarioRefused with a sentence that names what exists."""
    if not LEAST_CANDIDATES <= candidates <= MOST_CANDIDATES:
        raise ScenarioRefused(
            f"考生人数须在{LEAST_CANDIDATES}到{MOST_CANDIDATES}之间，给出的是{candidates}。"
        )
    try:
        law, rules = year_law(year), supplement(province, year)
    except (UnknownYear, UnknownSupplement) as error:
        raise ScenarioRefused(str(error)) from None
    if not facts.ethnic_shares(province):
        known = "、".join(sorted(held.name for held in divisions("") if facts.ethnic_shares(held.code[:2])))
        raise ScenarioRefused(f"{rules.province_name}没有演练用的民族构成，不能排演；能排演的是{known}。")
    return Scenario(province=province, year=year, candidates=candidates, seed=seed, law=law, supplement=rules)


@dataclass(frozen=True, kw_only=True, slots=True)
class County:
    """A county of the province with its prefecture; paths as in the organisation tree."""

    code: str
    name: str
    prefecture: str
    path: str


def counties(province: str) -> tuple[County, ...]:
    """Every county of a province by code; those run by the province itself stand in a prefecture of their own."""
    top = f"{province}0000"
    found = []
    for prefecture in divisions(top):
        below = divisions(prefecture.code) or (prefecture,)
        found += [_county(province, prefecture, division) for division in below]
    return tuple(sorted(found, key=lambda county: county.code))


def _county(province: str, prefecture: Division, division: Division) -> County:
    head = prefecture.code[:4]
    return County(
        code=division.code,
        name=division.name,
        prefecture=head,
        path=f"/{province}/{head}/{division.code}/",
    )
