"""The font of rare characters of names, in pieces: the same for everybody, and kept by every browser."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from chengzhao.documents.web_fonts import MEDIA_TYPE, names_stylesheet, piece_of_font
from chengzhao.web.shared.middleware import for_everybody

A_DAY, A_YEAR = 24 * 3600, 365 * 24 * 3600


@login_not_required
@require_GET
def stylesheet(request: HttpRequest) -> HttpResponse:
    """Where the pieces stand that a page needs: their runs, parted by hyphens."""
    runs = frozenset(request.GET.get("runs", "").split("-"))
    text = names_stylesheet(lambda slug: reverse("public:font", args=[slug]), runs)
    return for_everybody(HttpResponse(text, content_type="text/css; charset=utf-8"), f"max-age={A_DAY}")


@login_not_required
@require_GET
def font(request: HttpRequest, slug: str) -> HttpResponse:
    """One piece; another file has another address."""
    try:
        content = piece_of_font(slug)
    except KeyError:
        raise Http404 from None
    return for_everybody(HttpResponse(content, content_type=MEDIA_TYPE), f"max-age={A_YEAR}, immutable")
