"""通知·二.3: questions to registers taken up, and what came back: kept sealed, settled, or asked again later."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from json import dumps

from django.db import transaction
from django.db.models import Q

from chengzhao.actions.audit import Actor, Border, Touched, record
from chengzhao.actions.many_ids import any_of
from chengzhao.law.citation import cites
from chengzhao.ledger.digest import digest_of
from chengzhao.records.bulk import copy_rows, reserve_ids, update_rows
from chengzhao.records.models import Education, RegisterCheck, RegisterExchange, RegisterLine
from chengzhao.records.queries.register_questions import Question, questions
from chengzhao.records.sealed import EXCHANGE_ASKED, EXCHANGE_SAID
from chengzhao.rules.registration import (
    CHECKED_BY_HAND,
    REGISTRATION,
    CheckAnswer,
    CheckField,
    CheckSubject,
    CheckWay,
    Line,
    after_answer,
    after_failure,
    next_try,
    questions_allowed,
)
from chengzhao.vault.sealing import Keys

SERVICE = Actor(account=None, role=None, org_path="")
AGAIN_AFTER = timedelta(minutes=10)
"""A question that was taken up and never came back is taken up by another: its process has died."""
_ACTIVE = sorted(state.value for state in REGISTRATION.sets["ACTIVE"])
_BEFORE_CONFIRMING = sorted(
    {"SUBMITTED", "UNDER_REVIEW", "RETURNED", "SECOND_REVIEW", "APPROVED"} & {*_ACTIVE}
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Answered:
    """What became of one question. `stated` is what the register holds; with a `failure` there is no answer."""

    question: Question
    answer: CheckAnswer
    way: CheckWay
    source: str
    differences: tuple[CheckField, ...] = ()
    stated: Mapping[CheckField, str] = field(default_factory=dict, repr=False)
    reference: str = ""
    failure: str = ""

    @property
    def is_final(self) -> bool:
        """Whether the register said something."""
        return self.answer is not CheckAnswer.NO_ANSWER


@cites("N3.7")
@transaction.atomic
def claim_questions(
    *, border: Border, at: datetime, subject: CheckSubject, keys: Keys, most: int
) -> list[Question]:
    """Take up questions of one subject that are due, so that no other process takes them at the same time.

    Of a register that is down one is taken up to try it, when that is due.
    """
    line = _line(border, subject)
    allowed = questions_allowed(_as_rule(line), at, most)
    if not allowed:
        return []
    if line.down_since is not None:
        # Whoever else asks meanwhile finds the trial under way.
        RegisterLine.objects.filter(pk=line.pk).update(tried_again_at=at + AGAIN_AFTER)
    rows = list(
        RegisterCheck.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(
            Q(claimed_at__isnull=True) | Q(claimed_at__lte=at - AGAIN_AFTER),
            # While a line is down the questions keep their times; whichever is first is the trial.
            Q() if line.down_since else Q(next_try_at__lte=at),
            season=border.season,
            province=border.province,
            subject=subject.value,
            answer="",
            candidate__registration__state__in=_ACTIVE,
        )
        .order_by("next_try_at", "pk")[:allowed]
    )
    RegisterCheck.objects.filter(pk__in=any_of(row.pk for row in rows)).update(claimed_at=at)
    for row in rows:
        row.claimed_at = at
    return questions(rows, keys)


@transaction.atomic
def release_questions(*, border: Border, given_up: Sequence[Question]) -> None:
    """Put back questions that were taken up and did not go: their register has just gone down."""
    for one in given_up:
        mine = RegisterCheck.objects.filter(season=border.season, province=border.province, pk=one.check_id)
        mine.filter(claimed_at=one.claimed_at, answer="").update(claimed_at=None)


@cites("N3.7", "N3.1")
@transaction.atomic
def settle_answers(
    *, border: Border, actor: Actor = SERVICE, at: datetime, answers: Sequence[Answered], keys: Keys
) -> int:
    """Keep what came back, settle what was answered, put off what was not; returns how many were settled.

    An answer to a question that was asked anew or answered meanwhile is kept and settles nothing. A certificate that
    the register confirms is verified by that; one that it does not confirm is verified no more by an earlier answer.
    """
    by_id = {one.question.check_id: one for one in answers}
    rows = {
        row.pk: row
        for row in RegisterCheck.objects.select_for_update()
        .filter(season=border.season, province=border.province, pk__in=any_of(by_id))
        .order_by("pk")
    }
    keep_exchanges(border, actor, at, [one for key, one in by_id.items() if key in rows], keys)
    current = [
        one
        for key, one in by_id.items()
        if key in rows and not rows[key].answer and _is_current(rows[key], one)
    ]
    settled = [one for one in current if one.is_final]
    _settle(at, settled)
    _put_off(at, [one for one in current if not one.is_final])
    _verify_certificates(at, settled)
    touched = [_settled(one) for one in settled]
    record(
        border=border, actor=actor, at=at, act="settle_answers", object_kind="register_check", touched=touched
    )
    return len(settled)


def _settled(one: Answered) -> Touched:
    """One answer on the trail: what it says, and never what it is about."""
    asked = one.question.subject
    answer = {"answer": one.answer.value, "differences": [held.value for held in one.differences]}
    return Touched(
        object_id=one.question.candidate_number,
        before=digest_of({"subject": asked.value}),
        after=digest_of({"subject": asked.value, **answer}),
        reason=f"{asked.label}：{one.answer.label}（{one.source}）",
    )


@cites("N3.7")
@transaction.atomic
def note_line(*, border: Border, at: datetime, subject: CheckSubject, results: Iterable[Answered]) -> Line:
    """Book how a register answered, question by question; the trail says when it went down and came back."""
    row = _line(border, subject)
    was = held = _as_rule(row)
    for one in results:
        if one.is_final:
            held, row.answered_at = after_answer(), at
        else:
            held = after_failure(held, at)
            row.failed_at, row.failure = at, one.failure[:200]
    row.failures, row.down_since, row.tried_again_at = held.failures, held.down_since, held.tried_again_at
    row.save()
    if was.is_down is not held.is_down:
        touched = Touched(
            object_id=f"{border.season}-{border.province}-{subject.value}",
            before=digest_of({"down_since": was.down_since}),
            after=digest_of({"down_since": held.down_since}),
            reason=f"{subject.label}核查{'中断：' + row.failure if held.is_down else '恢复'}",
        )
        record(
            border=border,
            actor=SERVICE,
            at=at,
            act="note_line",
            object_kind="register_line",
            touched=[touched],
        )
    return held


def _line(border: Border, subject: CheckSubject) -> RegisterLine:
    """The line of a register, locked."""
    head = {"season": border.season, "province": border.province, "subject": subject.value}
    RegisterLine.objects.bulk_create([RegisterLine(**head)], ignore_conflicts=True)
    return RegisterLine.objects.select_for_update().get(**head)


def _as_rule(row: RegisterLine) -> Line:
    return Line(failures=row.failures, down_since=row.down_since, tried_again_at=row.tried_again_at)


def _is_current(row: RegisterCheck, one: Answered) -> bool:
    """A file answers whatever waits; online only the question as it was taken up is answered."""
    return one.way is CheckWay.FILE or row.claimed_at == one.question.claimed_at


def keep_exchanges(
    border: Border, actor: Actor, at: datetime, answers: Sequence[Answered], keys: Keys
) -> None:
    """Keep what went and what came back, sealed; one COPY for all of it."""
    ids = reserve_ids(RegisterExchange, len(answers))
    fields = (
        *("id", "season", "province", "candidate_id", "question_id", "way", "source", "by_id"),
        *("asked_sealed", "said_sealed", "answer", "failure", "at"),
    )
    rows = [
        (
            *(key, border.season, border.province, one.question.candidate_id, one.question.check_id),
            *(one.way.value, one.source, actor.account),
            EXCHANGE_ASKED.values(keys, key, _text(one.question.fields))[0],
            EXCHANGE_SAID.values(keys, key, _said(one))[0],
            *(one.answer.value, one.failure[:200], at),
        )
        for key, one in zip(ids, answers, strict=True)
    ]
    copy_rows(RegisterExchange, fields, rows)


def _text(fields: Mapping[CheckField, str]) -> str:
    return dumps({one.value: text for one, text in fields.items()}, ensure_ascii=False)


def _said(one: Answered) -> str:
    if not one.is_final:
        return ""
    said = {held.value: text for held, text in one.stated.items()}
    return dumps({"reference": one.reference, "stated": said}, ensure_ascii=False)


def _settle(at: datetime, answers: Sequence[Answered]) -> None:
    types = {
        "id": "bigint",
        "answer": "text",
        "differences": "jsonb",
        "way": "text",
        "source": "text",
        "answered_at": "timestamptz",
        "next_try_at": "timestamptz",
    }
    rows = [
        (
            *(one.question.check_id, one.answer.value, dumps([held.value for held in one.differences])),
            *(one.way.value, one.source, at, None),
        )
        for one in answers
    ]
    update_rows(RegisterCheck, "id", types, rows)


def _put_off(at: datetime, answers: Sequence[Answered]) -> None:
    types = {"id": "bigint", "tries": "int", "next_try_at": "timestamptz", "claimed_at": "timestamptz"}
    rows = [
        (one.question.check_id, one.question.tries + 1, next_try(one.question.tries + 1, at), None)
        for one in answers
    ]
    update_rows(RegisterCheck, "id", types, rows)


def _verify_certificates(at: datetime, answers: Sequence[Answered]) -> None:
    """What nobody confirmed is left to the reviewer; what papers showed stays as it is."""
    asked = [one for one in answers if one.question.subject is CheckSubject.EDUCATION]
    proved = [
        (one.question.candidate_id, at, f"{one.source}{one.way.label}"[:40])
        for one in asked
        if one.answer is CheckAnswer.MATCHES
    ]
    types = {"candidate_id": "bigint", "verified_at": "timestamptz", "verified_by": "text"}
    by_hand = Education.objects.filter(
        candidate__in=any_of(row[0] for row in proved), verified_by__startswith=CHECKED_BY_HAND
    )
    seen = set(by_hand.values_list("candidate_id", flat=True))
    update_rows(Education, "candidate_id", types, [row for row in proved if row[0] not in seen])
    unproved = [one.question.candidate_id for one in asked if one.answer is not CheckAnswer.MATCHES]
    Education.objects.filter(
        candidate__in=any_of(unproved), candidate__registration__state__in=_BEFORE_CONFIRMING
    ).exclude(verified_by__startswith=CHECKED_BY_HAND).update(verified_at=None, verified_by="")
