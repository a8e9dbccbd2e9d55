"""Every clause in plain words: what it asks for, and what the system does about it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from chengzhao.law import texts


@dataclass(frozen=True, kw_only=True, slots=True)
class PlainClause:
    """A clause for a reader without the trade: its short title, what it says, what the system does."""

    id: str
    title: str
    says: str
    does: str


@cache
def plain_clauses() -> Mapping[str, PlainClause]:
    """Every clause of the notice in plain words, by its id, in the order of the notice."""
    folder = files("chengzhao.law.texts") / "2024" / "plain"
    rows = [
        row
        for file in folder.iterdir()
        if file.name.endswith(".toml")
        for row in tomllib.loads(file.read_text(encoding="utf-8"))["clause"]
    ]
    found = {row["id"]: PlainClause(**row) for row in rows}
    return MappingProxyType({clause: found[clause] for clause in texts.clauses() if clause in found})


def plain_clause(clause_id: str) -> PlainClause:
    """One clause in plain words. Raises UnknownClause."""
    texts.clause(clause_id)
    return plain_clauses()[clause_id]
