"""The living style guide: every component in its states, from the templates and tags that the pages use."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from chengzhao.web.public.design_samples import samples
from chengzhao.web.shared.page import page


@login_not_required
@require_GET
def design(request: HttpRequest) -> HttpResponse:
    """Only where the site is developed or shown; a real office has no such page."""
    if not settings.STYLE_GUIDE:
        raise Http404
    return page(request, "public/design.html", samples())
