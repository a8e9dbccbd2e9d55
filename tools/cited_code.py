"""Which code carries out which clause, read without being imported.

Code is what carries `@cites("A1.5.10")`, or a state machine with that clause, in law/, rules/ and actions/.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeGuard

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "chengzhao"
FLOORS = ("law", "rules", "actions")


@cache
def code_by_clause() -> dict[str, list[str]]:
    """For each clause the functions and state machines that cite it, as module.name, sorted."""
    found: dict[str, set[str]] = {}
    for floor in FLOORS:
        for file in sorted((SOURCE / floor).rglob("*.py")):
            for name, clauses in cited_in(parsed(file)):
                for clause in clauses:
                    found.setdefault(clause, set()).add(f"{module_of(file)}.{name}")
    return {clause: sorted(names) for clause, names in found.items()}


def cited_in(tree: ast.Module) -> Iterator[tuple[str, list[str]]]:
    """The names at the top of a module that cite, and what they cite."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            for decorator in node.decorator_list:
                if is_call_of(decorator, "cites"):
                    yield node.name, strings(decorator.args)
        elif isinstance(node, ast.Assign) and is_call_of(node.value, "StateMachine"):
            keywords = [each.value for each in node.value.keywords if each.arg == "clauses"]
            yield ast.unparse(node.targets[0]), strings(keywords)


def module_of(file: Path) -> str:
    """A file of the package as a module: rules.exams.papers."""
    return ".".join(file.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")


@cache
def parsed(file: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(file.read_text(encoding="utf-8"))


def is_call_of(node: ast.expr, name: str) -> TypeGuard[ast.Call]:
    """Whether an expression calls a plain name."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name


def strings(nodes: list[ast.expr]) -> list[str]:
    """Every string in some expressions."""
    return [
        leaf.value
        for node in nodes
        for leaf in ast.walk(node)
        if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str)
    ]
