"""Batches: a sample nobody chooses, all or what can be, undone whole, never over what a person did."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from tests.actions.presses import DONE, press_twice
from tests.actions.refusing import refused, rows_refused, trail_of
from tests.actions.test_desk import COUNTY, a_reviewer
from tests.actions.test_review import AT, a_county, a_review, state_of
from tests.factories import BORDER, KEYS, a_candidate, a_check, a_claim, an_identity_number
from tests.factories.border import a_new_number

from chengzhao.actions import review_batches as acts
from chengzhao.actions.audit import Actor, Refused
from chengzhao.actions.desk import take_file
from chengzhao.actions.recusals import declare_recusal
from chengzhao.actions.registration_forms import Verdict
from chengzhao.actions.review import decide_registrations
from chengzhao.actions.review_batches import BatchResult, open_batch, pass_batch, undo_batch
from chengzhao.actions.review_sampling import sample_of
from chengzhao.actions.review_undoing import undo_passes
from chengzhao.law.words import ClaimKind, IdentityDocument, Role, Stage
from chengzhao.records.models import (
    Account,
    Candidate,
    RegisterCheck,
    Registration,
    RegistrationTrace,
    ReviewBatch,
    ReviewBatchItem,
    ReviewDecision,
    StageWindow,
)
from chengzhao.records.sealed import PHONE
from chengzhao.rules.governance import Relation
from chengzhao.rules.registration import CheckAnswer, CheckSubject

pytestmark = pytest.mark.django_db


def people(number: int, **facts: Any) -> list[Candidate]:
    county = a_county()
    found = [a_candidate(confirmation_point=county, **(a_plain_person() | facts)) for _ in range(number)]
    return [confirmed(one) for one in found]


def another(one: Candidate, **facts: Any) -> Candidate:
    """One more of the same confirmation point."""
    return confirmed(a_candidate(confirmation_point=one.confirmation_point, **(a_plain_person() | facts)))


def confirmed(one: Candidate) -> Candidate:
    """To whom the registers have said yes."""
    for subject in (CheckSubject.IDENTITY, CheckSubject.STUDENT_STATUS):
        a_check(one, subject=subject, answer=CheckAnswer.MATCHES)
    return one


def a_plain_person() -> dict[str, Any]:
    """Somebody of 24 at an address of their own, in whom no check marks anything."""
    return {
        "birth_date": date(2000, 3, 5),
        "identity_number": an_identity_number(birth=date(2000, 3, 5)),
        "address": f"太原市小店区演练路{a_new_number()}号",
    }


def opened(candidates: list[Candidate], actor: Actor) -> UUID:
    return open_batch(border=BORDER, actor=actor, at=AT, candidate_ids=[one.pk for one in candidates])


def look_at_the_sample(actor: Actor) -> None:
    for item in ReviewBatchItem.objects.filter(is_sampled=True):
        take_file(border=BORDER, actor=actor, at=AT, candidate_id=item.candidate_id)


def pass_it(batch: UUID, actor: Actor, at: Any = AT) -> BatchResult:
    return pass_batch(border=BORDER, actor=actor, at=at, public_id=batch)


def undo_it(batch: UUID, actor: Actor, at: Any = AT) -> int:
    return undo_batch(border=BORDER, actor=actor, at=at, public_id=batch)


@pytest.mark.parametrize(("number", "expected"), [(1, 1), (3, 3), (4, 3), (60, 3), (61, 4), (500, 25)])
def test_sample_is_a_twentieth_and_at_least_three(number: int, expected: int) -> None:
    numbers = {key: f"2414010500{key:04d}" for key in range(number)}
    found = sample_of(numbers)
    assert len(found) == expected
    assert sample_of(dict(reversed(numbers.items()))) == found


def test_sample_of_another_batch_is_another() -> None:
    numbers = {key: f"2414010500{key:04d}" for key in range(60)}
    assert sample_of(numbers) != sample_of({key: text for key, text in numbers.items() if key})


def test_batch_passes_only_when_the_sample_was_opened_by_the_same_person() -> None:
    everybody, actor, other = people(5), a_reviewer(), a_reviewer()
    batch = opened(everybody, actor)
    with refused("抽查的还有3份没有打开看过，看完才能通过这一批。"):
        pass_it(batch, actor)
    with refused("没有这一批，或不是你建立的。"):
        pass_it(batch, other)
    look_at_the_sample(actor)
    assert pass_it(batch, actor) == BatchResult(passed=5, left_out=0)
    assert [state_of(one) for one in everybody] == ["APPROVED"] * 5
    assert pass_it(batch, actor) == BatchResult(passed=5, left_out=0)
    assert ReviewDecision.objects.count() == 5
    assert [kind for kind, _ in trail_of("pass_batch")] == ["review_batch"]


def test_batch_leaves_out_what_cannot_pass_and_what_others_have_or_did() -> None:
    everybody, actor, other = people(6), a_reviewer(), a_reviewer()
    batch = opened(everybody, actor)
    look_at_the_sample(actor)
    rest = list(ReviewBatchItem.objects.filter(is_sampled=False).order_by("pk"))
    held, claiming, decided = rest
    take_file(border=BORDER, actor=other, at=AT, candidate_id=held.candidate_id)
    a_claim(candidate=claiming.candidate, kind=ClaimKind.MARTYR_FAMILY)
    form = a_review(decided.candidate, by=Account.objects.get(pk=other.account))
    decide_registrations(border=BORDER, actor=other, at=AT, decisions=[form])
    assert pass_it(batch, actor) == BatchResult(passed=3, left_out=3)
    told = dict(ReviewBatchItem.objects.filter(outcome="LEFT_OUT").values_list("candidate_id", "why"))
    assert told[held.candidate_id] == "正由他人审核"
    assert told[claiming.candidate_id] == "照顾加分须由另一人复核，请转复核"
    assert "已通过" in told[decided.candidate_id]
    assert ReviewDecision.objects.get(candidate=decided.candidate).reviewer_id == other.account


def test_batch_passes_no_version_that_it_was_not_made_of() -> None:
    everybody, actor, other = people(8), a_reviewer(), a_reviewer()
    batch = opened(everybody, actor)
    look_at_the_sample(actor)
    rest = list(ReviewBatchItem.objects.filter(is_sampled=False).order_by("pk"))
    again, undone, hasty, crowded, whole = (item.candidate for item in rest)
    later = AT + timedelta(minutes=1)
    by = Account.objects.get(pk=other.account)
    decide_registrations(
        border=BORDER, actor=other, at=AT, decisions=[a_review(again, Verdict.RETURN, by=by)]
    )
    Registration.objects.filter(candidate=again).update(state="SUBMITTED", submitted_at=later)
    decide_registrations(border=BORDER, actor=other, at=AT, decisions=[a_review(undone, by=by)])
    undo_passes(border=BORDER, actor=other, at=later, candidate_ids=[undone.pk], reason="按错")
    RegistrationTrace.objects.create(season=2024, province="14", candidate=hasty, seconds=5)
    another(crowded, phone=PHONE.text(KEYS, crowded.pk, bytes(crowded.phone_sealed)))
    assert pass_it(batch, actor, later) == BatchResult(passed=4, left_out=4)
    told = dict(ReviewBatchItem.objects.filter(outcome="LEFT_OUT").values_list("candidate_id", "why"))
    assert told == {
        again.pk: "这一批建立以后考生又重新提交，请单独审核",
        undone.pk: "这一批建立以后已有人作过决定，请单独审核",
        hasty.pk: "5秒填完",
        crowded.pk: "同一手机号的有2份",
    }
    assert [state_of(one) for one in (again, undone, whole)] == ["SUBMITTED", "UNDER_REVIEW", "APPROVED"]


@pytest.mark.django_db(transaction=True)
def test_batch_sees_what_another_takes_at_the_same_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file taken while the batch waits for its row: leases are read under the lock, not before it."""
    everybody, actor, other = people(4), a_reviewer(), a_reviewer()
    batch = opened(everybody, actor)
    look_at_the_sample(actor)
    [item] = ReviewBatchItem.objects.filter(is_sampled=False)
    locked, taken = acts.locked_states, list[int]()

    def lock(*given: Any, **facts: Any) -> Any:
        # What the one who held the row did is committed by the time the lock is got.
        if not taken:
            with ThreadPoolExecutor(1) as pool:
                pool.submit(_elsewhere, other, item.candidate_id).result()
            taken.append(item.candidate_id)
        return locked(*given, **facts)

    monkeypatch.setattr(acts, "locked_states", lock)
    assert pass_it(batch, actor) == BatchResult(passed=3, left_out=1)
    assert ReviewBatchItem.objects.get(pk=item.pk).why == "正由他人审核"
    assert taken == [item.candidate_id]


