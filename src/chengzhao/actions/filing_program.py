"""Which program filed a run: the digest of the sources that decide (law, rules, engine)."""

import json
from functools import cache
from hashlib import sha256
from pathlib import Path

import chengzhao

DECIDING = ("engine", "law", "rules")


@cache
def program_sheet() -> bytes:
    """program.json: the same on every machine that has the same sources."""
    return (json.dumps({"sources": sources_digest()}) + "\n").encode()


def sources_digest() -> str:
    """The SHA-256 over path and SHA-256 of every file that decides, in the order of the paths."""
    root = Path(chengzhao.__path__[0])
    whole = sha256()
    files = (file for folder in DECIDING for file in (root / folder).rglob("*") if file.is_file())
    for file in sorted(files, key=lambda one: one.relative_to(root).as_posix()):
        if file.suffix not in {".pyc", ".nbc", ".nbi"}:
            line = f"{file.relative_to(root).as_posix()} {sha256(file.read_bytes()).hexdigest()}\n"
            whole.update(line.encode())
    return whole.hexdigest()
