"""The law of 2025: the forms of N4.4, dates that say they are assumed, all else as in 2024."""

from dataclasses import fields
from datetime import date
from fractions import Fraction

from chengzhao.law.words import ProgrammeLevel, Stage, StudyForm
from chengzhao.law.years import year_law

CHANGED = {
    "year",
    "document",
    "study_forms",
    "form_successors",
    "minimum_years",
    "teaching_site_forms",
    "correspondence_forms",
    "exempt_deadline",
    "sessions",
    "calendar",
}


def test_only_the_named_values_change() -> None:
    before, after = year_law(2024), year_law(2025)
    changed = {f.name for f in fields(after) if getattr(before, f.name) != getattr(after, f.name)}
    assert changed == CHANGED


def test_forms_are_full_time_and_non_full_time() -> None:
    forms = year_law(2025).study_forms
    assert forms.value == (StudyForm.FULL_TIME, StudyForm.NON_FULL_TIME)
    assert forms.citation.clause == "N4.4"
    assert "统一为“非脱产”" in forms.citation.text


def test_non_full_time_keeps_the_longer_years() -> None:
    years = year_law(2025).minimum_years.value
    assert years[ProgrammeLevel.GAOQIBEN, StudyForm.NON_FULL_TIME] == 5
    assert years[ProgrammeLevel.ZHUANSHENGBEN, StudyForm.NON_FULL_TIME] == Fraction(5, 2)
    assert (ProgrammeLevel.ZHUANSHENGBEN, StudyForm.CORRESPONDENCE) not in years


def test_dates_are_said_to_be_assumed() -> None:
    law = year_law(2025)
    for dated in (law.exempt_deadline, law.sessions, law.calendar):
        assert dated.source == "按2024年推定"
        assert dated.confidence < 1


def test_dates_lie_in_2025() -> None:
    law = year_law(2025)
    days = [session.day for session in law.sessions.value]
    assert sorted(set(days)) == [date(2025, 10, 18), date(2025, 10, 19)]
    assert [day.isoweekday() for day in sorted(set(days))] == [6, 7]
    assert law.exempt_deadline.value == date(2025, 9, 30)
    assert law.window(Stage.ADMISSION).closes == date(2025, 12, 31)
