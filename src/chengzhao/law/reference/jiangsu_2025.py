"""What 江苏 published of its 专升本 filing of 2025: the filing lines and the places left afterwards."""

from dataclasses import dataclass
from functools import cache

from chengzhao.law.reference.tables import rows
from chengzhao.law.words import ExamCategory


@dataclass(frozen=True, kw_only=True, slots=True)
class FilingLineSeen:
    """The filing line of a college in a category; None where nobody was filed.

    `national_code` is empty for a college that is not in the list of 2024.
    """

    provincial_code: str
    national_code: str
    college: str
    category_code: str
    category: ExamCategory
    filing_line: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Vacancy:
    """Places of a programme left after the main round."""

    provincial_code: str
    national_code: str
    college: str
    category_code: str
    category: ExamCategory
    major_code: str
    major: str
    places: int


@cache
def filing_lines() -> tuple[FilingLineSeen, ...]:
    """The filing lines of the main round of 2025, in the order published."""
    return tuple(
        FilingLineSeen(
            provincial_code=row["provincial_code"],
            national_code=row["national_code"],
            college=row["college"],
            category_code=row["category_code"],
            category=ExamCategory(row["category"]),
            filing_line=int(row["filing_line"]) if row["filing_line"] else None,
        )
        for row in rows("jiangsu_2025_filing_lines.csv")
    )


@cache
def vacancies() -> tuple[Vacancy, ...]:
    """The places left after the main round of 2025, in the order published."""
    return tuple(
        Vacancy(
            provincial_code=row["provincial_code"],
            national_code=row["national_code"],
            college=row["college"],
            category_code=row["category_code"],
            category=ExamCategory(row["category"]),
            major_code=row["major_code"],
            major=row["major"],
            places=int(row["places"]),
        )
        for row in rows("jiangsu_2025_collection_plan.csv")
    )
