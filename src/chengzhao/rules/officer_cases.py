"""The officers' cases as a reader sees them: what is given and what comes out.

Read from officer_cases.csv, which `python -m tools.law_coverage` writes from tests/cases.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficerCase:
    """One case: its 题目, the facts that it gives and the result that the system must come to, in Chinese."""

    title: str
    facts: str
    result: str

    @property
    def line(self) -> str:
        """The case in one line."""
        return (
            f"{self.title}（{self.facts}）→ {self.result}" if self.facts else f"{self.title} → {self.result}"
        )


def officer_case(file: str, title: str) -> OfficerCase:
    """The case of a file (control_lines/bounds) with that 题目. Raises KeyError where there is none."""
    return _cases()[file, title]


@cache
def _cases() -> Mapping[tuple[str, str], OfficerCase]:
    text = (files("chengzhao.rules") / "officer_cases.csv").read_text(encoding="utf-8")
    return MappingProxyType(
        {
            (row["file"], row["title"]): OfficerCase(
                title=row["title"], facts=row["facts"], result=row["result"]
            )
            for row in csv.DictReader(text.splitlines())
        }
    )
