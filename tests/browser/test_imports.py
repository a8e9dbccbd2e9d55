"""批量报名 in a real browser: from the file to the registrations, on a telephone and at a desk, scripts on."""

import os
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer
from tests.browser.test_pages import serious_findings
from tests.exchange.registrations.tables import RIGHT
from tests.factories import a_phone, an_identity_number
from tests.web.world import World
from tests.work.imported import carried_out

from chengzhao.exchange.registrations.columns import COLUMNS
from chengzhao.exchange.registrations.writing import written
from chengzhao.law.words import Role
from chengzhao.records.models import Candidate, ImportBatch, Job, StageWindow

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("IMPORT_SHOTS", "")
"""A folder for pictures of each page, for whoever looks at them; none in the usual run."""


def a_table(folder: Path, code: str, width: int) -> Path:
    """Three rows, of which one has three faults."""
    rows = []
    for changes in ({}, {"name": "刘䶮"}, {"phone": "1", "birth_date": "36955", "postcode": "30006"}):
        own = {
            "identity_number": an_identity_number(birth=date(2001, 3, 5)),
            "phone": a_phone(),
            "choice_1": code,
        }
        texts = RIGHT | own | changes
        rows.append(tuple(texts.get(one.name, "") for one in COLUMNS))
    file = folder / f"第一机械厂{width}.xlsx"
    file.write_bytes(written("xlsx", rows, on=date(2024, 9, 2)).content)
    return file


def looked_at(page: Page, name: str) -> None:
    """No serious fault, nothing scrolls sideways."""
    assert serious_findings(page) == []
    wide = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert (name, wide[0] <= wide[1]) == (name, True)
    if SHOTS:
        width = page.viewport_size["width"] if page.viewport_size else 0
        page.screenshot(path=f"{SHOTS}/{name}-{width}.png", full_page=True)


def worked() -> None:
    carried_out(Job.objects.order_by("-pk")[0])


@pytest.mark.parametrize("width", [390, 1366])
def test_from_the_file_to_the_registrations(
    visit_as: Callable[[Role | None, int], Page],
    live_server: LiveServer,
    small_season: World,
    tmp_path: Path,
    width: int,
) -> None:
    StageWindow.objects.update(closes_at=timezone.now() + timedelta(days=30))
    page = visit_as(Role.COUNTY_REVIEWER, width)
    page.wait_for_url("**/county/")
    page.goto(f"{live_server.url}/imports/")
    looked_at(page, "imports")
    page.get_by_label("报名表", exact=True).set_input_files(
        a_table(tmp_path, small_season.programme.code, width)
    )
    page.get_by_role("button", name="上传", exact=True).click()
    page.get_by_role("heading", name="各列的对应").wait_for()
    looked_at(page, "columns")
    page.get_by_role("button", name="检查3行").click()
    page.get_by_text("可以离开这一页").wait_for()
    looked_at(page, "working")
    worked()
    page.reload()
    page.get_by_role("heading", name="检查结果").wait_for()
    looked_at(page, "found")
    page.get_by_label("先导入正确的2行，错误的1行改好后只传这些行").check()
    page.get_by_role("button", name="确定").click()
    page.get_by_text("可以离开这一页").wait_for()
    worked()
    page.reload()
    page.get_by_role("button", name="整批撤销2份").wait_for()
    looked_at(page, "result")
    batch = ImportBatch.objects.order_by("-pk")[0]
    assert Candidate.objects.filter(imported_row__batch=batch).count() == 2
