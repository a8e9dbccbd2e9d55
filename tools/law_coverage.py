"""Writes docs/law-coverage.md: clause → code → officers' cases. `python -m tools.law_coverage`.

Code is what carries `@cites("A1.5.10")`, or a state machine with that clause, in law/, rules/ and
actions/; it is read without being imported. Cases are the YAML files of tests/cases, by their 依据.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

import yaml

from chengzhao.law import texts

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "law-coverage.md"
SOURCE = ROOT / "src" / "chengzhao"
CASES = ROOT / "tests" / "cases"
FLOORS = ("law", "rules", "actions")
NOT_YET = "not yet"
OPEN_LINE = re.compile(r"^Open, without an act: (\d+) clauses", re.MULTILINE)
FLOOR_LINE = re.compile(r"^Floor: (\d+) clauses\.$", re.MULTILINE)
CLAUSE_ID = re.compile(r"\b[NA]\d+(?:\.\d+)+\b")
HEAD = """# Law coverage

Every clause of the notice (`src/chengzhao/law/texts/2024/clauses.csv`), the code that carries it out and the officers'
cases that hold it to the words. A clause is covered when it has both. This page is written by
`python -m tools.law_coverage`; a test fails when it is not current, or when fewer clauses are covered than its floor.

To be covered is not to be at work: a clause of another kind than `rule` also asks for an act that somebody does. Where
no function of `actions/` carries it out yet, it is listed as open, and that list may only shrink.
"""


def code_by_clause() -> dict[str, list[str]]:
    """For each clause the functions and state machines that cite it, as module.name, sorted."""
    found: dict[str, set[str]] = {}
    for floor in FLOORS:
        for file in sorted((SOURCE / floor).rglob("*.py")):
            module = ".".join(file.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
            for name, clauses in cited_in(ast.parse(file.read_text(encoding="utf-8"))):
                for clause in clauses:
                    found.setdefault(clause, set()).add(f"{module}.{name}")
    return {clause: sorted(names) for clause, names in found.items()}


def cited_in(tree: ast.Module) -> Iterator[tuple[str, list[str]]]:
    """The names at the top of a module that cite, and what they cite."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            for decorator in node.decorator_list:
                if _is_call_of(decorator, "cites"):
                    yield node.name, _strings(decorator.args)
        elif isinstance(node, ast.Assign) and _is_call_of(node.value, "StateMachine"):
            keywords = [each.value for each in node.value.keywords if each.arg == "clauses"]
            yield ast.unparse(node.targets[0]), _strings(keywords)


def cases_by_clause() -> dict[str, list[str]]:
    """For each clause the case files that name it, with the number of their cases, sorted."""
    found: dict[str, dict[str, int]] = {}
    for file in sorted(CASES.rglob("*.yaml")):
        name = file.relative_to(CASES).with_suffix("").as_posix()
        for clauses, count in _bases(file):
            for clause in clauses:
                files = found.setdefault(clause, {})
                files[name] = files.get(name, 0) + count
    return {
        clause: [f"{name} ({count})" for name, count in sorted(files.items())]
        for clause, files in found.items()
    }


def covered() -> tuple[str, ...]:
    """The clauses with both code and cases, in the order of the notice."""
    code, cases = code_by_clause(), cases_by_clause()
    return tuple(clause for clause in texts.clauses() if clause in code and clause in cases)


def floor_of_page() -> int:
    """The number of clauses that the page says may not be lost; 0 where there is no page."""
    found = FLOOR_LINE.search(PAGE.read_text(encoding="utf-8")) if PAGE.exists() else None
    return int(found[1]) if found else 0


def open_clauses() -> tuple[str, ...]:
    """The clauses that ask for more than a rule and that no act carries out yet, in the order of the notice."""
    code = code_by_clause()
    return tuple(
        clause.id
        for clause in texts.clauses().values()
        if clause.kind != "rule" and not any(name.startswith("actions.") for name in code.get(clause.id, ()))
    )


def open_of_page() -> int:
    """The number of open clauses that the page admits; all of them where there is no page."""
    found = OPEN_LINE.search(PAGE.read_text(encoding="utf-8")) if PAGE.exists() else None
    return int(found[1]) if found else len(texts.clauses())


def render() -> str:
    """The whole page; its floor never falls."""
    code, cases, both = code_by_clause(), cases_by_clause(), covered()
    clauses = texts.clauses()
    floor = max(floor_of_page(), len(both))
    return "\n".join(
        [
            HEAD,
            f"Covered: {len(both)} of {len(clauses)} clauses; with code: {len(code)}; with cases: {len(cases)}.\n",
            f"Floor: {floor} clauses.\n",
            _open_line(),
            "| clause | place | chapter | kind | code | cases |",
            "|---|---|---|---|---|---|",
            *(_row(clause, code, cases) for clause in clauses.values()),
            "",
        ]
    )


def _open_line() -> str:
    names = open_clauses()
    return f"Open, without an act: {len(names)} clauses{': ' if names else ''}{', '.join(names)}.\n"


def _row(clause: texts.Clause, code: dict[str, list[str]], cases: dict[str, list[str]]) -> str:
    cells = (
        clause.id,
        clause.place,
        clause.stage,
        clause.kind,
        "<br>".join(f"`{name}`" for name in code.get(clause.id, ())) or NOT_YET,
        "<br>".join(cases.get(clause.id, ())) or NOT_YET,
    )
    return f"| {' | '.join(cells)} |"


def _bases(file: Path) -> Iterator[tuple[list[str], int]]:
    """The clauses named by a file or by each of its documents, with the cases under them."""
    for document in yaml.safe_load_all(file.read_text(encoding="utf-8")):
        yield CLAUSE_ID.findall(str(document["依据"])), len(document.get("案例", [document]))


def _is_call_of(node: ast.expr, name: str) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name


def _strings(nodes: list[ast.expr]) -> list[str]:
    return [
        leaf.value
        for node in nodes
        for leaf in ast.walk(node)
        if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str)
    ]


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
