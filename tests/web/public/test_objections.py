"""提出异议: anybody may, nobody is named, one press is one report, and the receipt tells how it stands."""

import re
from collections.abc import Mapping

import pytest
from django.http import HttpResponse
from django.test import Client
from tests import factories
from tests.factories import KEYS
from tests.web.world import LogIn, World

from chengzhao.law.words import Role
from chengzhao.records.models import AuditRow, Claim, Complaint, NoticeEntry, PublicNotice
from chengzhao.records.sealed import COMPLAINT_TEXT
from chengzhao.rules.disclosure import ComplaintState, NoticeState
from chengzhao.rules.preferences import ClaimState

pytestmark = pytest.mark.django_db
TEXT = "证书上的姓名不是公示的本人"


@pytest.fixture(autouse=True)
def _sum_is_right(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chengzhao.web.public.objections.fault_of", lambda *_: "")


@pytest.fixture
def line() -> NoticeEntry:
    """A line of a notice that is up."""
    factories.a_season()
    claim = factories.a_claim(state=ClaimState.NOTIFIED)
    return factories.a_notice(claims=[claim]).entries.get()


def href_of(line: NoticeEntry) -> str:
    return f"/publicity/{line.notice.public_id}/objection/?line={line.pk}"


def hidden_of(client: Client, href: str) -> dict[str, str]:
    page = client.get(href).content.decode()
    return dict(re.findall(r'<input type="hidden" name="(form|token)" value="([^"]+)"', page))


def send(client: Client, href: str, **typed: str) -> HttpResponse:
    facts: Mapping[str, str] = {"text": TEXT, "contact": "", "answer": "1"} | hidden_of(client, href) | typed
    return client.post(href, facts)


def test_an_objection_is_taken_without_a_name_and_leads_to_its_receipt(
    client: Client, line: NoticeEntry
) -> None:
    response = send(client, href_of(line))
    row = Complaint.objects.get()
    assert (response.status_code, response.headers["Location"]) == (
        302,
        f"/publicity/receipts/{row.public_id}/",
    )
    assert (row.claim_id, row.came_by, row.state) == (line.claim_id, "WEB", "RECEIVED")
    assert COMPLAINT_TEXT.text(KEYS, row.pk, row.text_sealed) == TEXT
    trail = AuditRow.objects.get(act="file_complaint")
    assert (trail.account, trail.role, trail.network_address, trail.device, trail.candidate) == (
        *(None, "", None, ""),
        None,
    )
    receipt = client.get(response.headers["Location"])
    page = receipt.content.decode()
    assert row.number in page
    assert "已收到" in page
    assert TEXT not in page
    assert "张三丰" not in page
    assert receipt.headers["X-Robots-Tag"] == "noindex, noarchive"


def test_a_form_that_is_sent_twice_makes_one_report(client: Client, line: NoticeEntry) -> None:
    hidden = hidden_of(client, href_of(line))
    typed = {"text": TEXT, "contact": "", "answer": "1", **hidden}
    first, second = (client.post(href_of(line), typed) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert Complaint.objects.count() == 1


def test_whoever_is_logged_in_is_not_written_down_either(world: World, log_in: LogIn) -> None:
    Complaint.objects.all().delete()
    line = NoticeEntry.objects.get(claim__candidate=world.admitted)
    for role in (Role.CANDIDATE, Role.COUNTY_REVIEWER):
        assert send(log_in(world.accounts[role]), href_of(line)).status_code == 302
    rows = AuditRow.objects.filter(act="file_complaint")
    assert {(row.account_id, row.role, row.session) for row in rows} == {(None, "", "")}
    assert list(Complaint.objects.values_list("entered_by", flat=True)) == [None, None]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"text": ""}, "请写明哪里不实、有什么依据"),
        ({"text": "假的"}, "请写得具体一些，至少5个字"),
        ({"text": "长" * 1001}, "最多1000字，请缩短"),
        ({"contact": "长" * 101}, "最多100字，请缩短"),
        ({"answer": ""}, "请填写算题答案"),
        ({"form": ""}, "页面不完整，请重新打开后再填"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(
    client: Client, line: NoticeEntry, typed: dict[str, str], said: str
) -> None:
    response = send(client, href_of(line), **typed)
    assert response.status_code == 200
    assert said in response.content.decode()
    assert not Complaint.objects.exists()


def test_a_wrong_sum_is_said(client: Client, line: NoticeEntry, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chengzhao.web.public.objections.fault_of", lambda *_: "算题答案不对，请做新的一题")
    assert "算题答案不对，请做新的一题" in send(client, href_of(line)).content.decode()
    assert not Complaint.objects.exists()


@pytest.mark.parametrize(
    "state", [NoticeState.DRAFT, NoticeState.SIGNED, NoticeState.DOWN, NoticeState.DISCARDED]
)
def test_a_notice_that_is_not_up_has_no_such_page(client: Client, state: NoticeState) -> None:
    factories.a_season()
    notice = factories.a_notice(state=state)
    assert client.get(f"/publicity/{notice.public_id}/objection/").status_code == 404


def test_a_line_of_another_notice_or_withdrawn_has_no_such_page(client: Client, line: NoticeEntry) -> None:
    other = factories.a_notice(claims=[factories.a_claim(state=ClaimState.NOTIFIED)]).entries.get()
    assert client.get(f"/publicity/{line.notice.public_id}/objection/?line={other.pk}").status_code == 404
    NoticeEntry.objects.filter(pk=line.pk).update(withdrawn_at=line.notice.up_at, withdrawn_reason="写错")
    assert client.get(href_of(line)).status_code == 404


def test_a_receipt_tells_the_answer(client: Client, line: NoticeEntry) -> None:
    one = factories.a_complaint(notice=line.notice, claim=line.claim, state=ComplaintState.ANSWERED)
    page = client.get(f"/publicity/receipts/{one.public_id}/").content.decode()
    assert "经核实，证书为本人所有" in page
    assert "不成立" in page
    assert client.get("/publicity/receipts/00000000-0000-4000-8000-000000000000/").status_code == 404


def test_of_a_withdrawn_line_only_the_reason_is_left(client: Client, line: NoticeEntry) -> None:
    Claim.objects.filter(pk=line.claim_id).update(state=ClaimState.DEPARTMENT_AGREED.value)
    NoticeEntry.objects.filter(pk=line.pk).update(withdrawn_at=line.notice.up_at, withdrawn_reason="单位写错")
    page = client.get(f"/publicity/{line.notice.public_id}/").content.decode()
    assert "10月8日撤下：单位写错" in page
    assert line.name not in page
    assert line.qualification not in page


def test_a_notice_says_when_it_goes_and_where_to_report(client: Client, line: NoticeEntry) -> None:
    page = client.get(f"/publicity/{line.notice.public_id}/").content.decode()
    assert "2025年4月8日撤下" in page
    assert "公示中" in page
    assert f'href="/publicity/{line.notice.public_id}/objection/"' in page
    PublicNotice.objects.update(state=NoticeState.COMPLETED.value, completed_at=line.notice.objections_until)
    assert "公示无异议" in client.get("/publicity/").content.decode()
    NoticeEntry.objects.update(objected=True)
    assert "有异议" in client.get("/publicity/").content.decode()
