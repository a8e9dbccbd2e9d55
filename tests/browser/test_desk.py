"""Twenty files reviewed by the keyboard alone, with scripts and without."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer
from tests import factories
from tests.browser.conftest import log_in_through_the_door
from tests.browser.test_pages import serious_findings
from tests.web.world import World

from chengzhao.law.words import Role
from chengzhao.records.models import Candidate, Registration, ReviewDecision, StageWindow
from chengzhao.records.models.registration import Verdict

pytestmark = pytest.mark.browser
FILES = 20
NAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"


@pytest.fixture
def waiting(small_season: World) -> list[Candidate]:
    """Twenty people who handed in one after the other."""
    StageWindow.objects.update(closes_at=timezone.now() + timedelta(days=30))
    people = []
    for place in range(FILES):
        candidate = factories.a_candidate(
            name=f"{NAMES[place]}晓明", confirmation_point=small_season.tree.county
        )
        moment = timezone.now() - timedelta(days=1) + timedelta(minutes=place)
        Registration.objects.filter(candidate=candidate).update(submitted_at=moment)
        people.append(candidate)
    return people


def states(people: list[Candidate]) -> list[str]:
    held = dict(Registration.objects.values_list("candidate_id", "state"))
    return [held[one.pk] for one in people]


def test_twenty_files_two_keys_each(
    open_page: Callable[[int], Page], live_server: LiveServer, small_season: World, waiting: list[Candidate]
) -> None:
    page = open_page(1366)
    log_in_through_the_door(page, live_server.url, small_season.accounts[Role.COUNTY_REVIEWER])
    page.goto(f"{live_server.url}/county/review/")
    page.keyboard.press("n")
    for place, candidate in enumerate(waiting):
        page.wait_for_url(f"**/county/review/{candidate.public_id}/")
        if place == 7:
            # One goes back: opened, written and sent without a hand on the mouse.
            page.get_by_text("退回哪些项").focus()
            page.keyboard.press("Enter")
            page.get_by_label("毕业院校", exact=True).focus()
            page.keyboard.type("请写全称，pr")
            page.get_by_label("毕业院校", exact=True).blur()
            page.keyboard.press("r")
        else:
            page.keyboard.press("p")
        page.keyboard.press("Enter")
    page.wait_for_url("**/county/review/?end=1")
    expected = ["APPROVED"] * FILES
    expected[7] = "RETURNED"
    assert states(waiting) == expected
    assert ReviewDecision.objects.get(verdict=Verdict.RETURN).reason == "毕业院校：请写全称，pr"


def test_twenty_files_with_scripts_off(
    chromium: Browser, live_server: LiveServer, small_season: World, waiting: list[Candidate]
) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1366, "height": 768})
    page = context.new_page()
    log_in_through_the_door(page, live_server.url, small_season.accounts[Role.COUNTY_REVIEWER])
    page.goto(f"{live_server.url}/county/review/")
    page.get_by_role("button", name="取下一份").focus()
    page.keyboard.press("Enter")
    for candidate in waiting:
        page.wait_for_url(f"**/county/review/{candidate.public_id}/")
        page.get_by_role("radio", name="通过", exact=True).focus()
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
    page.wait_for_url("**/county/review/?end=1")
    assert states(waiting) == ["APPROVED"] * FILES
    context.close()


@pytest.mark.parametrize("width", [1366, 390, 320])
def test_file_has_no_serious_barrier_and_no_sideways_scroll(
    open_page: Callable[[int], Page],
    live_server: LiveServer,
    small_season: World,
    waiting: list[Candidate],
    width: int,
) -> None:
    page = open_page(width)
    log_in_through_the_door(page, live_server.url, small_season.accounts[Role.COUNTY_REVIEWER])
    page.goto(f"{live_server.url}/county/review/")
    page.get_by_role("button", name="取下一份").click()
    page.wait_for_url(f"**/county/review/{waiting[0].public_id}/")
    for summary in page.locator("details.more > summary").all():
        summary.click()
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto(f"{page.url}form/")
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
