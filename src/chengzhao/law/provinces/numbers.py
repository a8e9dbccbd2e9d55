"""How a candidate's three numbers are put together where a province has published no layout of its own.

报名号, 考生号 and 准考证号 are three different things; 考生号 is 18 wide, as in the student records.
"""

from decimal import Decimal

from chengzhao.law.citation import Citation, Provision
from chengzhao.law.provinces.shape import NumberFormat, NumberFormats, NumberPart


def _format(name: str, *parts: tuple[str, int]) -> NumberFormat:
    return NumberFormat(name=name, parts=tuple(NumberPart(name=part, width=width) for part, width in parts))


NUMBER_FORMATS = Provision(
    NumberFormats(
        registration=_format("报名号", ("year", 2), ("province", 2), ("division", 4), ("serial", 6)),
        candidate=_format(
            "考生号",
            ("year", 2),
            ("province", 2),
            ("division", 4),
            ("route", 1),
            ("category", 2),
            ("serial", 7),
        ),
        admit_card=_format(
            "准考证号",
            ("year", 2),
            ("province", 2),
            ("division", 4),
            ("route", 1),
            ("category", 2),
            ("serial", 5),
        ),
    ),
    Citation("A1.3.10"),
    "准考证号 after the 16 digits of 山东; 考生号 CHAR(18) as in the student records; 报名号: our own layout",
    Decimal("0.4"),
)
