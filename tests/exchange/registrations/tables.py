"""Tables of registrations for tests: one row that is right, files of each kind made of rows."""

from collections.abc import Iterable, Sequence
from datetime import date

from chengzhao.exchange.registrations.columns import COLUMNS, guessed
from chengzhao.exchange.registrations.reading import Frame, Reader
from chengzhao.exchange.registrations.writing import written
from chengzhao.law.provinces import supplement
from chengzhao.law.words import ProgrammeLevel
from chengzhao.rules.registration import check_digit

COUNTY, SIBLING = "/14/1401/140105/", "/14/1401/140106/"
NUMBER = "24140105000000"
EXTRA = supplement("14", 2024)
FRAME = Frame(
    extra=EXTRA,
    points={"140105": COUNTY, "140106": SIBLING},
    reach=COUNTY,
    levels={"D00001": ProgrammeLevel.ZHUANSHENGBEN, "D00002": ProgrammeLevel.ZHUANSHENGBEN},
    number=NUMBER,
)
RIGHT = {
    "name": "张三丰",
    "sex": "男",
    "birth_date": "2001-03-05",
    "ethnicity": "汉族",
    "identity_kind": "居民身份证",
    "identity_number": "99999920010305001" + check_digit("99999920010305001"),
    "phone": "13800001234",
    "address": "太原市小店区演练路1号",
    "postcode": "030006",
    "hukou_division": "140105",
    "employer": "太原市第一机械厂",
    "confirmation_path": "140105",
    "route": "统考",
    "level": "专升本",
    "also_gaoqizhuan": "否",
    "category": "经管",
    "foreign_language": "英语",
    "specialised_paper": "高等数学（二）",
    "works_in_health": "否",
    "education_kind": "专科毕业",
    "school": "山西职业技术学院",
    "certificate_number": "123451202206000001",
    "graduated_on": "2022-06-30",
    "major": "会计",
    "choice_1": "D00001",
    "reassigned_1": "否",
    "pledge_signed": "是",
}


def a_row(**changes: str) -> tuple[str, ...]:
    """A right row with some of its cells changed."""
    texts = RIGHT | changes
    return tuple(texts.get(one.name, "") for one in COLUMNS)


def a_file(kind: str, rows: Iterable[Sequence[str]]) -> bytes:
    return written(kind, list(rows), on=date(2024, 9, 2)).content


def a_reader(headings: Sequence[str], frame: Frame = FRAME) -> Reader:
    return Reader(headings, guessed(headings), frame)
