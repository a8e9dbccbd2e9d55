"""Photographs the demo's pages at the width of a telephone and of a desk: `make shots`.

It needs a season that was played (`make demo SERVE=0`) and Chromium. Everything goes to docs/shots: WebP of the top of
each page, some 20 KB a picture.
"""

import base64
import os
import subprocess
import sys
import urllib.request
from pathlib import Path
from shutil import which

from playwright.sync_api import Browser, Page, sync_playwright

from chengzhao.cli.tables import require_current_tables, running_project
from chengzhao.law.words import Role
from chengzhao.records.embedded import ServerError
from chengzhao.records.embedded_processes import any_port, wait_until
from chengzhao.settings import options

ROOT = Path(__file__).resolve().parent.parent
SHOTS = ROOT / "docs" / "shots"
WIDTHS = (390, 1366)
TALLEST = {390: 1200, 1366: 860}
"""What lies below is left out: a picture shows what a page is like, and its list goes on and on."""
QUALITY = 30
HALF_A_STEP = 15_000
"""Milliseconds: an authenticator's code changes every 30 seconds."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

ANSWERED = "level=ZHUANSHENGBEN&education=ZHUANKE&student=no&residence=WORKS_OR_LIVES&medical=NONE&document=RESIDENT_ID"
"""Six answers of the self-check that lead to 还需材料."""
# Who looks (a role of the staff, the story of a candidate, or the public), at which page, under which name.
PAGES: tuple[tuple[str | None, str, str], ...] = (
    (None, "/", "public-home"),
    (None, "/plans/", "public-plans"),
    (None, "/subjects/?major=120203", "public-subjects"),
    (None, "/eligibility/level/", "public-eligibility-question"),
    (None, f"/eligibility/answer/?{ANSWERED}", "public-eligibility-answer"),
    (None, "/lines/2024/", "public-lines"),
    (None, "/calendar/2024/", "public-calendar"),
    (None, "/results/", "public-results"),
    (None, "/clauses/A1.5.7/", "public-clause"),
    (None, "/help/college-files/", "public-page-help"),
    (None, "/login/", "public-login"),
    (None, "/login/?door=staff", "staff-login"),
    (None, "/register/", "public-register"),
    ("SECOND_CHOICE", "/account/", "candidate-account"),
    (Role.PROVINCE_OFFICER, "/account/", "staff-account"),
    ("SECOND_CHOICE", "/candidate/", "candidate-home"),
    ("SECOND_CHOICE", "/candidate/result/", "candidate-result"),
    ("UNIT_FULL", "/candidate/result/", "candidate-result-not-admitted"),
    ("SECOND_CHOICE", "/candidate/score/", "candidate-score"),
    ("SECOND_CHOICE", "/candidate/choices/", "candidate-choices"),
    ("SECOND_CHOICE", "/candidate/messages/", "candidate-messages"),
    ("SECOND_CHOICE", "/candidate/privacy/", "candidate-privacy"),
    (Role.COUNTY_REVIEWER, "/county/", "county-home"),
    (Role.COUNTY_REVIEWER, "/county/review/", "county-review"),
    (Role.COUNTY_REVIEWER, "/county/review/find/", "county-find"),
    (Role.COUNTY_REVIEWER, "/county/review/tally/", "county-tally"),
    (Role.COUNTY_REVIEWER, "/county/review/batches/", "county-batches"),
    (Role.COUNTY_REVIEWER, "/county/in-person/", "county-in-person"),
    (Role.COUNTY_REVIEWER, "/search/", "county-search"),
    (Role.SITE_HEAD, "/site/", "site-home"),
    (Role.COLLEGE_OFFICER, "/college/", "college-home"),
    (Role.COLLEGE_OFFICER, "/college/files/", "college-files"),
    (Role.COLLEGE_OFFICER, "/jobs/", "college-jobs"),
    (Role.DEPARTMENT_OFFICER, "/department/", "department-home"),
    (Role.DEPARTMENT_OFFICER, "/department/claims/", "department-claims"),
    (Role.PROVINCE_OFFICER, "/province/", "province-home"),
    (Role.PROVINCE_OFFICER, "/province/runs/", "province-runs"),
    (Role.PROVINCE_OFFICER, "/province/figures/", "province-figures"),
    (Role.PROVINCE_OFFICER, "/province/stages/", "province-stages"),
    (Role.PROVINCE_OFFICER, "/province/messages/", "province-messages"),
    (Role.PROVINCE_OFFICER, "/inbox/", "province-inbox"),
    (Role.PROVINCE_OFFICER, "/settings/", "province-settings"),
    (Role.PROVINCE_OFFICER, "/approvals/", "province-approvals"),
    (Role.MINISTRY_OFFICER, "/ministry/", "ministry-home"),
    (Role.OVERSIGHT, "/oversight/", "oversight-home"),
    (Role.OVERSIGHT, "/oversight/trail/", "oversight-trail"),
    (Role.SYSTEM_ADMIN, "/system/", "system-home"),
    (Role.SYSTEM_ADMIN, "/system/users/", "system-users"),
    (Role.SYSTEM_ADMIN, "/system/health/", "system-health"),
)


def persona_names() -> dict[str, str]:
    """The user name of the first persona of each role, and of each candidate's story."""
    from chengzhao.records.queries.people import personas, seats_of
    from chengzhao.records.queries.stories import Story
    from chengzhao.records.scope import Scope, scope
    from chengzhao.records.walls.doors import Door
    from chengzhao.rehearsal.personas import username_of

    names = {story.name: username_of(story) for story in Story}
    with scope(Scope(door=Door.MAINTENANCE)):
        for account in personas():
            for seat in seats_of(account.pk):
                names.setdefault(seat.role, account.username)
    return names


