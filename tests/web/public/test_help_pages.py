"""本页说明: every page leads to one, and it says who may open the page, on what clauses and until when."""

import pytest
from django.test import Client
from tests.web.test_access import TABLE
from tests.web.walking import everybody
from tests.web.world import LogIn, World

from chengzhao.law.words import Role
from chengzhao.web.shared.screens import screens

pytestmark = pytest.mark.django_db


def test_every_page_has_a_help_page(world: World, client: Client) -> None:
    for one in screens().values():
        page = client.get(f"/help/{one.slug}/").content.decode()
        assert f"<h1>{one.title}</h1>" in page
        assert one.does in page


def test_help_says_who_on_what_clauses_and_until_when(world: World, client: Client) -> None:
    page = client.get("/help/college-files/").content.decode()
    assert "、".join(role.label for role in Role if role in TABLE["college:files"]) in page
    assert 'href="/clauses/A1.5.7/"' in page
    assert "录取：" in page
    assert "任何人，不用登录" in client.get("/help/public-lines/").content.decode()
    assert client.get("/help/nothing-here/").status_code == 404


def test_every_page_leads_to_its_help(world: World, log_in: LogIn) -> None:
    seen = set()
    for client, visit in everybody(world, log_in):
        response = client.get(visit.href)
        if response.status_code == 200 and visit.name in screens() and not response.streaming:
            assert (
                visit.name,
                f'href="/help/{screens()[visit.name].slug}/"' in response.content.decode(),
            ) == (
                visit.name,
                True,
            )
            seen.add(visit.name)
    assert len(seen) > 60


def test_desk_page_shows_the_way_to_it(world: World, log_in: LogIn) -> None:
    client = log_in(world.accounts[Role.PROVINCE_LEAD])
    page = client.get(f"/province/runs/{world.run.public_id}/").content.decode()
    assert '<nav class="crumbs" aria-label="当前位置">' in page
    assert '<a href="/province/runs/">投档</a></li><li aria-current="page">一次投档运行</li>' in page
    assert '<nav class="crumbs"' not in client.get("/province/").content.decode()