def _elsewhere(actor: Actor, candidate: int) -> None:
    try:
        take_file(border=BORDER, actor=actor, at=AT, candidate_id=candidate)
    finally:
        connection.close()


def test_batch_is_undone_whole_within_minutes_by_the_same_person() -> None:
    everybody, actor = people(4), a_reviewer()
    batch = opened(everybody, actor)
    look_at_the_sample(actor)
    with refused("这一批还没有通过，不用撤销。"):
        undo_it(batch, actor)
    pass_it(batch, actor)
    with refused("没有这一批，或不是你建立的。"):
        undo_it(batch, a_reviewer())
    with refused("通过已超过10分钟，不能整批撤销，请报省级招生考试机构。"):
        undo_it(batch, actor, AT + timedelta(minutes=10, seconds=1))
    Registration.objects.filter(candidate=everybody[0]).update(state="CONFIRMED", confirmed_at=AT)
    assert undo_it(batch, actor, AT + timedelta(minutes=10)) == 3
    assert [state_of(one) for one in everybody] == ["CONFIRMED", *["UNDER_REVIEW"] * 3]
    assert undo_it(batch, actor) == 0
    with refused("这一批已经撤销，请重新选择。"):
        pass_it(batch, actor)


@pytest.mark.django_db(transaction=True)
def test_batch_pressed_twice_at_once_passes_once() -> None:
    everybody, actor = people(3), a_reviewer()
    batch = opened(everybody, actor)
    look_at_the_sample(actor)
    assert press_twice(lambda: pass_it(batch, actor)) == [DONE, DONE]
    assert ReviewDecision.objects.count() == 3


