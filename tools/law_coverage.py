"""Writes docs/law-coverage.md, rules/coverage.csv and rules/officer_cases.csv. `python -m tools.law_coverage`.

For every clause of the notice: the code that cites it, the officers' cases, the tests that use the code, and
the pages that show it. The page is for reading; the table goes with the package, for `chengzhao law show`
and the pages of the law.
"""

import csv
import io
import re
from collections.abc import Iterator

from tools.cited_code import ROOT, SOURCE, code_by_clause
from tools.cited_screens import paths, screens_by_clause
from tools.cited_tests import about_cases, cases_by_clause, tests_by_clause
from tools.idle_rules import idle_by_clause, idle_rules

from chengzhao.law import texts
from chengzhao.law.texts.plain import plain_clause
from tools import told_cases

PAGE = ROOT / "docs" / "law-coverage.md"
TABLE = SOURCE / "rules" / "coverage.csv"
NOT_YET = "not yet"
OPEN_HEAD = "## Open, without an act"
FLOOR_LINE = re.compile(r"^Floor: (\d+) clauses\.$", re.MULTILINE)
HEAD = """# Law coverage

Every clause of the notice (`src/chengzhao/law/texts/2024/clauses.csv`) with the code that carries it out, the officers'
cases that hold it to the words, the tests that use this code, and the pages that show it. A clause is covered when it
has code, cases and tests. Besides the pages named here every clause has one of its own, `/clauses/A1.5.10/`, with its
text, its plain words and its values; `chengzhao law show A1.5.10` prints all of it.

This page, `src/chengzhao/rules/coverage.csv` and `officer_cases.csv` beside it (the cases as text, for the pages and
`chengzhao law show`) are written by `python -m tools.law_coverage` (`make fix`); a test
fails when they are not current, when a clause is not covered, or when fewer are covered than the floor. After a merge
conflict in either, take any side and write them anew.
"""
OPEN_TEXT = """\
To be covered is not to be at work. A clause of another kind than `rule` asks for an act that somebody does; a clause of
kind `rule` asks for one, or for a page or command that calls one of its rules. A clause without is open. This list may
only shrink: writing the page anew never adds to it, and a test fails on an open clause that is not in it.
"""
IDLE_HEAD = "## Rules that nothing calls"
IDLE_TEXT = """\
Rules that stand ready with their cases and tests, while no act, page or command calls them, themselves or through other
rules. Each clause of theirs says so on its page. This list too may only shrink.
"""


def covered() -> tuple[str, ...]:
    """The clauses with code, cases and tests, in the order of the notice."""
    parts = (code_by_clause(), cases_by_clause(), tests_by_clause())
    return tuple(clause for clause in texts.clauses() if all(part.get(clause) for part in parts))


def floor_of_page() -> int:
    """The number of clauses that the page says may not be lost; 0 where there is no page."""
    found = FLOOR_LINE.search(PAGE.read_text(encoding="utf-8")) if PAGE.exists() else None
    return int(found[1]) if found else 0


def open_clauses() -> tuple[str, ...]:
    """The clauses that nobody's work carries out yet, in the order of the notice."""
    return tuple(clause.id for clause in texts.clauses().values() if _is_open(clause))


def _is_open(clause: texts.Clause) -> bool:
    """Whether no act cites a clause, nor, where its kind is `rule`, anything above calls one of its rules."""
    code = code_by_clause().get(clause.id, [])
    has_act = any(name.startswith("actions.") for name in code)
    is_called = clause.kind == "rule" and len(idle_by_clause().get(clause.id, ())) < len(code)
    return not has_act and not is_called


def open_of_page() -> tuple[str, ...]:
    """The open clauses that the page admits."""
    return _listed(OPEN_HEAD)


def idle_of_page() -> tuple[str, ...]:
    """The rules that the page admits nothing calls."""
    return tuple(name.strip("`") for name in _listed(IDLE_HEAD))


def _listed(head: str) -> tuple[str, ...]:
    """What a list of the page names; nothing where there is no page."""
    if not PAGE.exists():
        return ()
    _, _, rest = PAGE.read_text(encoding="utf-8").partition(head)
    return tuple(re.findall(r"^- (\S+)", rest.partition("\n## ")[0], re.MULTILINE))


def render() -> str:
    """The whole page; its floor never falls, its lists of open clauses and of idle rules never grow."""
    admitted, admitted_rules = open_of_page(), idle_of_page()
    return "\n".join(
        [
            HEAD,
            f"Floor: {max(floor_of_page(), len(covered()))} clauses.\n",
            f"{OPEN_HEAD}\n",
            OPEN_TEXT,
            *(f"- {clause} {plain_clause(clause).title}" for clause in open_clauses() if clause in admitted),
            f"\n{IDLE_HEAD}\n",
            IDLE_TEXT,
            *(f"- `{name}`" for name in sorted(idle_rules()) if name in admitted_rules),
            *(line for clause in texts.clauses().values() for line in _section(clause)),
            "",
        ]
    )


def render_table() -> str:
    """The table of the package: one row for each name, test, case and page of a clause."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(("clause", "kind", "name", "title"))
    for clause in texts.clauses():
        writer.writerows((clause, *row) for row in _rows(clause))
    return written.getvalue()


def _rows(clause: str) -> Iterator[tuple[str, str, str]]:
    """What holds one clause, as kind, name and title."""
    yield from (("open", "", "") for each in open_clauses() if each == clause)
    yield from (("code", name, "") for name in code_by_clause().get(clause, ()))
    yield from (("idle", name, "") for name in idle_by_clause().get(clause, ()))
    cases = cases_by_clause().get(clause, ())
    yield from (("about", file, about_cases(file)) for file in dict.fromkeys(file for file, _ in cases))
    yield from (("case", file, title) for file, title in cases)
    yield from (("test", file, "") for file in tests_by_clause().get(clause, ()))
    yield from (("path", name, paths()[name]) for name, _ in screens_by_clause().get(clause, ()))
    yield from (("screen", name, title) for name, title in screens_by_clause().get(clause, ()))


def _section(clause: texts.Clause) -> Iterator[str]:
    """One clause of the page; each thing on a line of its own, so that two branches seldom meet on one."""
    yield f"\n## {clause.id} {plain_clause(clause.id).title}\n"
    yield f"{clause.place}, {clause.stage}, {clause.kind}\n"
    files = [file for file, _ in cases_by_clause().get(clause.id, ())]
    screens = [f"`{name}` {title}" for name, title in screens_by_clause().get(clause.id, ())]
    parts = (
        ("code", [f"`{name}`" for name in code_by_clause().get(clause.id, ())]),
        ("cases", [f"{file} ({files.count(file)})" for file in dict.fromkeys(files)]),
        ("tests", tests_by_clause().get(clause.id, [])),
        ("page", screens),
    )
    for name, found in parts:
        yield from (f"- {name}: {each}" for each in found or [NOT_YET])


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
    TABLE.write_text(render_table(), encoding="utf-8")
    told_cases.TABLE.write_text(told_cases.render_cases(), encoding="utf-8")
