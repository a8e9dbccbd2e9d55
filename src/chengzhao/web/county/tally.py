"""今日办理: who decided how much on a day, as a page, a table and a sheet to be signed."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from chengzhao.exchange.sheet_writing import XLSX_TYPE, Row, xlsx
from chengzhao.records.queries.tally import VERDICTS, TallyRow, tally_of
from chengzhao.web.county.permissions import may_see_confirmation_point
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.fresh import fresh_factor
from chengzhao.web.shared.looks import shows_person
from chengzhao.web.shared.page import page
from chengzhao.web.shared.paging import word_of
from chengzhao.web.shared.shows import shows
from chengzhao.web.shared.tables import download


@require_GET
@shows("A1.3.9", called="今日办理")
@allow(may_see_confirmation_point)
def tally(request: StaffRequest) -> HttpResponse:
    """The day's decisions, one row a reviewer; other days by their date in the address."""
    day, rows = day_of(request), _rows(request)
    context = {
        "day": day,
        "verdicts": VERDICTS,
        "rows": [(row.reviewer, _labelled(row.numbers), row.total) for row in rows],
        "totals": _labelled(totals(rows)),
        "total": sum(row.total for row in rows),
    }
    return page(request, "county/tally.html", context)


@allow(may_see_confirmation_point)
@require_POST
@fresh_factor
@shows_person("今日办理")
def table(request: StaffRequest) -> HttpResponse:
    """The same as a table to take away."""
    rows = _rows(request)
    name = f"tally-{day_of(request):%Y%m%d}.xlsx"
    return download(xlsx(_lines(rows), title="今日办理"), XLSX_TYPE, name)


def day_of(request: HttpRequest) -> date:
    """The day that the address asks for; today where it asks for none."""
    try:
        return date.fromisoformat(word_of(request, "day"))
    except ValueError:
        return timezone.localdate()


def totals(rows: Sequence[TallyRow]) -> list[int]:
    """The sums of the columns."""
    return [sum(row.numbers[place] for row in rows) for place in range(len(VERDICTS))]


def _labelled(numbers: Sequence[int]) -> list[tuple[str, int]]:
    """Each number with the decision that it counts."""
    return [(one.label, number) for one, number in zip(VERDICTS, numbers, strict=True)]


def _rows(request: StaffRequest) -> tuple[TallyRow, ...]:
    acting = request.acting
    return tally_of(acting.season, acting.province, acting.org_path, day_of(request))


def _lines(rows: Sequence[TallyRow]) -> Iterator[Row]:
    yield ("审核人", *(one.label for one in VERDICTS), "合计")
    for row in rows:
        yield (row.reviewer, *row.numbers, row.total)
    yield ("合计", *totals(rows), sum(row.total for row in rows))
