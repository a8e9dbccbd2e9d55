"""专升本: which specialised subject a major asks for, exceptions first (A1.4.2, A3.2 note 2)."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from chengzhao.law.citation import is_certain
from chengzhao.law.reference.tables import rows
from chengzhao.law.words import ExamCategory, Paper

_FIRST_LINE = 3
"""Above it stand the source and the names of the columns."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SubjectRule:
    """A class or category of majors, the specialised paper it asks for, the category it leads into.

    `paper` and `category` are None where the table of 2017 says nothing (交叉学科).
    `place` is the file and line of the row.
    """

    order: int
    name: str
    prefix: str
    excepted: tuple[str, ...]
    paper: Paper | None
    category: ExamCategory | None
    confidence: Decimal
    note: str
    place: str

    @property
    def is_certain(self) -> bool:
        """Whether the row may be shown without a warning; what is not, a province may settle for itself."""
        return self.paper is not None and is_certain(self.confidence)

    @property
    def answer(self) -> str:
        """The paper and the category: 大学语文（中医类）."""
        if self.paper is None or self.category is None:
            return "没有规定"
        return f"{self.paper.label}（{self.category.label}）"

    @property
    def codes(self) -> str:
        """By which codes a major is known to fall under the row."""
        excepted = f"，不含{'、'.join(self.excepted)}" if self.excepted else ""
        return f"专业代码以{self.prefix}开头{excepted}"


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
            place=f"law/reference/subject_map.csv:{line}",
        )
        for line, row in enumerate(rows("subject_map.csv"), start=_FIRST_LINE)
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
