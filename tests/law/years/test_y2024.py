"""The law of 2024: whole, in agreement with itself, and each number as the notice prints it."""

from dataclasses import fields
from datetime import date, time
from fractions import Fraction

import pytest

from chengzhao.law.citation import Citation, Provision
from chengzhao.law.words import (
    ClaimKind,
    CollegeKind,
    Paper,
    PaperSlot,
    ProgrammeKind,
    ProgrammeLevel,
    Stage,
    StudyForm,
)
from chengzhao.law.years import MajorGroup, UnknownYear, YearLaw, year_law

GAOQIBEN, ZHUANSHENGBEN, GAOQIZHUAN = ProgrammeLevel


@pytest.fixture(scope="module")
def law() -> YearLaw:
    return year_law(2024)


def test_every_value_stands_beside_its_clause(law: YearLaw) -> None:
    bare = [
        field.name
        for field in fields(law)
        if not isinstance(getattr(law, field.name), Provision)
        and field.name not in ("year", "document", "preferences")
    ]
    assert bare == []
    assert all(isinstance(preference, Provision) for preference in law.preferences.values())


def test_year_that_is_not_at_hand_is_refused() -> None:
    with pytest.raises(UnknownYear, match="没有2023年的招生规定，现有：2024、2025。"):
        year_law(2023)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("plan_share_of_applicants", "85%"),
        ("relaxation_ceiling", "降分幅度最大不得超过20分"),
        ("line_floor_ratio", "70％"),
        ("full_mark", "满分均为150分"),
        ("bonus_age", "年满25周岁"),
        ("notice_months", "保持公示半年"),
        ("exempt_deadline", "2024年9月底前"),
    ],
)
def test_clause_of_a_number_has_its_words(law: YearLaw, number: str, words: str) -> None:
    assert words in getattr(law, number).citation.text


@pytest.mark.parametrize(
    "list_name",
    ["charter_contents", "directory_contents", "notice_fields", "disclosure_items", "report_channels"],
)
def test_clause_of_a_list_has_every_item(law: YearLaw, list_name: str) -> None:
    listed = getattr(law, list_name)
    missing = [item for item in listed.value if item not in listed.citation.text]
    assert missing == []


@pytest.mark.parametrize("kind", CollegeKind)
def test_college_kinds_stand_in_the_notice(law: YearLaw, kind: CollegeKind) -> None:
    assert kind.label in law.college_kinds.citation.text


@pytest.mark.parametrize(("kind", "preference"), year_law(2024).preferences.items())
def test_points_of_a_preference_stand_in_its_clause(kind: ClaimKind, preference: Provision) -> None:
    text = preference.citation.text
    if preference.value.is_exemption:
        assert "免试" in text
    else:
        assert f"{preference.value.points}分" in text


def test_every_kind_of_claim_has_its_preference(law: YearLaw) -> None:
    assert list(law.preferences) == list(ClaimKind)


def test_no_bonus_is_above_the_ceiling(law: YearLaw) -> None:
    points = [preference.value.points for preference in law.preferences.values()]
    assert max(points) == law.bonus_ceiling.value == 50


def test_bonus_points_are_those_of_the_notice(law: YearLaw) -> None:
    assert {preference.value.points for preference in law.preferences.values()} == {0, 10, 20, 30, 50}


def test_minimum_years_cover_every_level_and_form(law: YearLaw) -> None:
    pairs = {(level, form) for level in law.levels.value for form in law.study_forms.value}
    assert set(law.minimum_years.value) == pairs
    assert law.minimum_years.value[ZHUANSHENGBEN, StudyForm.CORRESPONDENCE] == Fraction(5, 2)
    assert law.minimum_years.value[GAOQIBEN, StudyForm.FULL_TIME] == 4


def test_every_slot_of_a_level_has_one_session(law: YearLaw) -> None:
    for level in law.levels.value:
        slots = [session.slot for session in law.sessions.value if level in session.levels]
        assert sorted(slots) == sorted(law.paper_slots.value[level])


def test_sessions_are_those_of_the_timetable(law: YearLaw) -> None:
    printed = [(session.day, session.start, session.end, session.slot) for session in law.sessions.value]
    first, second = date(2024, 10, 19), date(2024, 10, 20)
    assert printed == [
        (first, time(9), time(11), PaperSlot.CHINESE),
        (first, time(14, 30), time(16, 30), PaperSlot.MATHS),
        (second, time(9), time(11), PaperSlot.FOREIGN),
        (second, time(14, 30), time(16, 30), PaperSlot.COMBINED),
        (first, time(9), time(11, 30), PaperSlot.POLITICS),
        (first, time(14, 30), time(17), PaperSlot.FOREIGN),
        (second, time(9), time(11, 30), PaperSlot.SPECIALISED),
    ]


def test_every_paper_has_one_slot(law: YearLaw) -> None:
    papers = [paper for slot in law.slot_papers.value.values() for paper in slot]
    assert sorted(papers) == sorted(Paper)


@pytest.mark.parametrize("paper", year_law(2024).slot_papers.value[PaperSlot.SPECIALISED])
def test_specialised_papers_stand_in_the_timetable(paper: Paper) -> None:
    assert paper.label in Citation("A3.2").text


def test_calendar_has_every_stage_in_order(law: YearLaw) -> None:
    assert [window.stage for window in law.calendar.value] == list(Stage)
    assert all(window.opens <= window.closes for window in law.calendar.value)


def test_exam_days_lie_in_the_exam_window(law: YearLaw) -> None:
    window = law.window(Stage.EXAM)
    assert all(window.opens <= session.day <= window.closes for session in law.sessions.value)


def test_floors_and_orders_leave_theory_out(law: YearLaw) -> None:
    assert law.line_floor_kinds.value == (ProgrammeKind.ARTS, ProgrammeKind.SPORTS)
    assert law.extra_test_ordered_kinds.value == (ProgrammeKind.ARTS, ProgrammeKind.SPORTS)


@pytest.mark.parametrize("group", year_law(2024).relaxable_majors.value, ids=lambda group: group.name)
def test_relaxable_groups_stand_in_the_notice(law: YearLaw, group: MajorGroup) -> None:
    assert group.name in law.relaxable_majors.citation.text


@pytest.mark.parametrize("group", year_law(2024).correspondence_forbidden.value, ids=lambda group: group.name)
def test_forbidden_majors_stand_in_the_notice(law: YearLaw, group: MajorGroup) -> None:
    assert group.name in law.correspondence_forbidden.citation.text
