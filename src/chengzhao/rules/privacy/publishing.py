"""What must not stand in anything that is made public: numbers of persons (the leaks of 2017 to 2019, 附件1·六)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chengzhao.rules.privacy.patterns import Pattern, sightings


@dataclass(frozen=True, kw_only=True, slots=True)
class Leak:
    """A personal number in what is to be published: what it is, where it stands, how it may be shown."""

    where: str
    pattern: Pattern
    shown: str

    @property
    def sentence(self) -> str:
        """证明材料一栏：身份证号14*************123。"""
        return f"{self.where}：{self.pattern.label}{self.shown}"


def leaks_in(
    pieces: Iterable[tuple[str, str]], *, allowed: Mapping[str, frozenset[Pattern]] | None = None
) -> tuple[Leak, ...]:
    """The personal numbers in pieces of text, each piece with its place.

    `allowed` names what may stand at a place by right: where to report is a telephone that the law orders.
    """
    rights = allowed or {}
    return tuple(
        Leak(where=where, pattern=found.pattern, shown=found.shown)
        for where, text in pieces
        for found in sightings(text)
        if found.pattern not in rights.get(where, frozenset())
    )
