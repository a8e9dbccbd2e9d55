"""Columns of a table of a list that each account chooses for itself, in one way for every table that has the choice."""

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
    """The columns of a table as an account has chosen them; `shown` in the order of the table.

    `note` says what the choice shapes: the table, and its export where that follows.
    """

    table: str
    note: str
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
    note: str = "表格的列"


_TRAIL = {
    "at": "时间",
    "act": "动作",
    "object": "对象",
    "key": "编号",
    "actor": "经办人",
    "post": "身份与单位",
    "network": "网络地址",
    "reason": "理由",
    "digest": "之后摘要",
}
TABLES: Mapping[str, Table] = MappingProxyType(
    {
        "college-files": Table(labels=college_files.COLUMNS, always="number", note="表格和导出的列"),
        "county-queue": Table(
            labels={
                "number": "报名号",
                "name": "姓名",
                "course": "层次科类",
                "marks": "须注意",
                "submitted": "提交",
                "state": "状态",
            },
            always="number",
        ),
        "department-claims": Table(
            labels={
                "number": "报名号",
                "name": "姓名",
                "kind": "照顾项目",
                "asks": "照顾",
                "evidence": "证明材料",
                "approved": "初审通过",
            },
            always="number",
            note="表格的列；导出的表要填写，总有全部列",
        ),
        "audit": Table(
            labels={name: label for name, label in _TRAIL.items() if name != "network"}, always="at"
        ),
        "trail": Table(labels=_TRAIL, always="at", note="表格的列；导出总有全部列"),
    }
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
        note=held.note,
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
