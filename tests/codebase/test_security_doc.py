"""docs/security.md has every item of the design's checklist, and names only tests that exist."""

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.codebase.tree import EXEMPTIONS, ROOT

PAGE = ROOT / "docs" / "security.md"
ITEM = re.compile(r"^\| ([ASCIKLGPB]-\d\d) \| (.+?) \| (.*?) \| (.*?) \|$", re.MULTILINE)
ITEMS = 92
FIRST_RELEASE = 76
LATER = "*later*"


@dataclass(frozen=True, kw_only=True)
class Promise:
    """A row of the page."""

    item: str
    tests: tuple[str, ...]
    note: str

    @property
    def is_later(self) -> bool:
        return self.note.startswith(LATER)

    @property
    def reason(self) -> str:
        return self.note.removeprefix(LATER).strip()


def promises() -> list[Promise]:
    return [
        Promise(item=item, tests=tuple(re.findall(r"`([^`]+)`", tests)), note=note)
        for item, _, tests, note in ITEM.findall(PAGE.read_text(encoding="utf-8"))
    ]


def names_of_tests(path: Path) -> Iterator[str]:
    """The names of the tests of a file; those of a class with its name."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield node.name
        elif isinstance(node, ast.ClassDef):
            yield from (
                f"{node.name}::{inner.name}"
                for inner in node.body
                if isinstance(inner, ast.FunctionDef) and inner.name.startswith("test_")
            )


def test_every_item_of_the_checklist_is_on_the_page_once(shared: Path) -> None:
    design = (shared / "design" / "trust.md").read_text(encoding="utf-8")
    wanted = re.findall(r"^\| ([ASCIKLGPB]-\d\d) \|", design, flags=re.MULTILINE)
    assert len(wanted) == ITEMS
    assert [promise.item for promise in promises()] == wanted


def test_as_many_items_as_the_design_says_are_for_the_first_release() -> None:
    assert len([promise for promise in promises() if not promise.is_later]) == FIRST_RELEASE


def test_every_test_that_is_named_exists() -> None:
    missing = []
    for promise in promises():
        for named in promise.tests:
            file, _, name = named.partition("::")
            if not (ROOT / file).is_file() or name not in set(names_of_tests(ROOT / file)):
                missing.append(f"{promise.item}: {named}")
    assert missing == []


def test_an_item_without_a_test_has_its_reason_or_is_still_open() -> None:
    listed = tomllib.loads(EXEMPTIONS.read_text(encoding="utf-8"))["security_items_open"]
    unkept = [promise.item for promise in promises() if not promise.tests and not promise.reason]
    assert sorted(unkept) == sorted(listed)
