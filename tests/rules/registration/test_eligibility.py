"""Eligibility as a whole: several majors, flags apart from refusals."""

from dataclasses import replace

from chengzhao.law.citation import blocking
from chengzhao.law.reference import majors
from chengzhao.law.words import EducationKind, ProgrammeLevel
from chengzhao.law.years import year_law
from chengzhao.rules.registration import (
    Applicant,
    LicenceKind,
    MedicalField,
    eligibility_findings,
    field_findings,
    medical_field,
    medical_findings,
    physician_classes,
)

LAW = year_law(2024)
UPGRADE = ProgrammeLevel.ZHUANSHENGBEN
NURSE = Applicant(
    keeps_the_law=True,
    is_full_time_student=False,
    is_healthy=True,
    education=EducationKind.ZHUANKE,
    education_is_recognised=True,
    education_is_verified=True,
    licences=(LicenceKind.NURSE,),
    works_in_health=True,
    occupation_matches=True,
)


def test_nurse_may_register_for_nursing_and_pharmacy() -> None:
    assert eligibility_findings(NURSE, UPGRADE, ("101101", "100701"), LAW) == ()


def test_nurse_may_not_register_for_clinical_medicine() -> None:
    found = eligibility_findings(NURSE, UPGRADE, ("101101", "100201"), LAW)
    assert [(item.clause, item.facts) for item in found] == [("A1.3.4", (("专业", "100201"),))]


def test_same_finding_on_two_majors_is_told_once() -> None:
    found = eligibility_findings(NURSE, UPGRADE, ("100201", "100301"), LAW)
    assert [item.clause for item in found] == ["A1.3.4"]


def test_mismatched_occupation_is_a_flag_and_no_refusal() -> None:
    found = eligibility_findings(replace(NURSE, occupation_matches=False), UPGRADE, ("101101",), LAW)
    assert [item.clause for item in found] == ["A1.3.7"]
    assert blocking(found) == ()


def test_findings_come_in_the_order_of_the_notice() -> None:
    applicant = replace(NURSE, is_full_time_student=True, education=EducationKind.EQUIVALENT, licences=())
    found = eligibility_findings(applicant, UPGRADE, ("101101",), LAW)
    assert [item.clause for item in found] == ["A1.3.1", "A1.3.3", "A1.3.5"]


def test_person_without_majors_yet_is_judged_by_the_rest() -> None:
    assert eligibility_findings(NURSE, UPGRADE, (), LAW) == ()


def test_every_clinical_major_has_a_class_of_physician() -> None:
    clinical = [
        (level, major.code)
        for level in ProgrammeLevel
        for major in majors()
        if medical_field(level, major.code, LAW) is MedicalField.CLINICAL
    ]
    assert len(clinical) > 30
    assert [each for each in clinical if physician_classes(*each, LAW) == ()] == []


def test_field_without_a_major_asks_for_the_same_as_its_majors() -> None:
    bare = replace(NURSE, licences=(), works_in_health=False)
    for code in ("100201", "101101", "100701"):
        field = medical_field(UPGRADE, code, LAW)
        by_field = [item.clause for item in field_findings(bare, field)]
        assert by_field == [item.clause for item in medical_findings(bare, UPGRADE, code, LAW)]
