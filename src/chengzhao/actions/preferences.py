"""附件1·五（五）: claims for preferences reviewed by the office and the department; notices stand apart."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from chengzhao.actions.audit import Actor, Border, Refused, Touched, record, require_both
from chengzhao.actions.departments import OWN_OFFICE, own_office
from chengzhao.actions.governance import law_of, require_open_for
from chengzhao.actions.grounds import common_path, kept, repeated, require_reach
from chengzhao.actions.many_ids import any_of
from chengzhao.actions.moves import locked_states, move_rows, objection, state_trail
from chengzhao.actions.notice_signing import sign_notice
from chengzhao.actions.notices import (
    complete_notice,
    draft_notice,
    put_up_notice,
    take_down_notices,
)
from chengzhao.actions.recusals import recusal_faults
from chengzhao.actions.refusals import RowFault, refuse_faults
from chengzhao.actions.registration_news import tell_claims
from chengzhao.actions.signatures import BATCH, Arguments, Matter, Procedure
from chengzhao.law.citation import cites
from chengzhao.law.words import ClaimKind, OrganisationKind, Stage
from chengzhao.ledger.digest import digest_of
from chengzhao.records.bulk import copy_rows, update_rows
from chengzhao.records.models import Claim, ClaimOpinion, Organisation
from chengzhao.rules.governance import is_in_charge
from chengzhao.rules.preferences import CLAIM, ClaimState, department_of

__all__ = [
    "OpinionForm",
    "RefusalForm",
    "approve_claims",
    "complete_notice",
    "draft_notice",
    "give_opinions",
    "put_up_notice",
    "refuse_claims",
    "sign_notice",
    "take_down_notices",
]

REFUSAL_COLUMNS = {"id": "bigint", "state": "text", "refused_reason": "text"}


@dataclass(frozen=True, kw_only=True)
class RefusalForm:
    """A claim that is refused, and why."""

    claim_id: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class OpinionForm:
    """What a department in charge says of a claim."""

    claim_id: int
    department_path: str
    agrees: bool
    text: str


@dataclass(frozen=True, kw_only=True)
class HeldClaim:
    """A claim as the acts name it: the candidate's number and the kind, and where the candidate belongs."""

    name: str
    kind: ClaimKind
    org_path: str
    candidate_id: int


@cites("N3.5", "A1.5.21")
@transaction.atomic
def approve_claims(*, border: Border, actor: Actor, at: datetime, claim_ids: Sequence[int]) -> None:
    """Two of the office approve claims whose originals they have seen; next comes the department in charge.

    Where the office itself is in charge (age 25) its approval is both. Raises Refused, RowsRefused.
    """
    require_both("approve_claims", border, actor, {"claim_ids": list(claim_ids)})
    law, _ = law_of(border)
    held = _held_claims(border, actor, at, claim_ids)
    own = {key: one.name for key, one in held.items() if department_of(one.kind, law) == OWN_OFFICE}
    other = {key: one.name for key, one in held.items() if key not in own}
    columns = {"approved_at": at}
    before = move_rows(
        Claim, CLAIM, border=border, names=other, to=ClaimState.OFFICE_APPROVED, columns=columns
    )
    trail = list(state_trail(before, other, ClaimState.OFFICE_APPROVED))
    before = move_rows(
        Claim,
        CLAIM,
        border=border,
        names=own,
        to=ClaimState.DEPARTMENT_AGREED,
        through=ClaimState.OFFICE_APPROVED,
        columns=columns,
    )
    trail.extend(state_trail(before, own, ClaimState.DEPARTMENT_AGREED))
    record(border=border, actor=actor, at=at, act="approve_claims", object_kind="claim", touched=trail)
    tell_claims(border, dict.fromkeys(other, "claim_approved") | dict.fromkeys(own, "claim_agreed"))


