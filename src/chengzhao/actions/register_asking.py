"""通知·二.3: registers are asked about a registration when it is handed in, and again where a reviewer wants it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from chengzhao.actions.audit import Actor, Border, Refused, Touched, record
from chengzhao.actions.grounds import kept
from chengzhao.actions.many_ids import any_of
from chengzhao.actions.recusals import recusal_faults
from chengzhao.actions.refusals import refuse_faults
from chengzhao.actions.registration_forms import RegistrationForm
from chengzhao.actions.review import reached_registrations
from chengzhao.actions.second_review import OPEN_STATES, passers_of
from chengzhao.law.citation import cites
from chengzhao.ledger.digest import digest_of
from chengzhao.records.bulk import copy_rows, reserve_ids
from chengzhao.records.check_words import CheckCause
from chengzhao.records.models import RegisterCheck, RegisterExchange, Registration
from chengzhao.records.queries.register_checks import subjects_of
from chengzhao.records.sealed import EXCHANGE_SAID
from chengzhao.rules.registration import (
    CheckAnswer,
    CheckSubject,
    CheckWay,
    RegistrationState,
    asked_subjects,
)
from chengzhao.vault.sealing import Keys

LONGEST_PAPERS = 60


@cites("N3.7", "N3.1")
def ask_registers(
    border: Border, at: datetime, forms: Sequence[RegistrationForm], ids: Mapping[str, int]
) -> None:
    """Put the questions about registrations that were handed in: in their transaction, so that none is lost.

    What is asked for already waits on, is asked at once, and about what is registered now.
    """
    _ask(border, at, {ids[form.candidate_number]: _subjects(form) for form in forms})


@cites("N3.7", "N3.1")
def ask_about(border: Border, at: datetime, candidates: Collection[int]) -> None:
    """Put the questions about registrations as they stand, which somebody else than their person hands on to review.

    In their transaction, so that none is lost; through a door that sees and writes the questions of these people.
    """
    _ask(border, at, subjects_of(candidates))


def _ask(border: Border, at: datetime, subjects: Mapping[int, Sequence[CheckSubject]]) -> None:
    open_ones = RegisterCheck.objects.filter(candidate__in=any_of(subjects), answer="")
    open_ones.update(next_try_at=at, claimed_at=None, tries=0)
    fields = ("season", "province", "candidate_id", "subject", "cause", "asked_at", "next_try_at")
    rows = [
        (border.season, border.province, candidate, subject.value, "HANDED_IN", at, at)
        for candidate, asked in subjects.items()
        for subject in asked
    ]
    copy_rows(RegisterCheck, fields, rows, skips_known=True)


def _subjects(form: RegistrationForm) -> tuple[CheckSubject, ...]:
    return asked_subjects(
        document=form.identity_kind,
        level=form.level,
        claims=[claim.kind for claim in form.claims],
        has_licence=bool(form.licences),
    )


@cites("N3.7")
@transaction.atomic
def ask_again(
    *, border: Border, actor: Actor, at: datetime, candidate_id: int, subject: CheckSubject
) -> None:
    """Ask a register once more. Raises Refused where the question is on its way, RowsRefused out of reach."""
    number = _reached(border, actor, at, candidate_id)
    with kept(RegisterCheck):
        RegisterCheck.objects.create(
            season=border.season,
            province=border.province,
            candidate_id=candidate_id,
            subject=subject.value,
            cause=CheckCause.AGAIN.value,
            asked_by_id=actor.account,
            asked_at=at,
            next_try_at=at,
        )
    _trail(border, actor, at, "ask_again", number, {"subject": subject.value})


@cites("N3.7", "N3.1")
@transaction.atomic
def check_by_hand(
    *,
    border: Border,
    actor: Actor,
    at: datetime,
    candidate_id: int,
    subject: CheckSubject,
    agrees: bool,
    papers: str,
    keys: Keys,
) -> None:
    """Say what original papers showed where a register said no or nothing; a second person then reviews the file.

    Raises Refused without papers, for somebody whom nothing was asked about, and for whoever passed the file
    before; RowsRefused out of reach.
    """
    number = _reached(border, actor, at, candidate_id)
    said = _papers(papers)
    asked = RegisterCheck.objects.filter(candidate=candidate_id, subject=subject.value)
    last = asked.exclude(answer="").order_by("-answered_at", "-pk").first()
    answer = CheckAnswer.MATCHES if agrees else CheckAnswer.DIFFERS
    if last is not None and (last.way, last.answer, last.asked_by_id) == (
        "HAND",
        answer.value,
        actor.account,
    ):
        return
    _require_other_than_passed(border, candidate_id, actor)
    _keep_papers(border, actor, at, candidate_id, subject, answer, said, keys)
    facts = {"subject": subject.value, "answer": answer.value}
    before = {"subject": subject.value, "answer": last.answer} if last else None
    _trail(border, actor, at, "check_by_hand", number, facts, before=before, reason=said)


def _keep_papers(
    border: Border,
    actor: Actor,
    at: datetime,
    candidate_id: int,
    subject: CheckSubject,
    answer: CheckAnswer,
    said: str,
    keys: Keys,
) -> None:
    """A question that papers have answered, and what they were, sealed."""
    [check, exchange] = [*reserve_ids(RegisterCheck, 1), *reserve_ids(RegisterExchange, 1)]
    head = {"season": border.season, "province": border.province, "candidate_id": candidate_id}
    how = {"way": CheckWay.HAND.value, "source": "原件", "answer": answer.value}
    RegisterCheck.objects.create(
        **head,
        **how,
        pk=check,
        subject=subject.value,
        cause=CheckCause.PAPERS.value,
        asked_by_id=actor.account,
        asked_at=at,
        answered_at=at,
    )
    RegisterExchange.objects.create(
        **head,
        **how,
        pk=exchange,
        question_id=check,
        by_id=actor.account,
        said_sealed=keys.seal(said, row=EXCHANGE_SAID.place(exchange)),
        at=at,
    )


def _papers(text: str) -> str:
    said = text.strip()
    if not said:
        raise Refused("请写明看过什么材料，例如：户口簿原件、派出所证明。")
    if len(said) > LONGEST_PAPERS:
        raise Refused(f"看过的材料最多写{LONGEST_PAPERS}字。")
    return said


def _require_other_than_passed(border: Border, candidate_id: int, actor: Actor) -> None:
    """What comes after a pass is looked at by somebody else than who passed (four eyes)."""
    if not Registration.objects.filter(candidate=candidate_id, state="APPROVED").exists():
        return
    if (candidate_id, actor.account) in passers_of(border, [candidate_id]):
        raise Refused("这份报名由你审核通过，后来的核查结果须由另一人认定。")


def _reached(border: Border, actor: Actor, at: datetime, candidate_id: int) -> str:
    """The number of a registration of the actor's, locked, that is still with the office."""
    Registration.objects.select_for_update().filter(candidate=candidate_id).first()
    held = reached_registrations(border, actor, at, [candidate_id])
    one = held[candidate_id]
    state = RegistrationState(Registration.objects.values_list("state", flat=True).get(pk=one.key))
    if state not in OPEN_STATES:
        raise Refused(f"这份报名现在是“{state.label}”，不再核查。")
    refuse_faults(recusal_faults(border, [(candidate_id, actor.account or 0)], {candidate_id: one.number}))
    return one.number


def _trail(
    border: Border,
    actor: Actor,
    at: datetime,
    act: str,
    number: str,
    after: Mapping[str, str],
    *,
    before: Mapping[str, str] | None = None,
    reason: str = "",
) -> None:
    touched = Touched(object_id=number, before=digest_of(before), after=digest_of(after), reason=reason)
    record(border=border, actor=actor, at=at, act=act, object_kind="register_check", touched=[touched])
