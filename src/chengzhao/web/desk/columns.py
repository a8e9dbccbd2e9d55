"""列设置: the columns that an account wants to see of a table, and to find in its export."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from chengzhao.actions.habits import keep_habit
from chengzhao.records.queries.habits import HabitKind
from chengzhao.web.desk.permissions import may_set_for_oneself
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.addresses import own_page
from chengzhao.web.shared.columns import TABLES, known
from chengzhao.web.shared.requests import takes_lists

ALL = "all"


@takes_lists("column")
@allow(may_set_for_oneself)
@require_POST
def columns(request: StaffRequest, table: str) -> HttpResponse:
    """Keep the choice and go back to the table; all of them are no choice."""
    if table not in TABLES:
        raise Http404
    chosen = known(table, request.POST.getlist("column") or [TABLES[table].always])
    is_all = ALL in request.POST or len(chosen) == len(TABLES[table].labels)
    keep_habit(
        border=border_of(request),
        actor=actor_of(request),
        at=timezone.now(),
        kind=HabitKind.COLUMNS,
        subject=table,
        chosen="" if is_all else " ".join(chosen),
    )
    return redirect(own_page(request, request.POST.get("next", "")) or "desk:settings")
