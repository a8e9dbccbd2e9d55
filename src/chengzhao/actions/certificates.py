"""通知·二.3: that a certificate was verified is booked by whoever may look at the file, while the office has it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from chengzhao.actions.audit import Actor, Border, Touched, record
from chengzhao.actions.grounds import kept, repeated
from chengzhao.actions.many_ids import any_of
from chengzhao.actions.moves import locked_states
from chengzhao.actions.recusals import recusal_faults
from chengzhao.actions.refusals import RowFault, refuse_faults
from chengzhao.actions.registration_forms import VerificationForm
from chengzhao.actions.review import HeldRegistration, reached_registrations
from chengzhao.actions.second_review import OPEN_STATES, passers_of
from chengzhao.law.citation import cites
from chengzhao.ledger.digest import digest_of
from chengzhao.records.bulk import update_rows
from chengzhao.records.models import Education, Registration, ReviewLease
from chengzhao.rules.registration import REGISTRATION, RegistrationState


@cites("N3.1", "N3.7", "A1.3.3", "N5.1")
@transaction.atomic
def verify_education(
    *, border: Border, actor: Actor, at: datetime, outcomes: Sequence[VerificationForm]
) -> None:
    """Books that certificates were verified, and how.

    Raises Refused, and RowsRefused for one done already, for a file that the office does not have any more or that
    another has open, for whoever keeps away from it, and after a pass for whoever passed it.
    """
    candidates = [form.candidate_id for form in outcomes]
    names = {one.key: one.number for one in reached_registrations(border, actor, at, candidates).values()}
    states = locked_states(Registration, REGISTRATION, border=border, names=names)
    # Read once more under the lock: of two presses at once the second finds the certificate verified.
    held = reached_registrations(border, actor, at, candidates)
    refuse_faults(_faults(outcomes, held))
    refuse_faults(_file_faults(border, actor, at, held, states))
    with kept(Education):
        update_rows(
            Education,
            "candidate_id",
            {"candidate_id": "bigint", "verified_at": "timestamptz", "verified_by": "text"},
            [(form.candidate_id, at, form.verified_by) for form in outcomes],
        )
    touched = (
        Touched(object_id=held[form.candidate_id].number, before=digest_of(None), after=digest_of(vars(form)))
        for form in outcomes
    )
    record(
        border=border, actor=actor, at=at, act="verify_education", object_kind="education", touched=touched
    )


def _faults(outcomes: Sequence[VerificationForm], held: Mapping[int, HeldRegistration]) -> Iterator[RowFault]:
    yield from repeated(held[form.candidate_id].number for form in outcomes)
    for row, form in enumerate(outcomes, start=1):
        number = held[form.candidate_id].number
        if held[form.candidate_id].is_verified:
            yield RowFault(row=row, value=number, expected="前置学历已经核验")
        if not form.verified_by.strip():
            yield RowFault(row=row, value=number, expected="请写明核验方式")


def _file_faults(
    border: Border,
    actor: Actor,
    at: datetime,
    held: Mapping[int, HeldRegistration],
    states: Mapping[int, RegistrationState],
) -> Iterator[RowFault]:
    """What keeps the actor from these files now."""
    others = ReviewLease.objects.filter(candidate__in=any_of(held), until__gt=at)
    taken = set(others.exclude(account=actor.account).values_list("candidate_id", flat=True))
    passers = passers_of(border, [key for key, one in held.items() if states[one.key] == "APPROVED"])
    for row, (key, one) in enumerate(held.items(), start=1):
        state = states[one.key]
        wrong = [
            (state not in OPEN_STATES, f"这份报名现在是“{state.label}”，不再核验学历"),
            (key in taken, "正由他人审核，请等对方办完再核验"),
            ((key, actor.account) in passers, "这份报名由你审核通过，后来的核验须由另一人办理"),
        ]
        yield from (RowFault(row=row, value=one.number, expected=text) for bad, text in wrong if bad)
    names = {key: one.number for key, one in held.items()}
    yield from recusal_faults(border, [(key, actor.account or 0) for key in held], names)
