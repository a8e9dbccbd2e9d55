"""错误表: what a job could not do, taken from its page as a workbook and opened, by whoever asked and nobody else."""

import re
from io import BytesIO

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook
from tests.factories import BORDER
from tests.web.world import LogIn, World
from tests.work.test_jobs import ask, carry_out

from chengzhao.actions.queued_jobs import MadeFile
from chengzhao.exchange.registrations.writing import fault_table
from chengzhao.exchange.sheet_writing import XLSX_TYPE
from chengzhao.exchange.sheets import SheetFault
from chengzhao.law.words import Role
from chengzhao.records.job_words import JobFileKind
from chengzhao.records.models import Job
from chengzhao.work.jobs import Outcome, Run

pytestmark = pytest.mark.django_db
FAULTS = (
    SheetFault(row=3, column="姓名", value="", expected="应填写姓名"),
    SheetFault(row=7, column="证件号码", value="=1+1", expected="应为18位"),
)


def faulty(run: Run) -> Outcome:
    """Ten rows, two of them wrong."""
    run.begin(10)
    run.advance(10, faults=len(FAULTS))
    made = MadeFile(
        kind=JobFileKind.FAULTS,
        name="faults.xlsx",
        media_type=XLSX_TYPE,
        content=fault_table("报名", FAULTS),
    )
    return Outcome(message="8行已办，2行有错。", files=(made,), is_partial=True)


@pytest.fixture
def job(world: World) -> Job:
    return carry_out(ask(world, "faulty"), {"faulty": faulty})


def test_workbook_is_taken_from_the_page_and_opened(world: World, log_in: LogIn, job: Job) -> None:
    assert (job.season, job.state, job.faults) == (BORDER.season, "PARTLY", 2)
    officer = log_in(world.accounts[Role.COLLEGE_OFFICER])
    page = officer.get(f"/jobs/{job.public_id}/").content.decode()
    assert "已发现错误2" in page
    assert "下载错误表" in page
    [href] = re.findall(r'href="([^"]*faults/)"', page)
    assert href == f"/jobs/{job.public_id}/faults/"
    rows = opened(officer, href)
    assert rows == [
        ["工作表", "行", "列", "现在是", "应为"],
        ["报名", 3, "姓名", "", "应填写姓名"],
        ["报名", 7, "证件号码", "=1+1", "应为18位"],
    ]


def test_workbook_is_for_whoever_asked(world: World, log_in: LogIn, job: Job) -> None:
    colleague = log_in(world.accounts[Role.COLLEGE_LEAD])
    assert "下载错误表" not in colleague.get(f"/jobs/{job.public_id}/").content.decode()
    assert colleague.get(f"/jobs/{job.public_id}/faults/").status_code == 404


def opened(client: Client, href: str) -> list[list[object]]:
    """The cells of the workbook as a spreadsheet reads them, row by row."""
    answer = client.get(href)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, XLSX_TYPE)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="faults.xlsx"'
    return CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
