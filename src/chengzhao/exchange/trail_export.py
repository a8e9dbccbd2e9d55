"""The audit trail as a folder of files, with the programs that check it."""

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

from chengzhao.ledger import signatures, trail
from chengzhao.records.queries.seals import FIELDS, KeptTrail, lines_between

README = """\
The audit trail of 成招, exported.

rows.tsv     one act a line, in the order of transactions; fields parted by tabs:
             {fields}
             Times are microseconds since 1970, UTC. \\N stands for nothing; \\t, \\n, \\r, \\b, \\f, \\v and \\\\
             for the character.
seals.jsonl  one seal a line: what it covers, its digest, its list of rows (8 bytes of id, 32 of leaf, each),
             its signature (4 bytes of the id of the keys, then 64)
trail.py     checks them: python3 trail.py . --head NUMBER:DIGEST
signatures.py checks who signed the seals: python3 signatures.py . --key FIRST:SUITE:ID:PUBLIC

Take both programs from a source that you trust, and heads and keys from paper:
whoever can change the files can change the programs, too.
"""


class TrailFolderRefused(ValueError):
    """A folder that nothing is exported into; the message is a sentence that says why."""


def export_trail(folder: Path) -> int:
    """Write the whole trail into an empty folder and return how many rows. Raises TrailFolderRefused."""
    if folder.exists() and any(folder.iterdir()):
        raise TrailFolderRefused(f"{folder} is not empty: name another folder.")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _private(folder / "seals.jsonl") as file:
        for kept in KeptTrail().seals():
            held = {"seal": asdict(kept.seal), "digest": kept.digest, "signature": kept.signature}
            held["leaves"] = kept.leaves.hex()
            file.write(json.dumps(held).encode() + b"\n")
    rows = 0
    with _private(folder / "rows.tsv") as file:
        for line in lines_between():
            file.write(line)
            rows += 1
    (folder / "README.txt").write_text(README.format(fields=", ".join(FIELDS)), encoding="utf-8")
    for program in (trail, signatures):
        source = Path(str(program.__file__))
        (folder / source.name).write_bytes(source.read_bytes())
    return rows


def _private(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb")
