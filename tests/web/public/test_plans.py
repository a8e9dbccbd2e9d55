"""The plan search page."""

import pytest
from django.test import Client
from tests import factories

from chengzhao.law.words import ProgrammeLevel
from chengzhao.web.public import plans

pytestmark = pytest.mark.django_db


def test_plans_without_a_season(client: Client) -> None:
    assert "还没有开放的年度，没有招生计划。" in client.get("/plans/").content.decode()


def test_plans_before_publication(client: Client) -> None:
    factories.a_season()
    assert "计划还没有公布。" in client.get("/plans/").content.decode()


def test_plans_are_narrowed_and_counted(client: Client) -> None:
    factories.a_season()
    factories.a_programme(name="护理学", level=ProgrammeLevel.GAOQIBEN, places=40)
    factories.a_programme(name="会计学", places=30)
    page = client.get("/plans/?level=GAOQIBEN").content.decode()
    assert "1个专业，40个计划" in page
    assert "护理学" in page
    assert "会计学" not in page
    assert '<option value="GAOQIBEN" selected>' in page


def test_plans_search_that_finds_nothing_says_what_to_do(client: Client) -> None:
    factories.a_season()
    factories.a_programme()
    page = client.get("/plans/?words=没有这个").content.decode()
    assert "没有符合条件的专业。去掉一个条件再查。" in page


@pytest.mark.parametrize("query", ["level=NONSENSE", "college=99999", "category=%3Cscript%3E"])
def test_plans_with_a_value_that_does_not_exist_show_everything(client: Client, query: str) -> None:
    factories.a_season()
    factories.a_programme(places=30)
    page = client.get(f"/plans/?{query}").content.decode()
    assert "1个专业，30个计划" in page
    assert "<script>" not in page


def test_plans_pages_keep_the_search(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    factories.a_season()
    monkeypatch.setattr(plans, "PAGE_SIZE", 2)
    for code in ("A1", "A2", "A3"):
        factories.a_programme(code=code)
    first = client.get("/plans/?level=ZHUANSHENGBEN").content.decode()
    assert 'href="?level=ZHUANSHENGBEN&amp;after=A2" rel="next"' in first
    last = client.get("/plans/?level=ZHUANSHENGBEN&after=A2").content.decode()
    assert "A3" in last
    assert 'rel="next"' not in last
    assert 'href="?level=ZHUANSHENGBEN">回到第一页' in last
