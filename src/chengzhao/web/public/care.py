"""How the site is set for this browser: in large type (关怀版), in high contrast."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from chengzhao.web.shared.addresses import own_page
from chengzhao.web.shared.page import CARE_COOKIE, CONTRAST_COOKIE

A_YEAR = 365 * 24 * 3600


@login_not_required
@require_GET
def care(request: HttpRequest) -> HttpResponse:
    """Switch 关怀版 (`on`) or 高对比度 (`contrast`) on or off for this browser and go back to the page."""
    response = HttpResponseRedirect(own_page(request, request.GET.get("next", "")) or reverse("public:home"))
    for name, cookie in (("on", CARE_COOKIE), ("contrast", CONTRAST_COOKIE)):
        if request.GET.get(name) == "1":
            secure = settings.SESSION_COOKIE_SECURE
            response.set_cookie(cookie, "1", max_age=A_YEAR, samesite="Lax", httponly=True, secure=secure)
        elif name in request.GET:
            response.delete_cookie(cookie, samesite="Lax")
    return response
