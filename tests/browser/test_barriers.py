"""No serious barrier on any page of the site, as anybody who may open it: every URL of the table of access, by role."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer
from tests.browser.test_pages import NARROWEST, scrolls_sideways, serious_findings
from tests.web.test_access import EVERYBODY, LOGGED_IN, TABLE, visits
from tests.web.world import World

from chengzhao.law.words import Role

pytestmark = pytest.mark.browser
Visit = Callable[[Role | None, int], Page]
LAPTOP = 1366
HTML = "text/html"


def opens_a_page(page: Page, address: str) -> bool:
    """Whether an address answers with a page, not with a file, a refusal or a form that only takes a POST."""
    answer = page.request.get(address)
    is_page = answer.headers.get("content-type", "").startswith(HTML)
    return answer.ok and is_page and "content-disposition" not in answer.headers


def may_open(name: str, role: Role | None) -> bool:
    """Whether the table lets somebody in; what everybody sees is looked at once, by the public."""
    allowed = TABLE[name]
    if allowed == EVERYBODY:
        return role is None
    return role is not None and (allowed == LOGGED_IN or role in allowed)


@pytest.mark.parametrize("role", [None, *Role])
def test_no_url_of_a_role_has_a_serious_barrier(
    visit_as: Visit, live_server: LiveServer, small_season: World, role: Role | None
) -> None:
    page = visit_as(role, LAPTOP)
    seen = 0
    for visit in visits(small_season):
        address = f"{live_server.url}{visit.href}"
        if not may_open(visit.name, role) or not opens_a_page(page, address):
            continue
        page.goto(address)
        assert (visit.name, serious_findings(page)) == (visit.name, [])
        assert (visit.name, scrolls_sideways(page)) == (visit.name, False)
        page.set_viewport_size({"width": NARROWEST, "height": 844})
        assert (visit.name, NARROWEST, scrolls_sideways(page)) == (visit.name, NARROWEST, False)
        page.set_viewport_size({"width": LAPTOP, "height": 844})
        seen += 1
    assert seen >= 6
