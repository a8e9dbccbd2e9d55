"""Every persona in a real browser: no sideways scroll, no complaint in the console, no serious barrier."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.browser.conftest import log_in_through_the_door
from tests.web.world import World

from chengzhao.law.words import Role
from chengzhao.records.models import Account

pytestmark = pytest.mark.browser
Visit = Callable[[Role | None, int], Page]

PHONE, LAPTOP, NARROWEST = 390, 1366, 320
SERIOUS = ("serious", "critical")

SIX_ANSWERS = (
    "level=ZHUANSHENGBEN&education=ZHUANKE&student=no"
    "&residence=WORKS_OR_LIVES&medical=CLINICAL&document=RESIDENT_ID"
)
PUBLIC_PAGES = (
    "/",
    "/eligibility/",
    "/eligibility/level/",
    "/eligibility/level/?sent=1",
    f"/eligibility/answer/?{SIX_ANSWERS}",
    "/subjects/?major=环境科学",
    "/plans/",
    "/lines/2024/",
    "/distribution/2024/ZHUANSHENGBEN/ECONOMICS_MANAGEMENT/?score=150",
    "/calendar/2024/",
    "/results/",
    "/publicity/",
    "/responsible/",
    "/clauses/",
    "/clauses/?q=%E9%99%8D%E5%88%86",
    "/clauses/A1.5.7/",
    "/clauses/A1.5.10/?year=2025&province=41",
    "/changes/2024/2025/",
    "/orders/",
    "/orders/order-33/",
    "/orders/thirty-bans/",
    "/supplements/",
    "/supplements/14/2024/",
    "/privacy/",
    "/help/",
    "/help/college-files/",
    "/design/",
    "/login/",
    "/login/?door=staff",
    "/login/code/",
    "/register/",
    "/register/done/",
    "/recover/",
)
PAGES: dict[Role, tuple[str, ...]] = {
    Role.COUNTY_REVIEWER: (
        "/county/",
        "/county/review/",
        "/county/review/find/",
        "/county/review/batches/",
        "/county/review/tally/",
        "/county/risks/",
        "/imports/",
    ),
    Role.CANDIDATE: (
        "/candidate/",
        "/candidate/score/",
        "/candidate/choices/",
        "/candidate/claims/",
        "/candidate/result/",
        "/candidate/messages/",
        "/candidate/take-over/",
        "/candidate/notice/",
        "/candidate/privacy/",
        "/candidate/privacy/consents/face/",
        "/candidate/privacy/requests/new/",
        "/candidate/privacy/access/",
    ),
    Role.SECOND_REVIEWER: ("/county/", "/recusals/", "/inbox/", "/settings/", "/search/"),
    Role.PREFECTURE_OFFICER: ("/county/", "/approvals/", "/lanes/"),
    Role.SITE_HEAD: ("/site/",),
    Role.DEPARTMENT_OFFICER: (
        "/department/",
        "/department/claims/",
    ),
    Role.COLLEGE_OFFICER: ("/college/", "/college/files/", "/inbox/"),
    Role.COLLEGE_LEAD: ("/college/",),
    Role.PROVINCE_OFFICER: (
        "/province/runs/",
        "/province/figures/",
        "/province/risks/",
        *("/province/places/", "/province/places/?at=1401", "/province/mistakes/", "/province/deadlines/"),
        "/province/audit/",
        "/province/privacy-requests/",
        "/province/holds/",
        "/province/publicity/",
        "/province/complaints/",
        "/province/gate/",
        "/recusals/",
        "/province/unmasking/",
        *("/province/messages/", "/province/messages/exam_moved/", "/province/characters/"),
    ),
    Role.PROVINCE_LEAD: ("/province/",),
    Role.COMMITTEE_MEMBER: ("/province/",),
    Role.MINISTRY_OFFICER: ("/ministry/",),
    Role.OVERSIGHT: ("/oversight/", "/oversight/trail/", "/oversight/access/", "/oversight/seals/"),
    Role.INSPECTOR: ("/province/",),
    Role.SYSTEM_ADMIN: (
        *(
            "/system/",
            "/system/users/",
            "/system/organisations/",
            "/system/roles/",
            "/system/roles/?show=two",
            "/system/roles/?show=pages",
        ),
        *("/system/sessions/", "/system/jobs/", "/system/health/"),
    ),
    Role.SECURITY_ADMIN: (
        "/system/",
        "/approvals/",
        "/why/?q=/province/",
        "/system/invite/",
        "/system/grant/",
        "/system/keys/",
        "/system/retention/",
    ),
    Role.AUDIT_ADMIN: ("/system/", "/system/policies/"),
}


def serious_findings(page: Page) -> list[str]:
    """What axe-core holds against the page, the serious things only."""
    violations = Axe().run(page).response["violations"]
    return [
        f"{page.url} {found['id']}: {found['help']} {[node['html'][:120] for node in found['nodes'][:3]]}"
        for found in violations
        if found["impact"] in SERIOUS
    ]


def scrolls_sideways(page: Page) -> bool:
    """Whether the page is wider than the window; tables scroll inside their own boxes."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


SQUEEZED = """() => [...document.querySelectorAll("td, th")].filter(cell => {
    const size = parseFloat(getComputedStyle(cell).fontSize), box = cell.getBoundingClientRect();
    return cell.innerText.trim().length > 4 && box.width < 4 * size && box.height > 6 * size;
}).map(cell => cell.innerText)"""
"""The cells whose words run down the page letter by letter."""


