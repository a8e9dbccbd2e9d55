"""通知二.3: the gate between a claim and its effect: what keeps a publicised claim from counting."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.utils.timezone import localtime

from chengzhao.actions.audit import Border
from chengzhao.actions.departments import OWN_OFFICE
from chengzhao.actions.governance import law_of
from chengzhao.actions.grounds import as_faults
from chengzhao.actions.many_ids import any_of
from chengzhao.actions.refusals import RowFault, refuse_faults
from chengzhao.law.citation import cites
from chengzhao.law.words import ClaimKind
from chengzhao.law.years import YearLaw
from chengzhao.records.models import Claim, ClaimOpinion, Complaint, NoticeEntry, PublicNotice
from chengzhao.rules.disclosure import COMPLAINT
from chengzhao.rules.preferences import ClaimFacts, department_of, effect_findings
from chengzhao.rules.registration import REGISTRATION, RegistrationState


@cites("N3.5", "N3.6")
def require_effect(border: Border, notice: PublicNotice, names: dict[int, str]) -> None:
    """Refuses those of a notice's claims (key → name) that the gate of N3.6 would not let through."""
    assert notice.up_at is not None
    assert notice.objections_until is not None
    law, extra = law_of(border)
    opinions = ClaimOpinion.objects.filter(claim__entries__notice=notice)
    said = dict(opinions.order_by("at", "pk").values_list("claim_id", "agrees"))
    first_day = localtime(notice.up_at).date()
    last_day = localtime(notice.objections_until).date() - timedelta(days=1)
    rows = NoticeEntry.objects.filter(notice=notice).values_list(
        "claim_id", "claim__kind", "claim__approved_at", "claim__objection_sustained"
    )
    for row, (key, kind, approved_at, is_sustained) in enumerate(rows.order_by("pk"), start=1):
        if key not in names:
            continue
        facts = ClaimFacts(
            kind=ClaimKind(kind),
            office_approved=approved_at is not None,
            department_agreed=_is_agreed(ClaimKind(kind), approved_at, said.get(key), law),
            publicised_from=first_day,
            publicised_until=last_day,
            has_sustained_objection=is_sustained,
        )
        refuse_faults(as_faults(row, names[key], effect_findings(facts, extra.publicity_days.value)))


def _is_agreed(kind: ClaimKind, approved_at: datetime | None, said: bool | None, law: YearLaw) -> bool:
    """Whether the department in charge agreed; where that is the office itself, its approval says so."""
    return approved_at is not None if department_of(kind, law) == OWN_OFFICE else bool(said)


def open_objections(border: Border, claim_ids: Collection[int]) -> set[int]:
    """Those of the claims about which an objection is not decided."""
    rows = Complaint.objects.filter(
        season=border.season,
        province=border.province,
        claim__in=any_of(claim_ids),
        state__in=COMPLAINT.sets["OPEN"],
    )
    return {key for key in rows.values_list("claim_id", flat=True) if key is not None}


def ended_claims(claim_ids: Collection[int]) -> dict[int, RegistrationState]:
    """Those of the claims whose candidate's registration has ended, with how: they are not publicised, nor count."""
    rows = Claim.objects.filter(pk__in=any_of(claim_ids)).values_list("pk", "candidate__registration__state")
    states = {key: RegistrationState(state) for key, state in rows.iterator()}
    return {key: state for key, state in states.items() if state not in REGISTRATION.sets["ACTIVE"]}


@cites("A1.6.3")
def require_registered(notice: PublicNotice) -> None:
    """Refuses a notice that would name somebody whose registration has ended since it was drafted."""
    names = claims_of(notice)
    ended = ended_claims(names)
    refuse_faults(
        RowFault(
            row=row,
            value=name,
            expected=f"报名{ended[key].label}，不能公示，请作废这份公示后重新拟定",
        )
        for row, (key, name) in enumerate(names.items(), start=1)
        if key in ended
    )


def claims_of(notice: PublicNotice) -> dict[int, str]:
    """The claims of a notice by key, as the acts name them; lines that were withdrawn are none."""
    rows = NoticeEntry.objects.filter(notice=notice, withdrawn_at__isnull=True).order_by("pk")
    return {
        key: claim_name(number, kind)
        for key, number, kind in rows.values_list(
            "claim_id", "claim__candidate__candidate_number", "claim__kind"
        ).iterator()
    }


def claim_name(number: str, kind: str) -> str:
    """A claim as the acts name it: the candidate's number and the kind."""
    return f"{number} {ClaimKind(kind).label}"
