"""规章条文: every row with its words, what follows, and how sure it is."""

import pytest
from django.test import Client

from chengzhao.law.orders import ORDER_33, THIRTY_BANS, bans, order_rows
from chengzhao.web.public.order_pages import LISTS, ORDERS, articles, order_items, summaries

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slug", ORDERS)
def test_order_shows_every_row_with_its_penalty_and_confidence(client: Client, slug: str) -> None:
    page = client.get(f"/orders/{slug}/").content.decode()
    rows = order_rows(ORDERS[slug][0])
    for row in rows:
        assert f"{row.behaviour}" in page
        assert row.penalty in page
        assert row.decided_by in page
        assert row.source in page
    assert page.count("可靠程度") == len(rows)
    assert page.count("待核") == sum(not row.is_certain for row in rows)


@pytest.mark.parametrize("slug", LISTS)
def test_list_shows_every_rule_and_what_is_uncertain(client: Client, slug: str) -> None:
    page = client.get(f"/orders/{slug}/").content.decode()
    found = bans(LISTS[slug][0])
    for ban in found:
        assert ban.text in page
        assert ban.source in page
    assert page.count("待核") == sum(not ban.is_certain for ban in found if ban.text)


def test_list_that_was_not_found_says_so(client: Client) -> None:
    assert "没有查到条文" in client.get("/orders/eight-requirements/").content.decode()


def test_all_orders_are_listed_with_what_is_uncertain(client: Client) -> None:
    page = client.get("/orders/").content.decode()
    for each in summaries():
        assert f'<a href="/orders/{each.slug}/">{each.name}</a>' in page
    assert [(each.name, each.rows, each.uncertain) for each in summaries()][3:6] == [
        ("十严禁", 10, 0),
        (THIRTY_BANS, 28, 10),
        ("八项基本要求", 0, 0),
    ]


def test_articles_hold_every_row_once() -> None:
    rows = [row for article in articles(ORDER_33) for group in article.groups for row in group]
    assert sorted(row.label for row in rows) == sorted(row.label for row in order_rows(ORDER_33))
    labels = [article.label for article in articles(ORDER_33)]
    assert labels[:4] == ["第五条", "第六条", "第七条", "第八条"]
    assert len(labels) == len(set(labels))


def test_criminal_law_is_named_as_it_is_cited() -> None:
    assert [article.label for article in articles("刑法")] == ["第二百八十四条之一"]


def test_every_row_has_its_place_on_the_page(client: Client) -> None:
    pages = {slug: client.get(f"/orders/{slug}/").content.decode() for slug in (*ORDERS, *LISTS)}
    for item in order_items():
        assert pages[item.slug].count(f'id="{item.anchor}"') == 1


def test_rule_without_a_number_says_whether_its_words_are_certain(client: Client) -> None:
    page = client.get("/orders/thirty-bans/").content.decode()
    unnumbered = [ban for ban in bans(THIRTY_BANS) if ban.number is None]
    certain = [ban for ban in unnumbered if ban.has_certain_text]
    assert 0 < len(certain) < len(unnumbered)
    assert page.count(">条次待核<") == len(certain)
    assert page.count(">条次和文字待核<") == len(unnumbered) - len(certain)
