"""法规浏览 without scripts: from a word to its clause, to another year and province, and back to the text."""

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer
from tests.web.world import World

pytestmark = pytest.mark.browser
SCROLLED = 150


def test_reading_the_law_needs_no_script(
    chromium: Browser, small_season: World, live_server: LiveServer
) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.goto(f"{live_server.url}/clauses/")
    page.get_by_label("查找文字或条目编号").fill("降分")
    page.get_by_role("button", name="查找", exact=True).click()
    page.get_by_role("link", name="降分投档").click()
    assert page.get_by_role("heading", level=1).inner_text() == "降分投档"
    page.get_by_label("年度", exact=True).select_option("2025")
    page.get_by_label("省份", exact=True).select_option("32")
    page.get_by_role("button", name="查看").click()
    assert page.url == f"{live_server.url}/clauses/A1.5.10/?year=2025&province=32#values"
    expect(page.get_by_text("省控线下降分")).to_be_visible()
    page.get_by_role("link", name="在全文中看").click()
    assert page.url.endswith("#annex1-5-4")
    text = page.locator("#annex1-5-4 .pair__text").bounding_box()
    notes = page.locator("#annex1-5-4 .pair__notes").bounding_box()
    assert text is not None
    assert notes is not None
    # On a wide screen the text stands left of its plain words, both beginning at one height.
    assert text["x"] + text["width"] <= notes["x"]
    assert text["y"] == notes["y"]
    context.close()


def test_chapters_unfold_on_a_telephone_without_scripts(
    chromium: Browser, small_season: World, live_server: LiveServer
) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{live_server.url}/clauses/")
    folded = page.locator("main").bounding_box()
    assert folded is not None
    assert folded["height"] < 3 * 844
    expect(page.locator("#annex3-1-table")).not_to_be_visible()
    page.locator("#ch-annex3 > summary").click()
    expect(page.locator("#annex3-1-table").get_by_role("columnheader", name="10月20日")).to_be_visible()
    context.close()


def test_text_stays_beside_its_notes_on_a_wide_screen(
    chromium: Browser, small_season: World, live_server: LiveServer
) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.goto(f"{live_server.url}/clauses/?chapter=notice#notice-1-2")
    row = page.locator("#notice-1-2")
    page.mouse.move(700, 400)
    page.mouse.wheel(0, SCROLLED)
    page.wait_for_function("document.getElementById('notice-1-2').getBoundingClientRect().top < -30")
    text, pair = row.locator(".pair__text").bounding_box(), row.bounding_box()
    assert text is not None
    assert pair is not None
    # The row has gone above the window by more than a line, and the text has come along beside its notes.
    assert pair["y"] < -30
    assert text["y"] >= 0
    assert text["y"] + text["height"] <= pair["y"] + pair["height"]
    context.close()