def _describe(border: Border, actor: Actor, at: datetime, arguments: Arguments) -> Matter:
    """What the approval of claims would do: how many of each kind, and whose."""
    held = _held_claims(border, actor, at, _claims_of(arguments))
    pairs = [(one.candidate_id, actor.account or 0) for one in held.values()]
    refuse_faults(recusal_faults(border, pairs, {one.candidate_id: one.name for one in held.values()}))
    states = locked_states(Claim, CLAIM, border=border, names={key: one.name for key, one in held.items()})
    refuse_faults(
        RowFault(row=row, value=held[key].name, expected=reason)
        for row, (key, state) in enumerate(states.items(), start=1)
        if (reason := objection(CLAIM, state, ClaimState.OFFICE_APPROVED))
    )
    kinds = Counter(one.kind for one in held.values())
    content = digest_of([[key, one.name] for key, one in sorted(held.items())])
    named = [("申请", next(iter(held.values())).name)] if len(held) == 1 else []
    return Matter(
        object_kind="claim" if named else BATCH,
        object_id=named[0][1][:64] if named else f"{len(held)}项申请 {content[:12]}",
        org_path=common_path(one.org_path for one in held.values()),
        facts=(
            *named,
            ("合计", f"{len(held)}项"),
            *((kind.label, f"{kinds[kind]}项") for kind in sorted(kinds)),
        ),
        content=content,
    )


def _claims_of(arguments: Arguments) -> list[int]:
    keys = arguments.get("claim_ids")
    if not isinstance(keys, list) or not keys or not all(isinstance(key, int) for key in keys):
        raise Refused("没有写明是哪些照顾申请。")
    return keys


APPROVAL_OF_CLAIMS = Procedure(
    describe=_describe,
    carry_out=lambda border, actor, at, given: approve_claims(
        border=border, actor=actor, at=at, claim_ids=_claims_of(given)
    ),
)


@cites("N3.5", "N3.6")
@transaction.atomic
def refuse_claims(*, border: Border, actor: Actor, at: datetime, refusals: Sequence[RefusalForm]) -> None:
    """Refuses claims, each with its reason. Raises Refused, RowsRefused."""
    held = _held_claims(border, actor, at, [form.claim_id for form in refusals])
    names = {key: one.name for key, one in held.items()}
    before = locked_states(Claim, CLAIM, border=border, names=names)
    refuse_faults(
        RowFault(row=row, value=names[form.claim_id], expected=text)
        for row, form in enumerate(refusals, start=1)
        for text in (
            objection(CLAIM, before[form.claim_id], ClaimState.REFUSED),
            "" if form.reason.strip() else "不通过必须写明理由",
        )
        if text
    )
    with kept(Claim):
        update_rows(
            Claim,
            "id",
            REFUSAL_COLUMNS,
            [(form.claim_id, ClaimState.REFUSED.value, form.reason) for form in refusals],
        )
    digests = {state: digest_of({"state": state}) for state in ClaimState}
    touched = (
        Touched(
            object_id=names[form.claim_id],
            before=digests[before[form.claim_id]],
            after=digests[ClaimState.REFUSED],
            reason=form.reason,
        )
        for form in refusals
    )
    record(border=border, actor=actor, at=at, act="refuse_claims", object_kind="claim", touched=touched)
    tell_claims(border, dict.fromkeys(names, "claim_refused"))


