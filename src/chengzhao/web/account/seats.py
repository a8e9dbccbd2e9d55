"""The role to act in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from chengzhao.records.queries.people import seats_of
from chengzhao.web.shared.access import SEAT, current_acting
from chengzhao.web.shared.navigation import HOMES
from chengzhao.web.shared.page import page
from chengzhao.web.shared.scoping import at_the_entry


@at_the_entry
@never_cache
@require_http_methods(["GET", "POST"])
def seats(request: HttpRequest) -> HttpResponse:
    """Straight home where there is one role, a choice where there are several; a new role is a new session key."""
    found = seats_of(request.user.pk or 0)
    chosen = request.POST.get("seat", "")
    if len(found) == 1:
        chosen = found[0].seat
    for acting in found:
        if acting.seat == chosen:
            if request.session.get(SEAT) != chosen:
                request.session.cycle_key()
                request.session[SEAT] = chosen
            return redirect(HOMES[acting.role])
    current = current_acting(request)
    return page(request, "account/seats.html", {"seats": found, "current": current.seat if current else ""})
