"""Names say what a thing is: no drawers for leftovers, no migrations that a program named."""

import re

from tests.codebase.tree import PACKAGE, ROOT, shown

DRAWERS = {"utils", "util", "helpers", "helper", "common", "core", "misc"}
MIGRATIONS = PACKAGE / "records" / "migrations"
# What Django calls a migration that nobody named.
MACHINE_NAMED = re.compile(
    r"auto_\d|_and_more$|^\d+_initial$|^\d+_(alter|remove|rename|add|delete|create)_[a-z]+_[a-z_]+_\d{4}"
)


def test_no_module_is_a_drawer_for_leftovers() -> None:
    paths = [*PACKAGE.rglob("*"), *(ROOT / "tests").rglob("*.py"), *(ROOT / "tools").rglob("*.py")]
    assert [shown(path) for path in sorted(paths) if path.stem in DRAWERS] == []


def test_migrations_are_named_by_hand_and_form_one_line() -> None:
    names = sorted(path.stem for path in MIGRATIONS.glob("[0-9]*.py"))
    assert [name for name in names if MACHINE_NAMED.search(name)] == []
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
