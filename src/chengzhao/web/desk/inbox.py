"""待办与通知: what waits for the visitor, what has happened to what they asked for, and how far they have read."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from chengzhao.actions.habits import keep_habit
from chengzhao.records.queries.habits import HabitKind
from chengzhao.records.queries.notices_to_me import Notice, NoticeKind, new_and_past, waiting_notices
from chengzhao.web.desk.permissions import may_read_notices
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.page import page
from chengzhao.web.shared.paging import LONG_AGO, moment_of

SHOWN = 50
PAGES = {
    NoticeKind.APPROVAL: "desk:approval",
    NoticeKind.REQUEST: "province:request",
    NoticeKind.JOB: "desk:job",
    NoticeKind.ANSWER: "desk:approval",
}
"""Where a notice of a kind leads; of lists each desk has one page."""
LISTS = {NoticeKind.LIST_TO_CHECK: "province:home", NoticeKind.LIST_QUERIED: "college:home"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A notice and the page where it is dealt with."""

    notice: Notice
    href: str


@require_http_methods(["GET", "POST"])
@allow(may_read_notices)
def inbox(request: StaffRequest) -> HttpResponse:
    """What waits, and the newest of what happened; a button marks as read what the page showed."""
    acting, now = request.acting, timezone.now()
    if request.method == "POST":
        until = min(moment_of(request.POST.get("until", "")), now)
        if until > (acting.notices_read or LONG_AGO):
            keep_habit(
                border=border_of(request),
                actor=actor_of(request),
                at=now,
                kind=HabitKind.NOTICES_READ,
                subject=acting.seat,
                chosen=until.isoformat(),
            )
        return redirect("desk:inbox")
    past = new_and_past(acting, limit=SHOWN)
    context = {
        "waiting": [_line(one) for one in waiting_notices(acting, now, limit=SHOWN)],
        "past": [_line(one) for one in past],
        "new": sum(one.is_new for one in past),
        "until": past[0].at.isoformat() if past else "",
        "most": SHOWN,
    }
    return page(request, "desk/inbox.html", context)


def _line(notice: Notice) -> Line:
    if notice.kind in LISTS:
        return Line(notice=notice, href=reverse(LISTS[notice.kind]))
    return Line(notice=notice, href=reverse(PAGES[notice.kind], args=[notice.key]))
