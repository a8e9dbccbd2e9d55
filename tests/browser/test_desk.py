"""Twenty files reviewed by the keyboard alone, with scripts and without."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer
from tests import factories
from tests.browser.conftest import log_in_through_the_door
from tests.browser.test_pages import serious_findings
from tests.factories import BORDER, KEYS
from tests.web.world import World

from chengzhao.actions.audit import Actor
from chengzhao.actions.evidence import EvidenceKind, keep_file
from chengzhao.exchange.intake.uploads import EVIDENCE, take_in
from chengzhao.law.words import Role
from chengzhao.records.models import (
    AuditRow,
    Candidate,
    Registration,
    ReviewDecision,
    SealedFile,
    StageWindow,
)
from chengzhao.records.models.people import AccountKind
from chengzhao.records.models.registration import Verdict

pytestmark = pytest.mark.browser
FILES = 20
WITH_PICTURE = 5
"""So many of them handed in a real picture."""
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
        if place < WITH_PICTURE:
            hand_in_a_picture(candidate)
        people.append(candidate)
    return people


def hand_in_a_picture(candidate: Candidate) -> None:
    """A picture that stands upright, through the intake and the act that keeps it, before the file was handed in."""
    drawn, sent = Image.new("RGB", (300, 400), "white"), BytesIO()
    drawn.paste("red", (0, 0, 300, 40))
    drawn.putpixel((candidate.pk % 300, 399), (0, 0, 255))
    drawn.save(sent, "JPEG", quality=95)
    account = factories.an_account(kind=AccountKind.CANDIDATE)
    Candidate.objects.filter(pk=candidate.pk).update(account=account)
    Registration.objects.filter(candidate=candidate).update(state="RETURNED")
    owner = Actor(account=account.pk, role=Role.CANDIDATE, org_path=candidate.org_path)
    keep_file(
        border=BORDER,
        actor=owner,
        at=timezone.now(),
        kind=EvidenceKind.OTHER,
        accepted=take_in(sent.getvalue(), name="毕业证书.jpg", rule=EVIDENCE),
        keys=KEYS,
    )
    Registration.objects.filter(candidate=candidate).update(state="SUBMITTED")


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


@pytest.mark.parametrize(("scripts", "width"), [(True, 1366), (False, 1366), (True, 390)])
def test_picture_is_turned_and_enlarged_without_leaving_the_page(
    chromium: Browser,
    live_server: LiveServer,
    small_season: World,
    waiting: list[Candidate],
    scripts: bool,
    width: int,
) -> None:
    context = chromium.new_context(java_script_enabled=scripts, viewport={"width": width, "height": 768})
    page = context.new_page()
    log_in_through_the_door(page, live_server.url, small_season.accounts[Role.COUNTY_REVIEWER])
    page.goto(f"{live_server.url}/county/review/")
    page.get_by_role("button", name="取下一份").click()
    page.wait_for_url(f"**/county/review/{waiting[0].public_id}/")
    picture = page.locator(".evidence__stage img")
    page.wait_for_load_state("networkidle")
    assert picture.evaluate("one => [one.naturalWidth, one.naturalHeight]") == [300, 400]
    upright, stage = picture.bounding_box(), page.locator(".evidence__stage").bounding_box()
    assert upright
    assert stage
    assert (round(upright["width"]), round(upright["height"])) == (
        round(stage["width"]),
        round(stage["height"]),
    )
    looks = AuditRow.objects.filter(act="open_file").count()
    for turned in ("matrix(0, 1", "matrix(-1, 0", "matrix(0, -1", "none"):
        if scripts:
            page.keyboard.press("v")
        else:
            page.locator(".evidence__tools label:visible", has_text="右转").click()
        found = picture.evaluate("one => getComputedStyle(one).transform")
        assert found.replace("-0,", "0,").startswith(turned)
        box = picture.bounding_box()
        assert box
        assert (round(box["x"]), round(box["y"])) == (round(upright["x"]), round(upright["y"]))
        assert (round(box["width"]), round(box["height"])) == (
            round(upright["width"]),
            round(upright["height"]),
        )
    for press, times in (("+", 2), ("+", 4), ("-", 2), ("-", 1)):
        if scripts:
            page.keyboard.press(press)
        else:
            page.locator(
                ".evidence__tools label:visible", has_text="放大" if press == "+" else "缩小"
            ).click()
        box = picture.bounding_box()
        assert box
        assert round(box["width"] / upright["width"]) == times
    # No step of it asked for the picture again: it stands once on the trail.
    assert AuditRow.objects.filter(act="open_file").count() == looks == 1
    with page.expect_navigation():
        page.locator(".evidence__tools").get_by_role("link", name="下载").click()
    assert page.url.endswith(f"/county/evidence/{SealedFile.objects.get(candidate=waiting[0]).public_id}/")
    context.close()


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
