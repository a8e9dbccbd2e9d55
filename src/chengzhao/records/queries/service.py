"""How long registrations wait for their review, and how long those that were answered had waited (A1.3.9)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from chengzhao.records.queries.scope import LAST_CHARACTER
from chengzhao.rules.registration import REGISTRATION

ANSWERS = ("PASS", "RETURN", "SECOND", "REJECT")
"""The decisions that answer whoever has handed in."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Service:
    """A part of the tree: what waits, since when; what was answered, the median of its wait and its ninth tenth."""

    path: str
    waiting: int = 0
    oldest: datetime | None = None
    answered: int = 0
    median: timedelta | None = None
    ninety: timedelta | None = None


# The organisation right below the path to which a candidate's path belongs.
_CHILD = "%(path)s || split_part(substr(who.org_path, length(%(path)s) + 1), '/', 1) || '/'"
_OF = "who.season = %(season)s AND who.province = %(province)s AND who.org_path >= %(path)s AND who.org_path < %(end)s"
_WAITING = f"""
SELECT child, GROUPING(child), count(*), min(submitted_at) FROM (
    SELECT {_CHILD} AS child, what.submitted_at
    FROM records_registration what JOIN records_candidate who ON who.id = what.candidate_id
    WHERE {_OF} AND what.season = %(season)s AND what.province = %(province)s AND what.state = ANY(%(waiting)s)
) held GROUP BY ROLLUP (child)
"""  # noqa: S608 the parts are those above
_ANSWERED = f"""
SELECT child, GROUPING(child), count(*),
    percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY extract(epoch FROM at - submitted_at))
FROM (
    SELECT {_CHILD} AS child, what.submitted_at, min(held.at) AS at
    FROM records_reviewdecision held
    JOIN records_registration what ON what.candidate_id = held.candidate_id AND held.at >= what.submitted_at
    JOIN records_candidate who ON who.id = held.candidate_id
    WHERE {_OF} AND held.season = %(season)s AND held.province = %(province)s AND held.verdict = ANY(%(answers)s)
    GROUP BY who.id, what.submitted_at
) given GROUP BY ROLLUP (child)
"""  # noqa: S608 the parts are those above


def service_under(season: int, province: str, path: str) -> dict[str, Service]:
    """What waits and was answered under a path, by the organisations right below it; the whole under the path itself.

    The wait of a registration is counted from when it was last handed in to the first answer after that.
    """
    asked = {
        "season": season,
        "province": province,
        "path": path,
        "end": path + LAST_CHARACTER,
        "waiting": sorted(state.value for state in REGISTRATION.sets["WITH_OFFICE"]),
        "answers": list(ANSWERS),
    }
    waiting: dict[str, tuple[int, datetime | None]] = {}
    answered: dict[str, tuple[int, list[float] | None]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, asked)
        for child, is_whole, number, oldest in cursor.fetchall():
            waiting[path if is_whole else child] = (number, oldest)
        cursor.execute(_ANSWERED, asked)
        for child, is_whole, number, waits in cursor.fetchall():
            answered[path if is_whole else child] = (number, waits)
    return {
        child: Service(
            path=child,
            waiting=waiting.get(child, (0, None))[0],
            oldest=waiting.get(child, (0, None))[1],
            answered=answered.get(child, (0, None))[0],
            median=_wait(answered.get(child, (0, None))[1], 0),
            ninety=_wait(answered.get(child, (0, None))[1], 1),
        )
        for child in sorted({*waiting, *answered, path})
    }


def _wait(waits: list[float] | None, place: int) -> timedelta | None:
    return timedelta(seconds=round(waits[place])) if waits else None
