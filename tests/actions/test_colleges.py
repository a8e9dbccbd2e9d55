"""Colleges, teaching sites, majors and charters."""

from dataclasses import replace
from datetime import date

import pytest
from tests.actions.presses import DONE, press_twice
from tests.actions.refusing import refused, rows_refused, trail_of
from tests.factories import (
    BORDER,
    CHARTER_CONTENTS,
    REGISTRATION_DAY,
    a_college,
    an_actor,
    an_actor_for,
    an_organisation,
)

from chengzhao.actions.audit import Actor
from chengzhao.actions.colleges import (
    CharterForm,
    CollegeForm,
    RegisteredMajorForm,
    TeachingSiteForm,
    publish_charters,
    register_colleges,
    register_majors,
    register_teaching_sites,
)
from chengzhao.law.words import CollegeKind, OrganisationKind, Role
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import AuditRow, Charter, College, RegisteredMajor, TeachingSite

pytestmark = pytest.mark.django_db

FORM = CollegeForm(
    org_path="/college/10108/",
    national_code="10108",
    identifier="4114010108",
    name="山西大学",
    kind=CollegeKind.REGULAR_COLLEGE,
    authority="山西省",
    home_province="14",
    city="太原市",
)
SITE = TeachingSiteForm(
    national_code="10108", province="14", name="大同教学点", registered_from=date(2023, 9, 1)
)
MAJOR = RegisteredMajorForm(national_code="10108", major_code="120203")
CHARTER = CharterForm(national_code="10108", contents=CHARTER_CONTENTS)


def an_officer_of(college: College) -> Actor:
    return an_actor(role=Role.COLLEGE_OFFICER, org_path=college.organisation.path)


def shanxi_university() -> College:
    return a_college(national_code="10108", with_charter=False, with_teaching_site=False, majors=())


def a_college_organisation(code: str = "10108") -> None:
    an_organisation(kind=OrganisationKind.COLLEGE, code=code, path=f"/college/{code}/")


def register(*forms: CollegeForm) -> dict[str, int]:
    return register_colleges(border=BORDER, actor=an_actor(), at=REGISTRATION_DAY, colleges=forms)


def register_sites(*forms: TeachingSiteForm, actor: Actor | None = None) -> None:
    register_teaching_sites(border=BORDER, actor=actor or an_actor(), at=REGISTRATION_DAY, sites=forms)


def list_majors(*forms: RegisteredMajorForm, actor: Actor | None = None) -> None:
    register_majors(border=BORDER, actor=actor or an_actor(), at=REGISTRATION_DAY, majors=forms)


def publish(*forms: CharterForm, actor: Actor | None = None) -> None:
    publish_charters(
        border=BORDER, actor=actor or an_actor_for("publish_charters"), at=REGISTRATION_DAY, charters=forms
    )


def test_register_colleges() -> None:
    a_college_organisation()
    ids = register(FORM)
    college = College.objects.get()
    assert ids == {"10108": college.pk}
    assert (college.name, college.kind, college.identifier, college.approved) == (
        "山西大学",
        "REGULAR_COLLEGE",
        "4114010108",
        True,
    )
    assert college.organisation.path == "/college/10108/"
    assert trail_of("register_colleges") == [("college", "10108")]


def test_register_colleges_twice_is_refused() -> None:
    a_college_organisation()
    register(FORM)
    with refused("“国标代码”已经登记过，不能重复。"):
        register(FORM)


def test_register_colleges_refuses_every_wrong_row_at_once() -> None:
    a_college_organisation()
    with rows_refused(
        (2, "10108", "与前面的行重复，应只写一次"),
        (3, "1010", "国标代码应为5位数字"),
        (3, "1010", "学校标识码应为10位数字"),
        (3, "1010", "所在省份应为2位数字"),
        (4, "10109", "校名和主管部门不能为空"),
        (4, "10109", "没有院校单位/college/10109/，应先登记"),
    ):
        register(
            FORM,
            FORM,
            replace(FORM, national_code="1010", identifier="411401010", home_province="140000"),
            replace(FORM, national_code="10109", org_path="/college/10109/", authority=" "),
        )
    assert not College.objects.exists()


def test_register_colleges_below_a_place_that_is_no_college_is_refused() -> None:
    an_organisation(kind=OrganisationKind.DEPARTMENT, code="10108", path="/college/10108/")
    with rows_refused((1, "10108", "没有院校单位/college/10108/，应先登记")):
        register(FORM)


def test_register_teaching_sites() -> None:
    college = shanxi_university()
    register_sites(SITE, replace(SITE, name="朔州教学点", registered_until=date(2024, 9, 1)))
    rows = TeachingSite.objects.order_by("pk").values_list(
        "college_id", "province", "name", "registered_until"
    )
    assert list(rows) == [
        (college.pk, "14", "大同教学点", None),
        (college.pk, "14", "朔州教学点", date(2024, 9, 1)),
    ]
    assert trail_of("register_teaching_sites") == [("teaching_site", "10108"), ("teaching_site", "10108")]


