"""The pages that show a clause, as links for whoever may open them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, resolve, reverse

from chengzhao.records.queries.people import Acting
from chengzhao.rules.coverage import ShowingPage
from chengzhao.web.public.order_pages import order_names
from chengzhao.web.public.reading import Reading
from chengzhao.web.shared.navigation import AUDIENCES, YEARLY


@dataclass(frozen=True, kw_only=True, slots=True)
class PageLink:
    """A page: what it is called, whose it is, and its address; empty where it needs a thing, or is not theirs."""

    title: str
    audience: str
    href: str
    needs_login: bool


def page_links(
    pages: Sequence[ShowingPage], acting: Acting | None, reading: Reading, clause: str
) -> tuple[PageLink, ...]:
    """The pages as this visitor may go to them; an order and a supplement by those that the clause means."""
    return tuple(
        _link(page, acting, title, href)
        for page in pages
        for title, href in _addresses(page, reading, clause)
    )


def _link(page: ShowingPage, acting: Acting | None, title: str, href: str) -> PageLink:
    audience = page.url_name.partition(":")[0]
    is_public = audience == "public"
    rule = getattr(resolve(href).func, "rule", None) if href else None
    is_theirs = acting is None or rule is None or rule(acting)
    return PageLink(
        title=title,
        audience=AUDIENCES[audience],
        href=href if is_theirs else "",
        needs_login=not is_public and acting is None,
    )


def _addresses(page: ShowingPage, reading: Reading, clause: str) -> list[tuple[str, str]]:
    """What a page is called and where it is; of orders each that belongs to the clause."""
    chosen = reading.supplement
    if page.url_name == "public:supplement" and chosen is not None:
        args = [chosen.province_code, chosen.year]
        return [(f"{chosen.province_name}{chosen.year}年补充规定", reverse(page.url_name, args=args))]
    if page.url_name == "public:order":
        named = [(name, slug) for slug, name in order_names(clause).items()]
        return [(name, reverse(page.url_name, args=[slug])) for name, slug in named] or [(page.title, "")]
    return [(page.title, _address(page.url_name, reading.law.year))]


def _address(url_name: str, year: int) -> str:
    """The address of a page that stands alone, or of the year; empty for a page of one thing, such as a file."""
    try:
        return reverse(url_name, args=[year] if url_name in YEARLY else [])
    except NoReverseMatch:
        return ""
