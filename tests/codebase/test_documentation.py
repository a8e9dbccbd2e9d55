"""The documents list every option and command, and only those that exist."""

import argparse
import ast
import re
from collections.abc import Iterator

from tests.codebase.tree import PACKAGE, ROOT, python_files, shown

from chengzhao.cli.parser import build_parser
from chengzhao.settings.options import OPTIONS

DOCS = ROOT / "docs"
INNER_TARGETS = {"environment", "chromium"}
"""Steps of other targets, which nobody types."""


def commands_of(parser: argparse.ArgumentParser, words: str) -> Iterator[str]:
    """Each command that runs something, as it is typed."""
    inner = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not inner:
        yield words
    for action in inner:
        for name, child in action.choices.items():
            yield from commands_of(child, f"{words} {name}")


def test_every_option_is_documented_as_it_is_declared() -> None:
    page = (DOCS / "configuration.md").read_text(encoding="utf-8")
    rows = [row for row in page.splitlines() if row.startswith("| `")]
    declared = [
        f"| `{option.name}` | {f'`{option.default}`' if option.default else ''} | {option.meaning} |"
        for option in OPTIONS
    ]
    assert rows == declared


def test_every_command_is_documented() -> None:
    page = (DOCS / "commands.md").read_text(encoding="utf-8")
    headings = re.findall(r"^### `(.+)`$", page, flags=re.MULTILINE)
    assert sorted(headings) == sorted(commands_of(build_parser(), "chengzhao"))


def test_every_long_option_of_a_command_is_documented() -> None:
    page = (DOCS / "commands.md").read_text(encoding="utf-8")
    source = (PACKAGE / "cli" / "parser.py").read_text(encoding="utf-8")
    flags = set(re.findall(r'"(--[a-z-]+)"', source))
    assert sorted(flag for flag in flags if f"`{flag}" not in page) == []


def test_every_make_target_is_documented() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    [phony] = re.findall(r"^\.PHONY: (.+)$", makefile, flags=re.MULTILINE)
    page = (DOCS / "commands.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `make ([a-z]+)`", page, flags=re.MULTILINE))
    assert documented == set(phony.split()) - INNER_TARGETS


def test_only_declared_options_are_read_from_the_environment() -> None:
    declared = {option.name for option in OPTIONS}
    read = []
    for path in python_files(PACKAGE):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = read_variable(node)
            if name is not None and name not in declared:
                read.append(f"{shown(path)}: {name}")
    assert read == []


def read_variable(node: ast.AST) -> str | None:
    """The constant name of an environment variable that an expression reads."""
    match node:
        case ast.Subscript(value=ast.Attribute(attr="environ"), slice=ast.Constant(value=str(name))):
            return name
        case ast.Call(
            func=ast.Attribute(value=ast.Attribute(attr="environ"), attr="get" | "setdefault" | "pop"),
            args=[ast.Constant(value=str(name)), *_],
        ):
            return name
        case ast.Call(func=ast.Attribute(attr="getenv"), args=[ast.Constant(value=str(name)), *_]):
            return name
    return None


def test_links_between_documents_lead_somewhere() -> None:
    pages = [*DOCS.rglob("*.md"), *ROOT.glob("*.md")]
    broken = []
    for page in sorted(pages):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if not (page.parent / target).exists():
                broken.append(f"{shown(page)}: {target}")
    assert broken == []


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = sorted(int(path.name[:4]) for path in (DOCS / "decisions").glob("[0-9]*.md"))
    assert numbers == list(range(1, len(numbers) + 1))
