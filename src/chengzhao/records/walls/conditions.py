"""Which rows a door sees, as SQL over the settings of the scope; every setting that is missing admits nothing.

A setting reads '' (not NULL) once it was set and its transaction ended, and `path >= ''` is true: the functions
give NULL for both, and a comparison with NULL admits no row.
"""

from collections.abc import Iterable
from typing import Any

from chengzhao.law.words import Role
from chengzhao.records.walls.doors import Door, roles_of
from chengzhao.rules.governance import DELEGATION, MARK, ROLE_PLACES, Reach, kinds_by_department
from chengzhao.rules.privacy.sights import CLOSED_TO_COLLEGES
from chengzhao.rules.states import StateMachine

SETTINGS = ("season", "province", "org_path", "account", "candidate", "college", "identities")

FUNCTIONS = """
CREATE OR REPLACE FUNCTION app_season() RETURNS smallint LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('app.season', true), '')::smallint $$;
CREATE OR REPLACE FUNCTION app_province() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('app.province', true), '') $$;
CREATE OR REPLACE FUNCTION app_path() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('app.org_path', true), '') $$;
CREATE OR REPLACE FUNCTION app_account() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('app.account', true), '')::bigint $$;
CREATE OR REPLACE FUNCTION app_candidate() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('app.candidate', true), '')::bigint $$;
CREATE OR REPLACE FUNCTION app_college() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('app.college', true), '')::bigint $$;
CREATE OR REPLACE FUNCTION app_identities() RETURNS bytea[] LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT array(SELECT decode(part, 'hex')
        FROM unnest(string_to_array(nullif(current_setting('app.identities', true), ''), ',')) AS part) $$;
CREATE OR REPLACE FUNCTION app_is_whole_province() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT app_path() = '/' || app_province() || '/' $$;
CREATE OR REPLACE FUNCTION analyze_records(named text DEFAULT NULL) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE found record;
BEGIN
    FOR found IN SELECT tablename FROM pg_tables WHERE schemaname = 'public'
        AND tablename LIKE 'records\\_%' AND (named IS NULL OR tablename = named) LOOP
        EXECUTE format('ANALYZE public.%I', found.tablename);
    END LOOP;
END $$;
"""
"""The settings as values, and statistics for the planner, which only a table's owner may ask for."""

EVERYTHING = "true"
SEASON = "season = app_season()"
BORDER = f"{SEASON} AND province = app_province()"
UNDER = "org_path >= app_path() AND org_path < app_path() || chr(1114111)"
"""At or below the visitor's own organisation: a range that a plain index answers."""

WHOLE_PROVINCE = f"{BORDER} AND app_is_whole_province()"
OFFICE = f"{BORDER} AND {UNDER}"
OWN_COLLEGE = f"{BORDER} AND college_id = app_college()"

OWN_PATH = "path >= app_path() AND path < app_path() || chr(1114111)"
"""Organisations at or below the visitor's own."""


_REACHED = {
    Reach.OWN: "o.path = app_path()",
    Reach.BELOW: "(o.path >= app_path() AND o.path < app_path() || chr(1114111))",
    Reach.COLLEGES: "o.kind = 'COLLEGE'",
}
"""Where a role may be given, seen from the organisation of the one who gives it."""


def own_kind(*kinds: str) -> str:
    """Whether the visitor's own organisation is of one of these kinds."""
    return (
        "EXISTS (SELECT 1 FROM records_organisation own "
        f"WHERE own.path = app_path() AND own.kind IN ({_quoted(kinds)}))"
    )


def given_at(door: Door, of: str) -> str:
    """Roles that somebody who comes through the door may give, each where they may give it (`rules.governance`)."""
    ways = (
        f"({own_kind(*ROLE_PLACES[giver])} AND ({_given_by(giver, of)}))"
        for giver in roles_of(door)
        if giver in DELEGATION
    )
    return (
        f"EXISTS (SELECT 1 FROM records_organisation o WHERE o.id = records_{of}.organisation_id "
        f"AND ({' OR '.join(ways)}))"
    )