def test_batch_killed_half_way_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    everybody, actor = people(3), a_reviewer()
    batch = opened(everybody, actor)
    look_at_the_sample(actor)

    class Killed(BaseException):
        pass

    def killed(*_: object, **__: object) -> None:
        raise Killed

    monkeypatch.setattr(acts, "_trail", killed)
    with pytest.raises(Killed):
        pass_it(batch, actor)
    assert ReviewBatch.objects.get().state == "OPEN"
    assert ReviewDecision.objects.count() == 0


def test_batch_of_nobody_of_too_many_of_the_next_county_and_after_the_deadline() -> None:
    [one], actor = people(1), a_reviewer()
    with pytest.raises(Refused, match="没有可以批量通过的报名"):
        opened([], actor)
    with refused("一批最多500份，现在是501份。请缩小筛选范围。"):
        open_batch(border=BORDER, actor=actor, at=AT, candidate_ids=[one.pk] * 501)
    with rows_refused((1, one.candidate_number, "不在你单位的管辖范围内")):
        opened([one], a_reviewer(org_path="/14/1401/140106/"))
    with pytest.raises(Refused, match="这项工作由县区审核员"):
        opened([one], a_reviewer(role=Role.COLLEGE_OFFICER))
    StageWindow.objects.filter(stage=Stage.REVIEW).update(closes_at=AT)
    with pytest.raises(Refused, match="已于2024年9月7日10:00截止"):
        opened([one], actor)
    assert one.org_path == COUNTY


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"birth_date": date(2000, 3, 6)}, "出生日期或性别与证件号码不一致"),
        (
            {"birth_date": date(1990, 1, 1), "identity_number": an_identity_number()},
            "年满25周岁，没有列加分",
        ),
        (
            {"identity_kind": IdentityDocument.TAIWAN_PERMIT, "identity_number": "12345678"},
            "台湾居民来往大陆通行证须对照原件",
        ),
    ],
)
def test_what_a_check_marks_is_left_out_with_the_reason(facts: dict[str, Any], why: str) -> None:
    actor = a_reviewer()
    plain = people(3)
    marked = another(plain[0], **facts)
    batch = opened([*plain, marked], actor)
    item = ReviewBatchItem.objects.get(candidate=marked)
    assert (item.outcome, item.why, item.is_sampled) == ("LEFT_OUT", why, False)
    look_at_the_sample(actor)
    assert pass_it(batch, actor) == BatchResult(passed=3, left_out=1)
    assert state_of(marked) == "SUBMITTED"


