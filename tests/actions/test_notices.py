"""Public notices: what they say, who signs, how long they stay up, and what they make effective."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.actions.presses import DONE, press_twice
from tests.actions.refusing import refused, rows_refused, trail_of
from tests.actions.two_persons import a_first, a_second, by_two, confirm, put_forward
from tests.factories import (
    BEIJING,
    BORDER,
    REPORT_CHANNEL,
    a_candidate,
    a_claim,
    a_notice,
    a_programme,
    an_account,
    an_actor,
    an_organisation,
)

from chengzhao.actions.audit import Refused
from chengzhao.actions.notice_lines import discard_notice
from chengzhao.actions.notice_signing import sign_notice
from chengzhao.actions.notices import (
    complete_notice,
    draft_notice,
    put_up_notice,
    take_down_notices,
)
from chengzhao.law.words import ClaimKind, OrganisationKind, Sex
from chengzhao.records.models import (
    Account,
    Approval,
    Claim,
    ClaimOpinion,
    NoticeEntry,
    PublicNotice,
    Registration,
)
from chengzhao.records.queries.publicity import ready_claims, ready_keys
from chengzhao.rules.disclosure import NoticeState
from chengzhao.rules.preferences import ClaimState
from chengzhao.rules.registration import RegistrationState

pytestmark = pytest.mark.django_db

S = ClaimState
DAY = datetime(2024, 10, 8, 15, 30, tzinfo=BEIJING)
LAST = datetime(2024, 10, 18, tzinfo=BEIJING)
NUMBER = "晋招考公示〔2024〕1号"


def an_agreed_claim(**facts: Any) -> Claim:
    """A claim to which its department agreed, which the opinion says."""
    claim = a_claim(state=S.DEPARTMENT_AGREED, **facts)
    an_opinion(claim)
    return claim


def an_opinion(claim: Claim, *, agrees: bool = True) -> ClaimOpinion:
    return ClaimOpinion.objects.create(
        season=claim.season,
        province=claim.province,
        claim=claim,
        department=an_organisation(kind=OrganisationKind.DEPARTMENT),
        agrees=agrees,
        text="属实" if agrees else "不符",
        at=DAY,
    )


def draft(*claims: Claim, number: str = NUMBER, channel: str = REPORT_CHANNEL, title: str = "公示") -> int:
    return draft_notice(
        border=BORDER,
        actor=an_actor(),
        at=DAY,
        number=number,
        title=title,
        report_channel=channel,
        claim_ids=[claim.pk for claim in claims],
    )


def sign(notice_id: int, first: Account | None = None, second: Account | None = None) -> None:
    by_two(
        "sign_notice",
        {"notice_id": notice_id},
        DAY,
        first=a_first("sign_notice", first),
        second=a_second("sign_notice", second),
    )


def put_up(notice_id: int, *, at: datetime = DAY) -> datetime:
    return put_up_notice(border=BORDER, actor=an_actor(), at=at, notice_id=notice_id)


def complete(notice_id: int, *, at: datetime = LAST) -> int:
    return complete_notice(border=BORDER, actor=an_actor(), at=at, notice_id=notice_id)


def a_notice_up(*claims: Claim) -> int:
    key = draft(*claims)
    sign(key)
    put_up(key)
    return key


def name_of(claim: Claim) -> str:
    return f"{claim.candidate.candidate_number} {ClaimKind(claim.kind).label}"


def state_of(claim: Claim) -> str:
    return Claim.objects.get(pk=claim.pk).state


def test_draft_notice_says_the_ordered_fields_and_nothing_else() -> None:
    first, second = a_programme(name="会计学"), a_programme(name="法学")
    candidate = a_candidate(name="阿依古丽", sex=Sex.FEMALE, employer="", chosen=[first, second])
    bonus = an_agreed_claim(candidate=candidate, evidence="三等功证书")
    exempt = an_agreed_claim(kind=ClaimKind.EXEMPT_VETERAN, exempts=True, evidence="退役证")
    key = draft(bonus, exempt)
    notice = PublicNotice.objects.get(pk=key)
    assert (notice.number, notice.state, notice.report_channel) == (NUMBER, "DRAFT", REPORT_CHANNEL)
    entry = NoticeEntry.objects.get(claim=bonus)
    shown = {
        field.name: getattr(entry, field.name)
        for field in NoticeEntry._meta.concrete_fields
        if field.name not in ("id", "season", "province", "notice", "claim")
    }
    assert shown == {
        "name": "阿依古丽",
        "sex": "女",
        "employer": "无",
        "claim_label": "个人三等功以上",
        "qualification": "三等功证书",
        "test_item": "无",
        "test_score": "无",
        "standard": "无",
        "intended": f"{first.college.name} 会计学；{second.college.name} 法学",
        "benefit": "20分",
        "objected": False,
        "withdrawn_at": None,
        "withdrawn_reason": "",
    }
    other = NoticeEntry.objects.get(claim=exempt)
    assert (other.benefit, other.intended) == ("免试", "尚未填报志愿")
    assert trail_of("draft_notice") == [("public_notice", NUMBER)]
    assert state_of(bonus) == "DEPARTMENT_AGREED"


def test_draft_notice_shows_as_many_choices_as_there_is_room_for() -> None:
    programmes = [a_programme(name="某" * 60) for _ in range(3)]
    claim = an_agreed_claim(candidate=a_candidate(chosen=programmes))
    draft(claim)
    college = programmes[0].college.name
    expected = f"{college} {'某' * 60}；{programmes[1].college.name} {'某' * 60}等"
    assert NoticeEntry.objects.get().intended == expected


def test_draft_notice_digest_covers_the_entries_in_their_order() -> None:
    first, second = (an_agreed_claim(candidate=a_candidate(name=name)) for name in ("张三", "李四"))
    lists = [(first,), (second,), (first, second), (second, first)]
    digests = []
    for place, claims in enumerate(lists):
        key = draft(*claims, number=f"{place}号")
        digests.append(PublicNotice.objects.get(pk=key).digest)
        discard_notice(border=BORDER, actor=an_actor(), at=DAY, notice_id=key)
    assert len(set(digests)) == 4
    again = draft(first, number="9号")
    assert PublicNotice.objects.get(pk=again).digest == digests[0]


def test_draft_notice_refuses_every_claim_that_may_not_be_in_it() -> None:
    early = a_claim(state=S.OFFICE_APPROVED)
    gone = an_agreed_claim(candidate=a_candidate(state=RegistrationState.WITHDRAWN))
    with rows_refused(
        (1, name_of(early), "现在是“已初审”，部门核准后才能公示"),
        (2, name_of(gone), "报名已撤回，不能公示"),
    ):
        draft(early, gone)
    with rows_refused((2, "0", "本年度本省没有这项照顾申请")):
        draft_notice(
            border=BORDER,
            actor=an_actor(),
            at=DAY,
            number=NUMBER,
            title="公示",
            report_channel=REPORT_CHANNEL,
            claim_ids=[early.pk, 0],
        )
    assert not PublicNotice.objects.exists()


@pytest.mark.parametrize(
    ("without", "expected"),
    [
        ("举报电子信箱：jubao@example.cn；", "公示须同时提供举报电子信箱（附件1·六（三））"),
        ("；通讯地址：太原市小店区学府街1号", "公示须同时提供通讯地址（附件1·六（三））"),
    ],
)
def test_draft_notice_without_a_channel_for_reports_is_refused(without: str, expected: str) -> None:
    claim = an_agreed_claim()
    with rows_refused((1, "举报渠道", expected)):
        draft(claim, channel=REPORT_CHANNEL.replace(without, ""))


def test_draft_notice_without_number_title_or_names_is_refused() -> None:
    claim = an_agreed_claim()
    for refuse in (lambda: draft(claim, number=" "), lambda: draft(claim, title=""), lambda: draft()):
        with refused("公示须有文号、标题和名单，请补齐。"):
            refuse()


def test_draft_notice_under_a_used_number_is_refused() -> None:
    draft(an_agreed_claim())
    with refused("这个文号已经用过，请换一个。"):
        draft(an_agreed_claim())


def test_sign_notice_by_two() -> None:
    key = draft(an_agreed_claim())
    first, second = an_account(), an_account()
    sign(key, first, second)
    notice = PublicNotice.objects.get(pk=key)
    assert (notice.state, notice.first_signer_id, notice.second_signer_id) == ("SIGNED", first.pk, second.pk)
    approval = Approval.objects.get()
    assert (approval.act, approval.first, approval.second) == ("sign_notice", first, second)
    assert approval.facts == [
        ["文号", NUMBER],
        ["标题", "公示"],
        ["公示名单", "1人次"],
        ["举报渠道", REPORT_CHANNEL],
        ["内容摘要", notice.digest],
    ]
    assert trail_of("sign_notice") == [("public_notice", NUMBER)]


def test_sign_notice_by_one_person_is_refused() -> None:
    key = draft(an_agreed_claim())
    officer = an_account()
    with refused("“签发公示”由你提请，须由另一人复核。"):
        sign(key, officer, officer)
    with refused("“签发公示”须由两人办理：一人提请，另一人看到相同内容后确认。"):
        sign_notice(border=BORDER, actor=an_actor(), at=DAY, notice_id=key)
    assert PublicNotice.objects.get().state == "DRAFT"


def test_a_notice_takes_its_steps_in_order() -> None:
    claim = an_agreed_claim()
    key = draft(claim)
    with refused(f"{NUMBER}：公示“待公示”不能转为“公示中”，只能转为：已签发、已作废。"):
        put_up(key)
    with refused(f"{NUMBER}：公示“待公示”不能转为“公示期满”，只能转为：已签发、已作废。"):
        complete(key)
    sign(key)
    with refused(f"{NUMBER}：公示“已签发”不能转为“已签发”，只能转为：公示中、已作废。"):
        sign(key)
    put_up(key)
    with refused(f"{NUMBER}：公示“公示中”不能转为“公示中”，只能转为：公示期满。"):
        put_up(key)
    complete(key)
    with refused(f"{NUMBER}：公示“公示期满”不能转为“公示期满”，只能转为：已撤下。"):
        complete(key)
    with refused("本年度本省没有这份公示。"):
        put_up(0)


def test_put_up_notice_takes_objections_for_ten_whole_days() -> None:
    claim = an_agreed_claim()
    key = draft(claim)
    sign(key)
    assert put_up(key) == LAST
    notice = PublicNotice.objects.get(pk=key)
    assert (notice.state, notice.up_at, notice.objections_until) == ("UP", DAY, LAST)
    assert state_of(claim) == "NOTIFIED"
    assert trail_of("put_up_notice") == [("public_notice", NUMBER), ("claim", name_of(claim))]


def test_put_up_notice_before_admission_begins_only() -> None:
    claim = an_agreed_claim()
    key = draft(claim)
    sign(key)
    with rows_refused((1, NUMBER, "照顾政策须于录取前公示，录取自2024-12-01开始（附件1·六（二））")):
        put_up(key, at=datetime(2024, 12, 1, tzinfo=BEIJING))
    put_up(key, at=datetime(2024, 11, 30, 23, 59, tzinfo=BEIJING))


def test_put_up_notice_with_a_claim_that_was_refused_meanwhile_is_refused() -> None:
    claim = an_agreed_claim()
    key = draft(claim)
    sign(key)
    Claim.objects.update(state=S.REFUSED, refused_reason="材料不符")
    with rows_refused((1, name_of(claim), "照顾政策申请“不通过”不能转为“公示中”，已是最终状态")):
        put_up(key)
    assert PublicNotice.objects.get().state == "SIGNED"


def withdrawn(claim: Claim) -> None:
    Registration.objects.filter(candidate=claim.candidate_id).update(
        state=RegistrationState.WITHDRAWN, ended_at=DAY
    )


def test_who_withdrew_since_the_draft_is_neither_signed_nor_put_up() -> None:
    claim, other = an_agreed_claim(), an_agreed_claim()
    gone = (2, name_of(claim), "报名已撤回，不能公示，请作废这份公示后重新拟定")
    signed, drafted = draft(other), draft(an_agreed_claim(), claim, number="晋招考公示〔2024〕2号")
    sign(signed)
    withdrawn(claim)
    withdrawn(other)
    with rows_refused(gone):
        sign(drafted)
    with rows_refused((1, name_of(other), gone[2])):
        put_up(signed)
    assert [state_of(one) for one in (claim, other)] == ["DEPARTMENT_AGREED"] * 2
    assert set(PublicNotice.objects.values_list("state", flat=True)) == {"DRAFT", "SIGNED"}


def test_who_withdrew_between_the_two_signatures_is_not_signed() -> None:
    claim = an_agreed_claim()
    key = draft(claim)
    given = {"notice_id": key}
    approval = put_forward("sign_notice", given, DAY)
    withdrawn(claim)
    with pytest.raises(Refused, match="报名已撤回，不能公示"):
        confirm(approval, DAY)
    assert PublicNotice.objects.get().state == "DRAFT"


def test_complete_notice_lets_no_claim_of_who_withdrew_take_effect() -> None:
    claim, other = an_agreed_claim(), an_agreed_claim()
    key = a_notice_up(claim, other)
    withdrawn(claim)
    assert complete(key) == 1
    assert [state_of(one) for one in (claim, other)] == ["NOTIFIED", "EFFECTIVE"]


def test_who_withdrew_does_not_hold_up_the_others_of_a_kind() -> None:
    claim, other = an_agreed_claim(), an_agreed_claim()
    withdrawn(claim)
    kind = ClaimKind(claim.kind)
    assert ready_claims(2024, "14") == {kind: 1}
    assert ready_keys(2024, "14", [kind], most=10) == [other.pk]


def test_a_claim_stands_in_one_notice_at_a_time() -> None:
    claim, other = an_agreed_claim(), an_agreed_claim()
    first = draft(claim)
    with rows_refused((2, name_of(claim), f"已列入待公示的“{NUMBER}”")):
        draft(other, claim, number="晋招考公示〔2024〕2号")
    discard_notice(border=BORDER, actor=an_actor(), at=DAY, notice_id=first)
    assert PublicNotice.objects.get(pk=first).state == "DISCARDED"
    assert trail_of("discard_notice") == [("public_notice", NUMBER)]
    draft(other, claim, number="晋招考公示〔2024〕2号")


def test_a_notice_that_was_up_is_not_discarded() -> None:
    key = a_notice_up(an_agreed_claim())
    with refused(f"{NUMBER}：公示“公示中”不能转为“已作废”，只能转为：公示期满。"):
        discard_notice(border=BORDER, actor=an_actor(), at=DAY, notice_id=key)


@pytest.mark.parametrize(("early", "is_over"), [(timedelta(seconds=1), False), (timedelta(0), True)])
def test_complete_notice_when_its_days_are_over(early: timedelta, is_over: bool) -> None:
    claim = an_agreed_claim()
    key = a_notice_up(claim)
    if not is_over:
        with refused("公示期到2024-10-18 00:00为止，期满后才能结束公示。"):
            complete(key, at=LAST - early)
        assert state_of(claim) == "NOTIFIED"
        return
    assert complete(key, at=LAST) == 1
    claim.refresh_from_db()
    assert (claim.state, claim.notice_completed_at) == ("EFFECTIVE", LAST)
    assert PublicNotice.objects.get().completed_at == LAST
    assert trail_of("complete_notice") == [("public_notice", NUMBER), ("claim", name_of(claim))]


@pytest.mark.django_db(transaction=True)
def test_steps_of_a_notice_at_once_are_taken_once() -> None:
    claim = an_agreed_claim()
    key = draft(claim)
    assert press_twice(lambda: sign(key)).count(DONE) == 1
    assert Approval.objects.count() == 1
    assert press_twice(lambda: put_up(key)).count(DONE) == 1
    assert press_twice(lambda: complete(key)).count(DONE) == 1
    assert trail_of("complete_notice") == [("public_notice", NUMBER), ("claim", name_of(claim))]


@pytest.mark.parametrize(
    ("day", "taken_down"),
    [(datetime(2025, 4, 7, 23, 59, tzinfo=BEIJING), 0), (datetime(2025, 4, 8, tzinfo=BEIJING), 1)],
)
def test_take_down_notices_after_half_a_year(day: datetime, taken_down: int) -> None:
    old = a_notice(state=NoticeState.COMPLETED, number=NUMBER)
    a_notice(state=NoticeState.UP)
    assert take_down_notices(border=BORDER, actor=an_actor(), at=day) == taken_down
    old.refresh_from_db()
    assert (old.state, old.down_at) == (("DOWN", day) if taken_down else ("COMPLETED", None))
    assert trail_of("take_down_notices") == [("public_notice", NUMBER)] * taken_down
    assert take_down_notices(border=BORDER, actor=an_actor(), at=day) == 0


@pytest.mark.parametrize("agrees", [None, False])
def test_complete_notice_without_the_agreement_of_the_department_is_refused(agrees: bool | None) -> None:
    claim = a_claim(state=S.DEPARTMENT_AGREED)
    if agrees is not None:
        an_opinion(claim, agrees=agrees)
    key = a_notice_up(claim)
    with pytest.raises(Refused, match="尚未经招生考试机构和主管部门共同审核通过"):
        complete(key)
    assert state_of(claim) == "NOTIFIED"


def test_complete_notice_of_age_needs_the_office_s_own_approval_only() -> None:
    claim = a_claim(state=S.DEPARTMENT_AGREED, kind=ClaimKind.AGED_25)
    assert complete(a_notice_up(claim)) == 1
    assert state_of(claim) == "EFFECTIVE"
