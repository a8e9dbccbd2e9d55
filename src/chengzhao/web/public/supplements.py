"""各省补充规定 and 年度差异: what a province fills in, value by value, and what changed from year to year."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse

from chengzhao.law.comparison import year_changes
from chengzhao.law.parameters import supplement_parameters
from chengzhao.law.provinces import (
    UNUSABLE,
    UnknownSupplement,
    supplement,
    unusable_supplements,
    usable_supplements,
)
from chengzhao.law.years import UnknownYear, known_years, year_law
from chengzhao.web.shared.page import page
from chengzhao.web.shared.shows import shows


@shows("A1.8.2", called="各省补充规定")
@login_not_required
def supplements(request: HttpRequest) -> HttpResponse:
    """The supplements there are, with how many of their values are certain; what is wrong with the others."""
    return _list(request)


def _list(request: HttpRequest, status: int = 200) -> HttpResponse:
    rows = []
    for each in usable_supplements():
        values = supplement_parameters(each)
        certain = sum(value.provision.is_certain for value in values)
        rows.append((each, len(values), certain, len(values) - certain))
    context = {"rows": rows, "years": known_years(), "unusable": unusable_supplements()}
    return page(request, "public/supplements.html", context, status=status)


@shows("N3.3", "N3.6", "A1.5.3", "A1.5.7", "A1.5.8", "A1.5.11", "A1.8.2", called="一省的补充规定")
@login_not_required
def one_supplement(request: HttpRequest, province: str, year: int) -> HttpResponse:
    """Every value of one supplement, with its clause, source and confidence."""
    try:
        found = supplement(province, year)
    except UnknownSupplement as unknown:
        raise Http404 from unknown
    except UNUSABLE:
        return _list(request, status=404)
    values = supplement_parameters(found)
    uncertain = sum(not value.provision.is_certain for value in values)
    return page(
        request,
        "public/supplement.html",
        {"supplement": found, "values": values, "uncertain": uncertain},
    )


@shows("N4.4", "A1.1.3", "A1.2.9", "A2.1", called="年度差异")
@login_not_required
def changes(request: HttpRequest, before: int, after: int) -> HttpResponse:
    """What changed from one year to another, clause by clause."""
    try:
        old, new = year_law(before), year_law(after)
    except UnknownYear as unknown:
        raise Http404 from unknown
    context = {
        "before": old,
        "after": new,
        "changes": year_changes(old, new),
        "title": "年度差异" if old is new else f"{before}年到{after}年的变化",
    }
    return page(request, "public/changes.html", context)
