"""Registrations verified, decided, confirmed, withdrawn."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests.actions.presses import DONE, press_twice
from tests.actions.refusing import refused, rows_refused, trail_of
from tests.factories import (
    BORDER,
    REGISTRATION_DAY,
    a_candidate,
    a_decision,
    a_lease,
    an_account,
    an_actor,
    an_actor_for,
    an_open_stage,
    an_organisation,
)

from chengzhao.actions.audit import Actor, Refused
from chengzhao.actions.certificates import verify_education
from chengzhao.actions.confirming import confirm_registrations
from chengzhao.actions.registration_forms import ReturnForm, ReviewForm, Verdict, VerificationForm
from chengzhao.actions.review import (
    decide_registrations,
    withdraw_registrations,
)
from chengzhao.law.words import ProgrammeLevel, Role, Stage
from chengzhao.records.models import (
    Account,
    AuditRow,
    Candidate,
    Education,
    Organisation,
    Recusal,
    Registration,
    ReturnedItem,
    ReviewDecision,
    ReviewLease,
    StageWindow,
)
from chengzhao.records.queries.registration import returned_items_of
from chengzhao.rules.governance import Relation
from chengzhao.rules.registration import REGISTRATION, RegistrationState, ReturnItem

pytestmark = pytest.mark.django_db

S = RegistrationState
AT = REGISTRATION_DAY + timedelta(days=2)


def a_county() -> Organisation:
    an_open_stage(Stage.REVIEW)
    an_open_stage(Stage.REGISTRATION)
    return an_organisation(path="/14/1401/140105/")


def a_registered(state: S = S.SUBMITTED, **facts: Any) -> Candidate:
    """A registered candidate in a county where registration and review are open."""
    return a_candidate(confirmation_point=a_county(), state=state, **facts)


def state_of(candidate: Candidate) -> str:
    return Registration.objects.get(candidate=candidate).state


def verify(*forms: VerificationForm, actor: Actor | None = None) -> None:
    verify_education(border=BORDER, actor=actor or an_actor(), at=AT, outcomes=forms)


def decide(*forms: ReviewForm, actor: Actor | None = None) -> None:
    decide_registrations(
        border=BORDER, actor=actor or an_actor_for("decide_registrations"), at=AT, decisions=forms
    )


def confirm(*candidates: Candidate, actor: Actor | None = None) -> None:
    ids = [candidate.pk for candidate in candidates]
    confirm_registrations(
        border=BORDER, actor=actor or an_actor_for("confirm_registrations"), at=AT, candidate_ids=ids
    )


def withdraw(*candidates: Candidate, reason: str = "本人申请", actor: Actor | None = None) -> None:
    ids = [candidate.pk for candidate in candidates]
    withdraw_registrations(
        border=BORDER,
        actor=actor or an_actor_for("withdraw_registrations"),
        at=AT,
        candidate_ids=ids,
        reason=reason,
    )


def a_review(
    candidate: Candidate, verdict: Verdict = Verdict.PASS, *, by: Account | None = None, reason: str = ""
) -> ReviewForm:
    return ReviewForm(
        candidate_id=candidate.pk,
        reviewer_id=(by or an_account()).pk,
        verdict=verdict,
        reason=reason or ("" if verdict is Verdict.PASS else "材料不清楚"),
    )


def test_verify_education() -> None:
    candidate = a_registered(education_verified=False)
    verify(VerificationForm(candidate_id=candidate.pk, verified_by="学信网在线核验"))
    candidate.education.refresh_from_db()
    assert (candidate.education.verified_at, candidate.education.verified_by) == (AT, "学信网在线核验")
    assert trail_of("verify_education") == [("education", candidate.candidate_number)]


def test_verify_education_twice_or_without_a_method_is_refused() -> None:
    candidate = a_registered(education_verified=False)
    form = VerificationForm(candidate_id=candidate.pk, verified_by="学信网")
    with rows_refused((1, candidate.candidate_number, "请写明核验方式")):
        verify(replace(form, verified_by=" "))
    with rows_refused((2, candidate.candidate_number, "与前面的行重复，应只写一次")):
        verify(form, form)
    verify(form)
    with rows_refused((1, candidate.candidate_number, "前置学历已经核验")):
        verify(form)


@pytest.mark.parametrize("state", [S.RETURNED, S.CONFIRMED, S.WITHDRAWN, S.REJECTED])
def test_verify_education_of_a_file_the_office_has_no_more_is_refused(state: S) -> None:
    candidate = a_registered(state, education_verified=False)
    with rows_refused((1, candidate.candidate_number, f"这份报名现在是“{state.label}”，不再核验学历")):
        verify(VerificationForm(candidate_id=candidate.pk, verified_by="学信网"))
    assert not Education.objects.filter(verified_at__isnull=False).exists()


def test_verify_education_keeps_out_who_is_recused_who_passed_and_what_another_has_open() -> None:
    recused = a_registered(education_verified=False)
    point, actor = recused.confirmation_point, an_actor()
    passed, taken = (
        a_candidate(confirmation_point=point, state=state, education_verified=False)
        for state in (S.APPROVED, S.UNDER_REVIEW)
    )
    here = {"season": recused.season, "province": recused.province, "account_id": actor.account}
    Recusal.objects.create(**here, candidate=recused, relation=Relation.RELATIVE, declared_at=AT)
    a_decision(candidate=passed, reviewer=Account.objects.get(pk=actor.account))
    lease = a_lease(candidate=taken, taken_at=AT, until=AT + timedelta(minutes=15))
    keep_away = "审核人已申报与考生有近亲属关系，应当回避，由其他人办理（通知·二.5）"
    for person, expected in (
        (recused, keep_away),
        (passed, "这份报名由你审核通过，后来的核验须由另一人办理"),
        (taken, "正由他人审核，请等对方办完再核验"),
    ):
        with rows_refused((1, person.candidate_number, expected)):
            verify(VerificationForm(candidate_id=person.pk, verified_by="学信网"), actor=actor)
    ReviewLease.objects.filter(pk=lease.pk).update(taken_at=AT - timedelta(minutes=15), until=AT)
    verify(VerificationForm(candidate_id=taken.pk, verified_by="学信网"), actor=actor)
    verify(*(VerificationForm(candidate_id=one.pk, verified_by="学信网") for one in (recused, passed)))


@pytest.mark.parametrize(
    ("verdict", "after"),
    [(Verdict.PASS, S.APPROVED), (Verdict.RETURN, S.RETURNED), (Verdict.SECOND, S.SECOND_REVIEW)],
)
@pytest.mark.parametrize("before", [S.SUBMITTED, S.UNDER_REVIEW])
def test_decide_on_a_first_review(before: S, verdict: Verdict, after: S) -> None:
    candidate, reviewer = a_registered(before), an_account()
    decide(a_review(candidate, verdict, by=reviewer))
    registration = Registration.objects.get()
    assert (registration.state, registration.approved_at) == (after, AT if after is S.APPROVED else None)
    decision = ReviewDecision.objects.get()
    assert (decision.candidate_id, decision.reviewer_id, decision.verdict, decision.at) == (
        candidate.pk,
        reviewer.pk,
        verdict,
        AT,
    )
    assert trail_of("decide_registrations") == [("registration", candidate.candidate_number)]
    assert AuditRow.objects.get(act="decide_registrations").reason == decision.reason


def test_decide_on_many_at_once() -> None:
    county = a_county()
    passed, returned, sent = (a_candidate(confirmation_point=county) for _ in range(3))
    decide(a_review(passed), a_review(returned, Verdict.RETURN), a_review(sent, Verdict.SECOND))
    assert [state_of(one) for one in (passed, returned, sent)] == ["APPROVED", "RETURNED", "SECOND_REVIEW"]


def test_decide_one_alone_cannot_reject() -> None:
    candidate = a_registered()
    expected = "报名“待审核”不能转为“不通过”，只能转为：审核中、已撤回、已取消"
    with rows_refused((1, candidate.candidate_number, expected)):
        decide(a_review(candidate, Verdict.REJECT))


@pytest.mark.parametrize(("verdict", "after"), [(Verdict.PASS, S.APPROVED), (Verdict.REJECT, S.REJECTED)])
def test_decide_on_a_second_review_by_another_person(verdict: Verdict, after: S) -> None:
    candidate, first, second = a_registered(), an_account(), an_account()
    decide(a_review(candidate, Verdict.SECOND, by=first))
    with rows_refused((1, candidate.candidate_number, "复核须由另一人办理，不能由提出复核的人办理")):
        decide(a_review(candidate, verdict, by=first))
    decide(a_review(candidate, verdict, by=second))
    assert state_of(candidate) == after
    assert ReviewDecision.objects.count() == 2


@pytest.mark.parametrize(
    ("level", "is_verified", "is_passed"),
    [
        (ProgrammeLevel.ZHUANSHENGBEN, True, True),
        (ProgrammeLevel.ZHUANSHENGBEN, False, False),
        (ProgrammeLevel.GAOQIZHUAN, False, True),
    ],
)
def test_decide_passes_zhuanshengben_with_a_verified_certificate_only(
    level: ProgrammeLevel, is_verified: bool, is_passed: bool
) -> None:
    candidate = a_registered(level=level, education_verified=is_verified)
    if is_passed:
        decide(a_review(candidate))
        assert state_of(candidate) == "APPROVED"
        return
    expected = "前置学历尚未核验，核验通过前不能确认报名。请提交毕业证书或学历认证材料（通知·二.3）"
    with rows_refused((1, candidate.candidate_number, expected)):
        decide(a_review(candidate))
    decide(a_review(candidate, Verdict.RETURN))
    assert state_of(candidate) == "RETURNED"


def test_decide_refuses_every_wrong_row_at_once() -> None:
    county = a_county()
    first, second = (a_candidate(confirmation_point=county) for _ in range(2))
    without_reason = replace(a_review(first, Verdict.RETURN), reason=" ")
    nobody = replace(a_review(second), reviewer_id=0)
    with rows_refused(
        (3, second.candidate_number, "与前面的行重复，应只写一次"),
        (1, first.candidate_number, "退回补正必须写明理由"),
        (2, second.candidate_number, "没有这个审核人账号"),
        (3, second.candidate_number, "没有这个审核人账号"),
    ):
        decide(without_reason, nobody, nobody)
    assert not ReviewDecision.objects.exists()
    with rows_refused((1, "0", "本年度本省没有这名考生的报名")):
        decide(replace(nobody, candidate_id=0))


def test_decide_twice_is_refused() -> None:
    candidate = a_registered()
    decide(a_review(candidate))
    expected = "报名“已通过”不能转为“已通过”，只能转为：已确认、审核中、已撤回、已取消"
    with rows_refused((1, candidate.candidate_number, expected)):
        decide(a_review(candidate))


@pytest.mark.django_db(transaction=True)
def test_decide_at_once_decides_once() -> None:
    candidate = a_registered()
    forms = iter([a_review(candidate), a_review(candidate, Verdict.RETURN)])
    assert press_twice(lambda: decide(next(forms))).count(DONE) == 1
    assert ReviewDecision.objects.count() == 1
    after = {"PASS": "APPROVED", "RETURN": "RETURNED"}[ReviewDecision.objects.get().verdict]
    assert state_of(candidate) == after


def test_decide_for_one_s_own_county_only() -> None:
    candidate = a_registered()
    other = an_actor(role=Role.COUNTY_REVIEWER, org_path="/14/1401/140106/")
    with rows_refused((1, candidate.candidate_number, "不在你单位的管辖范围内")):
        decide(a_review(candidate), actor=other)
    decide(a_review(candidate), actor=replace(other, org_path="/14/1401/140105/"))


def test_reviews_after_the_deadline_are_refused() -> None:
    candidate = a_registered(education_verified=False)
    StageWindow.objects.filter(stage=Stage.REVIEW).update(closes_at=AT)
    late = "“资格审核”已于2024年9月7日10:00截止，如需延长请联系省级招生考试机构。"
    with refused(late):
        verify(VerificationForm(candidate_id=candidate.pk, verified_by="学信网"))
    with refused(late):
        decide(a_review(candidate, Verdict.RETURN))
    with refused(late):
        confirm(candidate)


def test_reviews_in_a_county_whose_window_was_extended() -> None:
    candidate = a_registered()
    StageWindow.objects.filter(stage=Stage.REVIEW).update(closes_at=AT)
    an_open_stage(Stage.REVIEW, org_path="/14/1401/140105/", opens_at=AT)
    decide(a_review(candidate))
    assert state_of(candidate) == "APPROVED"


def test_confirm_registrations() -> None:
    candidate = a_registered(S.APPROVED)
    confirm(candidate)
    registration = Registration.objects.get()
    assert (registration.state, registration.confirmed_at) == ("CONFIRMED", AT)
    assert trail_of("confirm_registrations") == [("registration", candidate.candidate_number)]


@pytest.mark.parametrize("state", sorted(set(S) - {S.APPROVED}))
def test_confirm_only_what_is_approved(state: S) -> None:
    candidate = a_registered(state)
    with pytest.raises(Refused, match=f"报名“{state.label}”不能转为“已确认”"):
        confirm(candidate)
    assert state_of(candidate) == state


@pytest.mark.django_db(transaction=True)
def test_confirm_at_once_confirms_once() -> None:
    candidate = a_registered(S.APPROVED)
    assert press_twice(lambda: confirm(candidate)).count(DONE) == 1
    assert trail_of("confirm_registrations") == [("registration", candidate.candidate_number)]


@pytest.mark.parametrize("state", sorted(set(S)))
def test_withdraw_before_the_seat_only(state: S) -> None:
    candidate = a_registered(state)
    if REGISTRATION.allows(state, S.WITHDRAWN):
        withdraw(candidate)
        registration = Registration.objects.get()
        assert (registration.state, registration.ended_at) == ("WITHDRAWN", AT)
        assert trail_of("withdraw_registrations") == [("registration", candidate.candidate_number)]
        assert AuditRow.objects.get(act="withdraw_registrations").reason == "本人申请"
        return
    with pytest.raises(Refused, match=f"报名“{state.label}”不能转为“已撤回”"):
        withdraw(candidate)
    assert state_of(candidate) == state


def test_withdraw_is_possible_from_just_these_states() -> None:
    assert REGISTRATION.sources(S.WITHDRAWN) == (
        S.DRAFT,
        S.AWAITING,
        S.SUBMITTED,
        S.UNDER_REVIEW,
        S.RETURNED,
        S.SECOND_REVIEW,
        S.APPROVED,
        S.CONFIRMED,
    )


def test_withdraw_without_a_reason_or_after_the_deadline_is_refused() -> None:
    candidate = a_registered()
    with refused("撤回报名必须写明理由。"):
        withdraw(candidate, reason=" ")
    StageWindow.objects.filter(stage=Stage.REGISTRATION).update(closes_at=AT)
    with refused("“报名”已于2024年9月7日10:00截止，如需延长请联系省级招生考试机构。"):
        withdraw(candidate)


def test_withdraw_of_another_county_is_refused() -> None:
    candidate = a_registered()
    with rows_refused((1, candidate.candidate_number, "不在你单位的管辖范围内")):
        withdraw(candidate, actor=an_actor(role=Role.COUNTY_REVIEWER, org_path="/14/1401/140106/"))


def test_candidates_of_another_season_are_not_found() -> None:
    candidate = a_candidate(season=2025, confirmation_point=a_county())
    with rows_refused((1, str(candidate.pk), "本年度本省没有这名考生的报名")):
        withdraw(candidate)


def test_decide_sends_back_field_by_field() -> None:
    candidate = a_registered()
    returns = (
        ReturnForm(item=ReturnItem.GRADUATED_ON, reason="与毕业证书不一致，应为2016-07-01"),
        ReturnForm(item=ReturnItem.PORTRAIT, reason="不清楚，有疑问请打13800001234"),
    )
    decide(replace(a_review(candidate, Verdict.RETURN), reason="", returns=returns))
    shown = [(one.item.label, one.reason) for one in returned_items_of(candidate.pk)]
    assert shown == [
        ("本人照片", "不清楚，有疑问请打〔手机号〕"),
        ("毕业日期", "与毕业证书不一致，应为2016-07-01"),
    ]
    assert ReviewDecision.objects.get().reason == (
        "毕业日期：与毕业证书不一致，应为2016-07-01；本人照片：不清楚，有疑问请打〔手机号〕"
    )


def test_fields_sent_back_are_told_until_the_next_decision_only() -> None:
    candidate = a_registered(S.UNDER_REVIEW)
    returns = (ReturnForm(item=ReturnItem.SCHOOL, reason="请写全称"),)
    decide(replace(a_review(candidate, Verdict.RETURN), returns=returns))
    assert len(returned_items_of(candidate.pk)) == 1
    Registration.objects.update(state=S.UNDER_REVIEW)
    decide(a_review(candidate))
    assert returned_items_of(candidate.pk) == ()
    assert ReturnedItem.objects.count() == 1


def test_decide_refuses_fields_that_cannot_be_sent_back_so() -> None:
    candidate = a_registered()
    school = ReturnForm(item=ReturnItem.SCHOOL, reason="请写全称")
    number = candidate.candidate_number
    with rows_refused((1, number, "“通过”不能带退回项目，只有退回补正可以")):
        decide(replace(a_review(candidate), returns=(school,)))
    with rows_refused((1, number, "“毕业院校”写了两次，应只写一次")):
        decide(replace(a_review(candidate, Verdict.RETURN), returns=(school, school)))
    with rows_refused((1, number, "“毕业院校”退回必须写明原因")):
        decide(replace(a_review(candidate, Verdict.RETURN), returns=(replace(school, reason=" "),)))
    with rows_refused((1, number, "“毕业院校”的原因最多200字")):
        decide(replace(a_review(candidate, Verdict.RETURN), returns=(replace(school, reason="长" * 201),)))
    assert not ReviewDecision.objects.exists()
