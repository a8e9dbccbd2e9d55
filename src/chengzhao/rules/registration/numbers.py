"""Putting together 报名号, 考生号 and 准考证号 after the province's layout (A1.3.10)."""

from chengzhao.law.citation import cites
from chengzhao.law.provinces import NumberFormat


@cites("A1.3.10")
def compose_number(layout: NumberFormat, **values: int | str) -> str:
    """The number of a layout, each part filled with zeros on the left to its width.

    Raises ValueError for a part that is missing, unknown, not digits, or too wide.
    """
    names = [part.name for part in layout.parts]
    if sorted(values) != sorted(names):
        raise ValueError(f"{layout.name}由{'、'.join(names)}组成，给出的是{'、'.join(values)}")
    return "".join(_filled(layout.name, part.name, part.width, values[part.name]) for part in layout.parts)


@cites("A1.3.10")
def split_number(layout: NumberFormat, number: str) -> dict[str, str]:
    """The parts of a number by name. Raises ValueError where it is not of that layout's width."""
    if len(number) != layout.width or not number.isascii() or not number.isdigit():
        raise ValueError(f"{layout.name}应为{layout.width}位数字：{number}")
    parts, start = {}, 0
    for part in layout.parts:
        parts[part.name] = number[start : start + part.width]
        start += part.width
    return parts


def _filled(layout_name: str, name: str, width: int, value: int | str) -> str:
    text = str(value)
    if not text.isascii() or not text.isdigit() or len(text) > width:
        raise ValueError(f"{layout_name}的{name}应为不超过{width}位的数字：{text}")
    return text.zfill(width)
