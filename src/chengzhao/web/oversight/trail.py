"""The trail for those who oversee it: the search, its export, who looked at what, one person."""

from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from chengzhao.records.queries.trail import (
    LOOKS,
    TrailFilter,
    person_by_number,
    trail,
    trail_of_person,
    trail_page,
)
from chengzhao.web.oversight.permissions import may_see_trail
from chengzhao.web.oversight.trail_file import trail_file
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.acts import ACTS, OBJECTS
from chengzhao.web.shared.columns import columns_for
from chengzhao.web.shared.fresh import EVERY_METHOD, fresh_factor
from chengzhao.web.shared.looks import shows_person
from chengzhao.web.shared.page import page
from chengzhao.web.shared.paging import key_of, word_of

PAGE_SIZE = 75
OF_A_PERSON = 300


@allow(may_see_trail)
def search(request: StaffRequest) -> HttpResponse:
    """Every act of the season, by officer, organisation, act, object and day."""
    return _list(request, only_looks=False)


@allow(may_see_trail)
def access(request: StaffRequest) -> HttpResponse:
    """Who looked at whose file and took which list away."""
    return _list(request, only_looks=True)


@allow(may_see_trail)
@fresh_factor(methods=EVERY_METHOD)
@shows_person("监督检查")
def search_csv(request: StaffRequest) -> StreamingHttpResponse:
    """What the search found, as a file: the same query."""
    wanted = filter_of(request, only_looks=request.GET.get("looks") == "1")
    return trail_file(request, request.acting, wanted)


@allow(may_see_trail)
@require_POST
@shows_person("监督检查")
def person(request: StaffRequest) -> HttpResponse:
    """What was done with one person's file and who looked at it; the number comes by POST, so that no log has it."""
    acting = request.acting
    number = request.POST.get("number", "").strip()
    found = person_by_number(acting.season, acting.province, number) if number.isascii() else None
    rows = trail_of_person(found, acting.season, acting.province, limit=OF_A_PERSON) if found else ()
    context = {"rows": rows, "found": found is not None, "is_cut": len(rows) == OF_A_PERSON}
    context["chooser"] = columns_for(acting.account_id, "trail")
    return page(request, "oversight/person.html", context)


def _list(request: StaffRequest, *, only_looks: bool) -> HttpResponse:
    acting = request.acting
    wanted = filter_of(request, only_looks=only_looks)
    found = trail(acting.season, acting.province, wanted)
    rows = trail_page(found, before=key_of(request, "before"), limit=PAGE_SIZE + 1)
    given = {name: word_of(request, name) for name in FIELDS}
    query = {name: value for name, value in given.items() if value}
    following = rows[PAGE_SIZE - 1].key if len(rows) > PAGE_SIZE else None
    context = {
        "rows": rows[:PAGE_SIZE],
        "given": given,
        "chooser": columns_for(acting.account_id, "trail"),
        "acts": sorted(((act, ACTS[act]) for act in (LOOKS if only_looks else ACTS)), key=lambda one: one[1]),
        "kinds": OBJECTS.items(),
        "only_looks": only_looks,
        "export": urlencode(query | ({"looks": "1"} if only_looks else {})),
        "following": urlencode(query | {"before": following}) if following else "",
    }
    return page(request, "oversight/trail.html", context)


FIELDS = ("act", "officer", "organisation", "kind", "object", "since", "until")


def filter_of(request: HttpRequest, *, only_looks: bool) -> TrailFilter:
    """The filter in an address; what cannot be read of it asks for nothing."""
    since, until = day_of(word_of(request, "since")), day_of(word_of(request, "until"))
    return TrailFilter(
        act=word_of(request, "act"),
        officer=word_of(request, "officer"),
        organisation=word_of(request, "organisation"),
        object_kind=word_of(request, "kind"),
        object_id=word_of(request, "object"),
        since=since,
        until=until + timedelta(days=1) if until else None,
        only_looks=only_looks,
    )


def day_of(text: str) -> datetime | None:
    """The beginning of a day in Beijing; None where the text is no day that the calendar of records has."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    if not 2000 <= day.year <= 2100:
        return None
    return timezone.make_aware(datetime.combine(day, time()))
