"""What holds a clause: the code that cites it, the officers' cases, the tests, the pages that show it.

Read from coverage.csv, which `python -m tools.law_coverage` writes from the whole project.
"""

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from types import MappingProxyType

from chengzhao.law import texts
from chengzhao.rules.officer_cases import OfficerCase, officer_case

NOT_OPEN = "目前只有检查规则，还没有开放网上办理。"
"""What is said of a clause that nobody's work carries out yet."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseFile:
    """One file of the officers' cases, tests/cases/<name>.yaml, with those that name the clause.

    `about` is what the file says of itself.
    """

    name: str
    about: str
    cases: tuple[OfficerCase, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ShowingPage:
    """A page that shows the clause: the name of its URL, its path (/lines/<year>/) and what a reader calls it."""

    url_name: str
    path: str
    title: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Coverage:
    """Everything that holds one clause; `code` and `tests` are names and paths as the project writes them.

    `idle` are the rules among its code that no act, page or command calls; `is_open` says that nobody's
    work carries the clause out yet.
    """

    code: tuple[str, ...] = ()
    idle: tuple[str, ...] = ()
    is_open: bool = False
    cases: tuple[CaseFile, ...] = ()
    tests: tuple[str, ...] = ()
    pages: tuple[ShowingPage, ...] = ()

    @property
    def acts(self) -> tuple[str, ...]:
        """The acts that carry the clause out, by their names in the trail; what is private stands behind one."""
        names = (name.rpartition(".")[2] for name in self.code if name.startswith("actions."))
        return tuple(name for name in names if not name.startswith("_"))

    @property
    def case_count(self) -> int:
        """How many cases name the clause."""
        return sum(len(file.cases) for file in self.cases)


def coverage_of(clause_id: str) -> Coverage:
    """What holds a clause. Raises UnknownClause."""
    texts.clause(clause_id)
    return _coverage().get(clause_id, Coverage())


@cache
def _coverage() -> Mapping[str, Coverage]:
    text = (files("chengzhao.rules") / "coverage.csv").read_text(encoding="utf-8")
    grouped = groupby(csv.DictReader(text.splitlines()), key=lambda row: row["clause"])
    return MappingProxyType({clause: _of_rows(tuple(rows)) for clause, rows in grouped})


def _of_rows(rows: tuple[dict[str, str], ...]) -> Coverage:
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        found[row["kind"]].append(row)
    paths = {row["name"]: row["title"] for row in found["path"]}
    about = {row["name"]: row["title"] for row in found["about"]}
    return Coverage(
        code=tuple(row["name"] for row in found["code"]),
        idle=tuple(row["name"] for row in found["idle"]),
        is_open=bool(found["open"]),
        cases=tuple(
            CaseFile(
                name=name,
                about=about[name],
                cases=tuple(officer_case(name, row["title"]) for row in cases),
            )
            for name, cases in groupby(found["case"], key=lambda row: row["name"])
        ),
        tests=tuple(row["name"] for row in found["test"]),
        pages=tuple(
            ShowingPage(url_name=row["name"], path=paths[row["name"]], title=row["title"])
            for row in found["screen"]
        ),
    )