def look_at(page: Page, base: str, hrefs: tuple[str, ...]) -> None:
    """Open each page and hold it to the standard."""
    for href in hrefs:
        response = page.goto(f"{base}{href}")
        assert response is not None
        assert (href, response.status) == (href, 200)
        assert serious_findings(page) == []
        width = page.viewport_size["width"] if page.viewport_size else 0
        assert (href, width, scrolls_sideways(page)) == (href, width, False)
        assert (href, width, page.evaluate(SQUEEZED)) == (href, width, [])


def test_public_pages(visit_as: Visit, live_server: LiveServer) -> None:
    for width in (PHONE, LAPTOP):
        look_at(visit_as(None, width), live_server.url, PUBLIC_PAGES)


@pytest.mark.parametrize("role", list(Role))
def test_persona_logs_in_and_reads(visit_as: Visit, live_server: LiveServer, role: Role) -> None:
    for width in (PHONE, LAPTOP):
        page = visit_as(role, width)
        assert page.url.removeprefix(live_server.url) == PAGES[role][0].replace("runs/", "")
        assert page.locator("h1").count() == 1
        look_at(page, live_server.url, PAGES[role])


def test_run_and_file_pages(visit_as: Visit, live_server: LiveServer, small_season: World) -> None:
    look_at(
        visit_as(Role.PROVINCE_LEAD, LAPTOP),
        live_server.url,
        (f"/province/runs/{small_season.run.public_id}/",),
    )
    look_at(
        visit_as(Role.COLLEGE_LEAD, PHONE),
        live_server.url,
        (f"/college/files/{small_season.file.public_id}/",),
    )


def test_pages_of_evidence(visit_as: Visit, live_server: LiveServer, small_season: World) -> None:
    number = small_season.portrait.public_id
    for role, audience in ((Role.COUNTY_REVIEWER, "county"), (Role.CANDIDATE, "candidate")):
        for width in (PHONE, LAPTOP):
            look_at(visit_as(role, width), live_server.url, (f"/{audience}/evidence/{number}/",))


@pytest.mark.parametrize("role", [None, Role.CANDIDATE, Role.COLLEGE_OFFICER, Role.PROVINCE_LEAD])
def test_no_page_scrolls_sideways_at_320(visit_as: Visit, live_server: LiveServer, role: Role | None) -> None:
    page = visit_as(role, NARROWEST)
    for href in PUBLIC_PAGES if role is None else PAGES[role]:
        page.goto(f"{live_server.url}{href}")
        assert (href, scrolls_sideways(page)) == (href, False)


@pytest.mark.parametrize("role", [None, Role.CANDIDATE])
def test_care_edition_fits_a_phone(visit_as: Visit, live_server: LiveServer, role: Role | None) -> None:
    page = visit_as(role, PHONE)
    page.get_by_role("link", name="关怀版").click()
    assert page.locator("html").get_attribute("data-care") == ""
    for href in PUBLIC_PAGES if role is None else PAGES[role]:
        fits_every_phone(page, f"{live_server.url}{href}")
        assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == 20
    page.get_by_role("link", name="标准版").click()
    assert page.locator("html").get_attribute("data-care") is None


def fits_every_phone(page: Page, address: str) -> None:
    """The page scrolls sideways on no phone, the narrowest included."""
    page.goto(address)
    for width in (PHONE, NARROWEST):
        page.set_viewport_size({"width": width, "height": 844})
        assert (address, width, scrolls_sideways(page)) == (address, width, False)


def test_care_edition_fits_the_phones_of_staff_too(
    visit_as: Visit, live_server: LiveServer, small_season: World
) -> None:
    long_name = "山西省高等学校招生主管部门综合处审核员"
    Account.objects.filter(pk=small_season.accounts[Role.DEPARTMENT_OFFICER].pk).update(
        display_name=long_name
    )
    for role in (Role.DEPARTMENT_OFFICER, Role.COLLEGE_OFFICER, Role.PROVINCE_OFFICER, Role.SECURITY_ADMIN):
        page = visit_as(role, PHONE)
        page.context.add_cookies([{"name": "care", "value": "1", "url": live_server.url}])
        for href in PAGES[role]:
            fits_every_phone(page, f"{live_server.url}{href}")


def test_wrong_password_is_said_once_and_reachable(visit_as: Visit, live_server: LiveServer) -> None:
    page = visit_as(None, PHONE)
    page.goto(f"{live_server.url}/login/")
    page.get_by_label("证件号码或手机号", exact=True).fill("nobody")
    page.get_by_label("密码", exact=True).fill("wrong")
    page.get_by_role("button", name="登录", exact=True).click()
    summary = page.get_by_role("alert")
    assert "账号或密码不对" in summary.inner_text()
    summary.get_by_role("link").click()
    assert page.url.endswith("#id_username")
    assert serious_findings(page) == []


def test_skip_link_comes_first(visit_as: Visit, live_server: LiveServer) -> None:
    page = visit_as(None, LAPTOP)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


def test_log_out_from_the_menu(visit_as: Visit, live_server: LiveServer) -> None:
    page = visit_as(Role.PROVINCE_LEAD, LAPTOP)
    page.locator("details.menu > summary").click()
    page.get_by_role("button", name="退出登录").click()
    assert page.url == f"{live_server.url}/"
    page.goto(f"{live_server.url}/province/")
    assert "/login/?next=/province/" in page.url


def test_pages_work_with_scripts_off(
    chromium,
    small_season: World,
    live_server: LiveServer,  # type: ignore[no-untyped-def]
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    log_in_through_the_door(page, live_server.url, small_season.accounts[Role.CANDIDATE])
    page.goto(f"{live_server.url}/candidate/result/")
    page.get_by_text("查看2个步骤").click()
    expect(page.get_by_text("已录取，山西财经大学")).to_be_visible()
    context.close()
