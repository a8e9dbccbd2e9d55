"""Pages say which clauses they show: what is declared is true, and what a template cites is declared."""

import ast

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from tools.cited_screens import cited_by_views, named_views, screens, shown_in

from chengzhao.law import texts
from chengzhao.rules.coverage import coverage_of
from chengzhao.web.shared.shows import shows


def patterns(found: list[URLPattern | URLResolver], namespace: str = "") -> dict[str, URLPattern]:
    """Every URL of the site by its name."""
    named: dict[str, URLPattern] = {}
    for each in found:
        if isinstance(each, URLResolver):
            named |= patterns(each.url_patterns, f"{each.namespace}:")
        else:
            named[f"{namespace}{each.name}"] = each
    return named


def test_declared_pages_are_those_of_the_url_configuration() -> None:
    declared = {
        name: (each.callback.shown_clauses, each.callback.page_title)
        for name, each in patterns(get_resolver().url_patterns).items()
        if hasattr(each.callback, "shown_clauses")
    }
    assert {screen.url_name: (screen.clauses, screen.title) for screen in screens()} == declared


def test_clauses_that_a_template_cites_are_declared_on_its_view() -> None:
    declared = {
        f"{each.callback.__module__.removeprefix('chengzhao.')}.{each.callback.__name__}": each.callback
        for each in patterns(get_resolver().url_patterns).values()
    }
    silent = [
        f'add "{clause}" to @shows(...) of {view}, then run `python -m tools.law_coverage`'
        for view, clauses in cited_by_views().items()
        for clause in sorted(clauses)
        if clause not in getattr(declared[view], "shown_clauses", ())
    ]
    assert silent == []


def test_titles_differ_within_an_audience() -> None:
    titles = [(screen.url_name.partition(":")[0], screen.title, screen.clauses) for screen in screens()]
    assert len({title[:2] for title in titles}) == len(set(titles))


def test_clauses_stand_once_in_the_order_of_the_notice() -> None:
    order = list(texts.clauses())
    for screen in screens():
        places = [order.index(clause) for clause in screen.clauses]
        assert places == sorted(set(places)), screen.url_name


def test_a_clause_knows_its_pages() -> None:
    assert ("public:lines", "控制分数线") in [
        (page.url_name, page.title) for page in coverage_of("A1.5.4").pages
    ]


def test_urls_and_declarations_are_read() -> None:
    urls = ast.parse(
        'from chengzhao.web.public import filing\nfrom chengzhao.web.public.law import clause\napp_name = "public"\n'
        'urlpatterns = [path("lines/", filing.lines, name="lines"), path("clause/", clause, name="one")]\n'
    )
    assert list(named_views(urls)) == [
        ("public:lines", "web.public.filing.lines"),
        ("public:one", "web.public.law.clause"),
    ]
    views = ast.parse('@shows("A1.5.3", "A1.5.4", called="控制分数线")\n@other\ndef lines(request): ...\n')
    assert list(shown_in(views)) == [("lines", "控制分数线", ("A1.5.3", "A1.5.4"))]


def test_unknown_clause_cannot_be_shown() -> None:
    with pytest.raises(texts.UnknownClause, match=r"A9\.9"):
        shows("A9.9", called="一页")
