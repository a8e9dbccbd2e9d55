"""附件1·三（三）: a table of registrations taken back whole, or handed on to review with the papers that came along."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet

from chengzhao.actions.audit import Actor, Border, Refused, Touched, record
from chengzhao.actions.governance import require_open_for
from chengzhao.actions.imported_registrations import whole_province
from chengzhao.actions.imports import OBJECT, batch_digest, locked_batch
from chengzhao.actions.many_ids import any_of
from chengzhao.actions.moves import move_rows, state_trail
from chengzhao.actions.register_asking import ask_about
from chengzhao.actions.risk_scan import locked_scan, look_again
from chengzhao.law.citation import cites
from chengzhao.law.words import Stage
from chengzhao.records.models import (
    Candidate,
    Choice,
    Claim,
    Education,
    FeeOrder,
    ImportedRow,
    ImportFile,
    LegalHold,
    Message,
    PracticeLicence,
    Recusal,
    RegisterCheck,
    RegisterExchange,
    Registration,
    RegistrationTrace,
    RegistrationVersion,
    ReviewBatchItem,
    ReviewDecision,
    ReviewLease,
    ReviewNote,
    RightsRequest,
    RiskCase,
    RiskTrait,
    SealedFile,
)
from chengzhao.rules.preferences import ClaimState
from chengzhao.rules.registration import IMPORT, REGISTRATION, UNTOUCHED, ImportState, RegistrationState
from chengzhao.rules.states import IllegalMove

SHOWN = 5
GOES = (
    *(RegistrationVersion, Choice, Claim, PracticeLicence, Education, RegistrationTrace, RegisterCheck),
    Registration,
)
"""What a registration consists of, in the order in which it goes; its part in 可疑报名线索 goes after it."""

LOOKED_AT = (
    *(ReviewDecision, ReviewLease, ReviewNote, ReviewBatchItem, Recusal, RegisterExchange),
    *(SealedFile, FeeOrder, LegalHold, RightsRequest),
)
"""What is there only after somebody did something about it. What went to a register is kept as evidence (N3.7)."""


@cites("A1.3.9")
@transaction.atomic
def undo_import(*, border: Border, actor: Actor, at: datetime, public_id: UUID, reason: str) -> int:
    """Take back every registration of a table; returns how many. Numbers that were given stay given.

    Cases that they stand in lose them and are looked at again. Raises Refused once somebody of the office has looked
    at one of them, a register was asked about it or its person has taken it over, without a reason, and after the
    registration has closed, when it could not be handed in again.
    """
    if not reason.strip():
        raise Refused("请写明为什么撤销这一批。")
    require_open_for(border, Stage.REGISTRATION, at, [actor.org_path])
    with whole_province(border):
        batch = locked_batch(border, actor, public_id)
        before = batch_digest(batch)
        try:
            IMPORT.check(ImportState(batch.state), ImportState.UNDONE)
        except IllegalMove as refusal:
            raise Refused(str(refusal)) from refusal
        people = Candidate.objects.filter(imported_row__batch=batch)
        # Before the people, as whoever looks for cases or decides on one does: of two one waits, neither for ever.
        locked_scan(border)
        cases = RiskTrait.objects.filter(candidate__in=people).values("case")
        list(RiskCase.objects.select_for_update().filter(pk__in=cases).order_by("pk"))
        ids = list(people.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
        list(RegisterCheck.objects.select_for_update().filter(candidate__in=any_of(ids)).order_by("pk"))
        _require_untouched(people)
        _remove(border, at, ids)
        batch.state, batch.ended_at = ImportState.UNDONE.value, at
        batch.save()
        ImportFile.objects.filter(batch=batch).delete()
        after = batch_digest(batch)
        touched = [Touched(object_id=str(batch.pk), before=before, after=after, reason=reason.strip())]
        record(border=border, actor=actor, at=at, act="undo_import", object_kind=OBJECT, touched=touched)
    return len(ids)


def _require_untouched(people: "QuerySet[Candidate]") -> None:
    touched = touched_of(people)
    count = touched.count()
    if count:
        numbers = "、".join(touched.order_by("pk").values_list("candidate_number", flat=True)[:SHOWN])
        more = "等" if count > SHOWN else ""
        raise Refused(
            f"有{count}份已经开始审核或核查，或者考生本人已经接手（{numbers}{more}），不能整批撤销。"
            "请逐份退回或由考生撤回。"
        )


def touched_of(people: "QuerySet[Candidate]") -> "QuerySet[Candidate]":
    """Those of whom somebody in the office, or the person, has done something since the import."""
    decided = RiskTrait.objects.filter(case__decisions__at__gte=F("seen_at"))
    claims = Claim.objects.filter(~Q(state=ClaimState.CLAIMED.value) | Q(opinions__isnull=False))
    asked = RegisterCheck.objects.filter(Q(claimed_at__isnull=False) | ~Q(answer="") | ~Q(asked_by=None))
    tables = [table._default_manager.all() for table in LOOKED_AT]
    done: list[QuerySet[Any]] = [*tables, decided, claims, asked]
    condition = Q(account__isnull=False) | ~Q(registration__state__in=sorted(UNTOUCHED))
    for rows in done:
        condition |= Q(Exists(rows.filter(candidate=OuterRef("pk"))))
    return people.filter(condition)


def _remove(border: Border, at: datetime, ids: list[int]) -> None:
    """The rows of these candidates, table by table: what was said to nobody goes, what was said stays without them."""
    everyone = any_of(ids)
    messages = Message.objects.filter(candidate__in=everyone)
    messages.filter(sent_at__isnull=True).delete()
    messages.update(candidate=None)
    ImportedRow.objects.filter(candidate__in=everyone).update(candidate=None)
    for table in GOES:
        _delete(table, "candidate_id", ids)
    # Between the two: the cases are found by the people, who share nothing any more.
    look_again(border, at, ids)
    _delete(RiskTrait, "candidate_id", ids)
    _delete(Candidate, "id", ids)


def _delete(table: type[Model], column: str, ids: list[int]) -> None:
    with connection.cursor() as cursor:
        name = table._meta.db_table
        cursor.execute(f'DELETE FROM "{name}" WHERE {column} = ANY (%s)', [ids])  # noqa: S608


@cites("A1.3.9", "N3.1", "N3.7")
@transaction.atomic
def hand_over_import(*, border: Border, actor: Actor, at: datetime, public_id: UUID, reason: str) -> int:
    """Hand the registrations of a table that still wait for papers on to review: the office has the originals.

    Registers are asked about them now; not at the import, which may be taken back as the wrong table (N3.7).
    Returns how many. Raises Refused where none waits, without a word on what was received, and after the window.
    """
    if not reason.strip():
        raise Refused("请写明收到了哪些材料。")
    require_open_for(border, Stage.REGISTRATION, at, [actor.org_path])
    batch = locked_batch(border, actor, public_id)
    waiting = Registration.objects.filter(
        candidate__imported_row__batch=batch, state=RegistrationState.AWAITING.value
    )
    names = dict(waiting.order_by("pk").values_list("pk", "candidate__candidate_number"))
    people = list(waiting.values_list("candidate_id", flat=True))
    if not names:
        raise Refused("这一批没有待补材料的报名，不必转入审核。")
    before = move_rows(
        Registration,
        REGISTRATION,
        border=border,
        names=names,
        to=RegistrationState.SUBMITTED,
        columns={},
    )
    with whole_province(border):
        ask_about(border, at, people)
    record(
        border=border,
        actor=actor,
        at=at,
        act="hand_over_import",
        object_kind="registration",
        touched=state_trail(before, names, RegistrationState.SUBMITTED, reason=reason.strip()),
    )
    return len(names)
