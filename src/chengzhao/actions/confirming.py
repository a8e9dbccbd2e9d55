"""附件1·三: what was passed is confirmed by its candidate: from then on there is a seat for it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from chengzhao.actions.audit import Actor, Border, record
from chengzhao.actions.governance import law_of
from chengzhao.actions.grounds import as_faults
from chengzhao.actions.many_ids import any_of
from chengzhao.actions.moves import move_rows, state_trail
from chengzhao.actions.refusals import RowFault, refuse_faults
from chengzhao.actions.registration_news import tell_step
from chengzhao.actions.review import HeldRegistration, against_passing, reached_registrations
from chengzhao.law.citation import blocking, cites
from chengzhao.records.models import FeeOrder, Registration
from chengzhao.records.queries.fees import fee_of
from chengzhao.records.queries.register_checks import last_checks
from chengzhao.rules.registration import REGISTRATION, FeeState, RegistrationState, fee_findings


@cites("A1.3.9", "N3.1", "N3.7")
@transaction.atomic
def confirm_registrations(
    *, border: Border, actor: Actor, at: datetime, candidate_ids: Sequence[int]
) -> None:
    """Candidates confirm (and, where there is a fee, have paid): only now are they to be seated.

    Nobody is confirmed unverified, whatever was decided before (N3.1). Raises Refused outside the window of reviews,
    RowsRefused for a registration that is not approved, or against which a register has spoken since.
    """
    held = reached_registrations(border, actor, at, candidate_ids)
    refuse_faults([*_unverified(border, held), *_unpaid(border, held)])
    names = {one.key: one.number for one in held.values()}
    before = move_rows(
        Registration,
        REGISTRATION,
        border=border,
        names=names,
        to=RegistrationState.CONFIRMED,
        columns={"confirmed_at": at},
    )
    record(
        border=border,
        actor=actor,
        at=at,
        act="confirm_registrations",
        object_kind="registration",
        touched=state_trail(before, names, RegistrationState.CONFIRMED),
    )
    tell_step(border, "registration_confirmed", candidate_ids)


def _unverified(border: Border, held: Mapping[int, HeldRegistration]) -> Iterator[RowFault]:
    """Certificates without proof, and checks that turned out against the registration after it was passed."""
    law, _ = law_of(border)
    checks = last_checks(held)
    for row, (candidate, one) in enumerate(held.items(), start=1):
        yield from as_faults(row, one.number, against_passing(one, checks.get(candidate, ()), law))


def _unpaid(border: Border, held: Mapping[int, HeldRegistration]) -> Iterator[RowFault]:
    """Fees that are still owed where the province asks for them first."""
    fee = fee_of(border.season, border.province)
    if fee is None:
        return
    rows = FeeOrder.objects.filter(candidate__in=any_of(held)).values_list("candidate_id", "state")
    states = {candidate: FeeState(state) for candidate, state in rows}
    for row, (candidate, one) in enumerate(held.items(), start=1):
        found = fee_findings(fee.amount, states.get(candidate), before_confirming=fee.before_confirming)
        yield from as_faults(row, one.number, blocking(found))
