"""Which pages show which clause: views carry `@shows("A1.5.3", called="控制分数线")`, urls.py gives them names."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tools.cited_code import SOURCE, is_call_of, module_of, parsed, strings
from tools.used_names import imports, reached, top_nodes, uses

WEB = SOURCE / "web"


@dataclass(frozen=True, kw_only=True)
class Screen:
    """A page: the name of its URL, what a reader calls it, the clauses that it shows."""

    url_name: str
    title: str
    clauses: tuple[str, ...]


@cache
def screens() -> tuple[Screen, ...]:
    """Every page that declares what it shows, in the order of the audiences and their URLs."""
    shown = _declared()
    return tuple(
        Screen(url_name=url_name, title=shown[view][0], clauses=shown[view][1])
        for file in sorted(WEB.glob("*/urls.py"))
        for url_name, view in named_views(parsed(file))
        if view in shown
    )


@cache
def screens_by_clause() -> dict[str, list[tuple[str, str]]]:
    """For each clause the pages that show it, as URL name and title."""
    found: dict[str, list[tuple[str, str]]] = {}
    for screen in screens():
        for clause in screen.clauses:
            found.setdefault(clause, []).append((screen.url_name, screen.title))
    return found


@cache
def paths() -> dict[str, str]:
    """The path of every page by the name of its URL, as a reader writes it: public:lines is /lines/<year>/."""
    return {
        f"{file.parent.name}:{name}": "/" + re.sub(r"<\w+:", "<", beginning + path)
        for file, beginning in _included()
        for path, name in _named_paths(parsed(file))
    }


def _included() -> Iterator[tuple[Path, str]]:
    """Each audience's urls.py with the beginning of its paths."""
    for node in ast.walk(parsed(SOURCE / "urls.py")):
        if isinstance(node, ast.expr) and is_call_of(node, "path"):
            beginning, module = strings(node.args)
            yield SOURCE / f"{module.removeprefix('chengzhao.').replace('.', '/')}.py", beginning


def _named_paths(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.expr) and is_call_of(node, "path"):
            [path] = strings(node.args[:1])
            yield from ((path, name) for name in strings([each.value for each in node.keywords]))


def named_views(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The names of a urls.py with the view that each stands for: public:lines, web.public.filing.lines."""
    imported = imports(tree)
    [audience] = [
        name
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "app_name"
        for name in strings([node.value])
    ]
    for node in ast.walk(tree):
        if isinstance(node, ast.expr) and is_call_of(node, "path"):
            names = strings([each.value for each in node.keywords if each.arg == "name"])
            module, _, function = ast.unparse(node.args[1]).rpartition(".")
            view = f"{imported[module]}.{function}" if module else imported.get(function, function)
            yield from ((f"{audience}:{name}", view) for name in names)


def shown_in(tree: ast.Module) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The views of a module that say what they show: name, title, clauses."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            for decorator in node.decorator_list:
                if is_call_of(decorator, "shows"):
                    [title] = strings([each.value for each in decorator.keywords if each.arg == "called"])
                    yield node.name, title, tuple(strings(decorator.args))


def _declared() -> dict[str, tuple[str, tuple[str, ...]]]:
    return {
        f"{module_of(file)}.{name}": (title, clauses)
        for file in _view_files()
        for name, title, clauses in shown_in(parsed(file))
    }


def _view_files() -> list[Path]:
    return sorted(WEB.rglob("*.py"))


def cited_by_views() -> dict[str, set[str]]:
    """For each view with a URL the clauses that its templates cite in so many words."""
    found = {}
    for file in sorted(WEB.glob("*/urls.py")):
        for _, view in named_views(parsed(file)):
            module, _, name = view.rpartition(".")
            tree = parsed(SOURCE / f"{module.replace('.', '/')}.py")
            names = {name} | reached(name, uses(tree))
            texts = strings([node for each in names for node in _expressions(top_nodes(tree).get(each))])
            found[view] = {
                clause for text in texts if text.endswith(".html") for clause in cited_in_template(text)
            }
    return found


@cache
def cited_in_template(name: str) -> frozenset[str]:
    """The clauses that a template and the parts it includes cite: {% cite "A1.5.3" %}."""
    [file] = WEB.glob(f"*/templates/{name}")
    text = file.read_text(encoding="utf-8")
    parts = re.findall(r'{% include "([^"]+)"', text)
    return frozenset(re.findall(r'{% cite "([^"]+)" %}', text)).union(*map(cited_in_template, parts))


def _expressions(node: ast.AST | None) -> list[ast.expr]:
    return [] if node is None else [each for each in ast.walk(node) if isinstance(each, ast.Constant)]
