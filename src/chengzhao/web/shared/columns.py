"""Columns of a table of a list that each account chooses for itself: they shape the table and its export alike."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from chengzhao.exchange import college_files
from chengzhao.records.queries.habits import chosen_columns


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """One column: its name in the form, what it is called, whether it is shown, and whether it always is."""

    name: str
    label: str
    is_shown: bool
    is_always: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Columns:
    """The columns of a table as an account has chosen them; `shown` in the order of the table."""

    table: str
    shown: tuple[str, ...]
    all: tuple[Column, ...]

    @property
    def chosen(self) -> str:
        """The choice as it is kept and given to an export; '' where all are shown."""
        return "" if len(self.shown) == len(self.all) else " ".join(self.shown)


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """A table whose columns are chosen: their labels in its order, and the one by which a row is known."""

    labels: Mapping[str, str]
    always: str


TABLES: Mapping[str, Table] = MappingProxyType(
    {"college-files": Table(labels=college_files.COLUMNS, always="number")}
)
"""By the name under which the choice is kept."""


def columns_for(account_id: int, table: str) -> Columns:
    """The columns of a table as an account has chosen them, in one statement."""
    return columns_of(table, chosen_columns(account_id, table))


def columns_of(table: str, chosen: Iterable[str]) -> Columns:
    """The columns of a table of which some are chosen; all of them where none is."""
    held = TABLES[table]
    shown = known(table, chosen) or tuple(held.labels)
    return Columns(
        table=table,
        shown=shown,
        all=tuple(
            Column(name=name, label=label, is_shown=name in shown, is_always=name == held.always)
            for name, label in held.labels.items()
        ),
    )


def known(table: str, names: Iterable[str]) -> tuple[str, ...]:
    """Those of `names` that the table has, in its order and with the one that is always there; () of none."""
    held = TABLES[table]
    wanted = set(names) & set(held.labels)
    return tuple(name for name in held.labels if name in wanted | {held.always}) if wanted else ()
