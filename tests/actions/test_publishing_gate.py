"""Notices with numbers of persons are stopped when they are signed and when they go up, unless two let them."""

from datetime import datetime

import pytest
from tests import factories
from tests.actions.two_persons import by_two, put_forward
from tests.factories import BEIJING, BORDER

from chengzhao.actions.audit import Refused
from chengzhao.actions.notices import draft_notice, put_up_notice
from chengzhao.actions.refusals import RowsRefused
from chengzhao.law.words import ClaimKind
from chengzhao.records.models import AuditRow, NoticeEntry, PublicNotice
from chengzhao.rules.disclosure import NoticeState
from chengzhao.rules.preferences import ClaimState

pytestmark = pytest.mark.django_db

DAY = datetime(2024, 10, 8, 9, tzinfo=BEIJING)
MOBILE_CHANNEL = factories.REPORT_CHANNEL.replace("0351-0000000", "19912345678")


@pytest.fixture(autouse=True)
def _season() -> None:
    factories.a_season()
    factories.a_tree()
    factories.every_stage_open()


def a_draft(
    *, evidence: str = "立功证书", channel: str = factories.REPORT_CHANNEL, title: str = "公示"
) -> int:
    claim = factories.a_claim(
        kind=ClaimKind.AGED_25, state=ClaimState.DEPARTMENT_AGREED, evidence=evidence, points=20
    )
    return draft_notice(
        border=BORDER,
        actor=factories.an_actor(),
        at=DAY,
        number="晋招考公示〔2024〕1号",
        title=title,
        report_channel=channel,
        claim_ids=[claim.pk],
    )


def sign(key: int) -> None:
    by_two("sign_notice", {"notice_id": key}, DAY)


def put_up(key: int) -> None:
    put_up_notice(border=BORDER, actor=factories.an_actor(), at=DAY, notice_id=key)


def test_clean_notice_goes_up() -> None:
    key = a_draft()
    sign(key)
    put_up(key)
    assert PublicNotice.objects.get().state == NoticeState.UP


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("identity", "身份证号99"),
        ("19912345678", "手机号199\\*{4}5678"),
        ("H12345678", "通行证或居留证号H1"),
    ],
)
def test_number_in_the_list_stops_the_signature_and_says_where(number: str, sentence: str) -> None:
    text = factories.an_identity_number() if number == "identity" else number
    key = a_draft(evidence=f"立功证书 {text}")
    with pytest.raises(RowsRefused, match=f"名单第1行“资格条件”.*{sentence}") as refused:
        sign(key)
    assert text not in str(refused.value)
    assert PublicNotice.objects.get().state == NoticeState.DRAFT


def test_number_that_came_in_after_the_signature_stops_the_notice_from_going_up() -> None:
    key = a_draft()
    sign(key)
    NoticeEntry.objects.update(employer=f"机械厂 {factories.an_identity_number()}")
    with pytest.raises(RowsRefused, match="名单第1行“所在单位”"):
        put_up(key)


def test_telephone_of_the_report_channel_is_ordered_and_an_identity_number_there_is_not() -> None:
    sign(a_draft(channel=MOBILE_CHANNEL))
    PublicNotice.objects.update(
        state=NoticeState.DRAFT, report_channel=f"{MOBILE_CHANNEL}{factories.an_identity_number()}"
    )
    with pytest.raises(RowsRefused, match="举报渠道"):
        sign(PublicNotice.objects.get().pk)


def override(key: int, reason: str = "号码是单位代码，不是个人的") -> None:
    by_two("override_gate", {"notice_id": key, "reason": reason}, DAY)


def test_two_with_security_let_through_exactly_what_was_found() -> None:
    key = a_draft(evidence="证书140105900101123")
    override(key)
    sign(key)
    row = AuditRow.objects.get(act="override_gate")
    assert row.reason == "号码是单位代码，不是个人的"
    NoticeEntry.objects.update(employer=f"机械厂 {factories.an_identity_number()}")
    with pytest.raises(RowsRefused, match="所在单位"):
        put_up(key)


def test_nothing_is_let_through_without_a_reason_or_a_finding() -> None:
    with pytest.raises(Refused, match="为什么可以公布"):
        put_forward(
            "override_gate", {"notice_id": a_draft(evidence="证书140105900101123"), "reason": " "}, DAY
        )
    NoticeEntry.objects.update(qualification="立功证书")
    with pytest.raises(Refused, match="没有发现个人号码"):
        put_forward("override_gate", {"notice_id": PublicNotice.objects.get().pk, "reason": "没有号码"}, DAY)


def test_override_of_one_notice_is_not_that_of_another() -> None:
    override(a_draft(evidence="证书140105900101123"))
    other = factories.a_notice(
        claims=[factories.a_claim(evidence="证书140105900101123")], state=NoticeState.DRAFT
    )
    with pytest.raises(RowsRefused):
        sign(other.pk)
