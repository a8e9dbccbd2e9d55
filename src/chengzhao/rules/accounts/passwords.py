"""What a password must be: long enough, in no list, and more than words about its owner.

Candidates need 8 characters, staff 12; composition and yearly change are asked for only where an office
switches the rules of 等保 on, and then of staff only (design of trust, section 1).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

CANDIDATE_MINIMUM = 8
STAFF_MINIMUM = 12
MAXIMUM = 256
"""So that nobody can keep the hash busy with a book; far above the 64 that must be allowed."""
SHORTEST_WORD = 3
_KINDS = (r"[a-z]", r"[A-Z]", r"[0-9]", r"[^A-Za-z0-9]")
_DATE = re.compile(r"(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])")
_ROWS = (
    "01234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class PasswordGround:
    """What a password is held against: words about its owner and their office, and what is asked for."""

    minimum: int
    words: tuple[str, ...] = ()
    numbers_of_owner: Callable[[str], bool] = lambda text: False
    is_common: Callable[[str], bool] = lambda text: False
    needs_kinds: bool = False


def local_words(*, names: Iterable[str], years: Iterable[int], pinyin: Iterable[str]) -> tuple[str, ...]:
    """The words that guessers of this place try first: names, years, names in pinyin, together and apart."""
    found = {word.casefold() for word in (*names, *map(str, years))}
    for spelled in pinyin:
        parts = spelled.casefold().split()
        found |= {"".join(parts), "".join(parts[1:]), "".join(part[:1] for part in parts), *parts}
    return tuple(
        sorted((word for word in found if len(word) >= SHORTEST_WORD), key=lambda word: (-len(word), word))
    )


def password_faults(password: str, ground: PasswordGround) -> tuple[str, ...]:
    """What is wrong with a password and how to mend it; empty where nothing is."""
    return tuple(_faults(password, ground))


def _faults(password: str, ground: PasswordGround) -> Iterator[str]:
    if len(password) < ground.minimum:
        yield f"密码至少{ground.minimum}个字符，现为{len(password)}个"
        return
    if len(password) > MAXIMUM:
        yield f"密码最多{MAXIMUM}个字符"
        return
    if ground.is_common(password) or _is_simple(password):
        yield "这个密码太常见，容易被猜到，换一个不常见的"
    elif ground.numbers_of_owner(password):
        yield "密码不能含本人的证件号码或手机号"
    elif len(_without(password, ground.words)) < ground.minimum // 2:
        yield "去掉姓名、单位名称和年份后剩下的字符太少，换一个与这些无关的"
    if ground.needs_kinds and sum(bool(re.search(kind, password)) for kind in _KINDS) < 3:
        yield "密码应含大写字母、小写字母、数字、符号中的至少三种"


def _is_simple(password: str) -> bool:
    """The same over and over, a row of the keyboard, or a date."""
    text = password.casefold()
    rows = [*_ROWS, *(row[::-1] for row in _ROWS)]
    repeated = re.fullmatch(r"(.+?)\1+", text)
    return bool(repeated) or any(text in row * 2 for row in rows) or bool(_DATE.fullmatch(text))


def _without(password: str, words: Iterable[str]) -> str:
    """What is left of a password without the words in it, the longest first."""
    text = password.casefold()
    for word in words:
        text = text.replace(word, "")
    return text
