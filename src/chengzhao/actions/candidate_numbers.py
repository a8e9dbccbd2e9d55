"""报名号: the next free one of a confirmation point's division, given in the transaction that uses it (A1.3.10)."""

from zlib import crc32

from django.db import connection
from django.db.models import Max

from chengzhao.actions.audit import Border, Refused
from chengzhao.law.citation import cites
from chengzhao.law.provinces import Supplement
from chengzhao.records.models import Candidate, ImportedRow
from chengzhao.rules.registration import compose_number, split_number

DIVISION = 4
"""Digits of a county in its province."""


def division_of(code: str) -> str:
    """The four digits of a confirmation point's county, 0105 of 140105; zeros for a point that is called otherwise."""
    return code[2:6].ljust(DIVISION, "0") if code.isdecimal() else "0" * DIVISION


def next_candidate_number(border: Border, extra: Supplement, point_code: str) -> str:
    """The number behind the last one given in the division; others who want one there wait for this transaction.

    Must be called inside an act. Raises Refused where the division has no number left.
    """
    [number] = next_candidate_numbers(border, extra, point_code, 1)
    return number


@cites("A1.3.10")
def next_candidate_numbers(border: Border, extra: Supplement, point_code: str, count: int) -> list[str]:
    """The `count` numbers behind the last one given in the division, as `next_candidate_number` gives one.

    A number of a table that was taken back stays given: its owner may have been told.
    """
    layout = extra.number_formats.value.registration
    fixed: dict[str, int | str] = {
        "year": border.season % 100,
        "province": border.province,
        "division": division_of(point_code),
    }
    with connection.cursor() as cursor:
        place = f"{border.season}/{border.province}/{fixed['division']}"
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_NUMBERS, crc32(place.encode()) >> 1])
    width = next(part.width for part in layout.parts if part.name == "serial")
    lowest = compose_number(layout, **fixed, serial=0)
    highest = compose_number(layout, **fixed, serial="9" * width)
    given = (_last(table, border, lowest, highest) for table in (Candidate, ImportedRow))
    last = max((one for one in given if one), default=None)
    first = int(split_number(layout, last)["serial"]) + 1 if last else 1
    if len(str(first + count - 1)) > width:
        raise Refused("这个确认点的报名号已经用完，请联系省级招生考试机构。")
    return [compose_number(layout, **fixed, serial=first + place) for place in range(count)]


def _last(table: type[Candidate | ImportedRow], border: Border, lowest: str, highest: str) -> str | None:
    """The last number that stands in a table.

    A range that the index of numbers answers; a layout with its serial in the middle needs the pattern, too.
    """
    rows = table._default_manager.filter(
        season=border.season,
        province=border.province,
        candidate_number__range=(lowest, highest),
        candidate_number__regex=_pattern(lowest, highest),
    )
    found: str | None = rows.aggregate(last=Max("candidate_number"))["last"]
    return found


_NUMBERS = 7_301_403
"""The space of advisory locks for numbers; the number means nothing."""


def _pattern(lowest: str, highest: str) -> str:
    """Where the two differ any digit may stand."""
    signs = (low if low == high else "[0-9]" for low, high in zip(lowest, highest, strict=True))
    return f"^{''.join(signs)}$"
