"""How values of the law read in Chinese."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from fractions import Fraction

import pytest

from chengzhao.law.provinces import (
    CategoryInUse,
    ChoiceForm,
    NumberFormat,
    NumberPart,
    RoomPlan,
    RoundRule,
    SubjectOverride,
)
from chengzhao.law.saying import lines_of, said
from chengzhao.law.words import (
    ExamCategory,
    LineRounding,
    Paper,
    PaperSlot,
    ProgrammeKind,
    ProgrammeLevel,
    RoundKind,
    Stage,
    StudyForm,
)
from chengzhao.law.years import (
    AthletePlacing,
    ExamSession,
    MajorGroup,
    Preference,
    ResponsiblePost,
    StageWindow,
)

GAOQIBEN, ZHUANSHENGBEN, GAOQIZHUAN = ProgrammeLevel
OPENS = datetime(2024, 9, 1, 8, tzinfo=UTC)
CLOSES = datetime(2024, 9, 6, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (StudyForm.CORRESPONDENCE, "", "函授"),
        (LineRounding.UP, "", "进一取整（92分的70％是64.4分，取65分）"),
        (LineRounding.HALF_UP, "", "四舍五入（92分的70％是64.4分，取64分，比70％低不到半分）"),
        (True, "分", "是"),
        (False, "", "否"),
        (None, "", "无"),
        ((), "", "无"),
        ({}, "", "无"),
        (20, "分", "20分"),
        (Fraction(7, 10), "％", "70％"),
        (Fraction(21, 20), "％", "105％"),
        (Fraction(1, 8), "％", "12.5％"),
        (Fraction(1, 3), "％", "100/3％"),
        (Fraction(5, 2), "年", "2.5年"),
        (Fraction(4), "年", "4年"),
        (Decimal("120.00"), "元", "120.00元"),
        (date(2024, 10, 19), "", "2024年10月19日"),
        (time(9), "", "9:00"),
        (OPENS, "", "2024年9月1日8:00"),
        ((OPENS, CLOSES), "", "2024年9月1日8:00至2024年9月6日18:00"),
        ((1, 3), "年", "1年、3年"),
        ("11903", "", "11903"),
        ({GAOQIBEN: 120}, "分钟", "高起本：120分钟"),
        ({(GAOQIBEN, StudyForm.FULL_TIME): Fraction(4)}, "年", "高起本·脱产：4年"),
        ({"GAOQIBEN/SCIENCE": (PaperSlot.MATHS,)}, "", "高起本·理工类：数学"),
        ({"GAOQIBEN": ()}, "", "高起本：无"),
        (((GAOQIBEN, ZHUANSHENGBEN), (GAOQIZHUAN,)), "", "高起本、专升本；高起专"),
    ],
)
def test_plain_values(value: object, unit: str, text: str) -> None:
    assert said(value, unit) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (
            ExamSession(
                day=date(2024, 10, 19),
                start=time(9),
                end=time(11, 30),
                levels=(ZHUANSHENGBEN,),
                slot=PaperSlot.POLITICS,
            ),
            "2024年10月19日 9:00—11:30 专升本 政治",
        ),
        (
            StageWindow(stage=Stage.EXAM, opens=date(2024, 10, 1), closes=date(2024, 10, 31)),
            "考试：2024年10月1日至2024年10月31日",
        ),
        (ResponsiblePost(post="高校主要负责同志", is_first=True), "高校主要负责同志（第一责任人）"),
        (
            Preference(points=20, exempt_levels=(), evidence=("身份证",), department="招生考试机构"),
            "加20分；凭身份证；主管部门：招生考试机构",
        ),
        (
            Preference(
                points=0,
                exempt_levels=(ZHUANSHENGBEN,),
                evidence=("退役证", "学历证书"),
                department="退役军人事务",
                is_own_province_only=True,
            ),
            "免试就读所在省的专升本；凭退役证、学历证书；主管部门：退役军人事务",
        ),
        (
            AthletePlacing(competitions=("奥运会", "世界杯赛"), olympic_place=8, other_place=6),
            "奥运会、世界杯赛：奥运会项目前8名，非奥运会项目前6名",
        ),
        (
            MajorGroup(name="公安", levels=(GAOQIBEN, ZHUANSHENGBEN), prefixes=("0306", "0831")),
            "公安（高起本、专升本）：专业代码以0306、0831开头",
        ),
        (
            MajorGroup(name="外语类", levels=tuple(ProgrammeLevel), prefixes=("0502",), excluded=("050299",)),
            "外语类：专业代码以0502开头，不含050299",
        ),
        (
            ChoiceForm(colleges=2, programmes=1, offers_reassignment=False),
            "2个院校，每个院校1个专业，不设服从调剂",
        ),
        (
            RoundRule(kind=RoundKind.RELAXED, relaxation=20, takes_new_choices=False),
            "降分投档：降20分，用已填志愿",
        ),
        (
            CategoryInUse(category=ExamCategory.LAW, code="15", name="法学", papers=(Paper.CIVIL_LAW,)),
            "法学（代码15，民法）",
        ),
        (
            NumberFormat(
                name="报名号",
                parts=(NumberPart(name="year", width=2), NumberPart(name="serial", width=6)),
            ),
            "报名号8位：年份2位＋顺序号6位",
        ),
        (RoomPlan(rows=6, columns=5, invigilators=2), "6排5列，30个座位，蛇形编号，监考人员至少2名"),
        (
            SubjectOverride(paper=Paper.ADVANCED_MATHS_1, category=ExamCategory.ENGINEERING),
            "高等数学（一）（理工类）",
        ),
    ],
)
def test_things_of_the_law(value: object, text: str) -> None:
    assert said((value,)) == text


def test_kinds_are_told_with_their_majors() -> None:
    group = MajorGroup(name="体育类", levels=tuple(ProgrammeLevel), prefixes=("0402",))
    assert lines_of(((ProgrammeKind.SPORTS, group),)) == ("体育类：体育类：专业代码以0402开头",)


def test_overrides_are_told_by_the_beginning_of_the_code() -> None:
    override = SubjectOverride(paper=Paper.CIVIL_LAW, category=ExamCategory.LAW)
    assert lines_of({"0301": override}) == ("专业代码以0301开头：民法（法学类）",)


def test_empty_values_say_what_the_parameter_says() -> None:
    assert lines_of({}, "分", "与国家规定相同") == ("与国家规定相同",)
