"""The columns of a table of registrations: how each is called in a sheet and in the DBF of the old systems.

The DBF names are those of the records of candidates that the agencies of 普通高考 exchange (KSH, XM, SFZH …); where
none is known, the initials of the label. Widths are the least that a column gets: a longer text makes it wider.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

MOST_CHOICES = 6
"""More 志愿 than any province has at the levels of one person together."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A column: the name of what stands in it, its label, its DBF name and width, and how it is filled in.

    `also` are other headings under which it is known again; `longest` is in characters, 0 where a rule says it.
    """

    name: str
    label: str
    dbf: str
    width: int
    hint: str
    also: tuple[str, ...] = ()
    needed: bool = True
    longest: int = 0


def _column(name: str, label: str, dbf: str, width: int, hint: str, *also: str, **more: object) -> Column:
    return Column(name=name, label=label, dbf=dbf, width=width, hint=hint, also=also, **more)  # type: ignore[arg-type]


_SEVERAL = "几项之间用分号隔开"
_NO = "是、否；空着就是否"

_PERSON = (
    _column("name", "姓名", "XM", 24, "与证件一致，中间不空格", "考生姓名"),
    _column("sex", "性别", "XBDM", 1, "男、女，或代码1、2", "性别代码"),
    _column("birth_date", "出生日期", "CSRQ", 8, "如1990-01-31", "出生年月日"),
    _column("ethnicity", "民族", "MZDM", 2, "名称或两位代码，如汉族、01", "民族代码"),
    _column("identity_kind", "证件类型", "ZJLXDM", 2, "如居民身份证；空着就是居民身份证", needed=False),
    _column("identity_number", "证件号码", "SFZH", 18, "18位身份证号，列设为文本", "身份证号", "身份证号码"),
    _column("phone", "手机号", "YDDH", 11, "本人能收短信的11位手机号", "手机", "移动电话", "手机号码"),
    _column("address", "通讯地址", "TXDZ", 60, "能收到信件的地址", "地址"),
    _column("postcode", "邮政编码", "YZBM", 6, "6位数字，列设为文本", "邮编"),
    _column(
        "hukou_division", "户籍所在地", "HKSZDDM", 6, "6位行政区划代码", "户口所在地代码", "户籍所在地代码"
    ),
    _column("employer", "工作单位", "GZDW", 40, "全称；没有的填“无”", "单位", longest=120),
    _column(
        "confirmation_path",
        "确认点",
        "QRDDM",
        6,
        "县（市、区）代码；只有一个确认点的可以空着",
        "确认点代码",
        needed=False,
    ),
)
_EXAM = (
    _column("route", "报考方式", "KSLBDM", 2, "统考、单考、免试；空着就是统考", needed=False),
    _column("level", "报考层次", "CCDM", 6, "高起本、高起专、专升本", "层次"),
    _column("also_gaoqizhuan", "兼报高起专", "JBGQZ", 2, _NO, needed=False),
    _column("category", "科类", "KLDM", 8, "如文史类、经管类", "报考科类"),
    _column("foreign_language", "外语语种", "WYYZDM", 4, "英语、日语、俄语", "语种"),
    _column("specialised_paper", "专业基础课", "ZYJCK", 8, "专升本填，如高等数学（二）", needed=False),
    _column("works_in_health", "从事卫生行业", "WSHY", 2, _NO, needed=False),
)
_SCHOOL = (
    _column("education_kind", "学历", "XLDM", 12, "如专科毕业、高级中等教育毕业", "文化程度"),
    _column("school", "毕业院校", "BYXX", 60, "与毕业证书一致", "毕业学校", "原毕业学校", longest=120),
    _column(
        "certificate_number", "毕业证书编号", "BYZSH", 20, "列设为文本", "毕业证书号", "证书编号", longest=40
    ),
    _column("graduated_on", "毕业日期", "BYRQ", 8, "如2022-06-30", "毕业时间"),
    _column("major", "所学专业", "SXZY", 30, "可以空着", "毕业专业", needed=False, longest=60),
    _column("licences", "执业资格", "ZYZG", 40, f"如“护士执业证书：编号”，{_SEVERAL}", needed=False),
)


def _choice(place: int) -> tuple[Column, Column]:
    hint, also = "专业代号；同一院校的几个用空格隔开", f"第{place}志愿"
    return (
        _column(f"choice_{place}", f"志愿{place}", f"ZY{place}", 12, hint, also, needed=False),
        _column(f"reassigned_{place}", f"志愿{place}服从调剂", f"TJ{place}", 2, _NO, needed=False),
    )


_CHOICES = tuple(one for place in range(1, MOST_CHOICES + 1) for one in _choice(place))
_REST = (
    _column("claims", "照顾申请", "ZGLB", 30, f"照顾项目的名称，{_SEVERAL}", "照顾类别", needed=False),
    _column("evidence", "照顾证明", "ZGZM", 40, "与照顾申请一一对应，用分号隔开", needed=False),
    _column("residence_proofs", "异地报考证明", "YDZM", 40, f"外省户籍的填写，{_SEVERAL}", needed=False),
    _column("pledge_signed", "已签诚信承诺书", "CXCN", 2, "本人已在诚信承诺书上签字的填“是”", "诚信承诺"),
)

COLUMNS: tuple[Column, ...] = (*_PERSON, *_EXAM, *_SCHOOL, *_CHOICES, *_REST)
"""Every column, in the order in which tables are written."""

COLUMN: Mapping[str, Column] = MappingProxyType({one.name: one for one in COLUMNS})

WHAT_IS_WRONG = "错误说明"
"""The column that our tables of faulty rows have at their end; it is not read."""

_SIGNS = re.compile(r"[\s*＊:：_（）()]+")


def _plain(heading: str) -> str:
    return _SIGNS.sub("", heading).upper()


_KNOWN = MappingProxyType(
    {_plain(heading): one.name for one in COLUMNS for heading in (one.label, one.dbf, *one.also)}
)


def guessed(headings: Sequence[str], remembered: Mapping[str, str] | None = None) -> dict[str, str]:
    """For each column, by name, the heading under which it stands in a table; what is not found is left out.

    What the unit said of the same headings before comes first.
    """
    found = {
        name: heading
        for name, heading in (remembered or {}).items()
        if heading in headings and name in COLUMN
    }
    taken = set(found.values())
    for heading in headings:
        name = _KNOWN.get(_plain(heading))
        if name is not None and name not in found and heading not in taken:
            found[name] = heading
    return found


def missing(mapping: Mapping[str, str]) -> tuple[Column, ...]:
    """The columns that a table must have and for which no heading is named."""
    return tuple(one for one in COLUMNS if one.needed and one.name not in mapping)
