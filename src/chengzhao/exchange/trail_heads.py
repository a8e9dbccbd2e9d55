"""Heads of the audit trail outside the database: whoever can change every row there cannot change these."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chengzhao.records.queries.seals import Head


def read_heads(file: Path) -> list[tuple[int, str]]:
    """The heads of a file: number and digest of each. Raises ValueError for a line that is none."""
    if not file.exists():
        return []
    return [read_head(line.split()[0]) for line in file.read_text(encoding="ascii").splitlines() if line]


def read_head(text: str) -> tuple[int, str]:
    """A head as it is printed, `NUMBER:DIGEST`. Raises ValueError."""
    number, _, digest = text.partition(":")
    if not (number.isdecimal() and len(digest) == 64 and set(digest) <= set("0123456789abcdef")):
        raise ValueError(f"{text!r} is no head: expected NUMBER:DIGEST with 64 hex digits")
    return int(number), digest


def append_heads(file: Path, heads: Iterable[Head]) -> None:
    """Add heads to the end of a file, each with its moment, and see them on the disk."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="ascii") as out:
        for head in heads:
            out.write(f"{head.number}:{head.digest} {head.at.isoformat()}\n")
        out.flush()
        os.fsync(out.fileno())
