"""What candidates are told of each step of their registration: once, in the act's transaction, and not too early."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest
from tests.actions.two_persons import by_two
from tests.factories import (
    BEIJING,
    BORDER,
    KEYS,
    REGISTRATION_DAY,
    a_candidate,
    a_claim,
    an_account,
    an_actor_for,
    an_open_stage,
    an_organisation,
)
from tests.factories.accounts import a_candidate_account

from chengzhao.actions.confirming import confirm_registrations
from chengzhao.actions.delivery import claim_messages
from chengzhao.actions.preferences import OpinionForm, RefusalForm, give_opinions, refuse_claims
from chengzhao.actions.refusals import RowsRefused
from chengzhao.actions.registration_forms import ReturnForm, ReviewForm, Verdict
from chengzhao.actions.registration_news import TOLD_AFTER
from chengzhao.actions.review import decide_registrations, withdraw_registrations
from chengzhao.actions.review_undoing import undo_passes
from chengzhao.law.words import ClaimKind, OrganisationKind, Stage
from chengzhao.records.models import Candidate, Message, StageWindow
from chengzhao.records.queries.messages import messages_of, unread_messages
from chengzhao.records.sealed import MESSAGE_PHONE, MESSAGE_TEXT
from chengzhao.rules.preferences import ClaimState
from chengzhao.rules.registration import RegistrationState, ReturnItem

pytestmark = pytest.mark.django_db

S = RegistrationState
AT = REGISTRATION_DAY + timedelta(days=2)
CLOSES = datetime(2024, 9, 9, 17, 0, tzinfo=BEIJING)


def somebody(state: S = S.SUBMITTED, **facts: object) -> Candidate:
    """A registered candidate with an account, where registration and review are open."""
    an_open_stage(Stage.REVIEW, closes_at=datetime(2024, 9, 12, 18, 0, tzinfo=BEIJING))
    an_open_stage(Stage.REGISTRATION, closes_at=CLOSES)
    point = an_organisation(path="/14/1401/140105/")
    account = a_candidate_account()
    return a_candidate(confirmation_point=point, state=state, account=account, **facts)  # type: ignore[arg-type]


def decide(candidate: Candidate, verdict: Verdict, **facts: object) -> None:
    form: Mapping[str, object] = {"reason": "" if verdict is Verdict.PASS else "材料不清楚", **facts}
    decide_registrations(
        border=BORDER,
        actor=an_actor_for("decide_registrations"),
        at=AT,
        decisions=[
            ReviewForm(candidate_id=candidate.pk, reviewer_id=an_account().pk, verdict=verdict, **form)  # type: ignore[arg-type]
        ],
    )


def told() -> list[tuple[str, str]]:
    """The kinds and texts of the outbox, oldest first."""
    rows = Message.objects.order_by("pk")
    return [(row.kind, MESSAGE_TEXT.text(KEYS, row.pk, row.text_sealed)) for row in rows]


def test_return_names_the_item_its_usual_reason_and_until_when() -> None:
    reason = "照片看不清，请重新拍摄"
    decide(
        somebody(),
        Verdict.RETURN,
        reason="",
        returns=(ReturnForm(item=ReturnItem.EDUCATION_PAPER, reason=reason),),
    )
    text = f"您的报名退回补正：学历证书照片（{reason}）。请于9月9日17:00前登录报名系统，只改退回的内容。"
    assert told() == [("registration_returned", text)]


def test_return_in_a_reviewer_s_own_words_is_read_on_the_own_pages_alone() -> None:
    returns = (ReturnForm(item=ReturnItem.SCHOOL, reason="王敏说学校改过名"),)
    decide(somebody(), Verdict.RETURN, reason="", returns=returns)
    [(_, text)] = told()
    assert "毕业院校。" in text
    assert "王敏" not in text


def test_return_after_registration_closed_says_where_to_go() -> None:
    candidate = somebody()
    StageWindow.objects.filter(stage=Stage.REGISTRATION.value).update(closes_at=AT)
    decide(candidate, Verdict.RETURN)
    text = "您的报名退回补正：原因见报名系统。报名时间已过，请联系确认点办理。"
    assert told() == [("registration_returned_late", text)]


@pytest.mark.parametrize(
    ("verdict", "kind"), [(Verdict.SECOND, "registration_second"), (Verdict.REJECT, "registration_refused")]
)
def test_second_review_and_refusal_are_told(verdict: Verdict, kind: str) -> None:
    candidate = somebody(S.SECOND_REVIEW if verdict is Verdict.REJECT else S.SUBMITTED)
    decide(candidate, verdict)
    [(found, text)] = told()
    assert found == kind
    assert "材料不清楚" not in text


def test_message_goes_to_the_phone_of_the_registration() -> None:
    decide(somebody(phone="19912345008"), Verdict.SECOND)
    row = Message.objects.get()
    assert MESSAGE_PHONE.text(KEYS, row.pk, row.phone_sealed) == "19912345008"


def test_pass_is_told_when_it_cannot_be_undone_any_more() -> None:
    candidate = somebody()
    decide(candidate, Verdict.PASS)
    row = Message.objects.get()
    number = candidate.candidate_number
    text = f"您的报名已通过审核，报名号{number}。请于9月12日18:00前登录报名系统确认，过时不编排考场。"
    assert told() == [("registration_passed", text)]
    assert row.due_at == AT + TOLD_AFTER
    assert claim_messages(at=AT + TOLD_AFTER - timedelta(seconds=1), keys=KEYS, most=9) == []
    assert [one.text for one in claim_messages(at=AT + TOLD_AFTER, keys=KEYS, most=9)] == [text]


def test_pass_that_is_not_told_yet_is_read_nowhere() -> None:
    candidate = somebody()
    decide(candidate, Verdict.PASS)
    mine = (candidate.pk, candidate.account_id or 0)
    assert [one.written_at for one in messages_of(*mine, KEYS, limit=9)] == [AT + TOLD_AFTER]
    Message.objects.update(due_at=datetime.now(tz=BEIJING) + timedelta(minutes=5))
    assert messages_of(*mine, KEYS, limit=9) == ()
    assert unread_messages(*mine) == 0


def test_nobody_is_told_of_a_pass_that_was_undone() -> None:
    candidate, reviewer = somebody(), an_account()
    actor = an_actor_for("decide_registrations", account=reviewer)
    form = ReviewForm(candidate_id=candidate.pk, reviewer_id=reviewer.pk, verdict=Verdict.PASS)
    decide_registrations(border=BORDER, actor=actor, at=AT, decisions=[form])
    later = AT + timedelta(minutes=10)
    undo_passes(border=BORDER, actor=actor, at=later, candidate_ids=[candidate.pk], reason="看错了人")
    assert told() == []
    decide_registrations(border=BORDER, actor=actor, at=later, decisions=[form])
    assert [kind for kind, _ in told()] == ["registration_passed"]


def test_decision_that_is_refused_tells_nothing() -> None:
    candidate = somebody(education_verified=False)
    with pytest.raises(RowsRefused):
        decide(candidate, Verdict.PASS)
    assert told() == []


def test_whoever_withdraws_or_confirms_for_the_candidate_the_candidate_is_told_once() -> None:
    candidate = somebody(S.APPROVED, approved=True)
    confirm_registrations(
        border=BORDER,
        actor=an_actor_for("confirm_registrations"),
        at=AT,
        candidate_ids=[candidate.pk],
    )
    withdraw_registrations(
        border=BORDER,
        actor=an_actor_for("withdraw_registrations"),
        at=AT,
        candidate_ids=[candidate.pk],
        reason="本人申请",
    )
    assert [kind for kind, _ in told()] == ["registration_confirmed", "registration_withdrawn"]


def test_each_step_of_a_claim_is_told_without_naming_it() -> None:
    candidate = somebody()
    merit = a_claim(candidate=candidate, kind=ClaimKind.THIRD_CLASS_MERIT, state=ClaimState.CLAIMED)
    office = an_organisation(
        path="/14/veterans/", kind=OrganisationKind.DEPARTMENT, name="山西省退役军人事务厅"
    )
    by_two("approve_claims", {"claim_ids": [merit.pk]}, AT)
    opinion = OpinionForm(claim_id=merit.pk, department_path=office.path, agrees=True, text="属实")
    actor = an_actor_for("give_opinions", org_path=office.path)
    give_opinions(border=BORDER, actor=actor, at=AT, opinions=[opinion])
    refuse_claims(
        border=BORDER,
        actor=an_actor_for("refuse_claims"),
        at=AT,
        refusals=[RefusalForm(claim_id=merit.pk, reason="证书是假的")],
    )
    assert [kind for kind, _ in told()] == ["claim_approved", "claim_agreed", "claim_refused"]
    assert not any("三等功" in text or "假" in text for _, text in told())