def test_haste_and_a_phone_of_two_are_left_out() -> None:
    actor = a_reviewer()
    everybody = people(6)
    shared = [another(everybody[0], phone="19912340000") for _ in range(2)]
    RegistrationTrace.objects.create(season=2024, province="14", candidate=everybody[0], seconds=5)
    opened([*everybody, *shared], actor)
    why = dict(ReviewBatchItem.objects.exclude(why="").values_list("candidate_id", "why"))
    assert why == {
        everybody[0].pk: "5秒填完",
        shared[0].pk: "同一手机号的有2份",
        shared[1].pk: "同一手机号的有2份",
    }


def test_batch_of_nothing_but_doubts_is_refused() -> None:
    everybody = people(2, phone="19912340000")
    with refused("这些报名都有疑点或者须由他人审核，没有可以批量通过的，请逐份审核。"):
        opened(everybody, a_reviewer())


def test_what_no_register_confirmed_is_left_out() -> None:
    everybody, actor = people(7), a_reviewer()
    unknown, waiting, unasked, again, later = everybody[:5]
    of_identity = RegisterCheck.objects.filter(subject=CheckSubject.IDENTITY)
    of_identity.filter(candidate=unknown).update(answer=CheckAnswer.NOT_FOUND)
    of_identity.filter(candidate=waiting).delete()
    a_check(waiting, subject=CheckSubject.IDENTITY)
    RegisterCheck.objects.filter(candidate=unasked).delete()
    a_check(again, subject=CheckSubject.STUDENT_STATUS)
    batch = opened(everybody, actor)
    why = dict(ReviewBatchItem.objects.exclude(why="").values_list("candidate_id", "why"))
    assert why == {
        unknown.pk: "身份核查查无记录",
        waiting.pk: "身份核查还没有答复",
        unasked.pk: "身份没有核查过；学籍没有核查过",
        again.pk: "学籍核查还没有答复",
    }
    look_at_the_sample(actor)
    of_identity.filter(candidate=later).update(answer=CheckAnswer.NOT_FOUND)
    assert pass_it(batch, actor) == BatchResult(passed=2, left_out=5)
    assert ReviewBatchItem.objects.get(candidate=later).why == "身份核查查无记录"


def test_what_the_reviewer_keeps_away_from_is_left_out_and_never_in_the_sample() -> None:
    everybody, actor = people(3), a_reviewer()
    number = everybody[0].candidate_number
    declare_recusal(border=BORDER, actor=actor, at=AT, candidate_number=number, relation=Relation.RELATIVE)
    batch = opened(everybody, actor)
    assert ReviewBatchItem.objects.get(candidate=everybody[0]).is_sampled is False
    look_at_the_sample(actor)
    assert pass_it(batch, actor) == BatchResult(passed=2, left_out=1)
