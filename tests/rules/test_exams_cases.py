"""附件1·四: the officers' cases of papers, categories, marks, extra tests and rooms."""

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.rules.chapter_cases import Case, by_label, cases, check

from chengzhao.law.provinces import SubjectOverride
from chengzhao.law.words import ExamCategory, Paper, PaperSlot, ProgrammeKind, ProgrammeLevel
from chengzhao.rules.exams import (
    NoSuchPaper,
    PaperState,
    clash_findings,
    exam_category,
    extra_test_findings,
    invigilator_findings,
    major_at,
    mark_findings,
    papers_of,
    programme_kind,
    room_sizes,
    seat_place,
    session_of,
    sessions_of,
    specialised_paper,
    subject_of,
)

UPGRADE = ProgrammeLevel.ZHUANSHENGBEN


@pytest.mark.parametrize("case", cases("exams", "papers"))
def test_papers(case: Case) -> None:
    specialised = by_label(Paper, case["专业基础课"]) if "专业基础课" in case.given else None
    level = case.word(ProgrammeLevel, "层次")
    try:
        papers = papers_of(
            level,
            case.category("科类", level),
            law=case.law,
            specialised=specialised,
            is_taught_in_minority_language=case.get("民族语文授课", False),
        )
    except NoSuchPaper:
        assert case["结果"] == "不能"
    else:
        assert [each.paper.label for each in papers] == case["结果"]


@pytest.mark.parametrize("case", cases("exams", "specialised"))
def test_specialised_paper_and_category(case: Case) -> None:
    major = case["专业"]
    if case["结果"] == "不能":
        with pytest.raises(NoSuchPaper, match=major):
            specialised_paper(major)
        with pytest.raises(NoSuchPaper, match=major):
            exam_category(UPGRADE, major, case.supplement)
        return
    assert specialised_paper(major).label == case["结果"]
    assert exam_category(UPGRADE, major, case.supplement) is case.category("科类", UPGRADE)


@pytest.mark.parametrize(
    "case", [*cases("exams", "categories_jiangsu"), *cases("exams", "categories_shanxi")]
)
def test_category(case: Case) -> None:
    level = case.word(ProgrammeLevel, "层次")
    try:
        category = exam_category(level, case["专业"], case.supplement, is_science=case.get("理科"))
    except NoSuchPaper:
        assert case["结果"] == "不能"
    else:
        assert category is case.category("结果", level)


@pytest.mark.parametrize("case", cases("exams", "kinds"))
def test_kind(case: Case) -> None:
    kind = programme_kind(case.word(ProgrammeLevel, "层次"), case["专业"], case.law)
    assert kind.label == case["结果"]


@pytest.mark.parametrize("case", cases("exams", "marks"))
def test_mark(case: Case) -> None:
    mark = None if case["成绩"] is None else Decimal(case["成绩"])
    check(case, mark_findings(mark, case.word(PaperState, "状态"), case.law))


@pytest.mark.parametrize("case", cases("exams", "extra_tests"))
def test_extra_test(case: Case) -> None:
    found = extra_test_findings(
        case.word(ProgrammeKind, "类别"),
        is_announced=case["简章已公布"],
        list_filed_on=case["备案"],
        law=case.law,
    )
    check(case, found)


@pytest.mark.parametrize("case", cases("exams", "rooms"))
def test_rooms(case: Case) -> None:
    assert list(room_sizes(case["人数"], case.supplement.room_plan.value)) == case["结果"]


@pytest.mark.parametrize("case", cases("exams", "seats"))
def test_seat(case: Case) -> None:
    plan = case.supplement.room_plan.value
    if case["结果"] == "不能":
        with pytest.raises(ValueError, match="座位号应为1至30"):
            seat_place(case["座位"], plan)
    else:
        assert list(seat_place(case["座位"], plan)) == case["结果"]


@pytest.mark.parametrize("case", cases("exams", "timetable"))
def test_time_of_a_paper(case: Case) -> None:
    level, slot = case.word(ProgrammeLevel, "层次"), case.word(PaperSlot, "科目")
    try:
        session = session_of(level, slot, case.law)
    except LookupError:
        assert case["结果"] == "不考"
    else:
        day, start, end = session.day, session.start, session.end
        hours = f"{start.hour}:{start:%M}—{end.hour}:{end:%M}"
        assert f"{day.month}月{day.day}日 {hours}" == case["结果"]


@pytest.mark.parametrize("case", cases("exams", "clashes"))
def test_clash(case: Case) -> None:
    levels = case.words(ProgrammeLevel, "层次")
    check(case, clash_findings(sessions_of(levels, case.law)))


@pytest.mark.parametrize("case", cases("exams", "invigilators"))
def test_invigilators(case: Case) -> None:
    plan = case.supplement.room_plan.value
    check(case, invigilator_findings(case["监考"], case["有亲属"], plan))


@pytest.mark.parametrize("case", cases("exams", "subjects"))
def test_subject_looked_up(case: Case) -> None:
    if case["专业"] == "没有":
        with pytest.raises(NoSuchPaper):
            major_at(UPGRADE, case["查"])
        return
    province = case.supplement
    if "省里规定" in case.given:
        word = SubjectOverride(paper=by_label(Paper, case["省里规定"]), category=ExamCategory.ENGINEERING)
        settled = replace(province.subject_overrides, value={case["专业"]: word}, confidence=Decimal(1))
        province = replace(province, subject_overrides=settled)
    major = major_at(UPGRADE, case["查"])
    found = subject_of(major.code, province)
    assert found is not None
    assert found.paper is not None
    assert (major.code, found.paper.label, found.read_as) == (case["专业"], case["科目"], case["依据行"])
    assert found.is_certain is not (case["待核"] == "是")
