"""依法保全: a file that is kept whole for a complaint, an inquiry or a suit, until somebody lifts the hold."""

from datetime import datetime

from django.db import transaction

from chengzhao.actions.audit import Actor, Border, Refused, Touched, reason_kept, record
from chengzhao.actions.grounds import kept, require_reach
from chengzhao.law.citation import cites
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import Candidate, LegalHold


@cites("A1.6.4")
@transaction.atomic
def place_hold(*, border: Border, actor: Actor, at: datetime, candidate_number: str, reason: str) -> int:
    """Keep a candidate's file from every deletion and return the key of the hold. Raises Refused."""
    person = Candidate.objects.filter(
        season=border.season, province=border.province, candidate_number=candidate_number.strip()
    ).first()
    if person is None:
        raise Refused("本年度本省没有这个报名号。")
    require_reach(actor, {person.candidate_number: person.org_path})
    account, said = _who_and_why(actor, reason)
    with kept(LegalHold):
        hold = LegalHold.objects.create(
            season=border.season,
            province=border.province,
            candidate=person,
            reason=said,
            placed_by_id=account,
            placed_at=at,
        )
    _book(border, actor, at, "place_hold", person.candidate_number, said)
    return hold.pk


@cites("A1.6.4")
@transaction.atomic
def lift_hold(*, border: Border, actor: Actor, at: datetime, hold_id: int, reason: str) -> None:
    """End a hold: what is over its time may go again. Raises Refused, also for one that was lifted."""
    hold = (
        LegalHold.objects.select_for_update(of=("self",))
        .select_related("candidate")
        .filter(season=border.season, province=border.province, pk=hold_id, lifted_at__isnull=True)
        .first()
    )
    if hold is None:
        raise Refused("没有这项保全，或者已经解除。")
    require_reach(actor, {hold.candidate.candidate_number: hold.candidate.org_path})
    account, said = _who_and_why(actor, reason)
    hold.lifted_by_id, hold.lifted_at = account, at
    hold.save(update_fields=["lifted_by", "lifted_at"])
    _book(border, actor, at, "lift_hold", hold.candidate.candidate_number, said)


def _who_and_why(actor: Actor, reason: str) -> tuple[int, str]:
    said = reason.strip()
    if not said:
        raise Refused("请写明理由和依据的文书。")
    if actor.account is None:
        raise Refused("保全须登录办理。")
    return actor.account, reason_kept(said)


def _book(border: Border, actor: Actor, at: datetime, act: str, number: str, reason: str) -> None:
    before = digest_of(["place_hold"]) if act == "lift_hold" else ""
    touched = [Touched(object_id=number, before=before, after=digest_of([act, reason]), reason=reason)]
    record(border=border, actor=actor, at=at, act=act, object_kind="legal_hold", touched=touched)
