"""Forms as people hand them in: right in every field unless a test says otherwise."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from tests.canaries import Kind, plant
from tests.factories.border import PROVINCE, YEAR, a_new_number, a_phone

from chengzhao.actions.directory import ProgrammeForm
from chengzhao.actions.registration_forms import ChoiceForm, EducationForm, RegistrationForm
from chengzhao.law.words import (
    EducationKind,
    EntryRoute,
    ExamCategory,
    ForeignLanguage,
    IdentityDocument,
    Paper,
    ProgrammeKind,
    ProgrammeLevel,
    Sex,
    StudyForm,
)
from chengzhao.rules.registration import check_digit


def an_identity_number(*, birth: date = date(1990, 1, 1), sex: Sex = Sex.MALE) -> str:
    """A resident identity number of nobody (region 999999), right in its check digit."""
    serial = a_new_number() % 500 * 2 + (1 if sex is Sex.MALE else 0)
    first = f"999999{birth:%Y%m%d}{serial % 1000:03d}"
    return plant(Kind.IDENTITY, first + check_digit(first))


def a_candidate_number(*, year: int = YEAR, province: str = PROVINCE) -> str:
    """A 报名号 that was not given before."""
    return plant(Kind.NUMBER, f"{year % 100:02d}{province}0105{a_new_number():06d}")


def a_choice_form(*codes: str, rank: int = 1, **facts: Any) -> ChoiceForm:
    """A choice of these programmes at 专升本."""
    given: dict[str, Any] = {"level": ProgrammeLevel.ZHUANSHENGBEN, "accepts_reassignment": False}
    return ChoiceForm(rank=rank, programme_codes=codes, **(given | facts))


def a_registration_form(
    *, confirmation_path: str, birth_date: date = date(2001, 3, 5), sex: Sex = Sex.MALE, **facts: Any
) -> RegistrationForm:
    """The form of somebody of 23 who registers for 专升本 in economics; `facts` are its other fields."""
    given: dict[str, Any] = {
        "account_id": None,
        "candidate_number": a_candidate_number(),
        "name": plant(Kind.NAME, "张三丰"),
        "ethnicity": "01",
        "identity_kind": IdentityDocument.RESIDENT_ID,
        "identity_number": an_identity_number(birth=birth_date, sex=sex),
        "phone": a_phone(),
        "address": "太原市小店区演练路1号",
        "postcode": "030006",
        "hukou_division": "140105",
        "employer": "太原市第一机械厂",
        "route": EntryRoute.UNIFIED,
        "level": ProgrammeLevel.ZHUANSHENGBEN,
        "also_gaoqizhuan": False,
        "category": ExamCategory.ECONOMICS_MANAGEMENT,
        "foreign_language": ForeignLanguage.ENGLISH,
        "specialised_paper": Paper.ADVANCED_MATHS_2,
        "works_in_health": False,
        "pledge_signed": True,
        "education": EducationForm(
            kind=EducationKind.ZHUANKE,
            school="山西职业技术学院",
            certificate_number="123451202206000001",
            graduated_on=date(2022, 6, 30),
            major="会计",
        ),
    }
    return RegistrationForm(
        confirmation_path=confirmation_path, birth_date=birth_date, sex=sex, **(given | facts)
    )


def from_secondary_school(form: RegistrationForm, **facts: Any) -> RegistrationForm:
    """The same person registering for 高起本 in the humanities with a secondary certificate."""
    given: dict[str, Any] = {
        "level": ProgrammeLevel.GAOQIBEN,
        "category": ExamCategory.HUMANITIES,
        "specialised_paper": None,
        "education": replace(form.education, kind=EducationKind.SENIOR_SECONDARY, major=""),
    }
    return replace(form, **(given | facts))


def a_programme_form(*, national_code: str, **facts: Any) -> ProgrammeForm:
    """A row of the directory: 专升本 会计学 in spare time for two years and a half."""
    given: dict[str, Any] = {
        "code": f"D{a_new_number():05d}",
        "major_code": "120203",
        "name": "会计学",
        "level": ProgrammeLevel.ZHUANSHENGBEN,
        "category": ExamCategory.ECONOMICS_MANAGEMENT,
        "kind": ProgrammeKind.GENERAL,
        "study_form": StudyForm.SPARE_TIME,
        "half_years": 5,
        "specialised_paper": Paper.ADVANCED_MATHS_2,
        "relaxable": False,
        "extra_test": False,
        "foreign_language": "不限",
        "teaching_place": "太原市",
        "annual_fee": Decimal("2000.00"),
    }
    return ProgrammeForm(national_code=national_code, **(given | facts))