def _given_by(giver: Role, of: str) -> str:
    """The roles that are given in the same places stand together."""
    together: dict[tuple[Reach, ...], list[str]] = {}
    for role, reaches in DELEGATION[giver].items():
        together.setdefault(reaches, []).append(role.value)
    return " OR ".join(
        f"records_{of}.role IN ({_quoted(roles)}) AND ({' OR '.join(_REACHED[reach] for reach in reaches)})"
        for reaches, roles in together.items()
    )


def in_own_name(door: Door) -> str:
    """Rows of the trail that somebody writes who comes through the door: in the own name, role and place.

    A candidate's own are about the candidate or about no person. Nobody in particular writes at the doors of
    people: only where nobody has come in yet, and in the background.
    """
    own = f"account_id = app_account() AND role IN ({_quoted(role.value for role in roles_of(door))})"
    if door is Door.CANDIDATE:
        whose = "(candidate_id IS NULL OR candidate_id = app_candidate())"
        return f"{own} AND org_path = coalesce(app_path(), '') AND {whose}"
    return f"{own} AND {UNDER}"


def through(table: str, key: str, *, of: str) -> str:
    """Rows of `of` whose `key` leads to a row of `table` that the same door sees."""
    return f"EXISTS (SELECT 1 FROM records_{table} seen WHERE seen.id = records_{of}.{key})"


def told_to_candidate(machine: StateMachine[Any], column: str = "state") -> str:
    """Rows in a state that the machine shows to the candidate: what is not decided yet is nobody's to know."""
    told = _quoted(state.value for state in machine.sets["VISIBLE_TO_CANDIDATE"])
    return f"{column} IN ({told})"


def of_candidate(of: str) -> str:
    """Rows of a season whose candidate the same door sees."""
    return f"{BORDER} AND {through('candidate', 'candidate_id', of=of)}"


def of_candidate_in_office(of: str) -> str:
    """The same for offices: the province's own office need not look at each candidate."""
    return f"{BORDER} AND (app_is_whole_province() OR {through('candidate', 'candidate_id', of=of)})"


def open_to_college(of: str, key: str = "candidate_id") -> str:
    """Rows of a season whose candidate's file lies with the college now: none that it gave back (trust C-05)."""
    closed = _quoted(state.value for state in CLOSED_TO_COLLEGES)
    return (
        f"{BORDER} AND EXISTS (SELECT 1 FROM records_candidatefile held "
        f"WHERE held.candidate_id = records_{of}.{key} AND held.college_id = app_college() "
        f"AND held.state NOT IN ({closed}))"
    )


def held_by(table: str) -> str:
    """Candidates of whom the door sees a row of `table`."""
    return (
        f"{BORDER} AND EXISTS (SELECT 1 FROM records_{table} held "
        "WHERE held.candidate_id = records_candidate.id)"
    )


def in_charge_of(of: str) -> str:
    """Claims of the kinds that the visitor's department reviews (N3.5), by its name as `rules.departments` reads it.

    A kind that some year gives to a department is seen by it in every season.
    """
    ways = " OR ".join(
        f"position('{part}' in own.name) > 0 AND records_{of}.kind IN ({_quoted(kind.value for kind in held)})"
        for part, held in sorted(kinds_by_department().items())
    )
    return f"EXISTS (SELECT 1 FROM records_organisation own WHERE own.path = app_path() AND ({ways}))"


def runs_college(authority: str) -> str:
    """Whether the visitor's department is the 主管部门 of this name (A1.2.7), as `rules.departments` reads it."""
    return (
        "EXISTS (SELECT 1 FROM records_organisation own WHERE own.path = app_path() AND own.kind = 'DEPARTMENT' "
        f"AND {authority} = regexp_replace(own.name, '{MARK}$', ''))"
    )


def _quoted(values: Iterable[str]) -> str:
    return ", ".join(f"'{value}'" for value in sorted(values))
