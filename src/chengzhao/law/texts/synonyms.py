"""What people say for a word of the notice: a search for one finds the other."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from chengzhao.law.numerals import numeral

_MOST = 99
_NUMERALS = {numeral(number): str(number) for number in range(1, _MOST + 1)}


@cache
def groups() -> tuple[tuple[str, ...], ...]:
    """The words that mean the same, together."""
    text = (files("chengzhao.law.texts") / "2024" / "synonyms.toml").read_text(encoding="utf-8")
    return tuple(tuple(words) for words in tomllib.loads(text)["groups"])


def alternatives(word: str) -> tuple[str, ...]:
    """The word and what stands for it in the texts: synonyms, numerals the other way, 令第33号 for 第33号令."""
    found = [word, re.sub(r"第?(\d+|[一二三四五六七八九十]+)号令", r"令第\1号", word)]
    found += [re.sub("[一二三四五六七八九十]+", _arabic, each) for each in found]
    found += [
        re.sub(r"(?<![.\d])\d{1,2}(?![.\d])", lambda number: _chinese(number[0]), each) for each in found
    ]
    found += [
        each.replace(said, other)
        for each in tuple(found)
        for group in groups()
        for said in group
        if said in each
        for other in group
    ]
    return tuple(dict.fromkeys(found))


def _arabic(found: re.Match[str]) -> str:
    return _NUMERALS.get(found[0], found[0])


def _chinese(number: str) -> str:
    return numeral(int(number)) if 1 <= int(number) <= _MOST else number
