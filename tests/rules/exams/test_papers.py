"""Papers by level, category and major: the whole catalogue, languages, what counts."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengzhao.law.provinces import SubjectOverride, supplement
from chengzhao.law.reference import majors
from chengzhao.law.words import ExamCategory, ForeignLanguage, Paper, PaperSlot, ProgrammeLevel
from chengzhao.law.years import year_law
from chengzhao.rules.exams import (
    counted_slots,
    exam_category,
    language_findings,
    papers_of,
    specialised_paper,
)
from chengzhao.rules.merit import counted_papers

LAW = year_law(2024)
SHANXI, JIANGSU = supplement("14", 2024), supplement("32", 2025)
GAOQIBEN, ZHUANSHENGBEN, GAOQIZHUAN = ProgrammeLevel
ENGLISH, JAPANESE, RUSSIAN = ForeignLanguage


@pytest.mark.parametrize("province", [SHANXI, JIANGSU], ids=["shanxi", "jiangsu"])
def test_every_undergraduate_major_has_a_category_that_sits_its_paper(province) -> None:
    wrong = []
    for major in majors(is_undergraduate=True):
        category = exam_category(ZHUANSHENGBEN, major.code, province)
        in_use = province.category_in_use(ZHUANSHENGBEN, category)
        if in_use is None or specialised_paper(major.code) not in in_use.papers:
            wrong.append(major.code)
    assert wrong == []


@pytest.mark.parametrize("province", [SHANXI, JIANGSU], ids=["shanxi", "jiangsu"])
@pytest.mark.parametrize("is_science", [True, False])
def test_every_vocational_major_has_a_category_in_use(province, is_science: bool) -> None:
    used = {item.category for item in province.categories.value[GAOQIZHUAN]}
    categories = {
        exam_category(GAOQIZHUAN, major.code, province, is_science=is_science)
        for major in majors(is_undergraduate=False)
    }
    assert categories <= used


@given(
    level=st.sampled_from([GAOQIBEN, GAOQIZHUAN]),
    category=st.sampled_from(list(ExamCategory)[:8]),
    minority=st.booleans(),
)
def test_papers_fill_the_slots_of_the_level(
    level: ProgrammeLevel, category: ExamCategory, minority: bool
) -> None:
    papers = papers_of(level, category, law=LAW, is_taught_in_minority_language=minority)
    assert tuple(each.slot for each in papers) == LAW.paper_slots.value[level]
    assert all(each.paper in LAW.slot_papers.value[each.slot] for each in papers)


@pytest.mark.parametrize(
    ("level", "category", "slots"),
    [
        (GAOQIBEN, ExamCategory.HUMANITIES, "chinese maths foreign combined"),
        (GAOQIBEN, ExamCategory.ARTS_HUMANITIES, "chinese foreign combined"),
        (GAOQIZHUAN, ExamCategory.ARTS_SCIENCE, "chinese foreign"),
        (GAOQIZHUAN, ExamCategory.SPORTS_SCIENCE, "chinese maths foreign"),
        (ZHUANSHENGBEN, ExamCategory.ARTS, "politics foreign specialised"),
    ],
)
def test_maths_does_not_count_in_arts_of_gaoqi(
    level: ProgrammeLevel, category: ExamCategory, slots: str
) -> None:
    assert counted_slots(level, category, LAW) == tuple(PaperSlot(slot) for slot in slots.split())


@pytest.mark.parametrize(
    ("level", "language", "asked_for", "clauses"),
    [
        (GAOQIBEN, JAPANESE, (), []),
        (GAOQIBEN, JAPANESE, (ENGLISH,), ["A1.4.1"]),
        (GAOQIBEN, RUSSIAN, (ENGLISH, RUSSIAN), []),
        (ZHUANSHENGBEN, ENGLISH, (), []),
        (ZHUANSHENGBEN, JAPANESE, (), ["A1.4.2"]),
    ],
)
def test_foreign_language(
    level: ProgrammeLevel,
    language: ForeignLanguage,
    asked_for: tuple[ForeignLanguage, ...],
    clauses: list[str],
) -> None:
    found = language_findings(level, language, asked_for, LAW, SHANXI)
    assert [item.clause for item in found] == clauses


@pytest.mark.parametrize("province", [SHANXI, JIANGSU], ids=["shanxi", "jiangsu"])
def test_what_counts_is_what_the_filing_adds_up(province) -> None:
    for level, categories in province.categories.value.items():
        for item in categories:
            slots = counted_slots(level, item.category, LAW)
            assert slots == counted_papers(level, item.category)


def test_province_settles_a_doubtful_row_only_for_itself() -> None:
    override = SubjectOverride(paper=Paper.ADVANCED_MATHS_1, category=ExamCategory.ENGINEERING)
    shanxi = supplement("14", 2024)
    own = replace(shanxi, subject_overrides=replace(shanxi.subject_overrides, value={"082503": override}))
    assert specialised_paper("082503") is Paper.ADVANCED_MATHS_2
    assert specialised_paper("082503", own) is Paper.ADVANCED_MATHS_1
    assert specialised_paper("030101", own) is Paper.CIVIL_LAW
    level = ProgrammeLevel.ZHUANSHENGBEN
    assert exam_category(level, "082503", shanxi) is ExamCategory.ECONOMICS_MANAGEMENT
    assert exam_category(level, "082503", own) is ExamCategory.ENGINEERING