def take_shots(browser: Browser, address: str, names: dict[str, str], password: str) -> None:
    """Every page at every width; each visitor logs in once."""
    for visitor in dict.fromkeys(visitor for visitor, _, _ in PAGES):
        context = browser.new_context(locale="zh-CN")
        page = context.new_page()
        if visitor is not None:
            log_in(page, address, names[visitor], password, is_staff=isinstance(visitor, Role))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            for path, title in [(path, title) for one, path, title in PAGES if one == visitor]:
                page.goto(f"{address}{path}")
                picture = SHOTS / f"{title}-{width}.webp"
                picture.write_bytes(photograph(page, width))
                print(f"{picture.relative_to(ROOT)} {picture.stat().st_size // 1024} KB", flush=True)
        context.close()


def photograph(page: Page, width: int) -> bytes:
    """The top of a page as WebP, which the driver itself does not write but the browser does."""
    height = min(TALLEST[width], page.evaluate("document.documentElement.scrollHeight"))
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
    asked = {"format": "webp", "quality": QUALITY, "captureBeyondViewport": True, "clip": clip}
    return base64.b64decode(page.context.new_cdp_session(page).send("Page.captureScreenshot", asked)["data"])


def log_in(page: Page, address: str, username: str, password: str, *, is_staff: bool) -> None:
    """Log in as whoever tries the demonstration does; a code that was used a moment ago is waited out."""
    page.goto(f"{address}/login/?door={'staff' if is_staff else 'candidate'}")
    page.get_by_label("账号" if is_staff else "证件号码或手机号", exact=True).fill(username)
    page.get_by_label("密码", exact=True).fill(password)
    page.get_by_role("button", name="登录", exact=True).click()
    while is_staff and page.get_by_label("动态码或恢复码", exact=True).count():
        code = page.locator(".inset .mono").inner_text()
        page.get_by_label("动态码或恢复码", exact=True).fill(code)
        page.get_by_role("button", name="验证并登录").click()
        if page.get_by_role("alert").count():
            page.wait_for_timeout(HALF_A_STEP)


def is_served(address: str) -> bool:
    """Whether the pages answer."""
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def main() -> int:
    """The exit status."""
    program = next((path for path in map(which, BROWSERS) if path), None)
    if program is None:
        print("There is no Chromium: sudo apt-get install chromium fonts-noto-cjk", file=sys.stderr)
        return 1
    os.environ.setdefault(options.DJANGO_SETTINGS_MODULE.name, options.DJANGO_SETTINGS_MODULE.default)
    SHOTS.mkdir(parents=True, exist_ok=True)
    with running_project():
        require_current_tables()
        from chengzhao.rehearsal.posts import PASSWORD

        names = persona_names()
        if {visitor for visitor, _, _ in PAGES} - {None} - set(names):
            print("There is no season with a persona of each role: make demo SERVE=0", file=sys.stderr)
            return 1
        port = any_port()
        command = [sys.executable, "-m", "chengzhao.cli", "serve", "--port", str(port)]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as served, sync_playwright() as playwright:
            try:
                address = f"http://127.0.0.1:{port}"
                if not wait_until(lambda: is_served(address), seconds=30):
                    return 1
                browser = playwright.chromium.launch(
                    executable_path=program, args=["--no-sandbox", "--lang=zh-CN"]
                )
                take_shots(browser, address, names, PASSWORD)
                browser.close()
            finally:
                served.terminate()
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except ServerError as error:
        sys.exit(str(error))
