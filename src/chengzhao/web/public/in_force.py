"""By which rules the public pages answer: those of the season, or of the year of the day without one."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from chengzhao.law.provinces import Supplement, supplement_or_none
from chengzhao.law.years import UnknownYear, YearLaw, known_years, law_on, year_law
from chengzhao.records.queries.governance import SeasonView, current_season
from chengzhao.rules.advice import HERE


@dataclass(frozen=True, kw_only=True, slots=True)
class RulesInForce:
    """The season, the year's law, and the province's rules; the latter None where none are at hand.

    `missing` is a sentence where these are not the rules of the year, or of the province, that was wanted.
    """

    season: SeasonView | None
    law: YearLaw
    supplement: Supplement | None
    missing: str = ""

    @property
    def province_name(self) -> str:
        """The province as sentences name it."""
        return self.supplement.province_name if self.supplement else HERE

    @property
    def title(self) -> str:
        """2024年，山西省."""
        return (
            f"{self.law.year}年，{self.supplement.province_name}" if self.supplement else f"{self.law.year}年"
        )


def rules_in_force(now: datetime) -> RulesInForce:
    """The rules of the newest season; without one the national law of the day, or the newest there is."""
    season = current_season()
    day = timezone.localtime(now).date()
    try:
        law = year_law(season.season) if season else law_on(day)
    except UnknownYear:
        newest = year_law(known_years()[-1])
        wanted = season.season if season else day.year
        missing = f"本站没有{wanted}年的规定，以下按{newest.year}年的，以报考省份公布的为准。"
        return RulesInForce(season=season, law=newest, supplement=None, missing=missing)
    if season is None:
        return RulesInForce(season=None, law=law, supplement=None)
    return RulesInForce(season=season, law=law, supplement=supplement_or_none(season.province, season.season))
