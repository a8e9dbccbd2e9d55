"""N3.1, N3.7: registers are asked when somebody hands in; what they did not confirm is settled on papers by two."""

from datetime import timedelta

import pytest
from tests import factories
from tests.actions.refusing import refused, rows_refused
from tests.actions.test_registration import a_form, open_county, submit
from tests.actions.test_review import AT, a_registered, a_review, confirm, decide, state_of
from tests.factories import BORDER, KEYS, an_account

from chengzhao.actions.audit import Actor
from chengzhao.actions.certificates import verify_education
from chengzhao.actions.refusals import RowsRefused
from chengzhao.actions.register_asking import ask_again, ask_registers, check_by_hand
from chengzhao.actions.registration_forms import Verdict, VerificationForm
from chengzhao.law.words import Role
from chengzhao.records.models import Account, AuditRow, Candidate, Education, RegisterCheck, RegisterExchange
from chengzhao.records.sealed import EXCHANGE_SAID
from chengzhao.rules.registration import CHECKED_BY_HAND, CheckAnswer, CheckSubject, RegistrationState

pytestmark = pytest.mark.django_db

S, C = RegistrationState, CheckSubject
PAPERS = "户口簿曾用名页"


def reviewer(account: Account | None = None) -> Actor:
    held = account or an_account()
    return Actor(account=held.pk, role=Role.COUNTY_REVIEWER, org_path="/14/1401/140105/")


def by_hand(person: Candidate, actor: Actor, *, agrees: bool = True, papers: str = PAPERS) -> None:
    check_by_hand(
        border=BORDER,
        actor=actor,
        at=AT + timedelta(minutes=1),
        candidate_id=person.pk,
        subject=C.IDENTITY,
        agrees=agrees,
        papers=papers,
        keys=KEYS,
    )


def a_doubted(state: S = S.UNDER_REVIEW) -> Candidate:
    """Somebody of whom the register says another name."""
    person = a_registered(state)
    factories.a_check(person, subject=C.IDENTITY, answer=CheckAnswer.DIFFERS, differences=["NAME"], at=AT)
    return person


DOUBTED = "身份核查不一致（姓名）。请看原始材料后人工认定，或退回考生更正（通知·二.3）"


def test_pass_is_refused_until_papers_settle_it_and_a_second_person_looks() -> None:
    person, first = a_doubted(), an_account()
    with rows_refused((1, person.candidate_number, DOUBTED)):
        decide(a_review(person))
    by_hand(person, reviewer(first))
    with rows_refused((1, person.candidate_number, "核查结果由人工认定须由另一人复核，请转复核")):
        decide(a_review(person, by=first))
    decide(a_review(person, Verdict.SECOND, by=first))
    decide(a_review(person))
    assert state_of(person) == S.APPROVED
    kept = RegisterExchange.objects.get()
    assert EXCHANGE_SAID.text(KEYS, kept.pk, bytes(kept.said_sealed)) == PAPERS
    assert (kept.way, kept.by_id) == ("HAND", first.pk)
    row = AuditRow.objects.get(act="check_by_hand")
    assert (row.object_id, row.reason, row.account_id) == (person.candidate_number, PAPERS, first.pk)


def test_who_settles_papers_in_second_review_does_not_pass_the_file() -> None:
    person, second = a_registered(S.UNDER_REVIEW), an_account()
    point = person.confirmation_point
    certified = factories.a_candidate(confirmation_point=point, education_verified=False)
    decide(a_review(person, Verdict.SECOND), a_review(certified, Verdict.SECOND))
    factories.a_check(person, subject=C.IDENTITY, answer=CheckAnswer.DIFFERS, differences=["NAME"], at=AT)
    by_hand(person, reviewer(second))
    form = VerificationForm(candidate_id=certified.pk, verified_by=f"{CHECKED_BY_HAND}：毕业证书原件")
    verify_education(border=BORDER, actor=reviewer(second), at=AT + timedelta(minutes=1), outcomes=[form])
    for one in (person, certified):
        with rows_refused((1, one.candidate_number, "转复核以后的材料由你人工认定，须由另一人复核通过")):
            decide(a_review(one, by=second))
    decide(a_review(person), a_review(certified, Verdict.REJECT, by=second))
    assert [state_of(one) for one in (person, certified)] == [S.APPROVED, S.REJECTED]


