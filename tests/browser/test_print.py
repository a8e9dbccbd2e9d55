"""What is folded on the screen stands on paper: by the stylesheet, and in older browsers by a small script."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from unicodedata import normalize

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader
from pytest_django.live_server_helper import LiveServer
from tests.browser.conftest import log_in_through_the_door
from tests.documents.samples import roster_of
from tests.web.world import World

from chengzhao.documents import rosters
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


PAPER = 673
"""A4 within its margins, at 96 to the inch."""
NOT_FOR_PAPER = "nav, button, input, select, textarea, summary.tool, .btn, .sidenav, .waybar"
WIDER = """width => [...document.querySelectorAll("main, main table, main .scroll, main svg, main dl")].filter(one => {
    const box = one.getBoundingClientRect();
    return box.width > 0 && (box.right > width + 1 || one.scrollWidth > Math.ceil(box.width) + 1);
}).map(one => one.className + one.textContent.slice(0, 40))"""
"""What a printer would cut off."""


def on_paper(page: Page, address: str) -> str:
    """The page as a printer has it: nothing to press, nothing cut off, one heading; gives its words."""
    page.goto(address)
    page.set_viewport_size({"width": PAPER, "height": 980})
    page.emulate_media(media="print")
    left = [
        one.inner_text() or one.get_attribute("name")
        for one in page.locator(NOT_FOR_PAPER).all()
        if one.is_visible()
    ]
    assert (address, left) == (address, [])
    assert (address, page.evaluate(WIDER, PAPER)) == (address, [])
    assert page.evaluate("document.documentElement.scrollWidth") <= PAPER
    assert [one.is_visible() for one in page.get_by_role("heading", level=1).all()] == [True]
    return page.locator("body").inner_text()


def test_forms_of_the_confirmation_point_on_paper(
    visit_as: Callable[[Role | None, int], Page], live_server: LiveServer, small_season: World
) -> None:
    page = visit_as(Role.COUNTY_REVIEWER, 1366)
    number = small_season.waiting.candidate_number
    form = on_paper(page, f"{live_server.url}/county/review/{small_season.waiting.public_id}/form/")
    assert "报名确认表" in page.get_by_role("heading", level=1).inner_text()
    for words in (number, "考生签字", "审核人签字", "（盖章）"):
        assert words in form
    assert page.locator(".barcode").is_visible()
    tally = on_paper(page, f"{live_server.url}/county/review/tally/?day=2024-09-04")
    assert "2024年9月4日审核日报" in tally
    assert "负责人签字" in tally
    for words in (form, tally):
        assert re.search(r"打印于2[0-9]{3}年[0-9]+月[0-9]+日 [0-9]{2}:[0-9]{2}　县区审核员", words)


def test_run_on_paper(
    visit_as: Callable[[Role | None, int], Page], live_server: LiveServer, small_season: World
) -> None:
    page = visit_as(Role.PROVINCE_LEAD, 1366)
    words = on_paper(page, f"{live_server.url}/province/runs/{small_season.run.public_id}/")
    assert f"运行第{small_season.run.number}号" in words
    assert "核验证明" in words
    assert re.search(r"打印于.+　省招办负责人", words)
    on_paper(page, f"{live_server.url}/province/runs/")


def test_law_on_paper_with_its_folded_parts(
    visit_as: Callable[[Role | None, int], Page], live_server: LiveServer
) -> None:
    page = visit_as(None, 1366)
    words = on_paper(page, f"{live_server.url}/clauses/A1.5.7/")
    for part in ("原文", "意思", "系统怎样做", "页面生成于"):
        assert part in words
    for href in ("/clauses/", "/orders/order-33/", "/lines/2024/", "/calendar/2024/"):
        on_paper(page, f"{live_server.url}{href}")


def test_roster_is_a_whole_sheet_across() -> None:
    at = datetime(2024, 12, 20, 1, tzinfo=UTC)
    [content] = rosters.render([roster_of(40)], at=at, by="院校阅档员")
    sheets = PdfReader(BytesIO(content)).pages
    assert {(round(float(one.mediabox.width)), round(float(one.mediabox.height))) for one in sheets} == {
        (842, 595)
    }
    words = [normalize("NFKC", one.extract_text()).replace(" ", "") for one in sheets]
    assert "2024年成人高校录取新生名册" in words[0]
    for number, sheet in enumerate(words, start=1):
        for said in ("考生号", "投档分", "2024-12-2009:00打印院校阅档员", f"第{number}页,共2页"):
            assert said in sheet


def test_plan_balance_on_paper(
    visit_as: Callable[[Role | None, int], Page], live_server: LiveServer, small_season: World
) -> None:
    words = on_paper(visit_as(Role.COLLEGE_OFFICER, 1366), f"{live_server.url}/college/")
    assert "录取名单" in words
    assert re.search(r"打印于.+　院校阅档员", words)
