"""The charts in a real browser, drawn from real rows: what is drawn, its table and its file say the same."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests import factories
from tests.browser.test_pages import LAPTOP, PHONE, scrolls_sideways, serious_findings
from tests.factories import BEIJING
from tests.web.world import World

from chengzhao.law.words import PaperSlot, Role
from chengzhao.records.models import Registration
from chengzhao.rules.registration import RegistrationState

pytestmark = pytest.mark.browser
Visit = Callable[[Role | None, int], Page]
HREF = "/distribution/2024/ZHUANSHENGBEN/ECONOMICS_MANAGEMENT/"
SAT = ((231, 6), (205, 7), (180, 9), (152, 8), (121, 5))
"""The totals of those who sat, and how many have each."""

ROWS = """table => [...table.querySelectorAll("tbody tr")].map(
    row => [...row.cells].map(cell => cell.textContent.trim()))"""


@pytest.fixture
def curve(small_season: World) -> None:
    """Thirty-five more who sat the papers of a published line."""
    for total, count in SAT:
        for _ in range(count):
            sitter = factories.a_candidate(
                confirmation_point=small_season.tree.county, state=RegistrationState.TICKETED
            )
            for slot in (PaperSlot.POLITICS, PaperSlot.FOREIGN):
                factories.a_mark(candidate=sitter, slot=slot, mark=Decimal(total) / 2)


def lines_of(page: Page, address: str) -> list[list[str]]:
    """A file without its head, fetched with the session of the page."""
    answer = page.request.get(address)
    assert (answer.status, answer.headers["content-type"].partition(";")[0]) == (200, "text/csv")
    return [line.split(",") for line in answer.body().decode("utf-8-sig").splitlines()[1:]]


def digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


@pytest.mark.parametrize("width", [PHONE, LAPTOP])
def test_own_score_is_marked_in_curve_and_table(
    visit_as: Visit, live_server: LiveServer, curve: None, width: int
) -> None:
    page = visit_as(None, width)
    page.goto(f"{live_server.url}{HREF}")
    assert page.locator("svg.chart .c-mark").count() == 0
    page.get_by_label("总分", exact=True).fill("205")
    page.get_by_role("button", name="查看").click()
    expect(page.locator("svg.chart .t-c2")).to_have_text("205分")
    own, drawn = page.locator("svg.chart .c-mark").bounding_box(), page.locator("svg.chart").bounding_box()
    assert own is not None
    assert drawn is not None
    assert drawn["x"] < own["x"] < drawn["x"] + drawn["width"]
    page.locator("details.fold > summary").click()
    expect(page.locator("tr.is-selected th")).to_have_text("205")
    assert serious_findings(page) == []
    assert not scrolls_sideways(page)


def test_curve_table_and_file_say_the_same(visit_as: Visit, live_server: LiveServer, curve: None) -> None:
    page = visit_as(None, LAPTOP)
    page.goto(f"{live_server.url}{HREF}?score=205")
    shown = page.locator("details.fold table").evaluate(ROWS)
    href = page.get_by_role("link", name="导出CSV").get_attribute("href")
    filed = lines_of(page, f"{live_server.url}{href}")
    assert [[score, *map(digits, numbers)] for score, *numbers in shown] == [
        [top if top == bottom else f"{bottom}–{top}", people, reached]
        for top, bottom, people, reached in filed
    ]
    # As many corners as bands, the foot of the curve before them.
    points = page.locator("svg.chart polyline.c-line").get_attribute("points")
    assert points is not None
    assert len(points.split()) == len(filed) + 1
    assert sum(int(row[2]) for row in filed) == int(filed[-1][3]) >= sum(count for _, count in SAT)


def test_days_plans_and_cities_say_the_same_as_their_files(
    visit_as: Visit, live_server: LiveServer, curve: None
) -> None:
    first = datetime(2024, 9, 1, 10, tzinfo=BEIJING)
    for place, one in enumerate(Registration.objects.order_by("pk")):
        Registration.objects.filter(pk=one.pk).update(submitted_at=first + timedelta(days=place % 6))
    page = visit_as(Role.PROVINCE_LEAD, LAPTOP)
    page.goto(f"{live_server.url}/province/figures/")
    days = lines_of(page, f"{live_server.url}/province/figures/days.csv")
    page.locator("details.fold > summary").click()
    table = page.locator("[aria-labelledby=by-day] table").evaluate(ROWS)
    assert [list(map(digits, row[1:])) for row in table] == [row[1:] for row in days]
    assert page.locator("svg.chart--days rect.c-bars").count() == len(days) >= 6
    heights = page.locator("svg.chart--days rect.c-bars").evaluate_all(
        "bars => bars.map(bar => +bar.getAttribute('height'))"
    )
    order = sorted(range(6), key=lambda place: (-int(days[place][1]), place))
    assert sorted(range(6), key=lambda place: (-heights[place], place)) == order
    plans = lines_of(page, f"{live_server.url}/province/figures/plans.csv")
    filled = page.locator("[aria-labelledby=by-college] table").evaluate(ROWS)
    assert [[row[0], *map(digits, row[3:5])] for row in filled] == [row[1:4] for row in plans]
    page.goto(f"{live_server.url}/province/")
    heat = page.locator("[aria-labelledby=ht] table").evaluate(ROWS)
    cities = lines_of(page, f"{live_server.url}/province/figures/cities.csv")
    assert len(heat) == len(cities) >= 1
    for shown, (name, _, submitted, approved, *_) in zip(heat, cities, strict=True):
        assert name.startswith(shown[0])
        assert digits(shown[1]) == submitted
        assert float(shown[2]) == round(100 * int(approved) / int(submitted), 1)
    assert serious_findings(page) == []
