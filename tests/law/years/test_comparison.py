"""What changed between two years, and how a value reads."""

from datetime import UTC, date, datetime, time
from fractions import Fraction

import pytest

from chengzhao.law.words import StudyForm
from chengzhao.law.years import AthletePlacing, year_law
from chengzhao.law.years.comparison import value_text, year_changes


def test_changes_of_2025_with_their_clauses() -> None:
    found = [
        (each.clause, each.name, each.is_certain) for each in year_changes(year_law(2024), year_law(2025))
    ]
    assert found == [
        ("N4.4", "study_forms", True),
        ("A1.1.3", "minimum_years", True),
        ("A1.2.9", "teaching_site_forms", False),
        ("N4.4", "correspondence_forms", False),
        ("N3.8", "exempt_deadline", False),
        ("A3.1", "sessions", False),
        ("A2.1", "calendar", False),
    ]


def test_forms_before_and_after() -> None:
    first = year_changes(year_law(2024), year_law(2025))[0]
    assert (first.before, first.after) == ("脱产、业余、函授", "脱产、非脱产")


def test_a_year_does_not_differ_from_itself() -> None:
    assert year_changes(year_law(2024), year_law(2024)) == ()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (StudyForm.CORRESPONDENCE, "函授"),
        (True, "是"),
        (False, "否"),
        (None, "无"),
        ((), "无"),
        ({}, "无"),
        (Fraction(7, 10), "7/10"),
        (date(2024, 10, 19), "2024-10-19"),
        (time(9), "09:00"),
        (datetime(2024, 9, 1, 8, tzinfo=UTC), "2024-09-01 08:00"),
        ((1, 2), "1、2"),
        ({"甲": 1, "乙": (2, 3)}, "甲：1；乙：2、3"),
        (AthletePlacing(competitions=("奥运会",), olympic_place=8, other_place=6), "奥运会 8 6"),
    ],
)
def test_value_text(value: object, text: str) -> None:
    assert value_text(value) == text
