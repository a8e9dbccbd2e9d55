"""The menu of a desk on a phone: one press opens it, a second closes it, with scripts off, by finger and keyboard."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.browser.conftest import log_in_through_the_door
from tests.browser.test_pages import LAPTOP, NARROWEST, PHONE, scrolls_sideways, serious_findings
from tests.web.world import World

from chengzhao.law.words import Role

pytestmark = pytest.mark.browser
FINGER = 44


@pytest.mark.parametrize("role", [Role.PROVINCE_LEAD, Role.COLLEGE_OFFICER])
def test_menu_opens_and_closes_by_the_same_button(
    chromium: Browser, small_season: World, live_server: LiveServer, role: Role
) -> None:
    context = chromium.new_context(
        java_script_enabled=False, viewport={"width": PHONE, "height": 844}, has_touch=True
    )
    page = context.new_page()
    log_in_through_the_door(page, live_server.url, small_season.accounts[role])
    button, menu = page.locator("label[for=menu-on]"), page.locator("#menu")
    expect(menu).to_be_hidden()
    box = button.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= FINGER
    for _ in range(2):
        button.tap()
        expect(menu).to_be_visible()
        assert page.url.partition("#")[1] == ""
        button.tap()
        expect(menu).to_be_hidden()
    context.close()


def test_menu_answers_the_keyboard_and_fits_every_width(
    chromium: Browser, small_season: World, live_server: LiveServer
) -> None:
    context = chromium.new_context(viewport={"width": NARROWEST, "height": 844})
    page = context.new_page()
    log_in_through_the_door(page, live_server.url, small_season.accounts[Role.PROVINCE_LEAD])
    page.get_by_role("checkbox", name="菜单").focus()
    page.keyboard.press("Space")
    expect(page.locator("#menu")).to_be_visible()
    assert not scrolls_sideways(page)
    assert serious_findings(page) == []
    page.keyboard.press("Space")
    expect(page.locator("#menu")).to_be_hidden()
    is_there_on_a_wide_screen(page)
    context.close()


def is_there_on_a_wide_screen(page: Page) -> None:
    """A wide page shows the navigation always, and no button for it."""
    page.set_viewport_size({"width": LAPTOP, "height": 844})
    expect(page.locator("#menu")).to_be_visible()
    expect(page.locator("#menu-on")).to_be_hidden()
