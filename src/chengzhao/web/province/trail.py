"""操作记录: who did what, the newest first."""

from django.http import HttpResponse

from chengzhao.records.queries.audit import audit_page
from chengzhao.records.queries.timelines import timeline
from chengzhao.web.province.permissions import may_see_trail
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.columns import columns_for
from chengzhao.web.shared.page import page
from chengzhao.web.shared.paging import key_of, word_of
from chengzhao.web.shared.shows import shows

PAGE_SIZE = 100


@shows("N3.2", "N5.1", called="操作记录")
@allow(may_see_trail)
def audit(request: StaffRequest) -> HttpResponse:
    """The audit trail of the season, page by page; `act` narrows it to one kind of act, `object` to one thing."""
    acting = request.acting
    kind, named = word_of(request, "kind"), word_of(request, "object")
    if kind and named:
        found = timeline(acting.season, acting.province, kind, named)
        return page(request, "province/object.html", {"timeline": found, "kind": kind, "named": named})
    act = word_of(request, "act")
    before = key_of(request, "before")
    rows = audit_page(acting.season, acting.province, before=before, limit=PAGE_SIZE + 1, act=act)
    following = rows[PAGE_SIZE - 1].key if len(rows) > PAGE_SIZE else None
    context = {
        "rows": rows[:PAGE_SIZE],
        "following": following,
        "act": act,
        "is_first": before is None,
        "chooser": columns_for(acting.account_id, "audit"),
    }
    return page(request, "province/audit.html", context)
