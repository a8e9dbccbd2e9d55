"""山西 2024. The province's text of 2024 is not at hand: values are those of 2020 to 2023, as reposted."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from chengzhao.law.citation import Citation, Provision
from chengzhao.law.provinces.numbers import NUMBER_FORMATS
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
    PaperSlot,
    ProgrammeLevel,
    RoundKind,
    TieRule,
)

GAOQIBEN, ZHUANSHENGBEN, GAOQIZHUAN = ProgrammeLevel
_CHINA_TIME = timezone(timedelta(hours=8))

_CHOICES_2021 = "山西 2020-2021: ahckw.cn/a/shanxiichengkao/3689.html; zhijin.com/2021/news_0902/23845.html"
_CHOICES_2023 = "山西 2023: m.2gaosan.com/html/62/62989.html"
_ADMISSION = (
    "山西录取办法 2020, 2021, 2023: chengkao.cwjedu.com/lqcx/3587; "
    "m.educity.cn/chengkao/3313253.html; chengkao.eolce.com/a/2023090194315.html"
)
_LINES_2018 = "山西 2018 控制线: www.michael-hudson.org/chengkao/ck-wyw/20250710125827.html"
_GAOKAO_CODES = f"参照旧普通高考的代码1至8；名称: {_LINES_2018}, {_CHOICES_2021}"
_UPGRADE_CODES = (
    "代码参照河南、江苏2025年的11至18；文史、外语、中医同一代码，分别划线: "
    f"{_CHOICES_2021}; 名称: {_LINES_2018}"
)
_NOT_SEEN = "没有查到山西的规定"

_SURE, _FAIR = Decimal("0.95"), Decimal("0.9")
_LIKELY, _ASSUMED = Decimal("0.7"), Decimal("0.4")

_MATHS_FIRST = (PaperSlot.MATHS, PaperSlot.CHINESE, PaperSlot.FOREIGN)
_CHINESE_FIRST = (PaperSlot.CHINESE, PaperSlot.MATHS, PaperSlot.FOREIGN)
_HUMANITIES_PAPERS = (Paper.MATHS_HUMANITIES, Paper.HISTORY_GEOGRAPHY)
_SCIENCE_PAPERS = (Paper.MATHS_SCIENCE, Paper.PHYSICS_CHEMISTRY)
_SECONDARY_CATEGORIES = (
    (ExamCategory.HUMANITIES, "1", "文史", _HUMANITIES_PAPERS),
    (ExamCategory.FOREIGN_HUMANITIES, "2", "外语(文)", _HUMANITIES_PAPERS),
    (ExamCategory.ARTS_HUMANITIES, "3", "艺术(文)", _HUMANITIES_PAPERS),
    (ExamCategory.SPORTS_HUMANITIES, "4", "体育(文)", _HUMANITIES_PAPERS),
    (ExamCategory.SCIENCE, "5", "理工", _SCIENCE_PAPERS),
    (ExamCategory.FOREIGN_SCIENCE, "6", "外语(理)", _SCIENCE_PAPERS),
    (ExamCategory.ARTS_SCIENCE, "7", "艺术(理)", _SCIENCE_PAPERS),
    (ExamCategory.SPORTS_SCIENCE, "8", "体育(理)", _SCIENCE_PAPERS),
)
_UPGRADE_CATEGORIES = (
    (ExamCategory.LITERATURE, "11", "文史", (Paper.UNIVERSITY_CHINESE,)),
    (ExamCategory.FOREIGN_LANGUAGES, "11", "外语", (Paper.UNIVERSITY_CHINESE,)),
    (ExamCategory.CHINESE_MEDICINE, "11", "中医", (Paper.UNIVERSITY_CHINESE,)),
    (ExamCategory.ARTS, "12", "艺术", (Paper.ART_THEORY,)),
    (ExamCategory.ENGINEERING, "13", "理工", (Paper.ADVANCED_MATHS_1,)),
    (ExamCategory.ECONOMICS_MANAGEMENT, "14", "经管", (Paper.ADVANCED_MATHS_2,)),
    (ExamCategory.LAW, "15", "法学", (Paper.CIVIL_LAW,)),
    (ExamCategory.EDUCATION, "16", "教育学", (Paper.EDUCATION_THEORY,)),
    (ExamCategory.AGRONOMY, "17", "农学", (Paper.ECOLOGY,)),
    (ExamCategory.MEDICINE, "18", "医学", (Paper.MEDICINE_GENERAL,)),
)


def _category(
    category: ExamCategory, code: str, name: str, papers: tuple[Paper, ...], *, count: int
) -> CategoryInUse:
    return CategoryInUse(category=category, code=code, name=name, papers=papers[:count])


def _tie_keys() -> dict[str, tuple[PaperSlot, ...]]:
    keys: dict[str, tuple[PaperSlot, ...]] = {
        ZHUANSHENGBEN: (PaperSlot.SPECIALISED, PaperSlot.POLITICS, PaperSlot.FOREIGN)
    }
    for category, _, _, papers in _SECONDARY_CATEGORIES:
        common = _MATHS_FIRST if papers is _SCIENCE_PAPERS else _CHINESE_FIRST
        keys[f"{GAOQIBEN}/{category}"] = (*common, PaperSlot.COMBINED)
        keys[f"{GAOQIZHUAN}/{category}"] = common
    return keys


SHANXI_2024 = Supplement(
    province_code="14",
    province_name="山西省",
    year=2024,
    choice_forms=Provision(
        MappingProxyType(
            {
                level: ChoiceForm(colleges=2, programmes=1, offers_reassignment=False)
                for level in (GAOQIBEN, ZHUANSHENGBEN, GAOQIZHUAN)
            }
        ),
        Citation("A2.2"),
        f"{_CHOICES_2023}; {_CHOICES_2021}: 本科栏、专科栏各2个院校志愿，每院校1个专业；没有提到调剂",
        _FAIR,
    ),
    side_levels=Provision(
        MappingProxyType({GAOQIBEN: (GAOQIZHUAN,)}),
        Citation("A1.5.7"),
        f"{_CHOICES_2021}: 高起本可兼报专科，未录取者按语数外总分参加专科录取",
        _FAIR,
    ),
    choice_moment=Provision(
        ChoiceMoment.AT_REGISTRATION, Citation("A2.2"), f"{_CHOICES_2023}: 与报名同时填报", _FAIR
    ),
    choices_are_confirmed=Provision(True, Citation("A2.2"), "附件2: 11月组织考生确认志愿"),
    tiers=Provision(
        ((GAOQIBEN,), (ZHUANSHENGBEN,), (GAOQIZHUAN,)),
        Citation("A1.5.7"),
        f"{_ADMISSION}: 三个批次依次",
        _SURE,
    ),
    rounds=Provision(
        (
            RoundRule(kind=RoundKind.MAIN, relaxation=0, takes_new_choices=False),
            RoundRule(kind=RoundKind.SUPPLEMENTARY, relaxation=0, takes_new_choices=True),
        ),
        Citation("A1.5.11"),
        f"{_ADMISSION}: 再公开征集志愿，限达同类型同科类控制线的未录取考生; 不安排补录",
        _SURE,
    ),
    mechanism=Provision(
        MappingProxyType(dict.fromkeys(ProgrammeLevel, FilingMechanism.SEQUENTIAL)),
        Citation("A1.5.7"),
        f"{_ADMISSION}: 第一志愿从高到低，未满调配第二志愿",
        _SURE,
    ),
    unit=Provision(
        FilingUnit.PROGRAMME,
        Citation("A1.5.7"),
        f"{_ADMISSION}: 按计划投档；每个院校志愿只有一个专业，所以按专业投档",
        _LIKELY,
    ),
    ratio=Provision(Fraction(1), Citation("A1.5.7"), f"{_ADMISSION}: 1:1", _SURE),
    ties=Provision(
        TieRule.SEED,
        Citation("A1.5.8"),
        f"{_NOT_SEEN}；按1:1投档，用可以重算的种子不留同分",
        _ASSUMED,
    ),
    tie_keys=Provision(MappingProxyType(_tie_keys()), Citation("A1.5.8"), _ADMISSION, _SURE),
    assignment=Provision(
        AssignmentRule.SCORE_FIRST, Citation("A1.5.2"), f"{_ADMISSION}: 从高分到低分；每个志愿一个专业", _FAIR
    ),
    gaps=Provision((), Citation("A1.5.2"), f"{_NOT_SEEN}；每个志愿一个专业，不需要级差", _FAIR),
    merit=Provision(MeritScore.FILING_SCORE, Citation("A1.5.16"), f"{_ADMISSION}: 按加分后成绩投档", _LIKELY),
    refills=Provision(True, Citation("A1.5.11"), f"{_NOT_SEEN}；按计划应当完成", _ASSUMED),
    exempt_are_placed_first=Provision(
        True, Citation("A1.5.12"), f"{_ADMISSION}: 每批免试生在公布的计划中优先", _SURE
    ),
    categories=Provision(
        MappingProxyType(
            {
                GAOQIBEN: tuple(_category(*row, count=2) for row in _SECONDARY_CATEGORIES),
                GAOQIZHUAN: tuple(_category(*row, count=1) for row in _SECONDARY_CATEGORIES),
                ZHUANSHENGBEN: tuple(_category(*row, count=1) for row in _UPGRADE_CATEGORIES),
            }
        ),
        Citation("A1.5.3"),
        f"高起点: {_GAOKAO_CODES}; 专升本: {_UPGRADE_CODES}",
        Decimal("0.75"),
    ),
    line_floor_ratio=Provision(Fraction(7, 10), Citation("A1.5.4")),
    # Accepted though 64 is less than 70% of 92: decision 16.
    line_rounding=Provision(
        LineRounding.HALF_UP,
        Citation("A1.5.4"),
        f"{_LINES_2018}: 92×0.7＝64.4公布为64，97×0.7＝67.9公布为68；2024年的办法没有查到",
        _LIKELY,
    ),
    low_fill_rate=Provision(Fraction(1, 2), Citation("A1.2.5"), f"{_NOT_SEEN}；系统的默认值", _ASSUMED),
    full_time_share=Provision(Fraction(1, 10), Citation("A1.2.8"), f"{_NOT_SEEN}；系统的默认值", _ASSUMED),
    registration_window=Provision(
        (
            datetime(2024, 9, 1, 8, tzinfo=_CHINA_TIME),
            datetime(2024, 9, 6, 18, tzinfo=_CHINA_TIME),
        ),
        Citation("A2.1"),
        f"参照2023年的日期: {_CHOICES_2023}",
        Decimal("0.5"),
    ),
    out_of_place_proofs=Provision(
        ("居住证", "社会保险缴纳证明", "在职证明"),
        Citation("N3.3"),
        f"{_NOT_SEEN}；参照广东的居住证、社保",
        _ASSUMED,
    ),
    fee=Provision(None, Citation("A1.3.9"), f"{_NOT_SEEN}", _ASSUMED),
    number_formats=NUMBER_FORMATS,
    bonus_points=Provision(MappingProxyType({}), Citation("A1.5.21"), "与国家规定相同"),
    age_reference_day=Provision(
        date(2024, 10, 19), Citation("A1.5.19"), f"{_NOT_SEEN}；按考试第一天", Decimal("0.5")
    ),
    # _ADMISSION publishes the bonus list without 年满25周岁; N3.6 gives no effect to what was not
    # publicised and knows no exception, and a supplement cannot loosen it (A1.8.2).
    age_is_publicised=Provision(
        True, Citation("N3.6"), f"按通知，不按山西的做法；{_ADMISSION}: 加分名单公示（年满25周岁的除外）"
    ),
    publicity_days=Provision(10, Citation("N3.6"), f"{_NOT_SEEN}；参照普通高考加分公示", Decimal("0.5")),
    room_plan=Provision(
        RoomPlan(rows=6, columns=5, invigilators=2),
        Citation("N2.4"),
        "国家教育考试的通行做法，据多省转载：单人单桌30座、1号座位靠门、监考2人",
        Decimal("0.85"),
    ),
    non_english_upgrade=Provision(False, Citation("A1.4.2"), f"{_NOT_SEEN}；按专升本只考英语", _ASSUMED),
)
