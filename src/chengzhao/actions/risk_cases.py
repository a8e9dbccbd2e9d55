"""可疑报名线索 are decided: looked into, kept, or taken for one case; registrations are voided by two (N3.4, N5.1).

A case decides nothing about anybody. To look into it asks those whom it concerns, and gives them time; only then may
two persons void what is one person's twice, with a reason that the person reads.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from chengzhao.actions.audit import Actor, Border, Refused, Touched, reason_kept, record
from chengzhao.actions.grounds import kept, require_reach
from chengzhao.actions.many_ids import any_of
from chengzhao.actions.outbox import put_message
from chengzhao.actions.recusals import recusal_faults
from chengzhao.actions.refusals import refuse_faults
from chengzhao.law.citation import cites
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import (
    Candidate,
    RiskCase,
    RiskDecision,
    RiskTrait,
)
from chengzhao.records.scope import Scope, scope
from chengzhao.records.sealed import PHONE
from chengzhao.records.walls.doors import Door
from chengzhao.rules.messages.hours import BEIJING
from chengzhao.rules.registration import (
    CASE,
    HEARD_FOR,
    REGISTRATION,
    CaseDecision,
    CaseState,
    RegistrationState,
)
from chengzhao.rules.registration.risk_cases import AFTER
from chengzhao.vault.sealing import Keys

LONGEST_REASON = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseForm:
    """A decision on a case: `seen` is the digest of what its page showed, `voided` the numbers to be voided."""

    case_id: int
    decision: CaseDecision
    reason: str
    seen: str
    voided: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """A registration of a case, and how far it is."""

    candidate: Candidate
    state: RegistrationState


@cites("N3.4", "N5.1")
@transaction.atomic
def decide_case(*, border: Border, actor: Actor, at: datetime, form: CaseForm, keys: Keys) -> None:
    """Look into a case, keep its registrations, or take them for one case, voiding none.

    To look into it writes to each of them, and gives them time to answer. Raises Refused without a reason, for what
    is out of reach or has changed since it was shown, and RowsRefused for files from which the actor keeps away.
    """
    if form.voided:
        raise Refused("取消报名须由两人办理：请提请第二人复核。")
    case, members = held_case(border, actor, form.case_id)
    require_now(case, form)
    reason = given_reason(form)
    _require_move(case, form.decision)
    require_far(border, actor, members)
    before = case_digest(case)
    if form.decision is CaseDecision.CHECK:
        case.heard_until = at + HEARD_FOR
        _ask(border, case, members, keys)
    book_decision(border, actor, at, case, form.decision, reason, before)


def shown_digest(case_id: int, state: CaseState, changed_at: datetime) -> str:
    """What a page showed of a case: another look at it, or another decision, makes it another."""
    return digest_of([case_id, state, changed_at.isoformat()])


def held_case(border: Border, actor: Actor, case_id: int) -> tuple[RiskCase, tuple[Member, ...]]:
    """The case, locked, with its registrations in the order of their numbers. Raises Refused."""
    case = (
        RiskCase.objects.select_for_update()
        .filter(season=border.season, province=border.province, pk=case_id)
        .first()
    )
    if case is None:
        raise Refused("没有这组线索，请返回列表重新打开。")
    require_reach(actor, {"这组线索": case.org_path})
    keys = set(RiskTrait.objects.filter(case=case).values_list("candidate_id", flat=True))
    rows = Candidate.objects.filter(pk__in=any_of(keys)).select_related("registration")
    return case, tuple(
        Member(candidate=row, state=RegistrationState(row.registration.state))
        for row in rows.order_by("candidate_number")
    )


def account_of(actor: Actor) -> int:
    """The account in which somebody decides. Raises Refused for nobody in particular."""
    if actor.account is None:
        raise Refused("线索须由登录的工作人员决定。")
    return actor.account


def require_now(case: RiskCase, form: CaseForm) -> None:
    """Refuses a decision on what is no longer as its page showed it."""
    if form.seen != shown_digest(case.pk, CaseState(case.state), case.changed_at):
        raise Refused("这组线索刚有变动或已由他人处理，请看过现在的内容再决定。")


def _require_move(case: RiskCase, decision: CaseDecision) -> None:
    if not CASE.allows(CaseState(case.state), AFTER[decision]):
        raise Refused(f"这组线索现在是“{CaseState(case.state).label}”，不能再决定“{decision.label}”。")


def given_reason(form: CaseForm) -> str:
    """The reason, with personal numbers covered. Raises Refused where there is none or it is too long."""
    reason = form.reason.strip()
    if not reason:
        raise Refused("请写明理由：查了什么、依据什么。")
    if len(reason) > LONGEST_REASON:
        raise Refused(f"理由最多{LONGEST_REASON}字。")
    return reason_kept(reason)


def require_far(border: Border, actor: Actor, members: Sequence[Member]) -> None:
    """Nobody decides on those from whom they have to keep away."""
    names = {one.candidate.pk: one.candidate.candidate_number for one in members}
    refuse_faults(recusal_faults(border, [(key, account_of(actor)) for key in names], names))


def book_decision(
    border: Border,
    actor: Actor,
    at: datetime,
    case: RiskCase,
    decision: CaseDecision,
    reason: str,
    before: str,
    *,
    voided: int = 0,
) -> None:
    """Book a decision on a locked case: its state, the row that is only added, the trail."""
    case.state, case.changed_at = AFTER[decision].value, at
    case.save(update_fields=["state", "changed_at", "heard_until"])
    with kept(RiskDecision):
        RiskDecision.objects.create(
            season=border.season,
            province=border.province,
            case=case,
            decision=decision.value,
            account_id=account_of(actor),
            reason=reason,
            at=at,
            weight=case.weight,
            size=case.size,
            voided=voided,
        )
    touched = Touched(object_id=str(case.pk), before=before, after=case_digest(case), reason=reason)
    record(border=border, actor=actor, at=at, act="decide_case", object_kind="risk_case", touched=[touched])


def case_digest(case: RiskCase) -> str:
    """The digest of a case before and after a decision."""
    return digest_of({"state": case.state, "signals": case.signals})


def _ask(border: Border, case: RiskCase, members: Iterable[Member], keys: Keys) -> None:
    if case.heard_until is None:
        return
    until = case.heard_until.astimezone(BEIJING)
    deadline = f"{until.month}月{until.day}日{until:%H:%M}"
    live = [one for one in members if one.state in REGISTRATION.sets["ACTIVE"]]
    step = f"{case.pk}/{case.reopened}"
    tell(border, "registration_asked", step, live, keys, deadline=deadline)


def tell(
    border: Border, kind: str, step: str, members: Iterable[Member], keys: Keys, deadline: str = ""
) -> None:
    """A message to each of them, once for each step of the case."""
    with scope(Scope(door=Door.WORK, season=border.season, province=border.province)):
        for one in members:
            candidate = one.candidate
            put_message(
                key=f"{kind}/{candidate.pk}/{step}",
                kind=kind,
                phone=PHONE.text(keys, candidate.pk, bytes(candidate.phone_sealed)),
                keys=keys,
                account_id=candidate.account_id,
                number=candidate.candidate_number,
                deadline=deadline,
            )
