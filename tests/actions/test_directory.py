"""The directory of programmes and its linter at the moment of submission."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.actions.presses import DONE, press_twice
from tests.actions.refusing import refused, rows_refused, trail_of
from tests.factories import (
    BORDER,
    REGISTRATION_DAY,
    a_college,
    a_programme_form,
    an_actor,
    an_actor_for,
    an_open_stage,
)

from chengzhao.actions import directory
from chengzhao.actions.audit import Actor
from chengzhao.actions.directory import ProgrammeForm, submit_directory
from chengzhao.law.provinces import SubjectOverride
from chengzhao.law.words import (
    ExamCategory,
    Paper,
    ProgrammeKind,
    ProgrammeLevel,
    Role,
    Stage,
    StudyForm,
)
from chengzhao.records.models import College, Programme, SourcePlan, TeachingSite

pytestmark = pytest.mark.django_db

MAJORS = ("082503", "120203", "100201", "130502", "050201", "090101", "520201", "630302", "550102")


@pytest.fixture
def college(request: pytest.FixtureRequest) -> College:
    request.getfixturevalue("db" if "transactional_db" not in request.fixturenames else "transactional_db")
    an_open_stage(Stage.DIRECTORY)
    return a_college(national_code="10108", majors=MAJORS)


def submit(*forms: ProgrammeForm, actor: Actor | None = None) -> dict[str, int]:
    return submit_directory(
        border=BORDER, actor=actor or an_actor_for("submit_directory"), at=REGISTRATION_DAY, programmes=forms
    )


def a_row(**facts: Any) -> ProgrammeForm:
    return a_programme_form(national_code="10108", **{"code": "01", **facts})


def test_submit_directory(college: College) -> None:
    ids = submit(a_row(code="01"), a_row(code="02", annual_fee=Decimal("2400.50")))
    first, second = (Programme.objects.get(pk=ids[code]) for code in ("01", "02"))
    assert (first.code, first.name, first.half_years, first.specialised_paper, first.annual_fee) == (
        "01",
        "会计学",
        5,
        "ADVANCED_MATHS_2",
        Decimal("2000.00"),
    )
    assert (second.college_id, second.annual_fee) == (college.pk, Decimal("2400.50"))
    plans = SourcePlan.objects.order_by("programme__code").values_list("programme_id", "places", "state")
    assert list(plans) == [(ids["01"], 0, "DRAFT"), (ids["02"], 0, "DRAFT")]
    assert trail_of("submit_directory") == [("programme", "01"), ("programme", "02")]


def test_submit_directory_outside_the_window_is_refused() -> None:
    a_college(national_code="10108")
    an_open_stage(Stage.DIRECTORY, closes_at=REGISTRATION_DAY)
    with refused("“专业目录编制”已于2024年9月5日10:00截止，如需延长请联系省级招生考试机构。"):
        submit(a_row())


def test_submit_directory_twice_is_refused(college: College) -> None:
    submit(a_row())
    with refused("专业代号在本省已经使用，请换一个。"):
        submit(a_row())
    with rows_refused((2, "03", "与前面的行重复，应只写一次")):
        submit(a_row(code="03"), a_row(code="03"))
    assert Programme.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_submit_directory_at_once_adds_a_code_once(transactional_db: None, college: College) -> None:
    assert press_twice(lambda: submit(a_row())) == sorted([DONE, "专业代号在本省已经使用，请换一个。"])
    assert Programme.objects.count() == SourcePlan.objects.count() == 1
    assert trail_of("submit_directory") == [("programme", "01")]


def test_submit_directory_without_a_charter_is_refused() -> None:
    an_open_stage(Stage.DIRECTORY)
    a_college(national_code="10108", with_charter=False)
    with rows_refused((1, "01", "招生章程尚未向社会公布，不能上报招生专业（附件1·一）")):
        submit(a_row())


def test_submit_directory_of_another_college_is_refused(college: College) -> None:
    other = a_college(national_code="10109")
    stranger = an_actor(role=Role.COLLEGE_LEAD, org_path=other.organisation.path)
    with rows_refused((1, "10108", "不在你单位的管辖范围内")):
        submit(a_row(), actor=stranger)
    own = an_actor(role=Role.COLLEGE_LEAD, org_path=college.organisation.path)
    assert list(submit(a_row(), actor=own)) == ["01"]


def test_submit_directory_of_an_unknown_college_is_refused(college: College) -> None:
    with rows_refused((1, "99999", "没有这所院校，应先登记")):
        submit(a_programme_form(national_code="99999"))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"half_years": 4}, "专升本业余最短学习时间为两年半，填报的两年不够。请改为两年半以上（附件1·一）"),
        ({"half_years": 0}, "学制应为1至20个半年"),
        ({"half_years": 21}, "学制应为1至20个半年"),
        (
            {"study_form": StudyForm.NON_FULL_TIME},
            "2024年的学习形式只有脱产、业余、函授，不能使用“非脱产”。请改用其中一种（附件1·一）",
        ),
        (
            {"major_code": "120204", "name": "财务管理"},
            "专升本·财务管理（业余）（120204）不在教育部公布的拟招生专业备案范围内。"
            "请先办理专业备案，或改报备案范围内的专业（附件1·二（五））",
        ),
        ({"teaching_place": ""}, "招生专业目录缺少“授课地点”。请补填（附件1·二（一））"),
        ({"foreign_language": " "}, "招生专业目录缺少“外语语种”。请补填（附件1·二（一））"),
        ({"annual_fee": Decimal("-1")}, "招生专业目录缺少“收费标准”。请补填（附件1·二（一））"),
        ({"specialised_paper": None}, "专升本专业应指明专业基础课（附件1·四（一）2）"),
        (
            {"specialised_paper": Paper.CIVIL_LAW},
            "会计学的专业基础课应为高等数学（二），不是民法（附件1·四（一）2）",
        ),
        ({"relaxable": True}, "会计学不在可降分投档的专业范围内（附件1·五（四））"),
        (
            {"kind": ProgrammeKind.SPORTS, "extra_test": True},
            "会计学属于普通类，不能按体育类编制（附件1·五（四））",
        ),
        (
            {"category": ExamCategory.HUMANITIES},
            "山西省专升本没有“文史类”科类（附件1·五（三））",
        ),
    ],
)
def test_submit_directory_refuses_a_row(college: College, facts: dict[str, Any], expected: str) -> None:
    with rows_refused((1, "01", expected)):
        submit(a_row(**facts))
    assert not Programme.objects.exists()


def test_submit_directory_follows_the_province_on_a_doubtful_major(
    college: College, monkeypatch: pytest.MonkeyPatch
) -> None:
    """环境科学 is a doubtful row of the table: the province's word stands in its place."""
    facts = {
        "major_code": "082503",
        "name": "环境科学",
        "category": ExamCategory.ENGINEERING,
        "specialised_paper": Paper.ADVANCED_MATHS_1,
    }
    expected = "环境科学的专业基础课应为高等数学（二），不是高等数学（一）（附件1·四（一）2）"
    with rows_refused((1, "01", expected)):
        submit(a_row(**facts))
    law, shanxi = directory.law_of(BORDER)
    override = SubjectOverride(paper=Paper.ADVANCED_MATHS_1, category=ExamCategory.ENGINEERING)
    own = replace(shanxi, subject_overrides=replace(shanxi.subject_overrides, value={"082503": override}))
    monkeypatch.setattr(directory, "law_of", lambda border: (law, own))
    assert list(submit(a_row(**facts))) == ["01"]


