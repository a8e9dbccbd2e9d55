"""The shape of one rule of the wall, and the rules that many tables have in common."""

from collections.abc import Mapping
from dataclasses import dataclass

from chengzhao.records.walls.conditions import (
    BORDER,
    EVERYTHING,
    WHOLE_PROVINCE,
    of_candidate_in_office,
    open_to_college,
    own_kind,
    through,
)
from chengzhao.records.walls.doors import Door

PEOPLE = (
    Door.CANDIDATE,
    Door.OFFICE,
    Door.COMMITTEE,
    Door.INSPECTION,
    Door.SITE,
    Door.COLLEGE,
    Door.DEPARTMENT,
    Door.MINISTRY,
    Door.OVERSIGHT,
    Door.AUDIT,
    Door.SYSTEM,
    Door.SECURITY,
)
"""The doors of people who have logged in."""
STAFF = PEOPLE[1:]
ADMINISTRATORS = (Door.SYSTEM, Door.SECURITY)
"""Those who run the system and those who give out rights: both look after accounts."""
GIVERS = (Door.SECURITY, Door.OFFICE, Door.COLLEGE)
"""The doors of those who give roles and invite into them."""
ASKERS = tuple(door for door in STAFF if door not in (Door.INSPECTION, Door.COMMITTEE, Door.AUDIT))
"""The doors of staff who ask for background work."""
BELOW_THE_PROVINCE = ("COUNTY", "PREFECTURE")
"""Kinds of the organisations whose reviewers come through the door of offices."""
EVERYBODY = (Door.ENTRY, Door.PUBLIC, *PEOPLE, Door.FIGURES)


@dataclass(frozen=True, slots=True)
class Rule:
    """Some doors, the rows that they see, their rights on these, and the columns where not all may be read or changed.

    Rights are letters: s select, i insert, u update, d delete, and l, which locks a row without changing it.
    What is written must be among `rows`, and as `check` says.
    """

    doors: tuple[Door, ...]
    rows: str
    rights: str = "s"
    columns: tuple[str, ...] = ()
    check: str = EVERYTHING


Walls = Mapping[str, tuple[Rule, ...]]
"""The rules of tables, by the lower-case name of the model."""


def rule(
    *doors: Door, rows: str, rights: str = "s", columns: tuple[str, ...] = (), check: str = EVERYTHING
) -> Rule:
    """A rule for some doors."""
    return Rule(doors, rows, rights, columns, check)


def shown(rows: str = EVERYTHING) -> Rule:
    """What is published, to everybody."""
    return rule(*EVERYBODY, rows=rows)


def personal(
    table: str,
    *,
    candidate: str = "s",
    office: str = "s",
    province: str = "",
    reviewers: str = "",
    college: str = "",
    told: str = "",
) -> tuple[Rule, ...]:
    """A candidate's own rows, those of the office's part of the tree, those of whom a college holds an open file.

    `province` are the rights that only the province's own office has, `reviewers` those of counties and
    prefectures, who come through the same door. An empty `candidate` closes the table to candidates; `told` narrows
    their rows to those that are announced.
    """
    own = f"{BORDER} AND candidate_id = app_candidate()"
    found = [
        rule(Door.OFFICE, rows=of_candidate_in_office(table), rights=office),
    ]
    if province:
        found.append(rule(Door.OFFICE, rows=WHOLE_PROVINCE, rights=province))
    if reviewers:
        rows = f"{of_candidate_in_office(table)} AND {own_kind(*BELOW_THE_PROVINCE)}"
        found.append(rule(Door.OFFICE, rows=rows, rights=reviewers))
    if candidate:
        found.append(rule(Door.CANDIDATE, rows=f"{own} AND {told}" if told else own, rights=candidate))
    if college:
        found.append(rule(Door.COLLEGE, rows=open_to_college(table), rights=college))
    return tuple(found)


def led_to(table: str, key: str, *, of: str) -> str:
    """Rows of a season and province whose `key` leads to a row of `table` that the same door sees."""
    return f"{BORDER} AND {through(table, key, of=of)}"
