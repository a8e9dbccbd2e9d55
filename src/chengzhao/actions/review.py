"""附件1·三: what happens to registrations after they are handed in: decided, withdrawn."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from chengzhao.actions.audit import Actor, Border, Refused, Touched, record
from chengzhao.actions.governance import law_of, require_open_for
from chengzhao.actions.grounds import as_faults, repeated, require_reach
from chengzhao.actions.many_ids import any_of
from chengzhao.actions.moves import locked_states, move_rows, objection, state_trail
from chengzhao.actions.recusals import recusal_faults
from chengzhao.actions.refusals import RowFault, refuse_faults
from chengzhao.actions.registration_forms import ReviewForm
from chengzhao.actions.registration_news import tell_decisions, tell_step
from chengzhao.actions.review_rows import add_decisions, return_faults
from chengzhao.actions.second_review import grounds_of, senders_of, settlers_of
from chengzhao.law.citation import Finding, blocking, cites
from chengzhao.law.words import EducationKind, ProgrammeLevel, Stage
from chengzhao.law.years import YearLaw
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import Account, Registration
from chengzhao.records.models.registration import Verdict
from chengzhao.records.queries.register_checks import last_checks
from chengzhao.rules.registration import (
    REGISTRATION,
    Applicant,
    LastCheck,
    RegistrationState,
    check_findings,
    education_findings,
    grounds_in_words,
)

TO_STATE = {
    Verdict.PASS: RegistrationState.APPROVED,
    Verdict.RETURN: RegistrationState.RETURNED,
    Verdict.SECOND: RegistrationState.SECOND_REVIEW,
    Verdict.REJECT: RegistrationState.REJECTED,
}


@dataclass(frozen=True, kw_only=True)
class HeldRegistration:
    """A registration as reviews need it; `is_verified` speaks of the certificate."""

    key: int
    number: str
    org_path: str
    level: ProgrammeLevel
    education: EducationKind | None
    is_verified: bool


def held_registrations(border: Border, candidates: Collection[int]) -> dict[int, HeldRegistration]:
    """The registrations of these candidates (keys). Raises RowsRefused for those that are not there."""
    rows = Registration.objects.filter(
        season=border.season, province=border.province, candidate__in=any_of(candidates)
    ).values_list(
        *("candidate_id", "pk", "candidate__candidate_number", "candidate__org_path", "level"),
        *("candidate__education__kind", "candidate__education__verified_at"),
    )
    held = {
        candidate: HeldRegistration(
            key=key,
            number=number,
            org_path=path,
            level=ProgrammeLevel(level),
            education=EducationKind(kind) if kind else None,
            is_verified=verified_at is not None,
        )
        for candidate, key, number, path, level, kind, verified_at in rows.iterator()
    }
    refuse_faults(
        RowFault(row=row, value=str(candidate), expected="本年度本省没有这名考生的报名")
        for row, candidate in enumerate(candidates, start=1)
        if candidate not in held
    )
    return held


@cites("N3.1", "N5.1", "A1.3.9")
@transaction.atomic
def decide_registrations(
    *, border: Border, actor: Actor, at: datetime, decisions: Sequence[ReviewForm]
) -> None:
    """Decides on registrations; who rejects is never who sent the registration to its second review.

    Bonus, exemption, non-local and certificates checked by hand are passed in second review only. A 专升本
    candidate whose certificate is not verified cannot be passed (N3.1). Raises Refused outside the window and
    RowsRefused for every decision that cannot stand.
    """
    candidates = [form.candidate_id for form in decisions]
    held = reached_registrations(border, actor, at, candidates)
    names = {held[candidate].key: held[candidate].number for candidate in candidates}
    before = locked_states(Registration, REGISTRATION, border=border, names=names)
    refuse_faults(
        [*_decision_faults(border, decisions, held, before), *_recused(border, actor, decisions, held)]
    )
    tell_decisions(border, at, _write_decisions(border, at, decisions, held))
    digests = {state: digest_of({"state": state}) for state in RegistrationState}
    touched = (
        Touched(
            object_id=held[form.candidate_id].number,
            before=digests[before[held[form.candidate_id].key]],
            after=digests[TO_STATE[form.verdict]],
            reason=form.said,
        )
        for form in decisions
    )
    record(
        border=border,
        actor=actor,
        at=at,
        act="decide_registrations",
        object_kind="registration",
        touched=touched,
    )


def _write_decisions(
    border: Border, at: datetime, decisions: Sequence[ReviewForm], held: Mapping[int, HeldRegistration]
) -> dict[int, ReviewForm]:
    for verdict, state in TO_STATE.items():
        keys = [held[form.candidate_id].key for form in decisions if form.verdict is verdict]
        columns = {"approved_at": at} if state is RegistrationState.APPROVED else {}
        Registration.objects.filter(pk__in=any_of(keys)).update(state=state.value, **columns)
    return add_decisions(border, at, decisions)


def reached_registrations(
    border: Border, actor: Actor, at: datetime, candidates: Sequence[int]
) -> dict[int, HeldRegistration]:
    """The registrations of a review act, within the actor's part of the tree and the time of reviews."""
    held = held_registrations(border, candidates)
    require_reach(actor, {one.number: one.org_path for one in held.values()})
    require_open_for(border, Stage.REVIEW, at, {one.org_path for one in held.values()})
    return held


