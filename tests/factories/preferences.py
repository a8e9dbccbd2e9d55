"""Claims and the notices that publicise them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from tests.factories.border import BEIJING, KEYS, PROVINCE, REGISTRATION_DAY, YEAR, a_new_number
from tests.factories.people import an_account
from tests.factories.registration import a_candidate

from chengzhao.law.words import ClaimKind, Sex
from chengzhao.ledger.digest import digest_of
from chengzhao.records.bulk import reserve_ids
from chengzhao.records.models import Candidate, Claim, Complaint, NoticeEntry, PublicNotice
from chengzhao.records.sealed import COMPLAINT_CONTACT, COMPLAINT_TEXT
from chengzhao.rules.disclosure import ComplaintChannel, ComplaintState, NoticeState
from chengzhao.rules.preferences import ClaimState

REPORT_CHANNEL = (
    "举报电子信箱：jubao@example.cn；电话号码：0351-0000000；"
    "受理举报的单位：山西省招生考试管理中心；通讯地址：太原市小店区学府街1号"
)


def a_claim(
    *,
    candidate: Candidate | None = None,
    kind: ClaimKind = ClaimKind.THIRD_CLASS_MERIT,
    points: int = 20,
    exempts: bool = False,
    state: ClaimState = ClaimState.CLAIMED,
    effective: bool = False,
    **facts: Any,
) -> Claim:
    """A claim, by default just made; an effective one was approved and publicised in full."""
    candidate = candidate or a_candidate()
    state = ClaimState.EFFECTIVE if effective else state
    given: dict[str, Any] = {"evidence": "立功证书"}
    if state is not ClaimState.CLAIMED:
        given["approved_at"] = REGISTRATION_DAY + timedelta(days=1)
    if state is ClaimState.EFFECTIVE:
        given["notice_completed_at"] = REGISTRATION_DAY + timedelta(days=20)
    if state is ClaimState.REFUSED:
        given["refused_reason"] = "材料不符"
    return Claim.objects.create(
        season=candidate.season,
        province=candidate.province,
        candidate=candidate,
        kind=kind,
        points=0 if exempts else points,
        exempts=exempts,
        state=state,
        claimed_at=REGISTRATION_DAY,
        **(given | facts),
    )


def a_notice(
    *, claims: Sequence[Claim] = (), state: NoticeState = NoticeState.UP, number: str = "", **facts: Any
) -> PublicNotice:
    """A notice list with an entry for each claim, by default up and open to objections."""
    given: dict[str, Any] = {}
    if state not in (NoticeState.DRAFT, NoticeState.DISCARDED):
        given |= {"first_signer": an_account(), "second_signer": an_account()}
    if state not in (NoticeState.DRAFT, NoticeState.SIGNED, NoticeState.DISCARDED):
        up_at = datetime(2024, 10, 8, 9, tzinfo=BEIJING)
        given |= {"up_at": up_at, "objections_until": up_at + timedelta(days=10)}
    if state in (NoticeState.COMPLETED, NoticeState.DOWN):
        given["completed_at"] = datetime(2024, 10, 20, 9, tzinfo=BEIJING)
    if state is NoticeState.DOWN:
        given["down_at"] = datetime(2025, 4, 20, 9, tzinfo=BEIJING)
    notice = PublicNotice.objects.create(
        season=YEAR,
        province=PROVINCE,
        number=number or f"晋招考公示〔2024〕{a_new_number()}号",
        title="享受照顾政策考生公示",
        state=state,
        digest=digest_of([claim.pk for claim in claims]),
        report_channel=REPORT_CHANNEL,
        **(given | facts),
    )
    for claim in claims:
        NoticeEntry.objects.create(
            season=YEAR,
            province=PROVINCE,
            notice=notice,
            claim=claim,
            name=claim.candidate.name,
            sex=Sex(claim.candidate.sex).label,
            employer=claim.candidate.employer,
            claim_label=ClaimKind(claim.kind).label,
            qualification=claim.evidence,
            intended="山西大学 会计学",
            benefit="免试" if claim.exempts else f"{claim.points}分",
        )
    return notice


def a_complaint(
    *,
    notice: PublicNotice,
    claim: Claim | None = None,
    state: ComplaintState = ComplaintState.RECEIVED,
    text: str = "证书上的姓名不是本人",
    contact: str = "",
    received_at: datetime = datetime(2024, 10, 9, 9, tzinfo=BEIJING),
    **facts: Any,
) -> Complaint:
    """What somebody reported about a notice, by default just received and about the notice as a whole."""
    [key] = reserve_ids(Complaint, 1)
    given: dict[str, Any] = {}
    if state not in (ComplaintState.RECEIVED, ComplaintState.DECLINED):
        given["accepted_at"] = received_at + timedelta(days=1)
    if state in (ComplaintState.DECLINED, ComplaintState.ANSWERED, ComplaintState.CLOSED):
        given |= {"answer": "经核实，证书为本人所有", "decided_by": an_account()}
        given |= {"answered_at": received_at + timedelta(days=2)}
        given["is_sustained"] = None if state is ComplaintState.DECLINED else False
    return Complaint.objects.create(
        pk=key,
        season=notice.season,
        province=notice.province,
        number=f"JB{notice.season}{notice.province}{key:06d}",
        notice=notice,
        claim=claim,
        came_by=ComplaintChannel.WEB,
        text_sealed=KEYS.seal(text, row=COMPLAINT_TEXT.place(key)),
        contact_sealed=KEYS.seal(contact, row=COMPLAINT_CONTACT.place(key)) if contact else b"",
        state=state,
        received_at=received_at,
        **(given | facts),
    )
