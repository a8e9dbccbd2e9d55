"""专升本: which specialised subject a major asks for, exceptions first (A1.4.2, A3.2 note 2)."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from chengzhao.law.reference.tables import rows
from chengzhao.law.words import ExamCategory, Paper


@dataclass(frozen=True, kw_only=True, slots=True)
class SubjectRule:
    """A class or category of majors, the specialised paper it asks for, the category it leads into.

    `paper` and `category` are None where the table of 2017 says nothing (交叉学科).
    """

    order: int
    name: str
    prefix: str
    excepted: tuple[str, ...]
    paper: Paper | None
    category: ExamCategory | None
    confidence: Decimal
    note: str


@cache
def subject_rules() -> tuple[SubjectRule, ...]:
    """The rules in the order in which they are tried: exceptions by class, then whole categories."""
    found = (
        SubjectRule(
            order=int(row["order"]),
            name=row["name"],
            prefix=row["prefix"],
            excepted=tuple(row["excepted"].split()),
            paper=Paper(row["paper"]) if row["paper"] else None,
            category=ExamCategory(row["category"]) if row["category"] else None,
            confidence=Decimal(row["confidence"]),
            note=row["note"],
        )
        for row in rows("subject_map.csv")
    )
    return tuple(sorted(found, key=lambda rule: rule.order))


@cache
def subject_rule(major_code: str) -> SubjectRule | None:
    """The first rule that a major falls under, or None."""
    return next(
        (
            rule
            for rule in subject_rules()
            if major_code.startswith(rule.prefix) and not major_code.startswith(rule.excepted)
        ),
        None,
    )
