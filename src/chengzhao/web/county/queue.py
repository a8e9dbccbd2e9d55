"""审核队列: what waits at the confirmation point, narrowed and counted; the next file is taken from here."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from chengzhao.actions.audit import Refused
from chengzhao.actions.desk import take_file
from chengzhao.records.queries.desk import DeskKey, WaitingFile, waiting, waiting_counts, waiting_page
from chengzhao.web.county.filters import DeskAddress, address_of, chips, states_for
from chengzhao.web.county.permissions import may_see_confirmation_point
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.columns import columns_for
from chengzhao.web.shared.page import page
from chengzhao.web.shared.shows import shows

PAGE_SIZE = 50
MOST_TRIES = 5
"""So many files may be snatched away while one asks for the next, before one is told to ask again."""


@require_http_methods(["GET", "POST"])
@shows("N3.1", "N3.3", "N3.5", "A1.3.9", called="审核队列")
@allow(may_see_confirmation_point)
def queue(request: StaffRequest) -> HttpResponse:
    """The list on GET; on POST the next file of the filter is taken and opened."""
    acting = request.acting
    address = address_of(request, acting)
    if request.method == "POST":
        return to_next(request, address, after=None)
    rows = waiting(acting.season, acting.province, acting.org_path, address.wanted)
    counts = waiting_counts(rows)
    found = waiting_page(rows, after=address.after, limit=PAGE_SIZE + 1)
    shown = found[:PAGE_SIZE]
    now = timezone.now()
    context = {
        "address": address,
        "total": counts["total"],
        "chips": [row for row in chips(address, counts, states_for(acting)) if row],
        "files": [(file, marks_of(file), file.is_held(now, acting.account_id)) for file in shown],
        "following": address.page_behind(shown[-1].key) if len(found) > PAGE_SIZE else "",
        "is_end": "end" in request.GET,
        "is_narrowed": address.first_query != "",
        "chooser": columns_for(acting.account_id, "county-queue"),
    }
    return page(request, "county/queue.html", context)


def marks_of(file: WaitingFile) -> list[str]:
    """What a reviewer should look at, in the words of the chips."""
    held = (
        (file.is_exempt, "免试"),
        (file.has_bonus, "加分"),
        (file.is_non_local, "异地报考"),
        (file.is_unverified, "学历未联网核验"),
        (file.was_returned, "退回过"),
    )
    return [word for holds, word in held if holds]


def to_next(request: StaffRequest, address: DeskAddress, *, after: DeskKey | None) -> HttpResponse:
    """Take the next free file of a filter behind a key and lead to it; to the list where there is none."""
    taken = _take_next(request, address, after)
    if taken is None:
        narrowed = f"{address.first_query}&" if address.first_query else ""
        return redirect(f"{reverse('county:queue')}?{narrowed}end=1")
    return redirect(file_href(taken, address))


def file_href(file: WaitingFile, address: DeskAddress) -> str:
    """The address of a file that keeps the filter it was reached by."""
    narrowed = f"?{address.first_query}" if address.first_query else ""
    return f"{reverse('county:file', args=[file.public_id])}{narrowed}"


def _take_next(request: StaffRequest, address: DeskAddress, after: DeskKey | None) -> WaitingFile | None:
    acting, now = request.acting, timezone.now()
    rows = waiting(acting.season, acting.province, acting.org_path, address.wanted)
    tried = 0
    while tried < MOST_TRIES:
        found = waiting_page(rows, after=after, limit=1, free_for=(acting.account_id, now))
        if not found:
            return None
        [file] = found
        try:
            take_file(
                border=border_of(request), actor=actor_of(request), at=now, candidate_id=file.candidate_id
            )
        except Refused:
            # Somebody was faster, or it is a file to keep away from: the one behind it, then.
            after, tried = file.key, tried + 1
            continue
        return file
    return None
