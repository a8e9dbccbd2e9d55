"""Keys of the keyboard: they push what the page shows, and keep still where somebody writes."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.browser.conftest import log_in_through_the_door
from tests.browser.test_pages import LAPTOP, Visit, serious_findings
from tests.web.world import World

from chengzhao.law.words import Role

pytestmark = pytest.mark.browser

ADD_KEYED = """() => {
    const make = (name, more) => Object.assign(document.createElement(name), more);
    const field = make("input", {id: "written"});
    const button = make("button", {textContent: "通过", onclick: () => window.pushed = (window.pushed || 0) + 1});
    const hidden = make("button", {textContent: "藏着", hidden: true, onclick: () => window.pushed = -99});
    for (const [one, key] of [[hidden, "p"], [button, "p"], [field, "f"]]) one.dataset.key = key;
    document.getElementById("main").append(field, hidden, button);
}"""
PRESS = "key => document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'p', bubbles: true, ...key}))"


def pushed(page: Page) -> int:
    """How often the button was pushed."""
    return int(page.evaluate("window.pushed || 0"))


@pytest.fixture
def desk(visit_as: Visit, live_server: LiveServer) -> Page:
    page = visit_as(Role.COLLEGE_OFFICER, LAPTOP)
    page.goto(f"{live_server.url}/college/")
    page.evaluate(ADD_KEYED)
    return page


def test_key_pushes_the_first_visible_thing(desk: Page) -> None:
    desk.keyboard.press("p")
    assert pushed(desk) == 1


def test_key_keeps_still_in_a_field(desk: Page) -> None:
    desk.keyboard.press("f")
    assert desk.evaluate("document.activeElement.id") == "written"
    desk.keyboard.press("p")
    assert desk.input_value("#written") == "p"
    assert pushed(desk) == 0


@pytest.mark.parametrize(
    "how", [{"isComposing": True}, {"keyCode": 229}, {"ctrlKey": True}, {"altKey": True}, {"repeat": True}]
)
def test_key_keeps_still_while_an_input_method_composes(desk: Page, how: dict[str, object]) -> None:
    desk.evaluate(PRESS, how)
    assert pushed(desk) == 0
    desk.evaluate(PRESS, {})
    assert pushed(desk) == 1


def test_sheet_lists_the_keys_of_the_page_and_closes(desk: Page) -> None:
    desk.keyboard.press("?")
    sheet = desk.get_by_role("dialog", name="快捷键")
    expect(sheet.get_by_text("通过", exact=True)).to_be_visible()
    assert "藏着" not in sheet.inner_text()
    assert serious_findings(desk) == []
    desk.keyboard.press("p")
    assert pushed(desk) == 0
    desk.keyboard.press("Escape")
    assert sheet.count() == 0
    desk.keyboard.press("p")
    assert pushed(desk) == 1


def test_slash_goes_to_the_search_and_enter_finds(
    visit_as: Visit, live_server: LiveServer, small_season: World
) -> None:
    page = visit_as(Role.COUNTY_REVIEWER, LAPTOP)
    page.goto(f"{live_server.url}/county/")
    page.keyboard.press("/")
    page.keyboard.type(small_season.admitted.candidate_number)
    page.keyboard.press("Enter")
    page.get_by_role("cell", name="张*丰").wait_for()
    assert page.url == f"{live_server.url}/search/"
    assert small_season.admitted.name not in page.content()
    assert serious_findings(page) == []


def test_keys_are_off_for_whoever_turned_them_off(visit_as: Visit, live_server: LiveServer) -> None:
    page = visit_as(Role.COUNTY_REVIEWER, LAPTOP)
    page.goto(f"{live_server.url}/settings/")
    page.get_by_label("关闭").check()
    page.get_by_role("button", name="保存设置").click()
    page.goto(f"{live_server.url}/county/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.tagName") == "BODY"
    page.keyboard.press("?")
    assert page.get_by_role("dialog").count() == 0
    assert page.get_by_role("button", name="快捷键").count() == 0


def test_columns_are_chosen_without_scripts(
    chromium: Browser, small_season: World, live_server: LiveServer
) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1366, "height": 844})
    page = context.new_page()
    log_in_through_the_door(page, live_server.url, small_season.accounts[Role.COLLEGE_OFFICER])
    page.goto(f"{live_server.url}/college/files/")
    page.get_by_text("列设置").click()
    page.get_by_role("checkbox", name="投档分").uncheck()
    page.get_by_role("checkbox", name="各科成绩").uncheck()
    page.get_by_role("button", name="保存").click()
    assert page.url == f"{live_server.url}/college/files/"
    assert page.get_by_role("columnheader", name="投档分").count() == 0
    expect(page.get_by_role("columnheader", name="位次")).to_be_visible()
    page.get_by_text("列设置").click()
    assert page.get_by_role("checkbox", name="投档分").is_checked() is False
    context.close()
