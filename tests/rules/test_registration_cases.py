"""附件1·三: the officers' cases of eligibility, documents, places and days."""

from datetime import date, datetime

import pytest
from tests.rules.chapter_cases import Case, by_label, cases, check

from chengzhao.law.words import EducationKind, EntryRoute, IdentityDocument, ProgrammeLevel, Sex
from chengzhao.law.years import PhysicianClass
from chengzhao.rules.registration import (
    Applicant,
    LicenceKind,
    Place,
    Residence,
    compose_number,
    declaration_findings,
    document_findings,
    education_findings,
    kept_number,
    level_findings,
    medical_findings,
    place_findings,
    registration_place,
    residence_findings,
    route_findings,
    window_findings,
)


def applicant_of(case: Case) -> Applicant:
    return Applicant(
        keeps_the_law=case.get("守法", True),
        is_full_time_student=case.get("在校生", False),
        is_healthy=case.get("健康", True),
        education=by_label(EducationKind, case["学历"]) if "学历" in case.given else None,
        education_is_recognised=case.get("国民教育系列", True),
        education_is_verified=case.get("已核验", True),
        licences=case.words(LicenceKind, "证书"),
        physician_class=case.word(PhysicianClass, "执业类别") if "执业类别" in case.given else None,
        has_matching_diploma=case.get("对口学历", False),
        has_secondary_diploma=case.get("中专学历", False),
        works_in_health=case.get("从事卫生工作", False),
        occupation_matches=case.get("对口", True),
    )


@pytest.mark.parametrize("case", cases("registration", "declarations"))
def test_declarations(case: Case) -> None:
    check(case, declaration_findings(applicant_of(case)))


@pytest.mark.parametrize("case", cases("registration", "education"))
def test_education(case: Case) -> None:
    level = case.word(ProgrammeLevel, "层次")
    check(case, education_findings(applicant_of(case), level, case.law))


@pytest.mark.parametrize("case", cases("registration", "medical"))
def test_medical_major(case: Case) -> None:
    level = case.word(ProgrammeLevel, "层次")
    check(case, medical_findings(applicant_of(case), level, case["专业"], case.law))


@pytest.mark.parametrize("case", cases("registration", "place"))
def test_place(case: Case) -> None:
    place = Place(hukou_province=case["户籍"], applies_in=case["报考"], proofs=tuple(case.get("材料", ())))
    check(case, place_findings(place, case.supplement))


@pytest.mark.parametrize("case", cases("registration", "route"))
def test_route(case: Case) -> None:
    check(case, route_findings(case.word(EntryRoute, "方式"), case["日期"], case.law))


@pytest.mark.parametrize("case", cases("registration", "window"))
def test_window(case: Case) -> None:
    zone = case.supplement.registration_window.value[0].tzinfo
    moment = datetime.fromisoformat(case["时间"]).replace(tzinfo=zone)
    check(case, window_findings(moment, case.supplement))


@pytest.mark.parametrize("case", cases("registration", "levels"))
def test_levels(case: Case) -> None:
    check(case, level_findings(case.words(ProgrammeLevel, "层次"), case.supplement))


@pytest.mark.parametrize("case", cases("registration", "documents"))
def test_document(case: Case) -> None:
    birth: date = case["出生"]
    document, sex = case.word(IdentityDocument, "证件"), case.word(Sex, "性别")
    check(case, document_findings(document, case["号码"], birth, sex, case.law))


@pytest.mark.parametrize("case", cases("registration", "kept_numbers"))
def test_kept_number(case: Case) -> None:
    assert kept_number(case.word(IdentityDocument, "证件"), case["号码"]) == case["结果"]


@pytest.mark.parametrize("case", cases("registration", "numbers"))
def test_number(case: Case) -> None:
    formats = case.supplement.number_formats.value
    layout = next(
        each
        for each in (formats.registration, formats.candidate, formats.admit_card)
        if each.name == case["号码"]
    )
    given = {"year": 24, "province": 14, "division": "0105", "route": 1, "category": 15}
    names = {part.name for part in layout.parts}
    parts = {name: value for name, value in given.items() if name in names}
    try:
        number = compose_number(layout, **parts, serial=case["序号"])
    except ValueError:
        assert case["结果"] == "不能"
    else:
        assert number == case["结果"]


@pytest.mark.parametrize("case", cases("registration", "residence"))
def test_residence(case: Case) -> None:
    document, residence = case.word(IdentityDocument, "证件"), case.word(Residence, "户口")
    check(case, residence_findings(document, residence, case.law))
    place = registration_place(document, residence)
    assert (place.label if place else "无") == case["去处"]
