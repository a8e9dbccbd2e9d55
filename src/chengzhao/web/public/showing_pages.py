"""The pages that show a clause, as links for whoever may open them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, resolve, reverse

from chengzhao.records.queries.people import Acting
from chengzhao.rules.coverage import ShowingPage
from chengzhao.web.shared.navigation import AUDIENCES, YEARLY


@dataclass(frozen=True, kw_only=True, slots=True)
class PageLink:
    """A page: what it is called, whose it is, and its address; empty where it needs a thing, or is not theirs."""

    title: str
    audience: str
    href: str
    needs_login: bool


def page_links(pages: Sequence[ShowingPage], acting: Acting | None, year: int) -> tuple[PageLink, ...]:
    """The pages as this visitor may go to them."""
    return tuple(_link(page, acting, year) for page in pages)


def _link(page: ShowingPage, acting: Acting | None, year: int) -> PageLink:
    audience = page.url_name.partition(":")[0]
    href = _address(page.url_name, year)
    is_public = audience == "public"
    rule = getattr(resolve(href).func, "rule", None) if href else None
    is_theirs = acting is None or rule is None or rule(acting)
    return PageLink(
        title=page.title,
        audience=AUDIENCES[audience],
        href=href if is_theirs else "",
        needs_login=not is_public and acting is None,
    )


def _address(url_name: str, year: int) -> str:
    """The address of a page that stands alone, or of the year; empty for a page of one thing, such as a file."""
    try:
        return reverse(url_name, args=[year] if url_name in YEARLY else [])
    except NoReverseMatch:
        return ""
