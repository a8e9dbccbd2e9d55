"""The audit trail as bytes, the seals over it, and the check of both: one file, the standard library alone.

    python3 trail.py FOLDER [--head NUMBER:DIGEST]...

checks a folder that `chengzhao audit export` wrote; an outside auditor takes this file from where he trusts it, and
the heads from paper. Exit status: 0 every sealed row stands as it was sealed, 1 one does not (the first is named),
2 the folder cannot be read.

A row is a line: its fields parted by tabs, as PostgreSQL's COPY writes them. Rows come in the order of their
transactions, then of their ids. A seal covers the rows of whole transactions by the root of a Merkle tree over their
lines, and holds the digest of the seal before. Its list of leaves lets the check say which row is wrong.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from hashlib import algorithms_available, new, sha256
from itertools import zip_longest
from pathlib import Path
from typing import Protocol

VERSION = 1
HAS_SM3 = "sm3" in algorithms_available
BEGINNING = -(2**63)
"""Where the span of the first seal begins: before every transaction."""

ENTRY = 40
"""Bytes of a row in the list of a seal: its id (8, signed) and the SHA-256 of its leaf (32)."""


class Tree:
    """The root of a Merkle tree (RFC 6962, SHA-256) over lines that come one after another; it grows by logarithm."""

    def __init__(self) -> None:
        self._peaks: list[tuple[int, bytes]] = []

    def add(self, line: bytes) -> bytes:
        """Take the next line and return its leaf."""
        leaf = found = sha256(b"\0" + line).digest()
        height = 0
        while self._peaks and self._peaks[-1][0] == height:
            found = sha256(b"\1" + self._peaks.pop()[1] + found).digest()
            height += 1
        self._peaks.append((height, found))
        return leaf

    def root(self) -> str:
        """The root over what was taken, in hexadecimal."""
        *left, (_, found) = self._peaks or [(0, sha256().digest())]
        for _, peak in reversed(left):
            found = sha256(b"\1" + peak + found).digest()
        return found.hex()


@dataclass(frozen=True, kw_only=True)
class Batch:
    """The rows of a span of transactions: their number, the first and last id, root, SM3 and list of leaves."""

    rows: int
    first_row: int
    last_row: int
    sha256: str
    sm3: str
    leaves: bytes


def batch_of(lines: Iterable[bytes]) -> Batch:
    """The batch of lines, with or without their ends, in their order."""
    tree, leaves = Tree(), bytearray()
    running = new("sm3") if HAS_SM3 else None
    for line in lines:
        line = line.rstrip(b"\n")
        leaves += int(line.partition(b"\t")[0]).to_bytes(8, "big", signed=True) + tree.add(line)
        if running:
            running.update(line + b"\n")
    return Batch(
        rows=len(leaves) // ENTRY,
        first_row=int.from_bytes(leaves[:8], "big", signed=True),
        last_row=int.from_bytes(leaves[-ENTRY:][:8], "big", signed=True),
        sha256=tree.root(),
        sm3=running.hexdigest() if running else "",
        leaves=bytes(leaves),
    )


@dataclass(frozen=True, kw_only=True)
class Seal:
    """The seal over the rows whose transactions lie from `begins` to before `ends`.

    `sha256` is the root, `sm3` over all lines ('' where there was none), `previous` the digest of the seal before.
    """

    number: int
    begins: int
    ends: int
    rows: int
    first_row: int
    last_row: int
    sha256: str
    sm3: str
    previous: str
    at: str
    version: int = VERSION

    def digest(self) -> str:
        """SHA-256 of its canonical JSON: what the next seal, a signature and a printed head hold."""
        return sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class KeptSeal:
    """A seal as it is kept: beside it its digest, its list of leaves and its signature (`signatures.py`)."""

    seal: Seal
    digest: str
    leaves: bytes
    signature: str = ""


@dataclass(frozen=True, kw_only=True)
class Fault:
    """The first thing that is wrong: its kind, its seal, the row (None where it is the seal itself), a sentence."""

    seal: int
    said: str
    kind: str = "SEAL_CHANGED"
    row: int | None = None


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What a check found: how many rows are sound, the last sound seal, the first fault if there is one."""

    rows: int
    head: KeptSeal | None
    fault: Fault | None


