"""照顾公示 at the office: made of what was approved, seen as everybody will see it, signed, put up, ended."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.http import HttpResponse
from django.test import Client
from tests import factories
from tests.factories import BEIJING, BORDER
from tests.web.world import LogIn, World

from chengzhao.law.words import ClaimKind, OrganisationKind, Role
from chengzhao.records.models import Approval, Claim, ClaimOpinion, Complaint, NoticeEntry, PublicNotice
from chengzhao.rules.disclosure import ComplaintState, NoticeState
from chengzhao.rules.preferences import ClaimState
from chengzhao.web.province import complaints, publicity_notice

LIST = "/province/publicity/"
DAY = datetime(2024, 10, 8, 10, tzinfo=BEIJING)
CHANNELS = ("jubao@example.cn", "0351-0000000", "山西省招生考试管理中心", "太原市小店区学府街1号")


@contextmanager
def freeze_time(moment: datetime) -> Iterator[None]:
    """The moment at which the pages of notices and reports are asked; who is logged in stays so."""
    clock = SimpleNamespace(now=lambda: moment, localdate=lambda: moment.date())
    with pytest.MonkeyPatch.context() as patch:
        for module in (complaints, publicity_notice):
            patch.setattr(module, "timezone", clock)
        yield


@pytest.fixture(autouse=True)
def _factor_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chengzhao.web.shared.fresh.is_fresh", lambda *_: True)


@pytest.fixture
def claim(world: World) -> Claim:
    """What the office and the department have agreed to."""
    found = factories.a_claim(candidate=world.waiting, state=ClaimState.DEPARTMENT_AGREED)
    ClaimOpinion.objects.create(
        season=found.season,
        province=found.province,
        claim=found,
        department=factories.an_organisation(kind=OrganisationKind.DEPARTMENT),
        agrees=True,
        text="属实",
        at=DAY,
    )
    return found


@pytest.fixture
def officer(world: World, log_in: LogIn) -> Client:
    return log_in(world.accounts[Role.PROVINCE_OFFICER])


def draft(client: Client, **typed: object) -> HttpResponse:
    facts = {f"channel-{place}": text for place, text in enumerate(CHANNELS)}
    facts |= {"kind": ClaimKind.THIRD_CLASS_MERIT.value, "number": "公示1号", "title": "照顾公示"}
    return client.post(LIST, facts | typed)


def href_of(notice: PublicNotice) -> str:
    return f"{LIST}{notice.public_id}/"


def test_what_waits_is_counted_by_kind_and_made_into_a_notice(officer: Client, claim: Claim) -> None:
    page = officer.get(LIST).content.decode()
    assert "个人三等功以上　" in page
    assert "1人次" in page
    response = draft(officer)
    notice = PublicNotice.objects.get(number="公示1号")
    assert (response.status_code, response.headers["Location"]) == (302, href_of(notice))
    assert notice.report_channel == factories.REPORT_CHANNEL
    preview = officer.get(href_of(notice)).content.decode()
    for said in ("待公示", claim.candidate.name, "个人三等功以上", "立功证书", "20分", "录取优惠分值"):
        assert said in preview
    assert "没有等待公示的申请" in officer.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"kind": ""}, "请至少选择一类照顾。"),
        ({"kind": "MODEL_WORKER"}, "所选类别没有待公示的申请，可能已经列入另一份公示。"),
        ({"number": " "}, "公示须有文号、标题和名单，请补齐。"),
        ({"channel-0": ""}, "公示须同时提供举报电子信箱"),
        ({"channel-3": "学府街；1号"}, "举报渠道里不能有全角的分号和冒号，请改用逗号。"),
    ],
)
def test_a_notice_that_is_not_whole_is_refused_and_what_was_typed_stays(
    officer: Client, claim: Claim, typed: dict[str, str], said: str
) -> None:
    before = PublicNotice.objects.count()
    response = draft(officer, title="写好的标题", **typed)
    page = response.content.decode()
    assert response.status_code == 409
    assert said in page
    assert "写好的标题" in page
    assert PublicNotice.objects.count() == before


def test_from_the_draft_to_the_effect(officer: Client, world: World, log_in: LogIn, claim: Claim) -> None:
    draft(officer)
    notice = PublicNotice.objects.get(number="公示1号")
    assert officer.post(href_of(notice), {"step": "up"}).status_code == 409
    response = officer.post(href_of(notice), {"step": "sign"})
    assert (response.status_code, response.headers["Location"]) == (302, "/approvals/")
    waiting = Approval.objects.get(act="sign_notice")
    lead = log_in(world.accounts[Role.PROVINCE_LEAD])
    lead.post(f"/approvals/{waiting.public_id}/", {"step": "confirm", "digest": waiting.digest})
    notice.refresh_from_db()
    assert notice.state == NoticeState.SIGNED


def test_put_up_and_ended_by_the_calendar(officer: Client, claim: Claim) -> None:
    notice = factories.a_notice(claims=[claim], state=NoticeState.SIGNED)
    with freeze_time(DAY):
        assert officer.post(href_of(notice), {"step": "up"}).status_code == 302
        page = officer.get(href_of(notice)).content.decode()
    assert "异议截止以后在这里结束公示" in page
    claim.refresh_from_db()
    assert claim.state == ClaimState.NOTIFIED
    with freeze_time(DAY + timedelta(days=1)):
        assert officer.post(href_of(notice), {"step": "complete"}).status_code == 409
    with freeze_time(DAY + timedelta(days=11)):
        assert "结束公示，让照顾生效" in officer.get(href_of(notice)).content.decode()
        assert officer.post(href_of(notice), {"step": "complete"}).status_code == 302
        assert officer.post(href_of(notice), {"step": "complete"}).status_code == 409
    claim.refresh_from_db()
    assert claim.state == ClaimState.EFFECTIVE


def test_a_draft_is_discarded_and_its_claims_wait_again(officer: Client, claim: Claim) -> None:
    draft(officer)
    notice = PublicNotice.objects.get(number="公示1号")
    assert officer.post(href_of(notice), {"step": "discard"}).status_code == 302
    assert officer.post(href_of(notice), {"step": "discard"}).status_code == 409
    assert "1人次" in officer.get(LIST).content.decode()


def test_a_number_of_a_person_is_said_before_anybody_signs(officer: Client, claim: Claim) -> None:
    notice = factories.a_notice(claims=[claim], state=NoticeState.DRAFT)
    NoticeEntry.objects.filter(notice=notice).update(qualification="证书19912345678")
    page = officer.get(href_of(notice)).content.decode()
    assert "名单第1行“资格条件”：手机号199****5678" in page
    response = officer.post(href_of(notice), {"step": "sign"})
    assert response.status_code == 409
    assert not Approval.objects.filter(act="sign_notice").exists()


def test_a_line_is_withdrawn_with_its_reason(officer: Client, claim: Claim) -> None:
    Claim.objects.filter(pk=claim.pk).update(state=ClaimState.NOTIFIED.value)
    notice = factories.a_notice(claims=[claim])
    line = notice.entries.get()
    typed = {"step": "withdraw", "line": str(line.pk), "reason": "单位写错"}
    response = officer.post(href_of(notice), typed)
    assert response.status_code == 409
    assert "请选择撤下以后怎样办" in response.content.decode()
    assert 'value="单位写错"' in response.content.decode()
    assert officer.post(href_of(notice), typed | {"outcome": "corrected"}).status_code == 302
    line.refresh_from_db()
    assert line.withdrawn_reason == "单位写错"
    claim.refresh_from_db()
    assert claim.state == ClaimState.DEPARTMENT_AGREED


def test_a_letter_is_entered_once_and_decided(officer: Client, claim: Claim) -> None:
    Claim.objects.filter(pk=claim.pk).update(state=ClaimState.NOTIFIED.value)
    notice = factories.a_notice(claims=[claim])
    line = notice.entries.get()
    typed = {"step": "enter", "line": str(line.pk), "text": "证书不是本人的", "form": "a" * 22}
    assert officer.post(href_of(notice), typed).status_code == 409
    for _ in range(2):
        assert officer.post(href_of(notice), typed | {"way": "LETTER"}).status_code == 302
    one = Complaint.objects.get(notice=notice)
    assert (one.came_by, one.claim) == ("LETTER", claim)
    href = f"/province/complaints/{one.public_id}/"
    page = officer.get(href).content.decode()
    assert "证书不是本人的" in page
    assert officer.post(href, {"answer": "accept"}).status_code == 302
    assert officer.post(href, {"answer": "sustain", "reason": ""}).status_code == 409
    assert officer.post(href, {"answer": "sustain", "reason": "已核实"}).status_code == 302
    claim.refresh_from_db()
    assert (claim.state, claim.objection_sustained) == ("REFUSED", True)
    one.refresh_from_db()
    assert one.state == ComplaintState.ANSWERED
    assert one.number in officer.get("/province/complaints/?show=answered").content.decode()


def test_another_notice_s_line_and_an_unknown_step_are_refused(officer: Client, claim: Claim) -> None:
    notice, other = factories.a_notice(), factories.a_notice(claims=[claim])
    typed = {"step": "enter", "way": "CALL", "text": "证书不是本人的", "line": str(other.entries.get().pk)}
    assert officer.post(href_of(notice), typed).status_code == 409
    assert officer.post(href_of(notice), {"step": "nonsense"}).status_code == 409
    assert Complaint.objects.filter(notice__in=[notice, other]).count() == 0


def test_reports_past_their_day_are_marked(officer: Client, world: World) -> None:
    with freeze_time(datetime(2024, 10, 24, 12, tzinfo=BEIJING)):
        assert "已逾期" not in officer.get("/province/complaints/").content.decode()
    with freeze_time(datetime(2024, 10, 25, 0, tzinfo=BEIJING)):
        assert "已逾期" in officer.get("/province/complaints/").content.decode()
    assert BORDER.season == world.complaint.season
