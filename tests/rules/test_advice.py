"""The whole answer for anybody: it holds together whatever is said, and says nothing without a clause."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chengzhao.law import texts
from chengzhao.law.provinces import Supplement, known_supplements, supplement
from chengzhao.law.reference import majors
from chengzhao.law.words import (
    ClaimKind,
    EducationKind,
    ExamCategory,
    ForeignLanguage,
    IdentityDocument,
    PaperSlot,
    ProgrammeLevel,
)
from chengzhao.law.years import PhysicianClass, year_law
from chengzhao.rules.advice import (
    AthleteResult,
    Enquirer,
    Standing,
    Verdict,
    advise,
    open_questions,
    read_enquirer,
    six_questions,
)
from chengzhao.rules.exams import clash_findings, specialised_paper
from chengzhao.rules.preferences import competitions_of
from chengzhao.rules.registration import LicenceKind, MedicalField, Residence

LAW, SHANXI = year_law(2024), supplement("14", 2024)
GAOQIBEN, ZHUANSHENGBEN, GAOQIZHUAN = ProgrammeLevel
MAJORS = {
    level: [major.code for major in majors(is_undergraduate=level is not GAOQIZHUAN)]
    for level in ProgrammeLevel
}
maybe = st.none() | st.booleans()
some = settings(max_examples=40)


@st.composite
def enquirers(draw: st.DrawFn) -> Enquirer:
    """Anybody, saying as little or as much as he likes."""
    level = draw(st.none() | st.sampled_from(ProgrammeLevel))
    codes = st.sampled_from(MAJORS[level]) if level else st.just("")
    return Enquirer(
        level=level,
        side_levels=(GAOQIZHUAN,) if level is GAOQIBEN and draw(st.booleans()) else (),
        education=draw(st.none() | st.sampled_from(EducationKind)),
        lacks_education=draw(st.booleans()),
        education_is_recognised=draw(maybe),
        is_student=draw(maybe),
        residence=draw(st.none() | st.sampled_from(Residence)),
        proofs=draw(st.none() | st.lists(st.sampled_from(("居住证", "亲友证明"))).map(tuple)),
        document=draw(st.none() | st.sampled_from(IdentityDocument)),
        major_code=draw(st.just("") | codes),
        medical_field=draw(st.none() | st.sampled_from(MedicalField)),
        licences=draw(st.none() | st.lists(st.sampled_from(LicenceKind)).map(tuple)),
        physician_class=draw(st.none() | st.sampled_from(PhysicianClass)),
        has_matching_diploma=draw(maybe),
        has_secondary_diploma=draw(maybe),
        works_in_health=draw(maybe),
        occupation_matches=draw(maybe),
        is_science=draw(maybe),
        language=draw(st.none() | st.sampled_from(ForeignLanguage)),
        is_taught_in_minority_language=draw(st.booleans()),
        birth=draw(st.none() | st.dates(date(1950, 1, 1), date(2010, 12, 31))),
        honours=draw(st.none() | st.lists(st.sampled_from(ClaimKind), unique=True).map(tuple)),
        athlete_result=draw(
            st.none()
            | st.builds(
                AthleteResult,
                competition=st.sampled_from(competitions_of(LAW)),
                place=st.integers(1, 12),
                is_olympic_event=st.booleans(),
            )
        ),
    )


provinces = st.none() | st.sampled_from([supplement(*key) for key in known_supplements()])


@some
@given(enquirers(), provinces)
def test_verdict_follows_from_the_points(one: Enquirer, province) -> None:
    law = year_law(province.year) if province else LAW
    answer = advise(one, law, province)
    against = answer.of(Standing.NOT_MET)
    waiting = answer.of(Standing.NEEDS_PROOF, Standing.OPEN)
    expected = Verdict.MAY_NOT if against else Verdict.NEEDS_PAPERS if waiting else Verdict.MAY
    assert answer.verdict is expected
    assert expected.label in answer.headline or expected is Verdict.NEEDS_PAPERS


@some
@given(enquirers(), provinces)
def test_nothing_is_said_without_a_clause(one: Enquirer, province) -> None:
    law = year_law(province.year) if province else LAW
    answer = advise(one, law, province)
    clauses = [point.clause for point in answer.points]
    clauses += [material.clause for material in answer.materials]
    clauses += [clause for sitting in answer.sittings for clause in sitting.clauses]
    clauses += [benefit.clause for benefit in answer.entitlements.benefits]
    clauses += [answer.place.clause] if answer.place else []
    assert set(clauses) <= set(texts.clauses())
    for point in answer.points:
        assert point.sentence.endswith("。")
        assert not re.search(r"[A-Z]{3}|None|True|False", point.sentence + point.mend)


@some
@given(enquirers(), provinces)
def test_nobody_sits_two_papers_in_one_session(one: Enquirer, province) -> None:
    law = year_law(province.year) if province else LAW
    sittings = advise(one, law, province).sittings
    assert clash_findings([sitting.session for sitting in sittings]) == ()
    assert len({sitting.session for sitting in sittings}) == len(sittings)


@some
@given(enquirers(), provinces)
def test_bonus_is_one_of_those_claimed_and_never_above_fifty(one: Enquirer, province) -> None:
    law = year_law(province.year) if province else LAW
    found = advise(one, law, province).entitlements
    points = found.bonus.points if found.bonus else 0
    assert points <= law.bonus_ceiling.value == 50
    assert all(law.preferences[kind].value.points <= points for kind in found.others)
    if found.bonus and found.bonus.kind is not ClaimKind.AGED_25:
        assert found.bonus.kind in (one.honours or ())


@some
@given(enquirers(), st.sampled_from(ClaimKind))
def test_one_more_honour_never_lowers_the_bonus_nor_takes_an_exemption(
    one: Enquirer, honour: ClaimKind
) -> None:
    before = advise(one, LAW, SHANXI).entitlements
    more = replace(one, honours=tuple(dict.fromkeys([*(one.honours or ()), honour])))
    after = advise(more, LAW, SHANXI).entitlements
    assert (after.bonus.points if after.bonus else 0) >= (before.bonus.points if before.bonus else 0)
    assert after.exemption is not None or before.exemption is None


@some
@given(enquirers())
def test_one_more_licence_never_makes_it_worse(one: Enquirer) -> None:
    order = [Verdict.MAY_NOT, Verdict.NEEDS_PAPERS, Verdict.MAY]
    known = replace(one, licences=one.licences or (), physician_class=None)
    before = advise(known, LAW, SHANXI).verdict
    after = advise(replace(known, licences=tuple(LicenceKind)), LAW, SHANXI).verdict
    assert order.index(after) >= order.index(before)


@pytest.mark.parametrize("key", known_supplements())
def test_every_upgrade_major_sits_its_paper(key: tuple[str, int]) -> None:
    province = supplement(*key)
    law = year_law(province.year)
    for code in MAJORS[ZHUANSHENGBEN]:
        answer = advise(Enquirer(level=ZHUANSHENGBEN, major_code=code), law, province)
        [paper] = [each for each in answer.sittings if each.slot is PaperSlot.SPECIALISED]
        assert paper.papers == (specialised_paper(code, province),)


@pytest.mark.parametrize(
    ("day", "points"),
    [(date(2025, 2, 27), 0), (date(2025, 2, 28), 20), (date(2025, 3, 1), 20)],
)
def test_leap_day_birth_is_of_age_on_the_last_of_february(day: date, points: int) -> None:
    jiangsu = supplement("32", 2025)
    province = replace(jiangsu, age_reference_day=replace(jiangsu.age_reference_day, value=day))
    found = advise(Enquirer(level=GAOQIZHUAN, birth=date(2000, 2, 29)), year_law(2025), province).entitlements
    assert (found.bonus.points if found.bonus else 0) == points


def test_arts_major_is_told_of_the_extra_test_and_others_are_not() -> None:
    def clauses(code: str) -> list[str]:
        one = Enquirer(level=ZHUANSHENGBEN, major_code=code)
        return [point.clause for point in advise(one, LAW, SHANXI).of(Standing.NOTED)]

    assert "A1.4.3" in clauses("130202")
    assert "A1.4.3" not in clauses("120203")


def test_language_that_the_province_does_not_examine_is_refused() -> None:
    one = Enquirer(level=ZHUANSHENGBEN, language=ForeignLanguage.JAPANESE)
    assert [point.clause for point in advise(one, LAW, SHANXI).of(Standing.NOT_MET)] == ["A1.4.2"]


def test_category_said_decides_the_papers() -> None:
    one = Enquirer(level=GAOQIBEN, category=ExamCategory.SPORTS_SCIENCE)
    titles = [sitting.title for sitting in advise(one, LAW, SHANXI).sittings]
    assert titles == ["语文", "数学（理科）", "外语", "理化"]


@pytest.mark.parametrize("province", [None, SHANXI], ids=["no province", "shanxi"])
def test_every_answer_to_the_six_questions_is_read(province) -> None:
    for question in six_questions(LAW, province):
        for option in question.options:
            read_enquirer({question.name: option.value}, LAW, province, province="14")


def test_six_questions_are_asked_first_and_each_once() -> None:
    asked: list[str] = []
    given: dict[str, str] = {}
    while True:
        one = read_enquirer(given, LAW, SHANXI, province="14")
        question = next(iter(open_questions(one, LAW, SHANXI, asked)), None)
        if question is None or question.is_optional:
            break
        asked.append(question.name)
        given[question.name] = question.options[0].value
    assert asked == ["level", "education", "student", "residence", "medical", "document"]
    assert advise(one, LAW, SHANXI).of(Standing.OPEN) == ()


@pytest.mark.parametrize(
    ("facts", "name", "is_asked"),
    [
        ({"level": ZHUANSHENGBEN, "education": EducationKind.ZHUANKE}, "recognised", True),
        ({"level": GAOQIBEN, "education": EducationKind.ZHUANKE}, "recognised", False),
        ({"level": GAOQIBEN}, "category", True),
        ({"level": ZHUANSHENGBEN}, "category", False),
        ({"medical_field": MedicalField.NURSING}, "licence", True),
        ({"medical_field": MedicalField.OTHER}, "licence", False),
        ({"medical_field": MedicalField.OTHER}, "works_in_health", True),
        ({"medical_field": MedicalField.NONE}, "works_in_health", False),
        ({"honours": (ClaimKind.EXEMPT_ATHLETE,)}, "competition", True),
        ({"honours": (ClaimKind.FIRST_GRADE_ATHLETE,)}, "competition", False),
        (
            {"residence": Residence.WORKS_OR_LIVES, "document": IdentityDocument.RESIDENT_ID},
            "proof",
            True,
        ),
        ({"residence": Residence.HOUSEHOLD, "document": IdentityDocument.RESIDENT_ID}, "proof", False),
    ],
)
def test_question_is_asked_only_where_it_decides(facts: dict[str, object], name: str, is_asked: bool) -> None:
    one = Enquirer(**facts)  # type: ignore[arg-type]
    names = [question.name for question in open_questions(one, LAW, SHANXI, ())]
    assert (name in names) is is_asked


def language_question(supplement_: Supplement | None, level: ProgrammeLevel) -> list[str]:
    """The languages that are asked about; nothing where there is no choice."""
    enquirer = Enquirer(level=level)
    found = [one for one in open_questions(enquirer, LAW, supplement_, ()) if one.name == "language"]
    return [option.label for question in found for option in question.options]


def test_only_languages_that_may_be_sat_are_asked_about() -> None:
    other = replace(SHANXI, non_english_upgrade=replace(SHANXI.non_english_upgrade, value=True))
    assert language_question(SHANXI, ZHUANSHENGBEN) == []
    assert language_question(SHANXI, GAOQIBEN) == ["英语", "日语", "俄语"]
    assert language_question(other, ZHUANSHENGBEN) == ["英语", "日语", "俄语"]
    assert language_question(None, ZHUANSHENGBEN) == ["英语", "日语", "俄语"]


def test_languages_of_no_known_province_say_who_decides() -> None:
    notes = [sitting.note for sitting in advise(Enquirer(level=ZHUANSHENGBEN), LAW).sittings]
    assert "语种：英语；是否开设日语、俄语由报考省份确定" in notes


def test_what_rests_on_a_guess_of_the_province_is_marked() -> None:
    given = {
        "报考层次": "专升本",
        "外语语种": "日语",
        "户口与居住": "WORKS_OR_LIVES",
        "异地报考材料": "居住证",
    }
    answer = advise(read_enquirer(given | {"出生日期": "1990-01-01"}, LAW, SHANXI), LAW, SHANXI)
    doubtful = [point.sentence for point in answer.points if not point.is_certain]
    assert "山西省专升本未开设日语考试。" in doubtful
    assert "凭居住证可以在山西省报考。" in doubtful
    assert any("公示10天" in sentence for sentence in doubtful)


@pytest.mark.parametrize(
    ("key", "text", "expected"),
    [
        ("学历", "高中", EducationKind.SENIOR_SECONDARY),
        ("学历", "中专", EducationKind.SENIOR_SECONDARY),
        ("学历", "大专", EducationKind.ZHUANKE),
        ("照顾项目", "三支一扶", (ClaimKind.GRASSROOTS_SERVICE,)),
        ("照顾项目", "特岗教师", (ClaimKind.GRASSROOTS_SERVICE,)),
    ],
)
def test_what_people_call_a_thing_is_understood(key: str, text: str, expected: object) -> None:
    enquirer = read_enquirer({key: text}, LAW, SHANXI)
    assert expected in (enquirer.education, enquirer.honours)


def test_nothing_is_promised_before_anything_was_answered() -> None:
    headline = advise(Enquirer(), LAW).headline
    assert headline.startswith("还不能判断可不可以报考，还没回答的是：报考层次、")
    assert "材料齐全" not in headline


def test_what_is_open_and_what_lacks_a_paper_are_told_apart() -> None:
    one = Enquirer(
        level=GAOQIZHUAN,
        education=EducationKind.SENIOR_SECONDARY,
        is_student=None,
        residence=Residence.WORKS_OR_LIVES,
        document=IdentityDocument.RESIDENT_ID,
    )
    answer = advise(one, LAW, supplement("14", 2024))
    open_topics = "、".join(dict.fromkeys(each.topic.label for each in answer.of(Standing.OPEN)))
    assert "是否在校生" in open_topics
    assert answer.headline == (
        f"还不能判断可不可以报考高起专，还没回答的是：{open_topics}；还需材料的是：户口和工作、居住地。"
    )