class Trail(Protocol):
    """Where seals, by their numbers, and the lines of their rows are read from; all may be read again."""

    def seals(self) -> Iterable[KeptSeal]: ...
    def lines(self, seal: Seal) -> Iterable[bytes]: ...
    def has_row(self, row: int) -> bool: ...


def check(trail: Trail, heads: Iterable[tuple[int, str]] = ()) -> Verdict:
    """Check seal by seal, up to the first fault; `heads` are digests of seals, by number, known from elsewhere."""
    known, head, rows = dict(heads), None, 0
    for kept in trail.seals():
        fault = fault_of_seal(kept, head, known) or fault_of_rows(trail, kept)
        if fault:
            return Verdict(rows=rows, head=head, fault=fault)
        head, rows = kept, rows + kept.seal.rows
    number = head.seal.number if head else 0
    lost = min((one for one in known if one > number), default=None)
    said = f"it is known from elsewhere, but the trail ends with seal {number}"
    gone = Fault(kind="SEAL_MISSING", seal=lost, said=said) if lost else None
    return Verdict(rows=rows, head=head, fault=gone)


def fault_of_seal(kept: KeptSeal, before: KeptSeal | None, known: dict[int, str]) -> Fault | None:
    """What is wrong with a seal itself, beside the one before it and the head that is known for it."""
    seal = kept.seal
    last, digest = (before.seal, before.digest) if before else (None, "")
    number, ends = (last.number, last.ends) if last else (0, BEGINNING)
    if seal.number > number + 1:
        return Fault(kind="SEAL_MISSING", seal=number + 1, said=f"after seal {number} comes {seal.number}")
    checks = (
        (seal.number == number + 1, f"it stands after seal {number}"),
        (seal.version == VERSION, f"its version {seal.version} is not known here"),
        (seal.digest() == kept.digest, "its fields do not give its digest"),
        (kept.digest == known.get(seal.number, kept.digest), "its digest is not the one on paper"),
        (seal.previous == digest, f"it does not follow from seal {number}"),
        (seal.begins == ends, f"its span does not begin where that of seal {number} ended"),
    )
    wrong = [text for holds, text in checks if not holds]
    return Fault(seal=seal.number, said=wrong[0]) if wrong else None


def fault_of_rows(trail: Trail, kept: KeptSeal) -> Fault | None:
    """The first row of a seal that does not stand as it was sealed."""
    seal, found = kept.seal, batch_of(trail.lines(kept.seal))
    is_list = found.leaves == kept.leaves
    same_sm3 = found.sm3 == seal.sm3 or not (found.sm3 and seal.sm3)
    told = (seal.rows, seal.first_row, seal.last_row, seal.sha256)
    is_sealed = same_sm3 and (found.rows, found.first_row, found.last_row, found.sha256) == told
    if is_sealed and is_list:
        return None
    if is_list or is_sealed:
        kind, which = ("SEAL_CHANGED", "root") if is_list else ("LIST_CHANGED", "list of leaves")
        said = f"its {which} does not fit its rows, which agree with the rest of the seal"
        return Fault(kind=kind, seal=seal.number, said=said)
    kind, row, said = _named(trail, kept, _entries(found.leaves))
    return Fault(kind=kind, seal=seal.number, row=row, said=said)


def _entries(leaves: bytes) -> list[tuple[int, bytes]]:
    cut = (leaves[at : at + ENTRY] for at in range(0, len(leaves), ENTRY))
    return [(int.from_bytes(entry[:8], "big", signed=True), entry[8:]) for entry in cut]


