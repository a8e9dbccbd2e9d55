"""What one filing gives otherwise than another: who comes in, who goes out, who gets another programme (A1.5.7)."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

from chengzhao.rules.dossier import RowKey

Places = Mapping[RowKey, str]
"""The programme of everybody who has a place, by candidate and level."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """Somebody whose place is another: programme ids, empty for no place."""

    candidate_id: str
    level: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Changes:
    """All changes, by candidate and level."""

    rows: tuple[Change, ...]

    @property
    def come(self) -> int:
        """How many have a place that had none."""
        return sum(not one.before for one in self.rows)

    @property
    def gone(self) -> int:
        """How many had a place and have none."""
        return sum(not one.after for one in self.rows)

    @property
    def moved(self) -> int:
        """How many have another programme."""
        return len(self.rows) - self.come - self.gone


def places_in(results: str) -> Places:
    """The places in a results.csv."""
    rows = csv.DictReader(io.StringIO(results, newline=""))
    return {(row["candidate_id"], row["level"]): row["programme_id"] for row in rows if row["programme_id"]}


def changes(before: Places, after: Places) -> Changes:
    """What the second filing gives otherwise than the first."""
    pairs = ((key, before.get(key, ""), after.get(key, "")) for key in sorted({*before, *after}))
    return Changes(
        rows=tuple(
            Change(candidate_id=person, level=level, before=was, after=now)
            for (person, level), was, now in pairs
            if was != now
        )
    )
