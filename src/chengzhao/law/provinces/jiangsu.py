"""江苏 2025. The province's text of 2025 is not at hand: values are those of 2024, or read from its files."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from chengzhao.law.citation import Citation, Provision
from chengzhao.law.provinces.numbers import WIDE_CATEGORY_FORMATS
from chengzhao.law.provinces.shape import CategoryInUse, ChoiceForm, RoomPlan, RoundRule, Supplement
from chengzhao.law.words import (
    AssignmentRule,
    ChoiceMoment,
    ExamCategory,
    FilingMechanism,
    FilingUnit,
    LineRounding,
    MeritScore,
    Paper,
    ProgrammeLevel,
    RoundKind,
    TieRule,
)

GAOQIBEN, ZHUANSHENGBEN, GAOQIZHUAN = ProgrammeLevel
_CHINA_TIME = timezone(timedelta(hours=8))

_ADMISSION_2024 = (
    "江苏录取办法 2024: chaocharen.com/jijiao/w_kaoshiyuan/363809.shtml; 2022: jtgov.cn/ckzn/11450.html"
)
_FILES_2025 = "江苏2025年分院校、分科类投档线和征求计划: jseea.cn"
_NOT_SEEN = "没有查到江苏的规定"

_SURE = Decimal("0.95")
_LIKELY, _ASSUMED = Decimal("0.7"), Decimal("0.4")

_UPGRADE_CATEGORIES = (
    (ExamCategory.LITERATURE, "1110", "专升本文史类", Paper.UNIVERSITY_CHINESE),
    (ExamCategory.CHINESE_MEDICINE, "1111", "专升本文史类（中医）", Paper.UNIVERSITY_CHINESE),
    (ExamCategory.ARTS, "1120", "专升本艺术类", Paper.ART_THEORY),
    (ExamCategory.ENGINEERING, "1130", "专升本理工类", Paper.ADVANCED_MATHS_1),
    (ExamCategory.ECONOMICS_MANAGEMENT, "1140", "专升本经管类", Paper.ADVANCED_MATHS_2),
    (ExamCategory.LAW, "1150", "专升本法学类", Paper.CIVIL_LAW),
    (ExamCategory.EDUCATION, "1160", "专升本教育学类", Paper.EDUCATION_THEORY),
    (ExamCategory.SPORTS_EDUCATION, "1161", "专升本教育学类（体育）", Paper.EDUCATION_THEORY),
    (ExamCategory.AGRONOMY, "1170", "专升本农学类", Paper.ECOLOGY),
    (ExamCategory.MEDICINE, "1180", "专升本医学类", Paper.MEDICINE_GENERAL),
)
_SECONDARY_CATEGORIES = (
    (ExamCategory.HUMANITIES, "1", "文史类", (Paper.MATHS_HUMANITIES, Paper.HISTORY_GEOGRAPHY)),
    (ExamCategory.ARTS_HUMANITIES, "3", "艺术类（文）", (Paper.MATHS_HUMANITIES, Paper.HISTORY_GEOGRAPHY)),
    (ExamCategory.SCIENCE, "5", "理工类", (Paper.MATHS_SCIENCE, Paper.PHYSICS_CHEMISTRY)),
    (ExamCategory.ARTS_SCIENCE, "7", "艺术类（理）", (Paper.MATHS_SCIENCE, Paper.PHYSICS_CHEMISTRY)),
)


def _secondary(count: int) -> tuple[CategoryInUse, ...]:
    return tuple(
        CategoryInUse(category=category, code=code, name=name, papers=papers[:count])
        for category, code, name, papers in _SECONDARY_CATEGORIES
    )


JIANGSU_2025 = Supplement(
    province_code="32",
    province_name="江苏省",
    year=2025,
    choice_forms=Provision(
        MappingProxyType(
            {
                GAOQIBEN: ChoiceForm(colleges=2, programmes=2, offers_reassignment=True),
                ZHUANSHENGBEN: ChoiceForm(colleges=2, programmes=2, offers_reassignment=True),
                GAOQIZHUAN: ChoiceForm(colleges=3, programmes=2, offers_reassignment=True),
            }
        ),
        Citation("A2.2"),
        f"{_NOT_SEEN}；参照其他省的2至3个院校、各2个专业（m.xuefen.net/xueli/1249598.html）",
        _ASSUMED,
    ),
    side_levels=Provision(
        MappingProxyType({GAOQIBEN: (GAOQIZHUAN,)}),
        Citation("A1.5.7"),
        f"{_NOT_SEEN}；参照其他省，高起本可兼报专科",
        _ASSUMED,
    ),
    choice_moment=Provision(
        ChoiceMoment.AT_REGISTRATION,
        Citation("A2.2"),
        f"{_ADMISSION_2024}: 省控线上预填志愿",
        Decimal("0.6"),
    ),
    choices_are_confirmed=Provision(True, Citation("A2.2"), "附件2: 11月组织考生确认志愿"),
    tiers=Provision(
        ((GAOQIBEN, ZHUANSHENGBEN), (GAOQIZHUAN,)),
        Citation("A1.5.7"),
        f"{_ADMISSION_2024}: 本科批、专科批",
        _SURE,
    ),
    rounds=Provision(
        (
            RoundRule(kind=RoundKind.MAIN, relaxation=0, takes_new_choices=False),
            RoundRule(kind=RoundKind.SUPPLEMENTARY, relaxation=0, takes_new_choices=True),
            RoundRule(kind=RoundKind.RELAXED, relaxation=20, takes_new_choices=True),
        ),
        Citation("A1.5.11"),
        f"{_ADMISSION_2024}: 省控线上预填志愿→征求志愿→省控线下降分；分数按国家规定的上限",
        _LIKELY,
    ),
    mechanism=Provision(
        MappingProxyType(
            {
                GAOQIBEN: FilingMechanism.SEQUENTIAL,
                ZHUANSHENGBEN: FilingMechanism.SEQUENTIAL,
                GAOQIZHUAN: FilingMechanism.PARALLEL,
            }
        ),
        Citation("A1.5.7"),
        f"{_ADMISSION_2024}: 本科批传统志愿，专科批平行志愿",
        _SURE,
    ),
    unit=Provision(
        FilingUnit.COLLEGE, Citation("A1.5.7"), f"{_FILES_2025}: 每个院校一条投档线", Decimal("0.85")
    ),
    ratio=Provision(Fraction(1), Citation("A1.5.7"), f"{_ADMISSION_2024}: 1:1", _SURE),
    ties=Provision(TieRule.ALL_IN, Citation("A1.5.8"), f"{_ADMISSION_2024}: 同分考生按志愿全部投档", _SURE),
    tie_keys=Provision(MappingProxyType({}), Citation("A1.5.8"), f"{_ADMISSION_2024}: 同分不分先后", _SURE),
    assignment=Provision(
        AssignmentRule.SCORE_FIRST, Citation("A1.5.2"), f"{_NOT_SEEN}；按从高分到低分择优录取", _LIKELY
    ),
    gaps=Provision((), Citation("A1.5.2"), f"{_NOT_SEEN}", _LIKELY),
    merit=Provision(MeritScore.FILING_SCORE, Citation("A1.5.16"), f"{_NOT_SEEN}", _ASSUMED),
    refills=Provision(True, Citation("A1.5.11"), f"{_NOT_SEEN}；按计划应当完成", _ASSUMED),
    exempt_are_placed_first=Provision(
        True, Citation("A1.5.12"), f"{_ADMISSION_2024}: 免试生先于统考生", _SURE
    ),
    categories=Provision(
        MappingProxyType(
            {
                GAOQIBEN: _secondary(2),
                GAOQIZHUAN: _secondary(1),
                ZHUANSHENGBEN: tuple(
                    CategoryInUse(category=category, code=code, name=name, papers=(paper,))
                    for category, code, name, paper in _UPGRADE_CATEGORIES
                ),
            }
        ),
        Citation("A1.5.3"),
        f"专升本: {_FILES_2025}，可靠; 高起点: 2017年的名称，参照旧普通高考的代码，可靠程度0.5",
        _LIKELY,
    ),
    line_floor_ratio=Provision(Fraction(7, 10), Citation("A1.5.4")),
    line_rounding=Provision(
        LineRounding.UP, Citation("A1.5.4"), f"{_NOT_SEEN}；按“不得低于”从严理解", _LIKELY
    ),
    low_fill_rate=Provision(Fraction(1, 2), Citation("A1.2.5"), f"{_NOT_SEEN}；系统的默认值", _ASSUMED),
    full_time_share=Provision(Fraction(1, 10), Citation("A1.2.8"), f"{_NOT_SEEN}；系统的默认值", _ASSUMED),
    registration_window=Provision(
        (
            datetime(2025, 9, 1, 8, tzinfo=_CHINA_TIME),
            datetime(2025, 9, 6, 18, tzinfo=_CHINA_TIME),
        ),
        Citation("A2.1"),
        f"{_NOT_SEEN}；参照山西2023年的日期",
        Decimal("0.3"),
    ),
    out_of_place_proofs=Provision(
        ("居住证", "社会保险缴纳证明", "在职证明"),
        Citation("N3.3"),
        f"{_NOT_SEEN}；参照广东的居住证、社保",
        _ASSUMED,
    ),
    fee=Provision(None, Citation("A1.3.9"), f"{_NOT_SEEN}", _ASSUMED),
    number_formats=WIDE_CATEGORY_FORMATS,
    bonus_points=Provision(MappingProxyType({}), Citation("A1.5.21"), "与国家规定相同"),
    age_reference_day=Provision(
        date(2025, 10, 18), Citation("A1.5.19"), f"{_NOT_SEEN}；按考试第一天", _ASSUMED
    ),
    age_is_publicised=Provision(True, Citation("N3.6")),
    publicity_days=Provision(10, Citation("N3.6"), f"{_NOT_SEEN}；参照普通高考加分公示", Decimal("0.5")),
    room_plan=Provision(
        RoomPlan(rows=6, columns=5, invigilators=2),
        Citation("N2.4"),
        "国家教育考试的通行做法，据多省转载：单人单桌30座、1号座位靠门、监考2人",
        Decimal("0.85"),
    ),
    non_english_upgrade=Provision(False, Citation("A1.4.2"), f"{_NOT_SEEN}；按专升本只考英语", _ASSUMED),
)
