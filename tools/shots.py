"""Photographs the demo's pages at the width of a telephone and of a desk: `make shots`.

It needs a season that was played (`make demo SERVE=0`) and Chromium. A second season is played up to an afternoon of
its registration and served as of then, so that queues, files and jobs stand as they do in the middle of the work.
Everything goes to docs/shots: WebP of the top of each page, some 20 KB a picture.
"""

import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from shutil import which

from playwright.sync_api import Browser, sync_playwright
from tools.shots_album import ROOT, Album, Visits, persona_names
from tools.shots_pages import PAGES, UNDERWAY
from tools.shots_walk import Applicant, county_of, county_work, office_work

from chengzhao.cli.tables import require_current_tables, running_project
from chengzhao.law.words import Role
from chengzhao.records.embedded import Server, ServerError
from chengzhao.records.embedded_processes import any_port, wait_until
from chengzhao.settings import options
from chengzhao.settings.database import home

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PLAYING_SECONDS = 900


def take_played(browser: Browser, album: Album, address: str, names: dict[str, str], password: str) -> None:
    """The pages of the season that was played to its end."""
    visits = Visits(browser, address, names, password)
    for visitor, path, name in PAGES:
        album.take(visits.open(visitor, path), name)
    runs = visits.open(Role.PROVINCE_OFFICER, "/province/runs/")
    runs.locator("main table a").first.click()
    album.take(runs, "province-run")
    album.print(runs, "province-run")
    album.print(visits.open(None, "/clauses/A1.5.7/"), "public-clause")
    album.print(visits.open("SECOND_CHOICE", "/candidate/result/"), "candidate-result")
    visits.close()


def take_underway(browser: Browser, album: Album, address: str, names: dict[str, str], password: str) -> None:
    """The pages of the season on which people still work."""
    visits = Visits(browser, address, names, password)
    applicant = Applicant(browser, address, album, county=county_of(visits))
    number = applicant.register()
    county_work(visits, album, applicant, number)
    for visitor, path, name in UNDERWAY:
        album.take(visits.open(visitor, path), name)
    office_work(visits, album, number)
    visits.close()


@contextmanager
def served(
    *command: str, port: int, seconds: int, environment: dict[str, str] | None = None
) -> Iterator[str]:
    """Pages served by a process of their own; gives their address. Raises ServerError where they do not answer."""
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        cwd=ROOT,
        env=os.environ | (environment or {}),
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until(lambda: process.poll() is not None or is_served(address), seconds=seconds)
        if process.poll() is not None or not is_served(address):
            raise ServerError(
                f"The pages of `{' '.join(command)}` cannot be reached: see what it said above."
            )
        yield address
    finally:
        assert process.stdin is not None
        process.stdin.close()
        process.terminate()
        process.wait(30)


@contextmanager
def underway() -> Iterator[str]:
    """The second season, in a database of its own that is gone afterwards; gives its address."""
    place = home() / "underway"
    Server(place).remove()
    port = any_port()
    elsewhere = {options.CHENGZHAO_HOME.name: str(place)}
    try:
        with served(
            "tools.shots_underway", str(port), port=port, seconds=PLAYING_SECONDS, environment=elsewhere
        ) as address:
            yield address
    finally:
        Server(place).remove()


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
    with running_project():
        require_current_tables()
        from chengzhao.rehearsal.posts import PASSWORD

        names, album, port = persona_names(), Album(), any_port()
        if {visitor for visitor, _, _ in PAGES} - {None} - set(names):
            print("There is no season with a persona of each role: make demo SERVE=0", file=sys.stderr)
            return 1
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=program,
                args=["--no-sandbox", "--lang=zh-CN"],
            )
            with served("chengzhao.cli", "serve", "--port", str(port), port=port, seconds=30) as address:
                take_played(browser, album, address, names, PASSWORD)
            with underway() as address:
                take_underway(browser, album, address, names, PASSWORD)
            browser.close()
        album.drop_the_rest()
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except ServerError as error:
        sys.exit(str(error))
