"""Which rows a door sees, as SQL over the settings of the scope; every setting that is missing admits nothing.

A setting reads '' (not NULL) once it was set and its transaction ended, and `path >= ''` is true: the functions
give NULL for both, and a comparison with NULL admits no row.
"""

from collections.abc import Iterable
from typing import Any

from chengzhao.law.years import known_years, year_law
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


def place_within_reach(of: str) -> str:
    """Roles are given and ended below one's own node; the province's office answers for the colleges too."""
    return (
        f"EXISTS (SELECT 1 FROM records_organisation o WHERE o.id = records_{of}.organisation_id AND "
        f"({OWN_PATH} OR o.kind = 'COLLEGE' AND app_is_whole_province()))"
    )


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
    """Claims of the kinds that the visitor's department reviews (N3.5), by its name as `actions.departments` reads it.

    A kind that some year gives to a department is seen by it in every season.
    """
    kinds: dict[str, set[str]] = {}
    for year in known_years():
        for kind, one in year_law(year).preferences.items():
            for part in one.value.department.split("、"):
                kinds.setdefault(part, set()).add(kind.value)
    ways = " OR ".join(
        f"position('{part}' in own.name) > 0 AND records_{of}.kind IN ({_quoted(held)})"
        for part, held in sorted(kinds.items())
    )
    return f"EXISTS (SELECT 1 FROM records_organisation own WHERE own.path = app_path() AND ({ways}))"


def _quoted(values: Iterable[str]) -> str:
    return ", ".join(f"'{value}'" for value in sorted(values))
