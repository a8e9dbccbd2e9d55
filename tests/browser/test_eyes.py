"""What people set for their eyes: high contrast, colours of their own, no motion."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer
from tests.browser.test_pages import serious_findings

from chengzhao.law.words import Role

pytestmark = pytest.mark.browser
Visit = Callable[[Role | None, int], Page]
INK = "getComputedStyle(document.querySelector('main h1')).color"


@pytest.mark.parametrize(
    ("role", "pages"),
    [
        (None, ("/", "/plans/", "/lines/2024/")),
        (Role.CANDIDATE, ("/candidate/", "/candidate/result/")),
        (Role.COUNTY_REVIEWER, ("/county/", "/county/review/")),
        (Role.PROVINCE_LEAD, ("/province/", "/settings/")),
    ],
)
def test_high_contrast_is_switched_on_and_has_no_barrier(
    visit_as: Visit, live_server: LiveServer, role: Role | None, pages: tuple[str, ...]
) -> None:
    page = visit_as(role, 1366)
    desk = role not in (None, Role.CANDIDATE)
    page.goto(f"{live_server.url}{'/settings/' if desk else pages[0]}")
    page.get_by_role("link", name="高对比度配色").click()
    for href in pages:
        page.goto(f"{live_server.url}{href}")
        assert (href, page.evaluate(INK)) == (href, "rgb(255, 235, 59)")
        assert (href, serious_findings(page)) == (href, [])
    page.goto(f"{live_server.url}{'/settings/' if desk else pages[0]}")
    page.get_by_role("link", name="恢复普通配色").click()
    assert page.evaluate(INK) != "rgb(255, 235, 59)"


def test_colours_of_ones_own_keep_what_colour_alone_showed(visit_as: Visit, live_server: LiveServer) -> None:
    page = visit_as(None, 1366)
    page.emulate_media(forced_colors="active")
    page.goto(f"{live_server.url}/plans/")
    card = page.locator(".card, .btn, .banner").first
    assert card.evaluate("one => getComputedStyle(one).borderTopStyle") == "solid"
    current = page.locator(".masthead__nav [aria-current]").first
    assert current.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"


def test_nothing_moves_for_whom_motion_makes_ill(visit_as: Visit, live_server: LiveServer) -> None:
    page = visit_as(None, 1366)
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{live_server.url}/plans/")
    moving = """[...document.querySelectorAll('*')].filter(one => {
        const held = getComputedStyle(one);
        return held.animationName !== 'none' || parseFloat(held.transitionDuration) > 0;
    }).length"""
    assert page.evaluate(moving) == 0


def test_who_asks_for_more_contrast_gets_dark_grey_for_light(
    visit_as: Visit, live_server: LiveServer
) -> None:
    page = visit_as(None, 1366)
    page.goto(f"{live_server.url}/")
    grey = "getComputedStyle(document.documentElement).getPropertyValue('--ink-3')"
    before = page.evaluate(grey)
    page.emulate_media(contrast="more")
    assert page.evaluate(grey) != before
