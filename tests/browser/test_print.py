"""What is folded on the screen stands on paper: by the stylesheet, and in older browsers by a small script."""

from collections.abc import Callable
from io import BytesIO
from unicodedata import normalize

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader
from pytest_django.live_server_helper import LiveServer
from tests.browser.conftest import log_in_through_the_door
from tests.web.world import World

from chengzhao.law.words import Role

pytestmark = pytest.mark.browser
FOLDED = "document.querySelectorAll('main details:not([open])').length"


def printed(page: Page) -> str:
    """The words of the page on A4."""
    sheets = PdfReader(BytesIO(page.pdf(format="A4"))).pages
    # Where letters of a font are drawn for two signs, a reader of the file may give the rarer one.
    return normalize("NFKC", "".join(sheet.extract_text() for sheet in sheets)).replace(" ", "")


def test_folded_steps_are_printed_without_scripts(
    chromium: Browser, small_season: World, live_server: LiveServer
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    log_in_through_the_door(page, live_server.url, small_season.accounts[Role.CANDIDATE])
    page.goto(f"{live_server.url}/candidate/result/")
    assert page.locator("details[open]").count() == 0
    expect(page.locator(".timeline").last).not_to_be_visible()
    assert f"投档运行第{small_season.run.number}号" in printed(page)
    context.close()


def test_script_unfolds_for_the_print_alone(
    visit_as: Callable[[Role | None, int], Page], live_server: LiveServer
) -> None:
    page = visit_as(Role.CANDIDATE, 390)
    page.goto(f"{live_server.url}/candidate/result/")
    folded = page.evaluate(FOLDED)
    assert folded > 0
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(FOLDED) == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(FOLDED) == folded
