"""Majors that the 2024 notice names, each with the catalogue codes read into the name.

The notice names majors and classes in words. The codes are a reading of those words in the
undergraduate catalogue of 2025 and the vocational catalogue of 2021; where a word has no class of the
same name in a catalogue (远洋运输, 社会福利), the confidence says so.
"""

from decimal import Decimal

from chengzhao.law.citation import Citation, Provision
from chengzhao.law.words import ProgrammeKind, ProgrammeLevel
from chengzhao.law.years.holders import PhysicianClass
from chengzhao.law.years.shape import MajorGroup

_ALL = (ProgrammeLevel.GAOQIBEN, ProgrammeLevel.ZHUANSHENGBEN, ProgrammeLevel.GAOQIZHUAN)
_BENKE = (ProgrammeLevel.GAOQIBEN, ProgrammeLevel.ZHUANSHENGBEN)
_ZHUANKE = (ProgrammeLevel.GAOQIZHUAN,)
_READING = "通知只写名称；专业代码按2025年本科专业目录和2021年高职专业目录对应"


def _named(name: str, *prefixes: str) -> MajorGroup:
    return MajorGroup(name=name, levels=_ALL, prefixes=prefixes)


CORRESPONDENCE_FORBIDDEN = Provision(
    (
        _named("临床医学", "100201", "520101"),
        _named("口腔医学", "100301", "520102"),
        _named("中医学", "100501", "520401"),
        _named("藏医学", "100503", "520405"),
        _named("蒙医学", "100504", "520404"),
        _named("维医学", "100505", "520406"),
        _named("针灸推拿学", "100502", "520403"),
        _named("预防医学", "100401", "520703"),
        _named("麻醉学", "100202"),
        _named("医学影像学", "100203"),
        _named("医学检验", "101001", "520501"),
    ),
    Citation("A1.2.11"),
    _READING,
    Decimal("0.9"),
)

_THEORY = _named("史论、编导类", "130101", "130302", "130303", "130305", "560204")
_ARTS = MajorGroup(
    name="艺术类",
    levels=_ALL,
    prefixes=("13", "5501", "5502", "5503", "560201", "560204", "560206"),
    excluded=("550305",),
)
_FOREIGN = MajorGroup(name="外语类", levels=_ALL, prefixes=("0502", "5702"), excluded=("570209",))

CORRESPONDENCE_APPROVAL = Provision((_ARTS, _FOREIGN), Citation("A1.2.12"), _READING, Decimal("0.85"))
FOREIGN_LANGUAGE = Provision((_FOREIGN,), Citation("A1.2.12"), _READING, Decimal("0.85"))

# The first kind that has a major is its kind: 史论、编导 before the arts to which they belong.
KINDS = Provision(
    (
        (ProgrammeKind.ARTS_THEORY, _THEORY),
        (ProgrammeKind.ARTS, _ARTS),
        (ProgrammeKind.SPORTS, _named("体育类", "0402", "5703")),
    ),
    Citation("A1.5.4"),
    _READING,
    Decimal("0.8"),
)

MEDICAL = Provision((_named("医学门类", "10", "52"),), Citation("A1.3.6"), _READING, Decimal("0.9"))

CLINICAL = Provision(
    (
        _named("临床类", "1002", "1003", "1005", "1006", "5201"),
        _named("预防医学", "100401", "520703"),
        MajorGroup(
            name="中医学等",
            levels=_ALL,
            prefixes=tuple(f"52040{last}" for last in range(1, 10)),
        ),
    ),
    Citation("A1.3.4"),
    _READING,
    Decimal("0.85"),
)

# 相应类别: the four classes of a physician's certificate, and the majors that each of them serves.
PHYSICIANS = Provision(
    (
        (PhysicianClass.DENTAL, _named("口腔", "1003", "520102")),
        (PhysicianClass.PUBLIC_HEALTH, _named("公共卫生", "1004", "5207")),
        (PhysicianClass.CHINESE_MEDICINE, _named("中医", "1005", "1006", "5204")),
        (PhysicianClass.CLINICAL, _named("临床", "1002", "1006", "520101")),
    ),
    Citation("A1.3.4"),
    "“相应类别”按执业医师的四个类别理解（临床、中医、口腔、公共卫生），没有核对原文；中西医结合取两类",
    Decimal("0.85"),
)

NURSING = Provision((_named("护理学", "101101", "520201"),), Citation("A1.3.5"), _READING, Decimal("0.95"))

LOWERABLE = Provision(
    (
        MajorGroup(
            name="医学（药学类除外）",
            levels=_ZHUANKE,
            prefixes=("52",),
            excluded=("5203", "520410", "520411", "520412", "520413", "520415"),
        ),
    ),
    Citation("A1.5.6"),
    _READING,
    Decimal("0.9"),
)

PRISON = Provision(
    (MajorGroup(name="监狱管理", levels=_ZHUANKE, prefixes=("580501",)),),
    Citation("A1.5.6"),
    f"{_READING}；监狱管理在2021年目录中称刑事执行",
    Decimal("0.8"),
)

RELAXABLE = Provision(
    (
        _named("农林", "09", "0823", "0824", "1203", "41"),
        _named("水利", "0811", "45"),
        _named("地质", "0709", "0814", "4201", "4202"),
        _named("矿业", "0815", "4204", "4205", "4206"),
        _named("测绘", "0812", "4203"),
        _named("远洋运输", "081803", "081804", "081808", "500301", "500303", "500308"),
        _named(
            "社会福利",
            *("030302", "120414", "590101", "590106", "590302", "590303", "590305", "590306", "590307"),
        ),
        MajorGroup(name="公安", levels=_BENKE, prefixes=("0306", "0831")),
        MajorGroup(name="监狱", levels=_BENKE, prefixes=("030103",)),
    ),
    Citation("A1.5.10"),
    _READING,
    Decimal("0.8"),
)
