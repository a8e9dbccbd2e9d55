"""Registrations handed in: what becomes of a form, and what stands against one."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from tests.actions.presses import DONE, press_twice
from tests.actions.refusing import refused, rows_refused, trail_of
from tests.factories import (
    BORDER,
    KEYS,
    REGISTRATION_DAY,
    a_choice_form,
    a_college,
    a_programme,
    a_registration_form,
    a_tree,
    an_account,
    an_actor,
    an_actor_for,
    an_identity_number,
    an_open_stage,
    an_organisation,
    from_secondary_school,
)

from chengzhao.actions.audit import Actor
from chengzhao.actions.registration import (
    ClaimForm,
    EducationForm,
    LicenceForm,
    LicenceKind,
    RegistrationForm,
    submit_registrations,
)
from chengzhao.law.words import (
    ClaimKind,
    EducationKind,
    EntryRoute,
    ExamCategory,
    ForeignLanguage,
    IdentityDocument,
    Paper,
    ProgrammeLevel,
    Role,
    Sex,
    Stage,
)
from chengzhao.records.models import (
    AuditRow,
    Candidate,
    Choice,
    Claim,
    Education,
    PracticeLicence,
    Registration,
)
from chengzhao.records.models.people import AccountKind

pytestmark = pytest.mark.django_db

COUNTY = "/14/1401/140105/"
TABLES = (Candidate, Registration, Education, PracticeLicence, Choice, Claim)


@pytest.fixture
def _county(db: None) -> None:
    open_county()


def open_county() -> None:
    a_tree()
    an_open_stage(Stage.REGISTRATION)


def submit(*forms: RegistrationForm, actor: Actor | None = None) -> dict[str, int]:
    return submit_registrations(
        border=BORDER,
        actor=actor or an_actor_for("submit_registrations"),
        at=REGISTRATION_DAY,
        registrations=forms,
        keys=KEYS,
    )


def a_form(**facts: Any) -> RegistrationForm:
    return a_registration_form(confirmation_path=COUNTY, **facts)


@pytest.mark.usefixtures("_county")
def test_submit_a_registration_with_all_that_belongs_to_it() -> None:
    account = an_account(kind=AccountKind.CANDIDATE)
    college = a_college()
    first, second = a_programme(college=college, code="01"), a_programme(code="02")
    form = a_form(
        account_id=account.pk,
        name="阿依古丽",
        licences=(LicenceForm(kind=LicenceKind.NURSE, number="N1"),),
        choices=(a_choice_form("01"), a_choice_form("02", rank=2)),
        claims=(ClaimForm(kind=ClaimKind.THIRD_CLASS_MERIT, evidence="三等功证书"),),
    )
    ids = submit(form)
    candidate = Candidate.objects.get()
    assert ids == {form.candidate_number: candidate.pk}
    assert (candidate.name, candidate.name_pinyin, candidate.org_path, candidate.account_id) == (
        "阿依古丽",
        "a yi gu li",
        COUNTY,
        account.pk,
    )
    registration = candidate.registration
    assert (
        registration.state,
        registration.submitted_at,
        registration.level,
        registration.specialised_paper,
    ) == (
        "SUBMITTED",
        REGISTRATION_DAY,
        "ZHUANSHENGBEN",
        "ADVANCED_MATHS_2",
    )
    assert (candidate.education.kind, candidate.education.verified_at) == ("ZHUANKE", None)
    assert [(row.kind, row.number) for row in candidate.licences.all()] == [("NURSE", "N1")]
    choices = candidate.choices.order_by("rank")
    assert [(row.rank, row.college_id, row.programmes, row.filing_round) for row in choices] == [
        (1, college.pk, [first.pk], "MAIN"),
        (2, second.college_id, [second.pk], "MAIN"),
    ]
    claims = [(row.kind, row.points, row.exempts, row.state) for row in candidate.claims.all()]
    assert claims == [("THIRD_CLASS_MERIT", 20, False, "CLAIMED")]
    assert trail_of("submit_registrations") == [("registration", form.candidate_number)]


@pytest.mark.usefixtures("_county")
def test_submit_many_in_one_act() -> None:
    a_programme(code="01")
    forms = [a_form(choices=(a_choice_form("01"),)) for _ in range(3)]
    ids = submit(*forms)
    assert list(ids) == [form.candidate_number for form in forms]
    assert [table.objects.count() for table in TABLES] == [3, 3, 3, 0, 3, 0]


@pytest.mark.usefixtures("_county")
@pytest.mark.parametrize(
    ("birth", "claims"), [(date(1999, 10, 19), [("AGED_25", 20, "身份证")]), (date(1999, 10, 20), [])]
)
def test_submit_claims_age_25_by_itself_on_the_reference_day(
    birth: date, claims: list[tuple[str, int, str]]
) -> None:
    submit(a_form(birth_date=birth))
    assert [(row.kind, row.points, row.evidence) for row in Claim.objects.all()] == claims


@pytest.mark.usefixtures("_county")
def test_submit_an_age_that_was_claimed_is_claimed_once() -> None:
    claim = ClaimForm(kind=ClaimKind.AGED_25, evidence="户口簿")
    submit(a_form(birth_date=date(1990, 1, 1), claims=(claim,)))
    assert [row.evidence for row in Claim.objects.all()] == ["户口簿"]
    form = a_form(birth_date=date(1999, 10, 20), claims=(claim,))
    with rows_refused((1, form.candidate_number, "到2024年10月19日未满25周岁（附件1·五（五）5（7））")):
        submit(form)


@pytest.mark.usefixtures("_county")
def test_submit_outside_the_window_is_refused() -> None:
    form = a_form()
    with refused("“报名”已于2025年1月1日00:00截止，如需延长请联系省级招生考试机构。"):
        submit_registrations(
            border=BORDER,
            actor=an_actor_for("submit_registrations"),
            at=datetime.fromisoformat("2025-01-01T00:00:00+08:00"),
            registrations=[form],
            keys=KEYS,
        )
    assert not Candidate.objects.exists()


@pytest.mark.usefixtures("_county")
def test_submit_outside_the_reach_of_the_actor_is_refused() -> None:
    form = a_form()
    with rows_refused((1, form.candidate_number, "不在你单位的管辖范围内")):
        submit(form, actor=an_actor(role=Role.COUNTY_REVIEWER, org_path="/14/1401/140106/"))
    submit(form, actor=an_actor_for("submit_registrations", org_path=COUNTY))


@pytest.mark.usefixtures("_county")
def test_submit_all_or_nothing() -> None:
    good, bad = a_form(), a_form(name=" ")
    with rows_refused((2, bad.candidate_number, "姓名不能为空")):
        submit(good, bad)
    assert [table.objects.count() for table in TABLES] == [0] * 6


@pytest.mark.usefixtures("_county")
def test_submit_the_same_person_again_is_refused() -> None:
    form = a_form()
    submit(form)
    with rows_refused((1, form.candidate_number, "报名号已被使用")):
        submit(replace(form, identity_number=an_identity_number(birth=form.birth_date)))
    again = replace(form, candidate_number=a_form().candidate_number)
    with rows_refused((1, again.candidate_number, "该证件本年度已经报名，不能重复报名")):
        submit(again)
    twin = replace(a_form(), identity_number=a_form().identity_number)
    other = replace(twin, candidate_number=a_form().candidate_number)
    with rows_refused((2, other.candidate_number, "该证件本年度已经报名，不能重复报名")):
        submit(twin, other)
    with rows_refused(
        (2, twin.candidate_number, "与前面的行重复，应只写一次"),
        (2, twin.candidate_number, "该证件本年度已经报名，不能重复报名"),
    ):
        submit(twin, twin)


@pytest.mark.django_db(transaction=True)
def test_submit_the_same_person_at_once_registers_once() -> None:
    open_county()
    form = a_form()
    outcomes = press_twice(lambda: submit(form))
    assert outcomes.count(DONE) == 1
    assert [table.objects.count() for table in TABLES] == [1, 1, 1, 0, 0, 0]
    assert trail_of("submit_registrations") == [("registration", form.candidate_number)]


@pytest.mark.django_db(transaction=True)
def test_submit_one_identity_under_two_numbers_at_once_registers_once() -> None:
    open_county()
    form = a_form()
    forms = iter([form, replace(form, candidate_number=a_form().candidate_number)])
    outcomes = press_twice(lambda: submit(next(forms)))
    assert outcomes.count(DONE) == 1
    assert Candidate.objects.count() == 1


@pytest.mark.usefixtures("_county")
def test_submit_leaves_no_identity_number_on_the_trail() -> None:
    form = a_form()
    submit(form)
    row = AuditRow.objects.get(act="submit_registrations")
    assert form.identity_number not in "".join(str(value) for value in vars(row).values())
    assert len(row.after_digest) == 64


UNSIGNED = [
    "尚未签署诚信承诺书，不能提交报名（附件1·三（五））",
    "须遵守中华人民共和国宪法和法律（附件1·三（一）1-3）",
    "国家承认学历的各类高、中等学校在校生不能报名。毕业或离校后可以报名（附件1·三（一）1-3）",
    "须身体健康，生活能自理，不影响所报专业学习（附件1·三（一）1-3）",
]


@pytest.mark.usefixtures("_county")
@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"pledge_signed": False}, UNSIGNED),
        ({"phone": ""}, ["手机号不能为空"]),
        ({"address": " "}, ["通讯地址不能为空"]),
        ({"address": "路" * 121}, ["通讯地址不能超过120个字"]),
        ({"postcode": "03000"}, ["邮政编码应为6位数字：03000（通知·二.3）"]),
        ({"ethnicity": "99"}, ["民族代码不在国家标准之内"]),
        ({"hukou_division": "14010"}, ["户籍所在地应为6位行政区划代码"]),
        ({"account_id": 0}, ["没有这个考生账号"]),
        ({"candidate_number": "2414010500001"}, ["报名号应为14位数字：2414010500001"]),
        ({"candidate_number": "24320105000001"}, ["报名号的年份或省份与本年度不符"]),
        ({"candidate_number": "23140105000001"}, ["报名号的年份或省份与本年度不符"]),
        ({"identity_number": "999999200103051230"}, ["号码最后一位校验码不对，请核对是否输错（通知·二.3）"]),
        (
            {"also_gaoqizhuan": True},
            ["报考专升本不能兼报高起专（附件1·一）", "山西省高起专没有“经管类”科类（附件1·五（三））"],
        ),
        (
            {"specialised_paper": None},
            ["专业基础课只有专升本考，且必须确定一门：专升本（附件1·四（一）2）"],
        ),
        ({"foreign_language": ForeignLanguage.RUSSIAN}, ["山西省专升本未开设俄语考试（附件1·四（一）2）"]),
        (
            {"category": ExamCategory.HUMANITIES},
            ["山西省专升本没有“文史类”科类（附件1·五（三））"],
        ),
        (
            {"route": EntryRoute.EXEMPT},
            ["申请免试入学须同时提交一项免试照顾申请（附件1·五（五）1）"],
        ),
    ],
)
def test_submit_refuses_a_form(facts: dict[str, Any], expected: list[str]) -> None:
    form = a_form(**facts)
    with rows_refused(*((1, form.candidate_number, text) for text in expected)):
        submit(form)


@pytest.mark.usefixtures("_county")
def test_submit_refuses_birth_and_sex_that_the_number_contradicts() -> None:
    form = replace(a_form(), birth_date=date(2001, 3, 6), sex=Sex.FEMALE)
    with rows_refused(
        (
            1,
            form.candidate_number,
            "证件号码中的出生日期2001-03-05与填报的2001-03-06不一致（通知·二.3）",
        ),
        (1, form.candidate_number, "证件号码中的性别为男，与填报的女不一致（通知·二.3）"),
    ):
        submit(form)


@pytest.mark.usefixtures("_county")
def test_submit_refuses_an_unknown_confirmation_point_and_one_of_another_province() -> None:
    an_organisation(code="320102", path="/32/3201/320102/")
    for path in ("/14/1401/999999/", "/32/3201/320102/"):
        form = a_registration_form(confirmation_path=path)
        with rows_refused((1, form.candidate_number, "没有这个确认点")):
            submit(form, actor=an_actor(role=Role.MINISTRY_OFFICER, org_path="/"))


@pytest.mark.usefixtures("_county")
@pytest.mark.parametrize("kind", list(EducationKind))
def test_submit_zhuanshengben_with_enough_education_only(kind: EducationKind) -> None:
    form = a_form()
    form = replace(form, education=replace(form.education, kind=kind))
    if kind in (EducationKind.ZHUANKE, EducationKind.BENKE_INCOMPLETE, EducationKind.BENKE):
        submit(form)
        assert Education.objects.get().kind == kind
        return
    expected = (
        f"报考专升本须具有专科毕业、本科结业或以上证书，填报的是“{kind.label}”。"
        "可以改报高起本或高起专（附件1·三（一）4）"
    )
    with rows_refused((1, form.candidate_number, expected)):
        submit(form)


@pytest.mark.usefixtures("_county")
def test_submit_refuses_a_graduation_after_today() -> None:
    form = a_form()
    tomorrow = replace(form.education, graduated_on=date(2024, 9, 6))
    with rows_refused((1, form.candidate_number, "毕业日期不能晚于今天")):
        submit(replace(form, education=tomorrow))
    submit(replace(form, education=replace(tomorrow, graduated_on=date(2024, 9, 5))))


@pytest.mark.usefixtures("_county")
def test_submit_from_another_province_needs_a_proof() -> None:
    form = a_form(hukou_division="320102")
    expected = "非本省户籍考生须提交下列材料之一：居住证、社会保险缴纳证明、在职证明（通知·二.3）"
    with rows_refused((1, form.candidate_number, expected)):
        submit(form)
    with rows_refused((1, form.candidate_number, expected)):
        submit(replace(form, residence_proofs=("学生证",)))
    submit(replace(form, residence_proofs=("居住证",)))


@pytest.mark.usefixtures("_county")
def test_submit_with_a_taiwan_permit_needs_no_household() -> None:
    submit(
        a_form(
            identity_kind=IdentityDocument.TAIWAN_PERMIT, identity_number="12345678", hukou_division="710000"
        )
    )
    assert Candidate.objects.get().identity_kind == "TAIWAN_PERMIT"


@pytest.mark.usefixtures("_county")
@pytest.mark.parametrize(
    ("facts", "is_eligible"),
    [
        ({}, False),
        ({"licences": (LicenceForm(kind=LicenceKind.ASSISTANT_PHYSICIAN, number="1"),)}, True),
        ({"licences": (LicenceForm(kind=LicenceKind.VILLAGE_DOCTOR, number="1"),)}, True),
        ({"licences": (LicenceForm(kind=LicenceKind.NURSE, number="1"),)}, False),
        ({"works_in_health": True}, False),
        ({"major": "临床医学"}, True),
    ],
)
def test_submit_clinical_medicine_with_licence_or_matching_diploma(
    facts: dict[str, Any], is_eligible: bool
) -> None:
    medicine: dict[str, Any] = {
        "category": ExamCategory.MEDICINE,
        "specialised_paper": Paper.MEDICINE_GENERAL,
    }
    a_programme(code="01", major_code="100201", name="临床医学", **medicine)
    major = facts.pop("major", "会计")
    form = a_form(choices=(a_choice_form("01"),), **medicine, **facts)
    form = replace(form, education=replace(form.education, major=major))
    if is_eligible:
        submit(form)
        assert Choice.objects.count() == 1
        return
    expected = (
        "报考临床类专业须有相应类别的执业助理医师及以上资格证书，或相应专业普通中专及以上学历，"
        "或乡村医生执业证书并具有中专学历或中专水平证书。"
        "取得其中一项后可以报考，或改报其他专业（附件1·三（一）5（1））"
    )
    with rows_refused((1, form.candidate_number, expected)):
        submit(form)


@pytest.mark.usefixtures("_county")
def test_submit_both_levels_from_secondary_school() -> None:
    humanities: dict[str, Any] = {"category": ExamCategory.HUMANITIES, "specialised_paper": ""}
    a_programme(code="01", level=ProgrammeLevel.GAOQIBEN, **humanities)
    a_programme(code="02", level=ProgrammeLevel.GAOQIZHUAN, **humanities)
    choices = (
        a_choice_form("01", level=ProgrammeLevel.GAOQIBEN),
        a_choice_form("02", level=ProgrammeLevel.GAOQIZHUAN),
    )
    form = from_secondary_school(a_form(), choices=choices)
    with rows_refused((1, form.candidate_number, "没有报考高起专，不能填报高起专志愿（附件2）")):
        submit(form)
    submit(replace(form, also_gaoqizhuan=True))
    assert list(Choice.objects.order_by("level").values_list("level", "rank")) == [
        ("GAOQIBEN", 1),
        ("GAOQIZHUAN", 1),
    ]


MERIT = ClaimForm(kind=ClaimKind.THIRD_CLASS_MERIT, evidence="三等功证书")
VETERAN = ClaimForm(kind=ClaimKind.EXEMPT_VETERAN, evidence="退役证")


@pytest.mark.usefixtures("_county")
def test_submit_refuses_claims_without_evidence_or_twice() -> None:
    form = a_form(claims=(MERIT, MERIT, replace(VETERAN, evidence=" ")))
    with rows_refused(
        (1, form.candidate_number, "同一照顾类别只能申请一次（附件1·五（五）末）"),
        (1, form.candidate_number, "“退役军人免试专升本”没有填写证明材料（附件1·五（五）末）"),
    ):
        submit(form)


@pytest.mark.usefixtures("_county")
def test_submit_an_exempt_veteran() -> None:
    submit(a_form(route=EntryRoute.EXEMPT, claims=(VETERAN,)))
    assert [(row.points, row.exempts) for row in Claim.objects.all()] == [(0, True)]
    below = from_secondary_school(a_form(claims=(VETERAN,)))
    with rows_refused(
        (1, below.candidate_number, "“退役军人免试专升本”不能免试就读高起本（附件1·五（五）3）")
    ):
        submit(below)


@pytest.mark.usefixtures("_county")
def test_submit_an_exempt_veteran_for_a_college_of_another_province_is_refused() -> None:
    here, elsewhere = a_college(province="14"), a_college()
    elsewhere.home_province = "32"
    elsewhere.save()
    a_programme(college=here, code="01")
    a_programme(college=elsewhere, code="02")
    form = a_form(route=EntryRoute.EXEMPT, claims=(VETERAN,), choices=(a_choice_form("02"),))
    with rows_refused(
        (
            1,
            form.candidate_number,
            "“退役军人免试专升本”只能免试就读所在省（区、市）的成人高校（附件1·五（五）3）",
        )
    ):
        submit(form)
    submit(replace(form, choices=(a_choice_form("01"),)))


@pytest.mark.usefixtures("_county")
def test_submit_education_without_major() -> None:
    shown = EducationForm(
        kind=EducationKind.BENKE,
        school="山西大学",
        certificate_number="1",
        graduated_on=date(2020, 7, 1),
    )
    submit(a_form(education=shown))
    assert Education.objects.get().major == ""
