"""What live registrations have in common, read for the rule that ties them into clusters (N3.4).

The database finds the values that enough registrations share; whoever shares nothing is never read. Asked for a few
registrations alone, it follows what these share from one to the next, and reads no more than that.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db import connection

from chengzhao.records.models import AuditRow, Candidate
from chengzhao.rules.registration import LEAST_SECONDS, LIMITS, ApplicationTraits, RegistrationState, Signal

GONE = (RegistrationState.DRAFT, RegistrationState.WITHDRAWN, RegistrationState.CANCELLED)
USUAL_NEAR, USUAL_FROM = 500, 50
"""A run of certificate numbers is usual where so many others register within so many numbers of it."""
LOOK_BITS = 3
"""Portraits whose looks differ in so many bits of 64 are taken for the same picture."""
MOST_ROUNDS = 30

Holders = dict[int, dict[Signal, str]]
"""Candidates, each with what others share with them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """What was read: the traits, the runs of certificates that are usual, each candidate's place in the tree."""

    applications: tuple[ApplicationTraits, ...]
    usual_runs: frozenset[str]
    paths: Mapping[int, str]


_LIVE = """
    FROM records_candidate who
    JOIN records_registration what ON what.candidate_id = who.id AND what.state <> ALL(%(gone)s)
    {joined} WHERE who.season = %(season)s AND who.province = %(province)s AND {given}
"""
_TRACE = "JOIN records_registrationtrace held ON held.candidate_id = who.id AND held.season = who.season"
_STUDY = "JOIN records_education held ON held.candidate_id = who.id"
_FILE = (
    "JOIN records_sealedfile held ON held.candidate_id = who.id AND held.season = %(season)s "
    "AND held.province = %(province)s"
)

# The columns that are compared, the table beside the candidate that has them, and when they are known.
_COMPARED: Mapping[Signal, tuple[str, str, str]] = {
    Signal.NAME_BIRTH: ("who.birth_date, who.name", "", "true"),
    Signal.PHONE: ("who.phone_index", "", "who.phone_index <> ''"),
    Signal.ADDRESS: ("who.address_index", "", "who.address_index <> ''"),
    Signal.ORGANISER: (
        "who.employer",
        "",
        "who.employer <> '' AND left(who.hukou_division, 2) <> who.province",
    ),
    Signal.DEVICE: ("held.device_digest", _TRACE, "held.device_digest <> ''"),
    Signal.NETWORK: ("held.network", _TRACE, "held.network <> ''"),
    Signal.CERTIFICATE: ("held.certificate_number", _STUDY, "held.certificate_number <> ''"),
    Signal.PAPER: ("held.sent_digest", _FILE, "held.kind <> 'PORTRAIT'"),
    Signal.UPLOADER: ("held.sent_from", _FILE, "held.sent_from <> ''"),
}
_HASTY = "SELECT who.id " + _LIVE.format(joined=_TRACE, given="held.seconds < %(least)s")
_RUNS = """
WITH series AS MATERIALIZED ({series}), numbered AS (
    SELECT DISTINCT who.id, series.name, right(held.certificate_number, 6)::int AS place
    FROM series
    JOIN records_education held ON held.season = %(season)s AND held.province = %(province)s
        AND held.certificate_number BETWEEN series.name || '000000' AND series.name || '999999'
        AND length(held.certificate_number) = length(series.name) + 6
    JOIN records_candidate who ON who.id = held.candidate_id
    JOIN records_registration what ON what.candidate_id = who.id AND what.state <> ALL(%(gone)s)
    WHERE held.certificate_number ~ '[0-9]{{6}}$'
), rows AS (
    SELECT *, place - dense_rank() OVER (PARTITION BY name ORDER BY place) AS run,
        count(*) OVER (PARTITION BY name ORDER BY place RANGE BETWEEN {near} PRECEDING AND {near} FOLLOWING) AS near
    FROM numbered
)
SELECT id, name || ' ' || run, near - length >= {usual}
FROM (SELECT *, count(*) OVER (PARTITION BY name, run) AS length FROM rows) counted WHERE length >= %(least)s
"""
_SERIES = (
    "SELECT DISTINCT left(certificate_number, -6) AS name FROM records_education WHERE season = %(season)s "
    "AND province = %(province)s AND length(certificate_number) > 6 AND {given}"
)
_LOOKS = "SELECT who.id, held.look " + _LIVE.format(
    joined=_FILE, given="held.kind = 'PORTRAIT' AND held.look IS NOT NULL"
)
_ALIKE = """
WITH banded AS MATERIALIZED (
    SELECT id, look, band, (look >> (band * 16)) & 65535 AS part
    FROM ({looks}) looks CROSS JOIN generate_series(0, 3) AS band
)
SELECT DISTINCT a.id, b.id FROM banded a
JOIN banded b ON b.band = a.band AND b.part = a.part AND b.id <> a.id
WHERE bit_count((a.look # b.look)::bit(64)) <= {bits} {asked}
"""


def read_traits(season: int, province: str, among: Iterable[int] | None = None) -> Reading:
    """What registrations share: of all, or of those among which one stands of the given candidates (keys).

    Those who share something with these are read too, and those who share something with them, to the end.
    """
    asked = {"season": season, "province": province, "gone": [state.value for state in GONE]}
    usual: set[str] = set()
    holders: Holders = {}
    if among is None:
        _read_ties(asked, holders, usual)
    else:
        known: set[int] = set()
        frontier = set(among)
        for _ in range(MOST_ROUNDS):
            known |= frontier
            _read_ties({**asked, "among": sorted(frontier)}, holders, usual)
            frontier = set(holders) - known
            if not frontier:
                break
    if holders:
        _note(holders, Signal.NETWORK, _sharing({**asked, "among": sorted(holders)}, Signal.NETWORK))
    return _with_persons(holders, frozenset(usual))


