"""The gate before publication: files that go with a notice are read to the last corner for numbers of persons (P-06).

Hidden sheets, rows and columns, comments, headers, deleted text, properties and the text layer of a PDF are
text to whoever takes the file. Pictures cannot be read: they are named, and a person looks at them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from chengzhao.exchange.confined import Limits, Refused, run_confined
from chengzhao.rules.privacy.patterns import Pattern
from chengzhao.rules.privacy.publishing import Leak

__all__ = ["Refused", "ScanReport", "scan_file"]

MEGABYTE = 1_000_000
MOST_BYTES = 20 * MEGABYTE
LIMITS = Limits(memory=768, processor=60, clock=90)
TOO_MUCH = "这个文件太大或太复杂，系统不能检查，因此不能公布。请拆成几个文件，或另存为新的文件。"


@dataclass(frozen=True, kw_only=True, slots=True)
class ScanReport:
    """What a file gives away, and the parts that only a person can look at."""

    leaks: tuple[Leak, ...]
    unread: tuple[str, ...]

    @property
    def is_clean(self) -> bool:
        """Whether no personal number was found."""
        return not self.leaks


def scan_file(content: bytes, *, name: str) -> ScanReport:
    """Look through a file in a process of its own. Raises Refused for one that cannot be looked through."""
    if len(content) > MOST_BYTES:
        raise Refused(f"文件最大{MOST_BYTES // MEGABYTE}兆，现为{len(content) // MEGABYTE}兆。请压缩或拆分。")
    answer = run_confined("publication", content, limits=LIMITS, too_much=TOO_MUCH, name=name)
    return ScanReport(leaks=tuple(map(_leak, answer.facts["leaks"])), unread=tuple(answer.facts["unread"]))


def _leak(found: Mapping[str, str]) -> Leak:
    return Leak(where=found["where"], pattern=Pattern(found["pattern"]), shown=found["shown"])
