"""When each act of a rehearsed season happens: days within the law's own windows."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from chengzhao.law.provinces import Supplement
from chengzhao.law.words import Stage
from chengzhao.law.years import YearLaw

BEIJING = ZoneInfo("Asia/Shanghai")
_OFFICE_HOUR = 9
_PARTS_OF_NOVEMBER = {Stage.MARKING: (0, 19), Stage.LINES: (19, 24), Stage.CHOICES: (24, None)}
"""附件2 gives November to all three; one begins when the one before it is over (days from the first)."""


@dataclass(frozen=True, kw_only=True, eq=False)
class SeasonClock:
    """Moments of one season, in Beijing time."""

    law: YearLaw
    supplement: Supplement

    def window(self, stage: Stage) -> tuple[datetime, datetime]:
        """When a stage opens and closes; registration keeps the province's own hours."""
        if stage is Stage.REGISTRATION:
            opens, closes = self.supplement.registration_window.value
            return opens, closes
        days = self.law.window(stage)
        opens, closes = _midnight(days.opens), _midnight(days.closes + timedelta(days=1))
        first, last = _PARTS_OF_NOVEMBER.get(stage, (0, None))
        return opens + timedelta(days=first), closes if last is None else opens + timedelta(days=last)

    def within(self, stage: Stage, day: int, hour: int = _OFFICE_HOUR) -> datetime:
        """The hour on the `day`-th day of a stage, from 0. Raises ValueError outside its window."""
        opens, closes = self.window(stage)
        moment = datetime.combine(opens.date() + timedelta(days=day), time(hour), BEIJING)
        if not opens <= moment < closes:
            raise ValueError(f"{moment} is outside the window of {stage}")
        return moment

    def after_registration(self, days: int, hour: int = _OFFICE_HOUR) -> datetime:
        """The hour so many days after registration closes; reviews and claims go on then."""
        closes = self.window(Stage.REGISTRATION)[1]
        return datetime.combine(closes.date() + timedelta(days=days), time(hour), BEIJING)

    def before_season(self) -> datetime:
        """The morning on which the season is set up, before any stage is open."""
        first = min(item.opens for item in self.law.calendar.value)
        return datetime.combine(first - timedelta(days=1), time(_OFFICE_HOUR), BEIJING)

    def after_exam(self) -> datetime:
        """The evening of the last exam day."""
        return datetime.combine(max(item.day for item in self.law.sessions.value), time(20), BEIJING)

    def before_exam(self, days: int) -> datetime:
        """So many days before the first exam day."""
        first = min(item.day for item in self.law.sessions.value)
        return datetime.combine(first - timedelta(days=days), time(_OFFICE_HOUR), BEIJING)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), BEIJING)
