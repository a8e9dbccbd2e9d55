"""Colleges with what they need before they may offer programmes."""

from collections.abc import Sequence
from datetime import date, datetime

from tests.factories.border import BEIJING, PROVINCE, YEAR, a_new_number
from tests.factories.people import an_organisation

from chengzhao.law.words import CollegeKind, OrganisationKind
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import Charter, College, PlanCap, RegisteredMajor, TeachingSite

CHARTER_CONTENTS = {
    "招生专业": "会计学等",
    "学习形式": "业余",
    "学制和年限": "两年半至五年",
    "办学地点": "太原市",
    "录取原则": "从高分到低分择优录取",
    "收费标准": "每年2000元",
    "专业加试科目的时间、地点": "艺术、体育类专业于9月在本校加试",
}


def a_college(
    *,
    national_code: str = "",
    name: str = "",
    with_charter: bool = True,
    with_teaching_site: bool = True,
    majors: Sequence[str] = ("120203",),
    ceiling: int | None = 1000,
    season: int = YEAR,
    province: str = PROVINCE,
) -> College:
    """A college ready to offer programmes: charter published, teaching site and majors registered, cap set."""
    number = a_new_number()
    code = national_code or f"{10000 + number:05d}"
    organisation = an_organisation(
        kind=OrganisationKind.COLLEGE, code=code, path=f"/college/{code}/", name=name or f"成人高校{code}"
    )
    college = College.objects.create(
        organisation=organisation,
        national_code=code,
        identifier=f"41{code:0>8}",
        name=organisation.name,
        kind=CollegeKind.REGULAR_COLLEGE,
        authority="山西省教育厅",
        home_province=province,
        city="太原市",
    )
    if with_charter:
        Charter.objects.create(
            season=season,
            college=college,
            version=1,
            contents=CHARTER_CONTENTS,
            digest=digest_of(CHARTER_CONTENTS),
            published_at=datetime(season, 8, 2, tzinfo=BEIJING),
        )
    if with_teaching_site:
        TeachingSite.objects.create(
            college=college, province=province, name="太原教学点", registered_from=date(season - 1, 9, 1)
        )
    RegisteredMajor.objects.bulk_create(
        RegisteredMajor(season=season, college=college, major_code=major) for major in majors
    )
    if ceiling is not None:
        PlanCap.objects.create(
            season=season, province=province, college=college, ceiling=ceiling, set_by="山西省教育厅"
        )
    return college
