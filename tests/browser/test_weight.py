"""A page weighs at most 60 KB on the first visit, with everything that it loads."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer
from tests.browser.test_pages import PAGES, PUBLIC_PAGES

from chengzhao.law.words import Role

pytestmark = pytest.mark.browser
Visit = Callable[[Role | None, int], Page]
MOST = 60_000
EMPTY_CACHE = {"cacheDisabled": True}


def weights(page: Page, addresses: list[str]) -> dict[str, int]:
    """What each address brings over the wire, headers included, into an empty cache."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", EMPTY_CACHE)
    arrived: list[int] = []
    session.on("Network.loadingFinished", lambda event: arrived.append(int(event["encodedDataLength"])))
    found = {}
    for address in addresses:
        arrived.clear()
        page.goto(address, wait_until="networkidle")
        found[address] = sum(arrived)
    session.detach()
    return found


@pytest.mark.parametrize("role", [None, *Role])
def test_page_weighs_at_most_60_kb(visit_as: Visit, live_server: LiveServer, role: Role | None) -> None:
    page = visit_as(role, 390)
    hrefs = PUBLIC_PAGES if role is None else PAGES[role]
    found = weights(page, [f"{live_server.url}{href}" for href in hrefs])
    assert {address: weight for address, weight in found.items() if weight > MOST} == {}
    # A page without its stylesheet would weigh less than the stylesheet alone.
    assert min(found.values()) > 12_000
