"""How a candidate's three numbers are put together where a province has published no layout of its own.

报名号, 考生号 and 准考证号 are three different things; 考生号 is 18 wide, as in the student records.
"""

from decimal import Decimal

from chengzhao.law.citation import Citation, Provision
from chengzhao.law.provinces.shape import NumberFormat, NumberFormats, NumberPart


def _format(name: str, *parts: tuple[str, int]) -> NumberFormat:
    return NumberFormat(name=name, parts=tuple(NumberPart(name=part, width=width) for part, width in parts))


def _formats(category_width: int) -> NumberFormats:
    """The three layouts for category codes of a width; 考生号 stays 18 digits whatever it is."""
    head = (("year", 2), ("province", 2), ("division", 4))
    coded = (*head, ("route", 1), ("category", category_width))
    return NumberFormats(
        registration=_format("报名号", *head, ("serial", 6)),
        candidate=_format("考生号", *coded, ("serial", 9 - category_width)),
        admit_card=_format("准考证号", *coded, ("serial", 5)),
    )


_SOURCE = "准考证号参照山东的16位；考生号18位，与学籍一致；报名号是系统的默认编法"

_LAYOUTS = _formats(2)
PARTS = {
    layout.name: tuple(part.name for part in layout.parts)
    for layout in (_LAYOUTS.registration, _LAYOUTS.candidate, _LAYOUTS.admit_card)
}
"""What each number is made of: its layout may order the parts and set their widths, not leave out or invent one."""

NUMBER_FORMATS = Provision(_LAYOUTS, Citation("A1.3.10"), _SOURCE, Decimal("0.4"))

WIDE_CATEGORY_FORMATS = Provision(_formats(4), Citation("A1.3.10"), f"{_SOURCE}；科类代码4位", Decimal("0.4"))
