"""A reviewer at work: two at once, the wrong role, the wrong county, after the deadline, killed half-way."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from tests.actions.presses import DONE, press_twice
from tests.actions.refusing import refused, rows_refused, trail_of
from tests.actions.test_review import AT, a_registered, a_review, state_of
from tests.factories import BORDER, an_account, an_actor

from chengzhao.actions import desk as acts
from chengzhao.actions.audit import Actor, Refused
from chengzhao.actions.desk import HeldByAnother, NoteForm, decide_file, give_back_file, save_note, take_file
from chengzhao.actions.registration_forms import Verdict
from chengzhao.actions.review_undoing import undo_passes
from chengzhao.law.words import Role, Stage
from chengzhao.records.models import (
    Account,
    AuditRow,
    Candidate,
    ReviewDecision,
    ReviewLease,
    ReviewNote,
    StageWindow,
)
from chengzhao.rules.registration import RegistrationState, ReturnItem

pytestmark = pytest.mark.django_db
S = RegistrationState
COUNTY = "/14/1401/140105/"


def a_reviewer(account: Account | None = None, **facts: Any) -> Actor:
    given: dict[str, Any] = {"role": Role.COUNTY_REVIEWER, "org_path": COUNTY}
    return an_actor(account=account or an_account(), **(given | facts))


def take(candidate: Candidate, actor: Actor, at: Any = AT) -> Any:
    return take_file(border=BORDER, actor=actor, at=at, candidate_id=candidate.pk)


def decide(candidate: Candidate, actor: Actor, verdict: Verdict = Verdict.PASS, seen: int = 0) -> bool:
    assert actor.account is not None
    form = a_review(candidate, verdict, by=Account.objects.get(pk=actor.account))
    return decide_file(border=BORDER, actor=actor, at=AT, form=form, seen=seen)


def write(candidate: Candidate, actor: Actor, text: str = "原件已看") -> None:
    note = NoteForm(text=text, returns=((ReturnItem.SCHOOL, "请写全称"),))
    save_note(border=BORDER, actor=actor, at=AT, candidate_id=candidate.pk, note=note)


def test_take_holds_a_file_and_taking_again_holds_it_longer() -> None:
    candidate, actor = a_registered(), a_reviewer()
    assert take(candidate, actor) == AT + timedelta(minutes=15)
    assert take(candidate, actor, AT + timedelta(minutes=5)) == AT + timedelta(minutes=20)
    lease = ReviewLease.objects.get()
    assert (lease.taken_at, lease.until) == (AT, AT + timedelta(minutes=20))
    assert state_of(candidate) == "UNDER_REVIEW"
    assert trail_of("take_file") == [("registration", candidate.candidate_number)] * 2


@pytest.mark.django_db(transaction=True)
def test_take_at_once_gives_the_file_to_one() -> None:
    candidate = a_registered()
    actors = iter([a_reviewer(), a_reviewer()])
    answers = press_twice(lambda: take(candidate, next(actors)))
    assert answers.count(DONE) == 1
    assert ReviewLease.objects.count() == 1
    assert len(trail_of("take_file")) == 1


@pytest.mark.django_db(transaction=True)
def test_decide_at_once_by_two_decides_once() -> None:
    candidate = a_registered(S.UNDER_REVIEW)
    pairs = iter([(a_reviewer(), Verdict.PASS), (a_reviewer(), Verdict.RETURN)])

    def press() -> None:
        actor, verdict = next(pairs)
        decide(candidate, actor, verdict)

    assert press_twice(press).count(DONE) == 1
    assert ReviewDecision.objects.count() == 1


def test_a_file_that_is_held_is_nobody_else_s_until_it_runs_out() -> None:
    candidate, holder, other = a_registered(), a_reviewer(), a_reviewer()
    take(candidate, holder)
    for step in (lambda: take(candidate, other), lambda: decide(candidate, other)):
        with pytest.raises(HeldByAnother, match="从10:00起正在审核这份报名，到10:15为止"):
            step()
    take(candidate, other, AT + timedelta(minutes=15))
    assert ReviewLease.objects.get().account_id == other.account


def test_note_of_whoever_lost_the_file_is_kept_all_the_same() -> None:
    candidate, first, second = a_registered(), a_reviewer(), a_reviewer()
    take(candidate, first)
    take(candidate, second, AT + timedelta(minutes=16))
    write(candidate, first)
    assert ReviewNote.objects.get().account_id == first.account
    assert ReviewLease.objects.get().account_id == second.account


def test_decision_gives_back_and_clears_the_draft_but_keeps_the_note() -> None:
    candidate, actor = a_registered(), a_reviewer()
    take(candidate, actor)
    write(candidate, actor)
    form = a_review(candidate, by=Account.objects.get(pk=actor.account))
    assert decide_file(border=BORDER, actor=actor, at=AT, form=form, seen=0, text="身份证13800001234")
    note = ReviewNote.objects.get()
    assert (note.text, note.returns) == ("身份证〔手机号〕", {})
    assert not ReviewLease.objects.exists()
    assert decide_file(border=BORDER, actor=actor, at=AT, form=form, seen=0) is False


def test_give_back_is_for_the_holder() -> None:
    candidate, holder, other = a_registered(), a_reviewer(), a_reviewer()
    take(candidate, holder)
    back = {"border": BORDER, "at": AT, "candidate_id": candidate.pk}
    assert give_back_file(actor=other, **back) is False  # type: ignore[arg-type]
    assert give_back_file(actor=holder, **back) is True  # type: ignore[arg-type]
    assert trail_of("give_back_file") == [("registration", candidate.candidate_number)]


STEPS: list[Callable[[Candidate, Actor], Any]] = [take, decide, write]


@pytest.mark.parametrize("step", STEPS)
def test_desk_of_the_wrong_role_the_next_county_and_nobody(step: Callable[[Candidate, Actor], Any]) -> None:
    candidate = a_registered(S.UNDER_REVIEW)
    with pytest.raises(Refused, match="这项工作由县区审核员"):
        step(candidate, a_reviewer(role=Role.COLLEGE_OFFICER))
    with rows_refused((1, candidate.candidate_number, "不在你单位的管辖范围内")):
        step(candidate, a_reviewer(org_path="/14/1401/140106/"))


@pytest.mark.parametrize("step", STEPS)
def test_desk_after_the_deadline(step: Callable[[Candidate, Actor], Any]) -> None:
    candidate = a_registered(S.UNDER_REVIEW)
    StageWindow.objects.filter(stage=Stage.REVIEW).update(closes_at=AT)
    with refused("“资格审核”已于2024年9月7日10:00截止，如需延长请联系省级招生考试机构。"):
        step(candidate, a_reviewer())


def test_decision_killed_half_way_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    candidate, actor = a_registered(), a_reviewer()
    take(candidate, actor)
    before = AuditRow.objects.count()

    class Killed(BaseException):
        pass

    def killed(*_: object) -> None:
        raise Killed

    monkeypatch.setattr(acts, "_write_note", killed)
    with pytest.raises(Killed):
        decide(candidate, actor)
    assert (state_of(candidate), ReviewDecision.objects.count()) == ("UNDER_REVIEW", 0)
    assert (ReviewLease.objects.count(), AuditRow.objects.count()) == (1, before)


def test_take_only_what_waits() -> None:
    candidate = a_registered(S.APPROVED)
    with refused("这份报名现在是“已通过”，不在待审之列。"):
        take(candidate, a_reviewer())


def test_undo_without_a_reason_or_of_a_file_that_has_gone_on() -> None:
    candidate, actor = a_registered(S.CONFIRMED), a_reviewer()
    undo = {"border": BORDER, "actor": actor, "at": AT, "candidate_ids": [candidate.pk]}
    with refused("撤销通过须由本人登录办理，并写明理由。"):
        undo_passes(reason=" ", **undo)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="报名“已确认”不能转为“审核中”"):
        undo_passes(reason="按错", **undo)  # type: ignore[arg-type]
