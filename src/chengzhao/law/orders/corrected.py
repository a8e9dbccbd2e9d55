"""Rows of orders and bans as an office puts them right by a file, of the shape of the rows themselves.

docs/how-to/correct-an-order.md tells an office how to write one. Only what no office has settled can be put right.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files

COLUMNS = (
    "document",
    "article",
    "item",
    "actor",
    "behaviour",
    "penalty",
    "decided_by",
    "source",
    "confidence",
)


class CorrectionFileErrors(ValueError):
    """A file that is no file of corrections: every error as `file:row: column: value: what was expected`."""

    def __init__(self, errors: tuple[str, ...]) -> None:
        self.errors = errors
        super().__init__("\n".join(errors))


class CorrectionsRefused(ValueError):
    """Corrections of what is certain, or that say less than what they correct; each with its row's label."""

    def __init__(self, refusals: tuple[str, ...]) -> None:
        self.refusals = refusals
        super().__init__("\n".join(refusals))


@dataclass(frozen=True, kw_only=True, slots=True)
class Correction:
    """One row of a file. Of an order `article` and `item` name the row; empty words keep what stood there.

    Of a list of bans `article` is the number in the original and `item` the place in the list that is put
    right, empty for a rule that the list lacks.
    """

    document: str
    article: str
    item: str
    actor: str
    behaviour: str
    penalty: str
    decided_by: str
    source: str
    confidence: Decimal


def read_corrections(content: str, name: str) -> tuple[Correction, ...]:
    """The corrections that a file's text holds; `name` is the file's for its errors.

    Raises CorrectionFileErrors with all of them. What is corrected is not yet looked at.
    """
    reader = csv.DictReader(row for row in content.splitlines() if row.strip() and not row.startswith("#"))
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise CorrectionFileErrors((f"{name}:1: 表头: {'、'.join(COLUMNS)}",))
    rows = list(enumerate(reader, start=1))
    errors = [error for number, row in rows for error in _errors(f"{name}:{number}", row)]
    keys = [(row["document"], row["article"], row["item"]) for _, row in rows]
    errors += [
        f"{name}:{number}: 同一条改了两次: {row['document']} {row['article']} {row['item']}"
        for number, row in rows
        if keys.index((row["document"], row["article"], row["item"])) != number - 1
    ]
    if errors:
        raise CorrectionFileErrors(tuple(errors))
    return tuple(
        Correction(**{**row, "confidence": Decimal(row["confidence"] or 1)})  # type: ignore[arg-type]
        for _, row in rows
    )


@cache
def corrections_of(document: str) -> tuple[Correction, ...]:
    """The corrections of an order or list in the files that are in force, in the order of the files' names."""
    folder = files("chengzhao.law.orders") / "corrections"
    items = folder.iterdir() if folder.is_dir() else ()
    names = sorted(item.name for item in items if item.name.endswith(".csv"))
    return tuple(
        each
        for name in names
        for each in read_corrections((folder / name).read_text(encoding="utf-8-sig"), name)
        if each.document == document
    )


def _errors(place: str, row: dict[str, str]) -> Iterator[str]:
    if None in row or None in row.values():
        yield f"{place}: 列数: 应为{len(COLUMNS)}列"
        return
    if not row["document"].strip():
        yield f"{place}: document: （空）: 规章或纪律的名称"
    if not row["source"].strip():
        yield f"{place}: source: （空）: 依据的原文出处"
    try:
        confidence = Decimal(row["confidence"] or 1)
    except InvalidOperation:
        confidence = Decimal(-1)
    if not confidence.is_finite() or not 0 < confidence <= 1:
        yield f"{place}: confidence: {row['confidence']}: 大于0、不大于1的数，如0.95；空着是1"