def _decision_faults(
    border: Border,
    decisions: Sequence[ReviewForm],
    held: Mapping[int, HeldRegistration],
    before: Mapping[int, RegistrationState],
) -> Iterator[RowFault]:
    yield from repeated(held[form.candidate_id].number for form in decisions)
    law, _ = law_of(border)
    passing = [form.candidate_id for form in decisions if form.verdict is Verdict.PASS]
    grounds, checks = grounds_of(border, passing), last_checks(passing)
    reviewers = set(
        Account.objects.filter(pk__in={form.reviewer_id for form in decisions}).values_list("pk", flat=True)
    )
    second = [key for key in held if before[held[key].key] is RegistrationState.SECOND_REVIEW]
    senders, settlers = senders_of(border, second), settlers_of(border, second)
    for row, form in enumerate(decisions, start=1):
        one = held[form.candidate_id]
        state = before[one.key]
        # What was passed may be taken up again (`review_undoing`), and is not decided once more by that.
        opened = RegistrationState.UNDER_REVIEW if state is RegistrationState.SUBMITTED else None
        reason = objection(REGISTRATION, state, TO_STATE[form.verdict], opened)
        wrong = [
            (bool(reason), reason),
            (form.reviewer_id not in reviewers, "没有这个审核人账号"),
            (
                form.verdict is not Verdict.PASS and not form.said.strip(),
                f"{form.verdict.label}必须写明理由",
            ),
            *_one_pair_of_eyes(form, senders, settlers),
        ]
        yield from (RowFault(row=row, value=one.number, expected=text) for bad, text in wrong if bad)
        yield from (RowFault(row=row, value=one.number, expected=text) for text in return_faults(form))
        if form.verdict is Verdict.PASS:
            if grounds[form.candidate_id] and state is not RegistrationState.SECOND_REVIEW:
                why = grounds_in_words(grounds[form.candidate_id])
                yield RowFault(row=row, value=one.number, expected=f"{why}须由另一人复核，请转复核")
            yield from as_faults(
                row, one.number, against_passing(one, checks.get(form.candidate_id, ()), law)
            )


def _one_pair_of_eyes(
    form: ReviewForm, senders: set[tuple[int, int]], settlers: set[tuple[int, int]]
) -> Iterator[tuple[bool, str]]:
    """What a second review is not decided by: whoever sent the file on, or settled papers of it since."""
    pair = (form.candidate_id, form.reviewer_id)
    yield pair in senders, "复核须由另一人办理，不能由提出复核的人办理"
    yield (
        form.verdict is Verdict.PASS and pair in settlers,
        "转复核以后的材料由你人工认定，须由另一人复核通过",
    )


def _recused(
    border: Border, actor: Actor, decisions: Sequence[ReviewForm], held: Mapping[int, HeldRegistration]
) -> Iterator[RowFault]:
    """Files from which the named reviewer, or whoever presses, has to keep away (N5.1)."""
    names = {candidate: one.number for candidate, one in held.items()}
    yield from recusal_faults(border, [(form.candidate_id, form.reviewer_id) for form in decisions], names)
    others = [form for form in decisions if actor.account not in (None, form.reviewer_id)]
    yield from recusal_faults(border, [(form.candidate_id, actor.account or 0) for form in others], names)


def against_passing(one: HeldRegistration, checks: Sequence[LastCheck], law: YearLaw) -> tuple[Finding, ...]:
    """A certificate that nobody verified (N3.1), and what a register or papers said no to (N3.7)."""
    found = (*education_findings(_verified(one), one.level, law), *check_findings(checks))
    return tuple(blocking(found))


def _verified(one: HeldRegistration) -> Applicant:
    """The candidate as the rule on certificates sees it at review: recognised is what could be verified."""
    return Applicant(
        keeps_the_law=True,
        is_full_time_student=False,
        is_healthy=True,
        education=one.education,
        education_is_recognised=True,
        education_is_verified=one.is_verified,
    )


@cites("A1.3.9")
@transaction.atomic
def withdraw_registrations(
    *, border: Border, actor: Actor, at: datetime, candidate_ids: Sequence[int], reason: str
) -> None:
    """Withdraws registrations before the deadline, with the reason. Raises Refused and RowsRefused."""
    if not reason.strip():
        raise Refused("撤回报名必须写明理由。")
    held = held_registrations(border, candidate_ids)
    require_reach(actor, {one.number: one.org_path for one in held.values()})
    require_open_for(border, Stage.REGISTRATION, at, {one.org_path for one in held.values()})
    names = {one.key: one.number for one in held.values()}
    before = move_rows(
        Registration,
        REGISTRATION,
        border=border,
        names=names,
        to=RegistrationState.WITHDRAWN,
        columns={"ended_at": at},
    )
    touched = state_trail(before, names, RegistrationState.WITHDRAWN, reason=reason)
    record(
        border=border,
        actor=actor,
        at=at,
        act="withdraw_registrations",
        object_kind="registration",
        touched=touched,
    )
    tell_step(border, "registration_withdrawn", candidate_ids)
