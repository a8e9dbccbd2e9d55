"""Trails in memory, for the checks of the ledger."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chengzhao.ledger.trail import BEGINNING, KeptSeal, Seal, batch_of

AT = "2024-09-05T02:00:00.000000+00:00"
Row = tuple[int, int, str]
"""Id, position, and what was done."""


def line_of(row: Row) -> bytes:
    """A row as a line."""
    return f"{row[0]}\t{row[1]}\t{row[2]}\n".encode()


@dataclass
class MemoryTrail:
    """Rows that stand now, and the seals that were made over those that stood once."""

    rows: list[Row]
    kept: list[KeptSeal]

    def seals(self) -> Iterator[KeptSeal]:
        yield from self.kept

    def lines(self, seal: Seal) -> Iterator[bytes]:
        standing = sorted(
            (row for row in self.rows if seal.begins <= row[1] < seal.ends), key=lambda row: row[1::-1]
        )
        yield from (line_of(row) for row in standing)

    def has_row(self, row: int) -> bool:
        return any(one[0] == row for one in self.rows)


def sealed(rows: Sequence[Row], ends: Sequence[int]) -> MemoryTrail:
    """A trail of rows with a seal up to each of the positions `ends`."""
    trail = MemoryTrail(rows=list(rows), kept=[])
    for number, (begins, end) in enumerate(zip((BEGINNING, *ends), ends, strict=False), start=1):
        span = Seal(
            number=number,
            begins=begins,
            ends=end,
            rows=0,
            first_row=0,
            last_row=0,
            sha256="",
            sm3="",
            previous="",
            at=AT,
        )
        trail.kept.append(kept_seal(span, trail, trail.kept[-1].digest if trail.kept else ""))
    return trail


def kept_seal(span: Seal, trail: MemoryTrail, previous: str) -> KeptSeal:
    """The seal over a span of a trail as it stands."""
    batch = batch_of(trail.lines(span))
    seal = Seal(
        number=span.number,
        begins=span.begins,
        ends=span.ends,
        rows=batch.rows,
        first_row=batch.first_row,
        last_row=batch.last_row,
        sha256=batch.sha256,
        sm3=batch.sm3,
        previous=previous,
        at=span.at,
    )
    return KeptSeal(seal=seal, digest=seal.digest(), leaves=batch.leaves)