@cites("N3.5")
@transaction.atomic
def give_opinions(*, border: Border, actor: Actor, at: datetime, opinions: Sequence[OpinionForm]) -> None:
    """Departments in charge agree to approved claims or refuse them with a reason. Raises Refused."""
    held = _held_claims(border, actor, at, [form.claim_id for form in opinions], is_department=True)
    names = {key: one.name for key, one in held.items()}
    before = locked_states(Claim, CLAIM, border=border, names=names)
    departments = dict(
        Organisation.objects.filter(
            kind=OrganisationKind.DEPARTMENT, path__in={form.department_path for form in opinions}
        ).values_list("path", "pk")
    )
    refuse_faults(_opinion_faults(opinions, names, before, departments))
    refuse_faults(_stranger_faults(border, actor, opinions, held))
    head = (border.season, border.province)
    with kept(ClaimOpinion, claim_opinion_once_per_department="该部门对这项申请已经出具过意见。"):
        copy_rows(
            ClaimOpinion,
            ("season", "province", "claim_id", "department_id", "agrees", "text", "at"),
            (
                (*head, form.claim_id, departments[form.department_path], form.agrees, form.text, at)
                for form in opinions
            ),
        )
        outcomes = [
            (form.claim_id, _after_opinion(form).value, "" if form.agrees else form.text) for form in opinions
        ]
        update_rows(Claim, "id", REFUSAL_COLUMNS, outcomes)
    digests = {state: digest_of({"state": state}) for state in ClaimState}
    touched = (
        Touched(
            object_id=names[form.claim_id],
            before=digests[before[form.claim_id]],
            after=digests[_after_opinion(form)],
            reason=form.text,
        )
        for form in opinions
    )
    record(border=border, actor=actor, at=at, act="give_opinions", object_kind="claim", touched=touched)
    tell_claims(
        border, {form.claim_id: f"claim_{'agreed' if form.agrees else 'refused'}" for form in opinions}
    )


def _after_opinion(form: OpinionForm) -> ClaimState:
    return ClaimState.DEPARTMENT_AGREED if form.agrees else ClaimState.REFUSED


def _opinion_faults(
    opinions: Sequence[OpinionForm],
    names: Mapping[int, str],
    before: Mapping[int, ClaimState],
    departments: Mapping[str, int],
) -> Iterator[RowFault]:
    for row, form in enumerate(opinions, start=1):
        # A department speaks after the office only; the table of moves would let it refuse at any time.
        is_its_turn = before[form.claim_id] is ClaimState.OFFICE_APPROVED
        wrong = [
            (not is_its_turn, f"现在是“{before[form.claim_id].label}”，主管部门在初审通过后出具意见"),
            (form.department_path not in departments, f"没有主管部门{form.department_path}"),
            (not form.agrees and not form.text.strip(), "不同意必须写明理由"),
        ]
        yield from (
            RowFault(row=row, value=names[form.claim_id], expected=text) for bad, text in wrong if bad
        )


def _stranger_faults(
    border: Border, actor: Actor, opinions: Sequence[OpinionForm], held: Mapping[int, HeldClaim]
) -> Iterator[RowFault]:
    """Opinions that are not the actor's own department's, or on a kind that it is not in charge of (N3.5)."""
    law, _ = law_of(border)
    office = own_office(actor)
    for row, form in enumerate(opinions, start=1):
        one = held[form.claim_id]
        department = department_of(one.kind, law)
        wrong = [
            (form.department_path != actor.org_path, "只能出具本部门的意见"),
            (not is_in_charge(office, department), f"这类申请由{department}主管部门出具意见"),
        ]
        yield from (RowFault(row=row, value=one.name, expected=text) for bad, text in wrong if bad)


def _held_claims(
    border: Border, actor: Actor, at: datetime, claim_ids: Sequence[int], *, is_department: bool = False
) -> dict[int, HeldClaim]:
    """The claims of a review act, within the actor's reach (departments see all) and the time of reviews."""
    rows = Claim.objects.filter(season=border.season, province=border.province, pk__in=any_of(claim_ids))
    found = {
        key: HeldClaim(
            name=f"{number} {ClaimKind(kind).label}",
            kind=ClaimKind(kind),
            org_path=path,
            candidate_id=candidate,
        )
        for key, number, kind, path, candidate in rows.values_list(
            "pk", "candidate__candidate_number", "kind", "candidate__org_path", "candidate_id"
        ).iterator()
    }
    refuse_faults(
        RowFault(row=row, value=str(key), expected="本年度本省没有这项照顾申请")
        for row, key in enumerate(claim_ids, start=1)
        if key not in found
    )
    held = {key: found[key] for key in claim_ids}
    refuse_faults(repeated(found[key].name for key in claim_ids))
    if not is_department:
        require_reach(actor, {one.name: one.org_path for one in held.values()})
    require_open_for(border, Stage.REVIEW, at, {one.org_path for one in held.values()})
    return held