def test_answer_that_comes_after_the_pass_holds_confirming_up() -> None:
    person, passed_by = a_registered(S.UNDER_REVIEW), an_account()
    decide(a_review(person, by=passed_by))
    factories.a_check(person, subject=C.IDENTITY, answer=CheckAnswer.DIFFERS, differences=["NAME"], at=AT)
    with rows_refused((1, person.candidate_number, DOUBTED)):
        confirm(person)
    with refused("这份报名由你审核通过，后来的核查结果须由另一人认定。"):
        by_hand(person, reviewer(passed_by))
    by_hand(person, reviewer())
    confirm(person)
    assert state_of(person) == S.CONFIRMED


def test_nobody_is_confirmed_unverified_whatever_was_decided() -> None:
    person = a_registered(S.APPROVED)
    Education.objects.filter(candidate=person).update(verified_at=None, verified_by="")
    [fault] = _faults_of_confirming(person)
    assert "核验" in fault
    assert state_of(person) == S.APPROVED


def _faults_of_confirming(person: Candidate) -> list[str]:
    with pytest.raises(RowsRefused) as caught:
        confirm(person)
    return [fault.expected for fault in caught.value.faults]


def test_papers_are_named_and_the_same_press_does_nothing_twice() -> None:
    person, actor = a_doubted(), reviewer()
    with refused("请写明看过什么材料，例如：户口簿原件、派出所证明。"):
        by_hand(person, actor, papers=" ")
    with refused("看过的材料最多写60字。"):
        by_hand(person, actor, papers="字" * 61)
    for _ in range(2):
        by_hand(person, actor)
    assert RegisterCheck.objects.filter(way="HAND").count() == 1


def test_another_countys_reviewer_is_refused() -> None:
    person, actor = a_doubted(), reviewer()
    elsewhere = Actor(account=actor.account, role=Role.COUNTY_REVIEWER, org_path="/14/1401/140106/")
    with rows_refused((1, person.candidate_number, "不在你单位的管辖范围内")):
        by_hand(person, elsewhere)


def test_what_was_sent_back_is_checked_when_it_comes_again() -> None:
    person = a_doubted(S.RETURNED)
    with refused("这份报名现在是“退回补正”，不再核查。"):
        by_hand(person, reviewer())


def test_ask_again_puts_one_question_and_no_second_while_it_waits() -> None:
    person, actor = a_doubted(), reviewer()

    def again() -> None:
        ask_again(border=BORDER, actor=actor, at=AT, candidate_id=person.pk, subject=C.IDENTITY)

    again()
    waiting = RegisterCheck.objects.get(answer="")
    assert (waiting.cause, waiting.asked_by_id, waiting.next_try_at) == ("AGAIN", actor.account, AT)
    with refused("这一项正在核查，等答复到了再查。"):
        again()


def test_handing_in_asks_what_the_registration_calls_for() -> None:
    open_county()
    [person] = submit(a_form()).values()
    asked = RegisterCheck.objects.filter(candidate=person).order_by("pk")
    assert [(one.subject, one.cause, one.answer) for one in asked] == [
        ("IDENTITY", "HANDED_IN", ""),
        ("STUDENT_STATUS", "HANDED_IN", ""),
        ("EDUCATION", "HANDED_IN", ""),
    ]
    assert {one.next_try_at for one in asked} == {one.asked_at for one in asked}


def test_handing_in_again_asks_again_at_once() -> None:
    person = a_registered(S.RETURNED)
    waiting = factories.a_check(person, at=AT, tries=3, claimed_at=AT)
    later = AT + timedelta(hours=1)
    form = a_form(candidate_number=person.candidate_number)
    ask_registers(BORDER, later, [form], {person.candidate_number: person.pk})
    waiting.refresh_from_db()
    assert (waiting.tries, waiting.claimed_at, waiting.next_try_at) == (0, None, later)
    assert RegisterCheck.objects.filter(candidate=person, answer="").count() == 3
