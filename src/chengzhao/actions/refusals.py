"""Refusals of bulk acts: every row that is wrong, in one pass, with what was expected there."""

from collections.abc import Iterable
from dataclasses import dataclass

from chengzhao.actions.audit import Refused

SHOWN = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class RowFault:
    """One wrong row of a bulk act, counted from 1: the value found and what was expected instead.

    `field` names what of the row is wrong, as its form calls it; '' where it is the row as a whole.
    """

    row: int
    value: str
    expected: str
    field: str = ""

    def __str__(self) -> str:
        return f"第{self.row}行 {self.value}：{self.expected}"


class RowsRefused(Refused):
    """A bulk act that is not done because of some of its rows; `faults` holds all of them, in order."""

    def __init__(self, faults: Iterable[RowFault]) -> None:
        self.faults = tuple(faults)
        shown = "；".join(str(fault) for fault in self.faults[:SHOWN])
        more = f"；另有{len(self.faults) - SHOWN}处" if len(self.faults) > SHOWN else ""
        super().__init__(f"有{len(self.faults)}处不能办理，全部未办：{shown}{more}。")


def refuse_faults(faults: Iterable[RowFault]) -> None:
    """Raise RowsRefused where there is any fault."""
    found = tuple(faults)
    if found:
        raise RowsRefused(found)
