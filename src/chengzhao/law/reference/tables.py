"""How a reference table is read: comment lines away, one dict a row."""

import csv
from importlib.resources import files


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table of this folder by its file name, as text, in the order of the file."""
    text = (files("chengzhao.law.reference") / name).read_text(encoding="utf-8")
    return list(csv.DictReader(row for row in text.splitlines() if not row.startswith("#")))
