"""报考条件自测 as somebody with a telephone walks through it, with scripts off, back and forth, onto paper."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.browser.test_pages import serious_findings
from tests.web.world import World

pytestmark = pytest.mark.browser
OpenPage = Callable[[int], Page]
WAY = (
    ("你要报考哪个层次？", "专升本"),
    ("你已经取得的最高学历是什么？", "专科毕业"),
    ("你现在是在校学生吗？", "不是"),
    ("你的户口和工作、居住地在哪里？", "户口在外省，在山西省工作或居住"),
    ("你要报医学类专业吗？", "护理学"),
    ("你用什么证件报名？", "居民身份证"),
)


def answer_all(page: Page, base: str) -> None:
    """From the first page of the self-check to its answer."""
    page.goto(f"{base}/eligibility/")
    page.get_by_role("link", name="开始自测").click()
    for title, choice in WAY:
        assert page.get_by_role("heading", level=1).inner_text() == title
        page.get_by_label(choice).first.check()
        page.get_by_role("button", name="下一步").click()


@pytest.mark.parametrize("has_scripts", [True, False])
def test_walk_with_and_without_scripts(
    chromium: Browser, live_server: LiveServer, small_season: World, has_scripts: bool
) -> None:
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, locale="zh-CN", java_script_enabled=has_scripts
    )
    page = context.new_page()
    answer_all(page, live_server.url)
    assert page.get_by_role("heading", level=1).inner_text() == "还需材料"
    page.get_by_label("工作或居住所在县（市、区）").select_option(index=1)
    page.get_by_role("button", name="查看确认点").click()
    assert page.locator("p.lead").inner_text() == small_season.tree.county.name
    assert context.cookies() == []
    context.close()


def test_back_button_keeps_every_answer(
    open_page: OpenPage, live_server: LiveServer, small_season: World
) -> None:
    page = open_page(390)
    answer_all(page, live_server.url)
    answered = page.url
    for title, _ in reversed(WAY):
        page.go_back()
        assert page.get_by_role("heading", level=1).inner_text() == title
    expect(page.get_by_label("专升本")).to_be_visible()
    for _ in WAY:
        page.go_forward()
    assert page.url == answered
    page.get_by_role("link", name=re.compile("修改.*第6题")).click()
    assert page.get_by_label("居民身份证").is_checked()
    page.get_by_role("button", name="下一步").click()
    assert page.url == answered


def test_error_leads_to_the_first_answer(
    open_page: OpenPage, live_server: LiveServer, small_season: World
) -> None:
    page = open_page(390)
    page.goto(f"{live_server.url}/eligibility/level/")
    page.get_by_role("button", name="下一步").click()
    assert page.title().startswith("错误：")
    page.get_by_role("alert").get_by_role("link", name="请选择一项").click()
    assert page.evaluate("document.activeElement.id") == "id_level_1"
    assert serious_findings(page) == []


def test_answer_fits_on_paper(open_page: OpenPage, live_server: LiveServer, small_season: World) -> None:
    page = open_page(794)
    answer_all(page, live_server.url)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("button", name="查看确认点")).not_to_be_visible()
    expect(page.get_by_role("link", name="上一步")).not_to_be_visible()
    expect(page.get_by_text("报考护理学专业须有护士执业证书。")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
