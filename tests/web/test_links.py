"""No dead link: everything that a page links to can be opened by whoever sees the page."""

from urllib.parse import urljoin, urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from tests.web.walking import Links
from tests.web.world import LogIn, World

from chengzhao.law.words import Role

ENOUGH = 400


def crawl(client: Client, start: str) -> dict[str, int]:
    """The status of every page that can be reached from `start` without logging in or out."""
    seen: dict[str, int] = {}
    waiting = [start]
    while waiting and len(seen) < ENOUGH:
        href = waiting.pop()
        if href in seen or href.startswith(("/care/", "/clauses/")):
            continue
        response = client.get(href)
        seen[href] = response.status_code
        if response.status_code != 200 or "text/html" not in response.headers["Content-Type"]:
            continue
        links = Links(response.content.decode())
        for found in sorted(links.found):
            parts = urlsplit(urljoin(href, found))
            assert found != "#", f"{href} has an empty link"
            if parts.path.startswith("/static/"):
                assert finders.find(parts.path.removeprefix("/static/")), f"{href}: {found} is not there"
            elif not found.startswith("#"):
                waiting.append(parts._replace(fragment="").geturl())
            else:
                assert found[1:] in links.ids, f"{href}: nothing on the page is called {found}"
    return seen


@pytest.mark.parametrize("role", list(Role))
def test_every_link_of_a_role_leads_to_a_page(world: World, log_in: LogIn, role: Role) -> None:
    client = log_in(world.accounts[role])
    start = client.get("/seats/").headers["Location"]
    visited = crawl(client, start)
    assert start in visited
    assert {href: status for href, status in visited.items() if status != 200} == {}


def test_every_public_link_leads_to_a_page_or_to_the_login(world: World, client: Client) -> None:
    visited = crawl(client, "/")
    for href, status in visited.items():
        assert (href, status) == (href, 302 if href.startswith("/candidate/") else 200)


def test_every_link_works_without_a_season(db: None, client: Client) -> None:
    visited = crawl(client, "/")
    assert {status for href, status in visited.items() if not href.startswith("/candidate/")} == {200}
