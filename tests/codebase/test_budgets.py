"""Tail budgets: no file, function or template is so long or so branched that it is not read any more."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.codebase.tree import PACKAGE, ROOT, exemptions, python_files, shown, templates

FILE_LINES = 300
TEST_FILE_LINES = 500
TEMPLATE_LINES = 120
FUNCTION_LINES = 40
FUNCTION_BRANCHES = 8
MOST_EXEMPTIONS = 0
"""Lower it when the list shrinks; never raise it."""

Function = ast.FunctionDef | ast.AsyncFunctionDef
BRANCHES = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.match_case)


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def functions_of(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, Function):
            yield node


def branches_of(function: ast.AST) -> int:
    """Statements at which the reader has to choose; those of a function inside count for that one alone."""
    inside = [node for node in ast.iter_child_nodes(function) if not isinstance(node, Function)]
    return sum(isinstance(node, BRANCHES) + branches_of(node) for node in inside)


def over_file_budgets() -> Iterator[tuple[str, int, int]]:
    budgets = [(path, FILE_LINES) for folder in (PACKAGE, ROOT / "tools") for path in python_files(folder)]
    budgets += [(path, FILE_LINES) for path in python_files(ROOT / "bench")]
    budgets += [(path, TEST_FILE_LINES) for path in python_files(ROOT / "tests")]
    budgets += [(path, TEMPLATE_LINES) for path in templates()]
    for path, budget in budgets:
        if lines_of(path) > budget:
            yield shown(path), lines_of(path), budget


def over_function_budgets() -> Iterator[tuple[str, int, int]]:
    for folder in (PACKAGE, ROOT / "tools"):
        for path in python_files(folder):
            for function in functions_of(path):
                place = f"{shown(path)}:{function.name}"
                lines = (function.end_lineno or function.lineno) - function.lineno + 1
                if lines > FUNCTION_LINES:
                    yield place, lines, FUNCTION_LINES
                if branches_of(function) > FUNCTION_BRANCHES:
                    yield place, branches_of(function), FUNCTION_BRANCHES


def test_nothing_is_over_its_budget() -> None:
    exempt = {exemption.place for exemption in exemptions()}
    over = [*over_file_budgets(), *over_function_budgets()]
    assert [f"{place}: {found} of {budget}" for place, found, budget in over if place not in exempt] == []


def test_exemptions_are_still_needed_and_do_not_grow() -> None:
    over = {place for place, _, _ in [*over_file_budgets(), *over_function_budgets()]}
    listed = exemptions()
    assert [exemption.place for exemption in listed if exemption.place not in over] == []
    assert len(listed) == MOST_EXEMPTIONS


@pytest.mark.parametrize(
    ("body", "branches"),
    [
        ("return 1", 0),
        ("if a:\n  pass\n elif b:\n  pass\n else:\n  pass", 2),
        ("for a in b:\n  while a:\n   pass", 2),
        ("try:\n  pass\n except A:\n  pass\n except B:\n  pass", 2),
        ("match a:\n  case 1:\n   pass\n  case _:\n   pass", 2),
        ("def inner():\n  if a:\n   pass", 0),
    ],
)
def test_branches_are_counted(body: str, branches: int) -> None:
    [function] = ast.parse(f"def outer():\n {body}").body
    assert branches_of(function) == branches
