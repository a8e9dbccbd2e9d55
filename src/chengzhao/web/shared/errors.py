"""Pages for what cannot be shown; 500 and the refusal of a stale form are plain templates."""

from django.http import HttpRequest, HttpResponse

from chengzhao.web.shared.page import page


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The visitor is logged in, but not in a role that may see this."""
    return page(request, "parts/forbidden.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is nothing here, or nothing that this visitor may know of."""
    return page(request, "parts/not_found.html", status=404)