def test_submit_directory_refuses_medicine_by_correspondence_but_not_in_spare_time(college: College) -> None:
    medicine = {
        "major_code": "100201",
        "name": "临床医学",
        "category": ExamCategory.MEDICINE,
        "specialised_paper": Paper.MEDICINE_GENERAL,
    }
    with rows_refused(
        (
            1,
            "01",
            "专升本·临床医学（函授）属于临床医学，不得安排函授招生计划。请改为脱产或业余（附件1·二（六））",
        )
    ):
        submit(a_row(study_form=StudyForm.CORRESPONDENCE, **medicine))
    assert list(submit(a_row(study_form=StudyForm.SPARE_TIME, **medicine))) == ["01"]


def test_submit_directory_refuses_arts_without_an_extra_test(college: College) -> None:
    arts = {
        "major_code": "130502",
        "name": "视觉传达设计",
        "category": ExamCategory.ARTS,
        "specialised_paper": Paper.ART_THEORY,
        "kind": ProgrammeKind.ARTS,
    }
    with rows_refused((1, "01", "艺术类专业必须加试，须在招生简章中公布时间和办法（附件1·四（一）3）")):
        submit(a_row(**arts))
    assert list(submit(a_row(extra_test=True, **arts))) == ["01"]


def test_submit_directory_takes_a_relaxable_major(college: College) -> None:
    agronomy = {
        "major_code": "090101",
        "name": "农学",
        "category": ExamCategory.AGRONOMY,
        "specialised_paper": Paper.ECOLOGY,
        "relaxable": True,
    }
    ids = submit(a_row(**agronomy))
    assert Programme.objects.get(pk=ids["01"]).relaxable is True


def test_submit_directory_refuses_a_specialised_paper_below_zhuanshengben(college: College) -> None:
    secondary = {
        "level": ProgrammeLevel.GAOQIZHUAN,
        "major_code": "630302",
        "name": "大数据与会计",
        "category": ExamCategory.HUMANITIES,
    }
    with rows_refused((1, "01", "高起专不考专业基础课（附件1·四（一）2）")):
        submit(a_row(specialised_paper=Paper.ADVANCED_MATHS_2, **{**secondary, "major_code": "520201"}))
    submit(a_row(specialised_paper=None, **{**secondary, "major_code": "520201"}))
    assert Programme.objects.get().specialised_paper == ""


@pytest.mark.parametrize(("days", "is_registered"), [(0, True), (-1, False)])
def test_submit_directory_needs_a_teaching_site_registered_on_the_day(
    college: College, days: int, is_registered: bool
) -> None:
    last_day = REGISTRATION_DAY.date() + timedelta(days=days)
    TeachingSite.objects.update(registered_from=date(2020, 1, 1), registered_until=last_day)
    if is_registered:
        assert list(submit(a_row())) == ["01"]
        return
    with rows_refused(
        (1, "01", "招生专业目录缺少“校外教学点”。请补填（附件1·二（一））"),
        (
            1,
            "01",
            "专升本·会计学（业余）须在该省有已备案并经教育部公布的校外教学点，目前没有。"
            "请先备案校外教学点，或改为脱产（附件1·二（四））",
        ),
    ):
        submit(a_row())


def test_submit_directory_full_time_needs_no_teaching_site(college: College) -> None:
    TeachingSite.objects.all().delete()
    assert list(submit(a_row(study_form=StudyForm.FULL_TIME, half_years=4))) == ["01"]