def _named(trail: Trail, kept: KeptSeal, standing: list[tuple[int, bytes]]) -> tuple[str, int, str]:
    """Kind, row and sentence of the first place where the rows and the list of a seal part."""
    listed = _entries(kept.leaves)
    sealed, found = next(pair for pair in zip_longest(listed, standing) if pair[0] != pair[1])
    were, are = dict(listed), dict(standing)
    if found and found[0] not in were:
        homes = (one.seal.number for one in trail.seals() if found[0] in dict(_entries(one.leaves)))
        if home := next(homes, None):
            return "REORDERED", found[0], f"it was sealed in seal {home} and was moved here"
        return "INSERTED", found[0], "it was not there when its transaction was sealed"
    if sealed and sealed[0] not in are:
        if trail.has_row(sealed[0]):
            return "REORDERED", sealed[0], "it was moved to another transaction"
        return "MISSING", sealed[0], "it was sealed and is gone"
    row = sealed[0] if sealed else 0
    if found and found[0] != row:
        return "REORDERED", row, f"row {found[0]} stands in its place"
    if twin := _sealed_as(trail, kept.seal, row, were):
        return "REORDERED", row, f"it holds what was sealed as row {twin}"
    return "CHANGED", row, "it is not as it was sealed"


def _sealed_as(trail: Trail, seal: Seal, row: int, were: dict[int, bytes]) -> int | None:
    """The other row of the seal whose content a row holds now."""
    cut = (line.rstrip(b"\n").split(b"\t", 2) for line in trail.lines(seal))
    cells = {int(parts[0]): parts for parts in cut}
    pairs = ((other, place) for other in were if other in cells for place in (other, row) if other != row)
    taken = ((other, b"\t".join((b"%d" % other, cells[place][1], cells[row][2]))) for other, place in pairs)
    return next((other for other, line in taken if Tree().add(line) == were[other]), None)


class Folder:
    """An exported trail: `rows.tsv` and `seals.jsonl`."""

    def __init__(self, folder: Path) -> None:
        self._rows = folder / "rows.tsv"
        self._seals = folder / "seals.jsonl"
        self._starts = {1: 0}

    def seals(self) -> Iterator[KeptSeal]:
        number, ends = 0, BEGINNING
        with self._seals.open(encoding="utf-8") as file:
            for held in map(json.loads, file):
                seal, leaves = Seal(**held["seal"]), bytes.fromhex(held["leaves"])
                number, ends = seal.number, seal.ends
                yield KeptSeal(seal=seal, digest=held["digest"], leaves=leaves)
        if number + 1 in self._starts and any(place < ends for place, _ in self._rows_from(number + 1)):
            raise ValueError("a row of a sealed transaction stands behind those that are not sealed yet")

    def lines(self, seal: Seal) -> Iterator[bytes]:
        """The lines from where the seal before ended up to the first whose transaction is beyond this seal."""
        place = self._starts[seal.number]
        for position, line in self._rows_from(seal.number):
            if position >= seal.ends:
                break
            place += len(line)
            yield line
        self._starts[seal.number + 1] = place

    def _rows_from(self, number: int) -> Iterator[tuple[int, bytes]]:
        with self._rows.open("rb") as file:
            file.seek(self._starts[number])
            yield from ((int(line.split(b"\t", 2)[1]), line) for line in file)

    def has_row(self, row: int) -> bool:
        with self._rows.open("rb") as file:
            return any(line.startswith(b"%d\t" % row) for line in file)


def main(arguments: list[str] | None = None) -> int:
    """Check an exported folder and say what was found."""
    parser = argparse.ArgumentParser(prog="trail.py", description="Check an exported audit trail.")
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--head", action="append", default=[], metavar="NUMBER:DIGEST")
    given = parser.parse_args(arguments)
    try:
        heads = [(int(number), digest) for number, _, digest in (text.partition(":") for text in given.head)]
        found = check(Folder(given.folder), heads)
    except (OSError, ValueError, LookupError, TypeError) as error:
        print(f"The folder cannot be read: {error!r}", file=sys.stderr)
        return 2
    print(verdict_text(found))
    return 1 if found.fault else 0


def verdict_text(found: Verdict) -> str:
    """A verdict in words."""
    head = f"{found.head.seal.number}:{found.head.digest}" if found.head else "none"
    if fault := found.fault:
        row = "" if fault.row is None else f" row {fault.row}:"
        return f"BROKEN {fault.kind} seal {fault.seal}:{row} {fault.said}. Last sound head: {head}"
    return f"INTACT {found.rows} rows, head: {head}"


if __name__ == "__main__":
    sys.exit(main())
