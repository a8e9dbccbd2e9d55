"""The claims of a department: its own kinds alone, one by one and as a table, through the doors of the database."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests import factories
from tests.factories import PROVINCE, YEAR
from tests.web.world import LogIn, World

from chengzhao.exchange.sheet_writing import XLSX_TYPE, xlsx
from chengzhao.exchange.sheets import read_sheet
from chengzhao.law.words import ClaimKind, OrganisationKind, Role
from chengzhao.records.models import AuditRow, Claim, ClaimOpinion, Job, StageWindow
from chengzhao.rules.preferences import ClaimState
from chengzhao.web.shared import fresh as freshness
from chengzhao.work.jobs import run_job
from chengzhao.work.kinds import DOING

HREF = "/department/claims/"
HEAD = ("报名号", "照顾项目", "部门意见", "理由")
ATHLETE = ClaimKind.FIRST_GRADE_ATHLETE


@pytest.fixture(autouse=True)
def reviews_are_open(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    StageWindow.objects.update(closes_at=timezone.now() + timedelta(days=30))
    monkeypatch.setattr(freshness, "is_fresh", lambda *_: True)


@pytest.fixture
def sports(world: World, log_in: LogIn) -> Client:
    """An officer of 体育局, which is in charge of athletes."""
    office = factories.an_organisation(
        kind=OrganisationKind.DEPARTMENT, code="14TY", name="山西省体育局", parent=world.tree.province
    )
    account = factories.an_account(display_name="体育局甲")
    factories.a_role(account=account, organisation=office, role=Role.DEPARTMENT_OFFICER)
    return log_in(account)


def a_claim_of(world: World, kind: ClaimKind = ATHLETE, **facts: Any) -> Claim:
    candidate = factories.a_candidate(confirmation_point=world.tree.county, name="李晓明")
    return factories.a_claim(candidate=candidate, kind=kind, state=ClaimState.OFFICE_APPROVED, **facts)


def at(claim: Claim) -> str:
    return f"{HREF}{claim.candidate.public_id}/{claim.kind}/"


def sent(client: Client, *rows: tuple[str, ...], name: str = "claims.xlsx") -> Any:
    content = xlsx([HEAD, *rows], title="照顾申请")
    table = SimpleUploadedFile(name, content, content_type=XLSX_TYPE)
    return client.post(HREF, {"table": table})


def carried_out() -> Job:
    """The job that waits, done."""
    job = Job.objects.get(state="QUEUED")
    run_job(DOING, season=YEAR, province=PROVINCE, job=job.pk)
    job.refresh_from_db()
    return job


def test_no_table_is_made_where_nothing_waits(world: World, sports: Client) -> None:
    a_claim_of(world, ClaimKind.MARTYR_FAMILY)
    sports.post(f"{HREF}table/", {"form": "a"})
    job = carried_out()
    assert (job.state, job.message) == ("FAILED", "现在没有待核的申请，不用导出。")


def states() -> list[str]:
    return list(Claim.objects.filter(kind=ATHLETE).order_by("pk").values_list("state", flat=True))


def test_department_sees_its_own_kinds_masked(world: World, sports: Client) -> None:
    own, other = a_claim_of(world), a_claim_of(world, ClaimKind.MARTYR_FAMILY)
    page = sports.get(HREF).content.decode()
    assert own.candidate.candidate_number in page
    assert other.candidate.candidate_number not in page
    assert ("李*明" in page, "李晓明" in page) == (True, False)
    assert sports.get(at(own)).status_code == 200
    assert sports.get(at(other)).status_code == 404
    assert AuditRow.objects.filter(act="view_file", reason="核照顾申请", candidate=own.candidate).count() == 1


def test_opinion_with_its_reason_once(world: World, sports: Client) -> None:
    claim = a_claim_of(world)
    assert sports.post(at(claim), {"opinion": ""}).status_code == 409
    refused = sports.post(at(claim), {"opinion": "disagree", "text": " "})
    assert refused.status_code == 409
    assert "不同意必须写明理由" in refused.content.decode()
    assert sports.post(at(claim), {"opinion": "disagree", "text": "证书编号查无"}).status_code == 302
    claim.refresh_from_db()
    assert (claim.state, claim.refused_reason) == (ClaimState.REFUSED, "证书编号查无")
    assert sports.post(at(claim), {"opinion": "agree"}).status_code == 409
    assert ClaimOpinion.objects.count() == 1


def test_table_goes_out_and_comes_back(world: World, sports: Client) -> None:
    first, second, third = (a_claim_of(world) for _ in range(3))
    assert sports.post(f"{HREF}table/", {"form": "a"}).status_code == 302
    job = carried_out()
    assert (job.state, job.done, job.message) == (
        "DONE",
        3,
        "待核的申请3件。填好“部门意见”后整张表传回。",
    )
    table = read_sheet(sports.get(f"/jobs/{job.public_id}/result/").content, name="claims.xlsx")
    assert [row["报名号"] for row in table.rows] == [
        one.candidate.candidate_number for one in (first, second, third)
    ]
    assert AuditRow.objects.filter(act="take_list").count() == 1
    assert AuditRow.objects.filter(act="view_file", reason="导出待核的照顾申请").count() == 3
    filled = io.BytesIO()
    head = tuple(table.columns)
    answers = [("同意", ""), ("不同意", "证书过期"), ("", "")]
    rows = [
        tuple(dict(zip(("部门意见", "理由"), said, strict=True)).get(name, row[name]) for name in head)
        for row, said in zip(table.rows, answers, strict=True)
    ]
    filled.write(xlsx([head, *rows], title="照顾申请"))
    sending = SimpleUploadedFile("claims.xlsx", filled.getvalue(), content_type=XLSX_TYPE)
    assert sports.post(HREF, {"table": sending}).status_code == 302
    assert states() == ["DEPARTMENT_AGREED", "REFUSED", "OFFICE_APPROVED"]


def test_every_error_of_a_table_in_one_report_and_nothing_done(world: World, sports: Client) -> None:
    first, second = a_claim_of(world), a_claim_of(world)
    label, number = ATHLETE.label, first.candidate.candidate_number
    answer = sent(
        sports,
        (number, label, "同意", ""),
        (second.candidate.candidate_number, label, "好", ""),
        ("24140105999999", label, "同意", ""),
        (number, "跳高", "同意", ""),
        (second.candidate.candidate_number, label, "不同意", ""),
        (number, label, "同意", ""),
    )
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "表里有6处要改，全部未办" in page
    for row in (3, 4, 5, 6, 7):
        assert f"第{row}行" in page
    assert states() == ["OFFICE_APPROVED", "OFFICE_APPROVED"]


@pytest.mark.parametrize("content", [b"", b"not a table"])
def test_what_is_no_table_is_said(world: World, sports: Client, content: bytes) -> None:
    table = SimpleUploadedFile("claims.xlsx", content, content_type=XLSX_TYPE)
    assert sports.post(HREF, {"table": table}).status_code == 409
    assert sports.post(HREF, {}).status_code == 409
    assert sent(sports, ("1", ATHLETE.label, "", "")).status_code == 409


def test_reviews_that_are_over_take_no_opinion(world: World, sports: Client) -> None:
    claim = a_claim_of(world)
    StageWindow.objects.update(closes_at=timezone.now() - timedelta(days=1))
    assert sports.post(at(claim), {"opinion": "agree"}).status_code == 409
    assert states() == ["OFFICE_APPROVED"]