def test_register_teaching_sites_twice_is_refused() -> None:
    shanxi_university()
    register_sites(SITE)
    with refused("该院校在该省已登记过同名教学点。"):
        register_sites(SITE)


def test_register_teaching_sites_that_end_when_they_begin_is_refused() -> None:
    shanxi_university()
    with refused("备案截止必须晚于备案开始。"):
        register_sites(replace(SITE, registered_until=SITE.registered_from))


def test_register_teaching_sites_of_an_unknown_college_is_refused() -> None:
    with rows_refused((1, "10108", "没有这所院校，应先登记")):
        register_sites(SITE)


def test_register_majors() -> None:
    college = shanxi_university()
    list_majors(MAJOR, replace(MAJOR, major_code="020301K"))
    rows = RegisteredMajor.objects.order_by("pk").values_list("season", "college_id", "major_code")
    assert list(rows) == [(2024, college.pk, "120203"), (2024, college.pk, "020301K")]
    assert trail_of("register_majors") == [
        ("registered_major", "10108/120203"),
        ("registered_major", "10108/020301K"),
    ]


def test_register_majors_twice_is_refused() -> None:
    shanxi_university()
    list_majors(MAJOR)
    with refused("该院校的这个专业本年度已经备案。"):
        list_majors(MAJOR)


@pytest.mark.parametrize("code", ["120", "120203TKX", "会计学x", "12020 "])
def test_register_majors_refuses_a_code_that_is_none(code: str) -> None:
    shanxi_university()
    with rows_refused((1, code, "专业代码应为4至8位数字或大写字母")):
        list_majors(replace(MAJOR, major_code=code))


def test_publish_charters_each_as_the_next_version() -> None:
    college = shanxi_university()
    publish(CHARTER)
    changed = CHARTER_CONTENTS | {"收费标准": "每年2200元"}
    publish(replace(CHARTER, contents=changed))
    versions = Charter.objects.order_by("version")
    assert [(row.version, row.college_id, row.contents["收费标准"]) for row in versions] == [
        (1, college.pk, "每年2000元"),
        (2, college.pk, "每年2200元"),
    ]
    assert [row.digest for row in versions] == [digest_of(CHARTER_CONTENTS), digest_of(changed)]
    assert trail_of("publish_charters") == [("charter", "10108"), ("charter", "10108")]
    digests = AuditRow.objects.filter(act="publish_charters").order_by("pk")
    assert list(digests.values_list("after_digest", flat=True)) == [row.digest for row in versions]


@pytest.mark.parametrize("heading", sorted(CHARTER_CONTENTS))
def test_publish_charters_refuses_one_that_lacks_a_heading(heading: str) -> None:
    shanxi_university()
    without = {name: text for name, text in CHARTER_CONTENTS.items() if name != heading}
    for contents in (without, CHARTER_CONTENTS | {heading: "  "}):
        with rows_refused((1, "10108", f"招生章程缺少“{heading}”（附件1·一）")):
            publish(replace(CHARTER, contents=contents))
    assert not Charter.objects.exists()


def test_publish_charters_twice_in_one_act_is_refused() -> None:
    shanxi_university()
    with rows_refused((2, "10108", "与前面的行重复，应只写一次")):
        publish(CHARTER, CHARTER)


@pytest.mark.django_db(transaction=True)
def test_publish_charters_at_once_publishes_one_version_of_each_number() -> None:
    shanxi_university()
    outcomes = press_twice(lambda: publish(CHARTER))
    assert outcomes in ([DONE, DONE], sorted([DONE, "这所院校的章程刚刚由他人公布，请刷新后再试。"]))
    versions = list(Charter.objects.order_by("version").values_list("version", flat=True))
    assert versions == list(range(1, outcomes.count(DONE) + 1))


def test_a_college_acts_for_itself_only() -> None:
    college, other = shanxi_university(), a_college(national_code="10109", majors=())
    officer = an_officer_of(college)
    register_sites(SITE, actor=officer)
    list_majors(MAJOR, actor=officer)
    publish(CHARTER, actor=officer)
    stranger = an_officer_of(other)
    not_own = (1, "10108", "不在你单位的管辖范围内")
    with rows_refused(not_own):
        register_sites(replace(SITE, name="朔州教学点"), actor=stranger)
    with rows_refused(not_own):
        list_majors(replace(MAJOR, major_code="120204"), actor=stranger)
    with rows_refused(not_own):
        publish(CHARTER, actor=stranger)
