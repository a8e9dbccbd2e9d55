"""我的设置: how the pages behave for one account, in whatever seat."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from chengzhao.actions.habits import keep_habit
from chengzhao.records.queries.habits import HabitKind
from chengzhao.web.desk.permissions import may_set_for_oneself
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.page import page

OFF = "off"


@require_http_methods(["GET", "POST"])
@allow(may_set_for_oneself)
def own_settings(request: StaffRequest) -> HttpResponse:
    """Whether keys of the keyboard push what the pages show."""
    if request.method == "POST":
        keep_habit(
            border=border_of(request),
            actor=actor_of(request),
            at=timezone.now(),
            kind=HabitKind.KEYS_OFF,
            chosen=OFF if request.POST.get("keys") == OFF else "",
        )
        return redirect("desk:settings")
    return page(request, "desk/settings.html")
