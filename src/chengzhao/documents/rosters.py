"""录取新生名册: what a college gets of the province after the check (A1.5.23, A1.5.24)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from chengzhao.documents.letters import BEIJING
from chengzhao.documents.typesetting import Format, typeset


@dataclass(frozen=True, kw_only=True, slots=True)
class RosterRow:
    """One entrant; scores are texts as they are to stand in the table."""

    candidate_number: str
    name: str
    sex: str
    programme: str
    study_form: str
    total_score: str
    bonus: str
    filing_score: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Roster:
    """The entrants of one college at one level in the order of their candidate numbers."""

    season: int
    office: str
    college: str
    level: str
    round: str
    digest: str
    rows: tuple[RosterRow, ...]


def render(
    rosters: Sequence[Roster], *, at: datetime, by: str = "", as_format: Format = "pdf"
) -> list[bytes]:
    """The rosters as one PDF (or a PNG a page), A4 across, headings repeated; raises CannotPrint.

    When they were printed, and `by` whom, stands on every sheet.
    """
    printed = f"{at.astimezone(BEIJING):%Y-%m-%d %H:%M}打印　{by}".rstrip()
    return typeset(
        "roster.typ", [_as_item(roster, printed) for roster in rosters], at=at, as_format=as_format
    )


def _as_item(roster: Roster, printed: str) -> dict[str, object]:
    return {
        "printed": printed,
        "title": f"{roster.season}年成人高校录取新生名册",
        "office": roster.office,
        "college": roster.college,
        "scope": f"{roster.level}　{roster.round}",
        "count": f"{len(roster.rows):,}",
        "digest": roster.digest,
        "rows": [
            [
                str(index),
                row.candidate_number,
                row.name,
                row.sex,
                row.programme,
                row.study_form,
                row.total_score,
                row.bonus,
                row.filing_score,
            ]
            for index, row in enumerate(roster.rows, start=1)
        ],
    }
