"""The edition of the site in large type, for this browser."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from chengzhao.web.shared.addresses import own_page
from chengzhao.web.shared.page import CARE_COOKIE

A_YEAR = 365 * 24 * 3600


@login_not_required
@require_GET
def care(request: HttpRequest) -> HttpResponse:
    """Switch 关怀版 on or off for this browser and go back to the page."""
    response = HttpResponseRedirect(own_page(request, request.GET.get("next", "")) or reverse("public:home"))
    if request.GET.get("on") == "1":
        response.set_cookie(CARE_COOKIE, "1", max_age=A_YEAR, samesite="Lax", httponly=True)
    else:
        response.delete_cookie(CARE_COOKIE, samesite="Lax")
    return response
