"""Writes docs/doors.md from the walls of the database: `python -m tools.doors_doc`."""

import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chengzhao.settings.test")

import django

from chengzhao.law.words import Role
from chengzhao.records.walls.doors import DOOR_OF_ROLE, Door
from chengzhao.records.walls.hidden import HIDDEN
from chengzhao.records.walls.shape import Rule
from chengzhao.records.walls.tables import WALLS, WITHOUT_ROWS_OF_SOMEBODY

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "doors.md"
PREFIX = "chengzhao_"
LETTERS = "siudl"
MANY = 8
"""So many doors with one rule are called everybody."""
HEAD = """# Doors

Which kind of visitor reads and writes which rows of which table, as PostgreSQL itself keeps it
([scopes and doors](how-to/scopes-and-doors.md) says how). Rights: s select, i insert, u update, d delete, l lock a row
without changing it. The doors `work` (background work of one season and province) and `maintenance` (an
administrator's commands) see every table within their border and are left out. This page is written from
`records/walls/tables/` by `python -m tools.doors_doc`; a test fails when it is not current.
"""


def render() -> str:
    """The whole page."""
    return "\n".join([HEAD, *_roles(), "", *_tables(), "", *_exceptions(), ""])


def _roles() -> Iterator[str]:
    yield "| door | roles |\n|---|---|"
    for door in Door:
        labels = [role.label for role in Role if DOOR_OF_ROLE[role] is door]
        if labels:
            yield f"| {_short(door)} | {'、'.join(labels)} |"


def _tables() -> Iterator[str]:
    yield "| table | doors | rights | rows |\n|---|---|---|---|"
    for name, rules in WALLS.items():
        for rule in rules:
            rights = "".join(letter for letter in LETTERS if letter in rule.rights)
            yield f"| {name} | {_doors(rule)} | {rights} | {_rows(rule)} |"


def _doors(rule: Rule) -> str:
    return "everybody" if len(rule.doors) > MANY else ", ".join(_short(door) for door in rule.doors)


def _rows(rule: Rule) -> str:
    only = f" (columns {', '.join(rule.columns)})" if rule.columns else ""
    return ("all" if rule.rows == "true" else f"`{rule.rows.replace('|', chr(92) + '|')}`") + only


def _exceptions() -> Iterator[str]:
    shared = ", ".join(sorted(WITHOUT_ROWS_OF_SOMEBODY))
    yield f"Without rows of somebody, and open to the service before it knows who asks: {shared}.\n"
    for table, columns in sorted(HIDDEN.items()):
        for column, doors in sorted(columns.items()):
            yield f"- `{table}.{column}` is read by {', '.join(sorted(map(_short, doors)))} only."


def _short(door: Door) -> str:
    return door.removeprefix(PREFIX)


if __name__ == "__main__":
    django.setup()
    PAGE.write_text(render(), encoding="utf-8")
