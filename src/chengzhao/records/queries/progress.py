"""How far the season is: heads counted step by step, by organisation, level and route."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from django.db import connection

from chengzhao.law.words import EntryRoute, ProgrammeLevel
from chengzhao.records.queries.filing import HAS_RESULTS, LineView, control_lines
from chengzhao.records.queries.scope import LAST_CHARACTER
from chengzhao.rules.registration import RegistrationState

UNIFIED = EntryRoute.UNIFIED
LEFT = (RegistrationState.WITHDRAWN, RegistrationState.CANCELLED)


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """Persons who reached each step; `filed` and `admitted` count persons, not files."""

    registered: int = 0
    submitted: int = 0
    approved: int = 0
    seated: int = 0
    sat: int = 0
    on_line: int = 0
    filed: int = 0
    admitted: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(**{step: getattr(self, step) + getattr(other, step) for step in STEPS})


STEPS = tuple(field.name for field in fields(Tally))
CellKey = tuple[str, ProgrammeLevel, EntryRoute]
"""The path of the confirmation point, the level registered for, and the route."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """The tallies of a part of the tree; every figure of a page is a sum of the same cells."""

    cells: Mapping[CellKey, Tally]

    def total(
        self,
        *,
        org_path: str = "/",
        level: ProgrammeLevel | None = None,
        routes: Iterable[EntryRoute] = (UNIFIED,),
    ) -> Tally:
        """The sum of the cells under a path, of one level or all, of the given routes."""
        wanted = tuple(routes)
        return sum(
            (
                tally
                for (path, cell_level, route), tally in self.cells.items()
                if path.startswith(org_path) and (level is None or level == cell_level) and route in wanted
            ),
            Tally(),
        )


_PROGRESS = """
WITH line AS (
    SELECT * FROM unnest(%(levels)s::text[], %(categories)s::text[], %(scores)s::int[])
        AS t(level, category, score)
), seated AS (
    SELECT DISTINCT candidate_id FROM records_seat WHERE season = %(season)s AND province = %(province)s
), sat AS (
    SELECT DISTINCT candidate_id FROM records_papermark
    WHERE season = %(season)s AND province = %(province)s AND mark IS NOT NULL AND NOT absent
), best AS (
    SELECT found.candidate_id, found.level, own.category, max(found.filing_score) AS score
    FROM records_filingresult found
    JOIN records_filingrun run ON run.id = found.run_id AND run.state = ANY(%(has_results)s)
    JOIN records_registration own ON own.candidate_id = found.candidate_id AND own.route = %(unified)s
    WHERE found.season = %(season)s AND found.province = %(province)s
        AND own.season = %(season)s AND own.province = %(province)s
    GROUP BY found.candidate_id, found.level, own.category
), on_line AS (
    SELECT DISTINCT candidate_id FROM best JOIN line USING (level, category) WHERE best.score >= line.score
), filed AS (
    SELECT DISTINCT candidate_id FROM records_candidatefile
    WHERE season = %(season)s AND province = %(province)s AND run_id IS NOT NULL
), admitted AS (
    SELECT DISTINCT candidate_id FROM records_admission
    WHERE season = %(season)s AND province = %(province)s AND revoked_at IS NULL
)
SELECT who.org_path, own.level, own.route, count(*), count(own.submitted_at),
    count(own.approved_at) FILTER (WHERE own.state <> ALL(%(left)s)),
    count(seated.candidate_id), count(sat.candidate_id), count(on_line.candidate_id),
    count(filed.candidate_id), count(admitted.candidate_id)
FROM records_registration own
JOIN records_candidate who ON who.id = own.candidate_id
LEFT JOIN seated ON seated.candidate_id = own.candidate_id
LEFT JOIN sat ON sat.candidate_id = own.candidate_id
LEFT JOIN on_line ON on_line.candidate_id = own.candidate_id
LEFT JOIN filed ON filed.candidate_id = own.candidate_id
LEFT JOIN admitted ON admitted.candidate_id = own.candidate_id
WHERE own.season = %(season)s AND own.province = %(province)s
    AND who.org_path >= %(path)s AND who.org_path < %(end)s
GROUP BY who.org_path, own.level, own.route
"""
"""Each registration once, beside whether its candidate reached a step; the columns behind the key are STEPS."""


def progress(season: int, province: str, org_path: str = "/") -> Progress:
    """The tallies of everybody who registers under `org_path`, in two statements: the lines, and the heads."""
    lowest = lowest_lines(control_lines(season, province))
    asked = {
        "season": season,
        "province": province,
        "path": org_path,
        "end": org_path + LAST_CHARACTER,
        "has_results": [state.value for state in HAS_RESULTS],
        "unified": UNIFIED.value,
        "left": [state.value for state in LEFT],
        "levels": [level for level, _ in lowest],
        "categories": [category for _, category in lowest],
        "scores": list(lowest.values()),
    }
    with connection.cursor() as cursor:
        cursor.execute(_PROGRESS, asked)
        cells = {
            (path, ProgrammeLevel(level), EntryRoute(route)): Tally(**dict(zip(STEPS, heads, strict=True)))
            for path, level, route, *heads in cursor.fetchall()
        }
    return Progress(cells={key: cells[key] for key in sorted(cells)})


def lowest_lines(lines: Iterable[LineView]) -> dict[tuple[str, str], int]:
    """The lowest line of each level and category: whoever reaches it is on the line."""
    lowest: dict[tuple[str, str], int] = {}
    for line in lines:
        key = (line.level, line.category)
        lowest[key] = min(line.score, lowest.get(key, line.score))
    return lowest
