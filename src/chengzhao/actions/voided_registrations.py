"""Registrations that are one person's twice are voided: by two persons, after everybody was asked (N3.4, N5.1)."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction

from chengzhao.actions.audit import Actor, Border, Refused, reason_kept, record, require_both
from chengzhao.actions.moves import move_rows, state_trail
from chengzhao.actions.risk_cases import (
    CaseForm,
    Member,
    account_of,
    book_decision,
    case_digest,
    given_reason,
    held_case,
    require_far,
    require_now,
    tell,
)
from chengzhao.actions.signatures import Arguments, Matter, Procedure
from chengzhao.law.citation import cites
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import Registration, ReviewDecision, RiskCase
from chengzhao.records.models.registration import Verdict
from chengzhao.rules.registration import (
    REGISTRATION,
    CaseDecision,
    CaseState,
    RegistrationState,
    voiding_findings,
)
from chengzhao.vault.sealing import Keys


@cites("N3.4", "N5.1")
@transaction.atomic
def void_registrations(*, border: Border, actor: Actor, at: datetime, form: CaseForm, keys: Keys) -> int:
    """Void registrations of a case, keep the others, and return how many were voided. Two persons sign.

    Each of those concerned is written to, and reads the reason among the decisions on the own registration. Raises
    Refused and RowsRefused, also before the time to answer is over, and where nothing would be left.
    """
    require_both("void_registrations", border, actor, voiding_arguments(form))
    case, members = held_case(border, actor, form.case_id)
    chosen = _voidable(border, actor, at, form, case, members)
    reason = given_reason(form)
    names = {one.candidate.registration.pk: one.candidate.candidate_number for one in chosen}
    before = move_rows(
        Registration,
        REGISTRATION,
        border=border,
        names=names,
        to=RegistrationState.CANCELLED,
        columns={"ended_at": at},
    )
    for one in chosen:
        ReviewDecision.objects.create(
            season=border.season,
            province=border.province,
            candidate=one.candidate,
            reviewer_id=account_of(actor),
            verdict=Verdict.VOID.value,
            reason=reason,
            at=at,
        )
    tell(border, "registration_voided", f"{case.pk}", chosen, keys)
    done = record(
        border=border,
        actor=actor,
        at=at,
        act="void_registrations",
        object_kind="registration",
        touched=state_trail(before, names, RegistrationState.CANCELLED, reason=reason),
    )
    book_decision(border, actor, at, case, CaseDecision.MERGE, reason, case_digest(case), voided=len(chosen))
    return done


def voiding_arguments(form: CaseForm) -> dict[str, object]:
    """A voiding as it is kept between the two signatures."""
    return {
        "case_id": form.case_id,
        "seen": form.seen,
        "voided": sorted(form.voided),
        "reason": reason_kept(form.reason.strip()),
    }


def _voidable(
    border: Border,
    actor: Actor,
    at: datetime,
    form: CaseForm,
    case: RiskCase,
    members: Sequence[Member],
) -> tuple[Member, ...]:
    """Those who are to be voided, where they may be. Raises Refused and RowsRefused."""
    require_now(case, form)
    if not form.voided:
        raise Refused("请选出要取消的报名。")
    states = {one.candidate.candidate_number: one.state for one in members}
    for found in voiding_findings(
        state=CaseState(case.state),
        heard_until=case.heard_until,
        now=at,
        states=states,
        voided=form.voided,
    ):
        raise Refused(found.message)
    require_far(border, actor, members)
    return tuple(one for one in members if one.candidate.candidate_number in form.voided)


def _keys() -> Keys:
    """The keys of this installation: what is kept between two signatures holds none."""
    held: Keys = settings.VAULT.keys()
    return held


def _form(arguments: Arguments) -> CaseForm:
    """A voiding as it was kept. Raises Refused where something of it is not there."""
    try:
        return CaseForm(
            case_id=int(arguments["case_id"]),
            decision=CaseDecision.MERGE,
            reason=str(arguments["reason"]),
            seen=str(arguments["seen"]),
            voided=tuple(str(one) for one in arguments["voided"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise Refused("没有写明取消哪些报名、理由是什么。") from error


def _describe(border: Border, actor: Actor, at: datetime, arguments: Arguments) -> Matter:
    form = _form(arguments)
    case, members = held_case(border, actor, form.case_id)
    chosen = _voidable(border, actor, at, form, case, members)
    reason = given_reason(form)
    return Matter(
        object_kind="risk_case",
        object_id=str(case.pk),
        org_path=case.org_path,
        facts=(
            ("线索", f"{case.size}份报名，分值{case.weight}"),
            ("取消的报名", "、".join(one.candidate.candidate_number for one in chosen)),
            ("保留的报名", "、".join(_left(members, form.voided))),
            ("听取说明", "期限已过，本人可以向经办人说明"),
            ("理由", reason),
            ("办理结果", "取消的报名不能恢复，本人收到通知并看到理由"),
        ),
        content=digest_of([form.case_id, form.seen, sorted(form.voided), reason]),
    )


def _left(members: Iterable[Member], voided: Iterable[str]) -> list[str]:
    gone = set(voided)
    return [
        one.candidate.candidate_number
        for one in members
        if one.candidate.candidate_number not in gone and one.state in REGISTRATION.sets["ACTIVE"]
    ]


def _carry_out(border: Border, actor: Actor, at: datetime, arguments: Arguments) -> int:
    return void_registrations(border=border, actor=actor, at=at, form=_form(arguments), keys=_keys())


VOIDING = Procedure(describe=_describe, carry_out=_carry_out)
