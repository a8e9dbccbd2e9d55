"""The notice itself: the whole text, and the paragraph behind every citation of the site."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse

from chengzhao.law import texts
from chengzhao.web.shared.page import page


@login_not_required
def clauses(request: HttpRequest) -> HttpResponse:
    """The whole notice, paragraph by paragraph."""
    return page(request, "public/clauses.html", {"paragraphs": texts.paragraphs()})


@login_not_required
def clause(request: HttpRequest, clause_id: str) -> HttpResponse:
    """The paragraphs in which one clause stands."""
    try:
        found = texts.clause(clause_id)
    except texts.UnknownClause as unknown:
        raise Http404 from unknown
    return page(request, "public/clause.html", {"clause": found})
