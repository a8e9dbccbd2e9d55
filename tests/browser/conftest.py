"""A real Chromium on the pages of the small season; skipped, loudly, where there is no Chromium."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import which
from unittest.mock import patch

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer
from tests.factories.accounts import a_factor_code, a_second_factor
from tests.web.world import World, a_world

from chengzhao.law.words import Role
from chengzhao.records.models import Account, TotpDevice
from chengzhao.records.models.people import AccountKind

PASSWORD = "the password of every account in these tests"
REFUSED = "the server responded with a status of 409 (Conflict)"
"""What the browser itself writes when a form comes back with what is wrong in it."""
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]

# As long as a press may take: two tests at once on a slow machine are no reason to give up.
expect.set_options(timeout=30_000)

# The synchronous driver runs an event loop in the test's thread; Django sees it and refuses the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def chromium_path() -> Path | None:
    """Where Debian's Chromium stands."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := which(name):
            return Path(found)
    return None


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the whole run."""
    path = chromium_path()
    if path is None:
        pytest.skip("CHROMIUM IS ABSENT: no page was looked at. Install it: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def live_server() -> Iterator[LiveServer]:
    """The pages as they are served: files of ours go through the middleware, too, not through Django's own server."""
    with patch("django.contrib.staticfiles.handlers.StaticFilesHandler", lambda handler: handler):
        server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture
def small_season(transactional_db: None) -> World:
    """The small season, with a password for everybody in it."""
    world = a_world()
    for account in Account.objects.all():
        account.set_password(PASSWORD)
        account.save(update_fields=["password"])
        if account.kind == AccountKind.STAFF.value:
            a_second_factor(account)
    return world


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Callable[[int], Page]]:
    """Opens pages of a given width; at the end none of them may have complained in its console."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and REFUSED not in message.text:
            complaints.append(message.text)

    def opened(width: int) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": 844}, locale="zh-CN")
        contexts.append(context)
        page = context.new_page()
        page.on("console", note)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def log_in_through_the_door(page: Page, base: str, account: Account) -> None:
    """Log in as people do: candidates with a password, staff with the code of their authenticator too."""
    is_staff = account.kind == AccountKind.STAFF.value
    page.goto(f"{base}/login/?door={'staff' if is_staff else 'candidate'}")
    label = "账号" if is_staff else "证件号码或手机号"
    page.get_by_label(label, exact=True).fill(account.username)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    if is_staff:
        # A test may log the same person in twice within half a minute; no code is taken twice.
        TotpDevice.objects.filter(account=account).update(last_step=0)
        page.get_by_label("动态码或恢复码", exact=True).fill(a_factor_code(timezone.now()))
        page.get_by_role("button", name="验证并登录").click()


@pytest.fixture
def visit_as(
    open_page: Callable[[int], Page], live_server: LiveServer, small_season: World
) -> Callable[[Role | None, int], Page]:
    """A page of a role, logged in through the form; None is the public."""

    def visiting(role: Role | None, width: int) -> Page:
        page = open_page(width)
        if role is None:
            page.goto(f"{live_server.url}/")
            return page
        log_in_through_the_door(page, live_server.url, small_season.accounts[role])
        return page

    return visiting
