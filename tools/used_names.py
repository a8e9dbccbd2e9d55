"""Which names of the package stand in a piece of code: through imports, modules that hand names on, and calls."""

import ast
from collections.abc import Mapping
from functools import cache

from tools.cited_code import SOURCE, module_of, parsed

PACKAGE = "chengzhao."


def used_in(tree: ast.AST, imported: Mapping[str, str]) -> set[str]:
    """The imported names that are used, also as attributes of an imported module."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in imported:
            found.add(imported[node.id])
        elif (
            isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in imported
        ):
            found.add(f"{imported[node.value.id]}.{node.attr}")
    return found


@cache
def imports(tree: ast.Module, package: str = PACKAGE) -> dict[str, str]:
    """What each imported name of a package stands for (rules.exams.papers_of), by the name it has in the file."""
    return {
        alias.asname or alias.name: f"{node.module}.{alias.name}".removeprefix(package)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and f"{node.module}.".startswith(package)
        for alias in node.names
    }


@cache
def homes() -> dict[str, str]:
    """Where a name that a module hands on was written: rules.exams.papers_of is rules.exams.papers.papers_of."""
    handed_on = {
        f"{module_of(file)}.{name}": home
        for file in sorted(SOURCE.rglob("*.py"))
        for name, home in imports(parsed(file)).items()
    }
    return {name: home_of(name, handed_on) for name in handed_on}


@cache
def top_nodes(tree: ast.Module) -> dict[str, ast.stmt]:
    """The functions, classes and values at the top of a module, by name."""
    found: dict[str, ast.stmt] = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found[node.name] = node
        elif isinstance(node, ast.Assign):
            found |= {ast.unparse(target): node for target in node.targets}
        elif isinstance(node, ast.AnnAssign):
            found[ast.unparse(node.target)] = node
    return found


@cache
def uses(tree: ast.Module) -> dict[str, set[str]]:
    """For each name at the top of a module the others of them that stand in it."""
    nodes = top_nodes(tree)
    return {
        name: {each.id for each in ast.walk(node) if isinstance(each, ast.Name)} & set(nodes) - {name}
        for name, node in nodes.items()
    }


def reached(start: str, edges: Mapping[str, set[str]]) -> set[str]:
    """Everything to which edges lead from a name, itself left out."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        new = edges.get(waiting.pop(), set()) - found
        found |= new
        waiting.extend(new)
    return found - {start}


def home_of(name: str, handed_on: Mapping[str, str]) -> str:
    """The end of the way. `from package.tables import plans` hands a name on to itself where it means a module."""
    way = [name]
    while (following := handed_on.get(way[-1])) and following not in way:
        way.append(following)
    return way[-1]