def touched_since(season: int, province: str, position: int, settled: int) -> frozenset[int]:
    """The candidates of whose registration, phone or papers the trail tells something between two positions."""
    rows = AuditRow.objects.filter(
        season=season,
        province=province,
        position__gte=position,
        position__lt=settled,
        candidate__isnull=False,
        act__in=CHANGING,
    )
    return frozenset(key for key in rows.values_list("candidate_id", flat=True) if key is not None)


CHANGING = (
    *("submit_registrations", "resubmit_registrations", "withdraw_registrations", "void_registrations"),
    *("bind_candidate_in_person", "change_phone_in_person", "finish_phone_change", "change_phone"),
    *("import_registrations", "undo_import", "hand_over_import", "erase_on_request", "remove_rows"),
)
"""The acts after which a registration may share something else than before, or nothing any more."""


def _read_ties(asked: Mapping[str, object], holders: Holders, usual: set[str]) -> None:
    """Note what ties registrations: everything that is compared but the network, which is shared by strangers."""
    for signal in _COMPARED:
        if signal is not Signal.NETWORK:
            _note(holders, signal, _sharing(asked, signal))
    _note(holders, Signal.CERTIFICATE_RUN, _runs(asked, usual))
    _note(holders, Signal.PHOTO, _alike(asked))
    hasty = _among(_HASTY, asked, "who.id")
    _note(holders, Signal.HASTY, ((key, key) for (key,) in _rows(hasty, {**asked, "least": LEAST_SECONDS})))


def _sharing(asked: Mapping[str, object], signal: Signal) -> Iterator[tuple[int, object]]:
    """(candidate, value) of every value that as many registrations share as the signal asks for."""
    columns, joined, given = _COMPARED[signal]
    live = _LIVE.format(joined=joined, given=given)
    narrowed = ""
    if "among" in asked:
        narrowed = f"AND ({columns}) IN (SELECT {columns} {live} AND who.id = ANY(%(among)s))"
    shared = (
        f"SELECT {columns} {live} {narrowed} GROUP BY {columns} HAVING count(DISTINCT who.id) >= %(limit)s"
    )
    sql = f"SELECT DISTINCT who.id, {columns} {live} AND ({columns}) IN ({shared})"
    for key, *value in _rows(sql, {**asked, "limit": LIMITS[signal]}):
        yield key, value


def _runs(asked: Mapping[str, object], usual: set[str]) -> Iterator[tuple[int, object]]:
    """(candidate, run) of those whose certificates have numbers without a gap between them."""
    series = _SERIES.format(given="candidate_id = ANY(%(among)s)" if "among" in asked else "true")
    sql = _RUNS.format(series=series, near=USUAL_NEAR, usual=USUAL_FROM)
    for key, run, is_usual in _rows(sql, {**asked, "least": LIMITS[Signal.CERTIFICATE_RUN]}):
        if is_usual:
            usual.add(repr(run))
        yield key, run


def _alike(asked: Mapping[str, object]) -> Iterator[tuple[int, object]]:
    """(candidate, group) of those whose portraits are the same picture, or nearly."""
    among = "AND a.id = ANY(%(among)s)" if "among" in asked else ""
    sql = _ALIKE.format(looks=_LOOKS, asked=among, bits=LOOK_BITS)
    first: dict[int, int] = {}
    for one, other in _rows(sql, asked):
        heads = sorted({_head(first, one), _head(first, other)})
        first[heads[-1]] = heads[0]
    for key in list(first):
        yield key, _head(first, key)


def _head(first: dict[int, int], key: int) -> int:
    while first.setdefault(key, key) != key:
        key = first[key]
    return key


def _among(sql: str, asked: Mapping[str, object], key: str) -> str:
    return f"{sql} AND {key} = ANY(%(among)s)" if "among" in asked else sql


def _rows(sql: str, asked: Mapping[str, object]) -> list[tuple]:  # type: ignore[type-arg]
    with connection.cursor() as cursor:
        cursor.execute(sql, asked)
        return list(cursor.fetchall())


def _note(holders: Holders, signal: Signal, found: Iterable[tuple[int, object]]) -> None:
    for key, value in found:
        holders.setdefault(key, {})[signal] = repr(value)


def _with_persons(holders: Holders, usual: frozenset[str]) -> Reading:
    """The traits with what explains that they are shared."""
    rows = Candidate.objects.filter(pk__in=list(holders)).values_list(
        *("pk", "org_path", "name", "employer", "hukou_division", "province", "address_index"),
        "registration__submitted_at",
    )
    paths: dict[int, str] = {}
    found = []
    for key, path, name, employer, hukou, province, home, at in rows.iterator():
        paths[key] = path
        found.append(
            ApplicationTraits(
                application=f"{key:019d}",
                traits=holders[key],
                is_out_of_place=hukou[:2] != province,
                employer=employer,
                surname=name[:1],
                home=bytes(home).hex(),
                submitted_at=at,
            )
        )
    return Reading(applications=tuple(found), usual_runs=usual, paths=paths)
