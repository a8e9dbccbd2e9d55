"""Public keys that sign seals, in a file outside the database: whoever can change every row cannot change these."""

import os
from collections.abc import Iterable
from pathlib import Path

from chengzhao.ledger.signatures import SealKey, read_key


def read_keys(file: Path) -> list[SealKey]:
    """The keys of a file. Raises ValueError for a line that is none."""
    if not file.exists():
        return []
    return [read_key(line) for line in file.read_text(encoding="ascii").splitlines() if line]


def append_key(file: Path, key: SealKey, known: Iterable[SealKey]) -> None:
    """Add a key to the end of a file that does not know it yet, and see it on the disk."""
    if key.id in {one.id for one in known}:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="ascii") as out:
        out.write(f"{key}\n")
        out.flush()
        os.fsync(out.fileno())
