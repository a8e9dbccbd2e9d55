"""Takes the pictures: WebP of the top of a page at the width of a telephone and of a desk, and of sheets of paper."""

import base64
from pathlib import Path

from playwright.sync_api import Browser, Page

from chengzhao.law.words import Role

ROOT = Path(__file__).resolve().parent.parent
SHOTS = ROOT / "docs" / "shots"
WIDTHS = (390, 1366)
TALLEST = {390: 1200, 1366: 860}
"""What lies below is left out: a picture shows what a page is like, and its list goes on and on."""
PAPER, PAPER_HEIGHT = 794, 1123
"""A4 at 96 to the inch."""
QUALITY = 30
HALF_A_STEP = 15_000
"""Milliseconds: an authenticator's code changes every 30 seconds."""


class Album:
    """Where the pictures go; each is told of as it is taken."""

    def __init__(self, folder: Path = SHOTS) -> None:
        self.folder = folder
        self.taken: list[str] = []
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, page: Page, name: str) -> None:
        """The page as it stands, at both widths."""
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": min(900, TALLEST[width])})
            page.wait_for_load_state("networkidle")
            self._keep(f"{name}-{width}", _photograph(page, width, TALLEST[width]))

    def print(self, page: Page, name: str) -> None:
        """The page as it comes out of a printer: its first sheet."""
        page.set_viewport_size({"width": PAPER, "height": PAPER_HEIGHT})
        page.emulate_media(media="print")
        self._keep(f"{name}-print", _photograph(page, PAPER, PAPER_HEIGHT))
        page.emulate_media(media="screen")

    def _keep(self, name: str, picture: bytes) -> None:
        (self.folder / f"{name}.webp").write_bytes(picture)
        self.taken.append(f"{name}.webp")
        print(f"{name}.webp {len(picture) // 1024} KB", flush=True)

    def drop_the_rest(self) -> None:
        """Pictures of pages that are no longer photographed go."""
        for old in self.folder.glob("*.webp"):
            if old.name not in self.taken:
                old.unlink()


def _photograph(page: Page, width: int, tallest: int) -> bytes:
    """WebP, which the driver itself does not write but the browser does."""
    height = min(tallest, page.evaluate("document.documentElement.scrollHeight"))
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
    asked = {"format": "webp", "quality": QUALITY, "captureBeyondViewport": True, "clip": clip}
    session = page.context.new_cdp_session(page)
    picture = base64.b64decode(session.send("Page.captureScreenshot", asked)["data"])
    session.detach()
    return picture


class Visits:
    """Pages opened by personas, each in a window of its own in which it logs in once."""

    def __init__(self, browser: Browser, address: str, names: dict[str, str], password: str) -> None:
        self.address = address
        self._browser, self._names, self._password = browser, names, password
        self._windows: dict[str | None, Page] = {}

    def window(self, visitor: str | None) -> Page:
        """The window of a visitor, logged in."""
        if visitor not in self._windows:
            page = self._windows[visitor] = self._browser.new_context(locale="zh-CN").new_page()
            if visitor is not None:
                name = self._names.get(visitor, visitor)
                log_in(page, self.address, name, self._password, is_staff=visitor not in _stories())
        return self._windows[visitor]

    def open(self, visitor: str | None, path: str) -> Page:
        """A page, opened by its visitor. Raises RuntimeError where it is not shown."""
        page = self.window(visitor)
        answer = page.goto(f"{self.address}{path}")
        if answer is None or not answer.ok:
            raise RuntimeError(f"{path} answered {answer.status if answer else 'nothing'} to {visitor}")
        return page

    def close(self) -> None:
        """Close every window."""
        for page in self._windows.values():
            page.context.close()


def _stories() -> set[str]:
    from chengzhao.records.queries.stories import Story

    return {story.name for story in Story}


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


def persona_names() -> dict[str, str]:
    """The user name of the first persona of each role, and of each candidate's story; those of roles are fixed."""
    from chengzhao.records.queries.people import personas, seats_of
    from chengzhao.records.queries.stories import Story
    from chengzhao.records.scope import Scope, scope
    from chengzhao.records.walls.doors import Door
    from chengzhao.rehearsal.personas import username_of

    names = {story.name: username_of(story) for story in Story}
    with scope(Scope(door=Door.MAINTENANCE)):
        for account in personas():
            for seat in seats_of(account.pk):
                names.setdefault(Role(seat.role).value, account.username)
    return names
