"""The matrix of roles: which acts and which pages each role has, read from the tables that decide it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver
from django.views.decorators.http import require_GET

from chengzhao.actions.duties import ACT_ROLES
from chengzhao.law.words import Role
from chengzhao.rules.governance import TWO_PERSON_ACTS
from chengzhao.web.shared.access import StaffRequest, allow, somebody
from chengzhao.web.shared.acts import act_label
from chengzhao.web.shared.page import page
from chengzhao.web.system.permissions import may_see_matrix

DOES, OPENS = "●", "○"
BY_ONE, BY_TWO, PAGES = "one", "two", "pages"
TITLES = {BY_ONE: "单人事项", BY_TWO: "双人事项", PAGES: "页面"}
"""The tables of the page: all together are longer than a page may be."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A line of a matrix: an act or a page, and a sign for each role, '' where it has none."""

    name: str
    cells: tuple[str, ...]


@require_GET
@allow(may_see_matrix)
def roles(request: StaffRequest) -> HttpResponse:
    """Role by act of one person, by act of two, or by page."""
    asked = request.GET.get("show", BY_ONE)
    show = asked if asked in TITLES else BY_ONE
    rows = tuple(page_rows()) if show == PAGES else act_rows(of_two=show == BY_TWO)
    context = {"roles": tuple(Role), "rows": rows, "show": show, "tabs": TITLES, "title": TITLES[show]}
    return page(request, "system/roles.html", context)


def act_rows(*, of_two: bool) -> tuple[Row, ...]:
    """Every act of one person or of two: who does it, and of acts of two who may put it forward."""
    found = []
    for act in sorted(ACT_ROLES, key=act_label):
        if (act in TWO_PERSON_ACTS) != of_two:
            continue
        firsts = TWO_PERSON_ACTS[act].firsts if act in TWO_PERSON_ACTS else ()
        found.append(Row(name=act_label(act), cells=tuple(_sign(role, act, firsts) for role in Role)))
    return tuple(found)


def _sign(role: Role, act: str, firsts: tuple[Role, ...]) -> str:
    return (OPENS if role in firsts else "") + (DOES if role in ACT_ROLES[act] else "")


def page_rows() -> Iterator[Row]:
    """Every page that asks for a role, by its address."""
    for address, pattern in sorted(_pages(get_resolver().url_patterns, "/")):
        rule = getattr(pattern.callback, "rule", None)
        if rule is not None:
            yield Row(
                name=address,
                cells=tuple(DOES if rule(somebody(role)) else "" for role in Role),
            )


def _pages(patterns: list[URLPattern | URLResolver], head: str) -> Iterator[tuple[str, URLPattern]]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _pages(one.url_patterns, head + str(one.pattern))
        else:
            yield head + str(one.pattern), one
