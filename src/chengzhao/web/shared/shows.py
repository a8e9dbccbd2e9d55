"""Which clauses a page shows: declared on its view, so that every clause can name the pages where it is seen.

docs/law-coverage.md and the pages of the law read it.
"""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpResponseBase

from chengzhao.law import texts

Shown = TypeVar("Shown", bound=Callable[..., HttpResponseBase])


def shows(*clauses: str, called: str) -> Callable[[Shown], Shown]:
    """Declare the clauses that a page shows and what a reader calls the page. Raises UnknownClause."""
    for clause in clauses:
        texts.clause(clause)

    def mark(view: Shown) -> Shown:
        view.shown_clauses = clauses  # type: ignore[attr-defined]
        view.page_title = called  # type: ignore[attr-defined]
        return view

    return mark
