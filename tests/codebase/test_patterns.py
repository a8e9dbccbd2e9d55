"""Regular expressions read their text once: none of them can be made to try for ever (trust I-13).

Looked for without a clock: a repetition inside a repetition is refused unless something that stands in each
turn, and that the inner one cannot swallow, parts one turn from the next. Python's own compiled form is read.
"""

import ast
import re
from collections.abc import Iterator
from re import _constants as kinds  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from tests.codebase.tree import PACKAGE, python_files, shown

USERS = {
    "compile",
    "match",
    "fullmatch",
    "search",
    "sub",
    "subn",
    "split",
    "findall",
    "finditer",
    "RegexValidator",
}
REPEATS = {kinds.MAX_REPEAT, kinds.MIN_REPEAT}
ENDLESS = 64
"""A repetition of more turns than this counts as one without end."""

# Every sign that the patterns of this project tell apart, and a few of each alphabet.
ALPHABET = [chr(code) for code in range(128)] + list("\u00b7\u3000（），。张丰𠮷\uff0e\u3400")


def patterns() -> Iterator[tuple[str, str]]:
    """(place, pattern) of every constant text that is used as a pattern."""
    for path in python_files(PACKAGE):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Attribute(attr=name) | ast.Name(id=name),
                    args=[ast.Constant(value=str(text)), *_],
                ) if name in USERS and not (name in ("split",) and len(text) <= 1):
                    yield f"{shown(path)}:{node.lineno}", text


def can_try_for_ever(pattern: str) -> bool:
    """Whether some text makes the pattern try more ways than the text is long, squared."""
    return any(_is_ambiguous(body) for body in _endless(parser.parse(pattern)))


def _endless(found: Any) -> Iterator[Any]:
    """The body of every repetition without end, at any depth."""
    for kind, argument in found:
        if kind in REPEATS and argument[1] > ENDLESS:
            yield argument[2]
        for inner in _inner(kind, argument):
            yield from _endless(inner)


def _inner(kind: Any, argument: Any) -> list[Any]:
    """The patterns inside an element of a pattern."""
    if kind in REPEATS or kind is getattr(kinds, "POSSESSIVE_REPEAT", None):
        return [argument[2]]
    if kind is kinds.BRANCH:
        return list(argument[1])
    if kind is kinds.SUBPATTERN:
        return [argument[-1]]
    if kind in (kinds.ASSERT, kinds.ASSERT_NOT):
        return [argument[1]]
    return []


def _is_ambiguous(body: Any) -> bool:
    """Whether one turn of a repetition can be mistaken for two, or for another choice of the same turn."""
    turn = list(body)
    while len(turn) == 1 and turn[0][0] is kinds.SUBPATTERN:
        turn = list(turn[0][1][-1])
    inner = list(_endless(turn))
    swallowed = set().union(*(_signs(one) for one in inner)) if inner else set()
    if inner and not any(
        kind not in REPEATS and not (_signs([(kind, argument)]) & swallowed) for kind, argument in turn
    ):
        return True
    return any(_overlap(argument[1], turn) for kind, argument in turn if kind is kinds.BRANCH)


def _overlap(branches: Any, turn: list[Any]) -> bool:
    """Whether two choices can begin with the same sign; an empty one begins as the next turn does."""
    begins = [_signs(branch[:1]) if len(branch) else _signs(turn[:1]) for branch in branches]
    return any(first & second for place, first in enumerate(begins) for second in begins[place + 1 :])


def _signs(found: Any) -> set[str]:
    """Every sign of the alphabet that some element can match."""
    signs: set[str] = set()
    for kind, argument in found:
        if kind is kinds.LITERAL:
            signs.add(chr(argument))
        elif kind in (kinds.NOT_LITERAL, kinds.IN, kinds.ANY, kinds.CATEGORY):
            single = re.compile(_text(kind, argument), re.DOTALL)
            signs |= {sign for sign in ALPHABET if single.match(sign)}
        for inner in _inner(kind, argument):
            signs |= _signs(inner)
    return signs


def _text(kind: Any, argument: Any) -> str:
    """One element that matches one sign, written as a pattern again."""
    if kind is kinds.ANY:
        return "."
    if kind is kinds.NOT_LITERAL:
        return f"[^{re.escape(chr(argument))}]"
    if kind is kinds.CATEGORY:
        return _category(argument)
    parts = []
    for part, value in argument:
        if part is kinds.NEGATE:
            parts.append("^")
        elif part is kinds.LITERAL:
            parts.append(re.escape(chr(value)))
        elif part is kinds.RANGE:
            parts.append(f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}")
        else:
            parts.append(_category(value))
    return f"[{''.join(parts)}]"


def _category(value: Any) -> str:
    names = {"DIGIT": "d", "SPACE": "s", "WORD": "w"}
    name = str(value).removeprefix("CATEGORY_")
    return "\\" + (names[name[4:]].upper() if name.startswith("NOT_") else names[name])


def test_no_pattern_can_try_for_ever() -> None:
    found = list(patterns())
    assert len(found) > 20
    assert [f"{place}: {text}" for place, text in found if can_try_for_ever(text)] == []


FOR_EVER = (
    "(a+)+",
    "(a*)*b",
    "(a|a)+$",
    "(a|aa)*c",
    r"(\w+\s?)+$",
    "(.*,)*x",
    r"([a-z]+\d*)+$",
    "((a|b)*c?)*d",
)
ONCE = (
    "a+", "[0-9]{6}", r"[A-Z]+([ '\-][A-Z]+)*", "(ab|cd)+", r"(?:\+?86)?(1[3-9][0-9]{9})", "(a{1,3}){1,5}",
    "([^,]*,)+", "(a|ab)*c",
)  # fmt: skip


@pytest.mark.parametrize("pattern", FOR_EVER)
def test_a_pattern_that_tries_for_ever_is_found(pattern: str) -> None:
    assert can_try_for_ever(pattern)


@pytest.mark.parametrize("pattern", ONCE)
def test_a_pattern_that_reads_once_is_not(pattern: str) -> None:
    assert not can_try_for_ever(pattern)
