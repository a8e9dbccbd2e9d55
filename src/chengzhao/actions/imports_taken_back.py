"""附件1·三（三）: a table of registrations taken back whole, or handed on to review with the papers that came along."""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from chengzhao.actions.audit import Actor, Border, Refused, Touched, record
from chengzhao.actions.governance import require_open_for
from chengzhao.actions.imported_registrations import whole_province
from chengzhao.actions.imports import OBJECT, batch_digest, locked_batch
from chengzhao.actions.many_ids import any_of
from chengzhao.actions.moves import move_rows, state_trail
from chengzhao.law.citation import cites
from chengzhao.law.words import Stage
from chengzhao.records.models import (
    Candidate,
    Choice,
    Claim,
    Education,
    ImportedRow,
    ImportFile,
    Message,
    PracticeLicence,
    Registration,
    RegistrationTrace,
    RegistrationVersion,
    ReviewBatchItem,
    ReviewDecision,
    ReviewLease,
    ReviewNote,
)
from chengzhao.rules.registration import IMPORT, REGISTRATION, UNTOUCHED, ImportState, RegistrationState
from chengzhao.rules.states import IllegalMove

SHOWN = 5
_GOES = (RegistrationVersion, Choice, Claim, PracticeLicence, Education, RegistrationTrace, Registration)
"""What a registration consists of, in the order in which it goes."""

_LOOKED_AT = (ReviewDecision, ReviewLease, ReviewNote, ReviewBatchItem)


@cites("A1.3.9")
@transaction.atomic
def undo_import(*, border: Border, actor: Actor, at: datetime, public_id: UUID, reason: str) -> int:
    """Take back every registration of a table; returns how many. Numbers that were given stay given.

    Raises Refused once somebody of the office has looked at one of them or its person has taken it over, without a
    reason, and after the registration has closed, when it could not be handed in again.
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
        ids = list(people.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
        _require_untouched(people)
        _remove(ids)
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
            f"有{count}份已经开始审核，或者考生本人已经接手（{numbers}{more}），不能整批撤销。"
            "请逐份退回或由考生撤回。"
        )


def touched_of(people: "QuerySet[Candidate]") -> "QuerySet[Candidate]":
    """Those of whom somebody in the office, or the person, has done something since the import."""
    looked_at = [Exists(table._default_manager.filter(candidate=OuterRef("pk"))) for table in _LOOKED_AT]
    condition = Q(account__isnull=False) | ~Q(registration__state__in=sorted(UNTOUCHED))
    for one in looked_at:
        condition |= Q(one)
    return people.filter(condition)


def _remove(ids: list[int]) -> None:
    """The rows of these candidates, table by table: what was said to nobody goes, what was said stays without them."""
    everyone = any_of(ids)
    messages = Message.objects.filter(candidate__in=everyone)
    messages.filter(sent_at__isnull=True).delete()
    messages.update(candidate=None)
    ImportedRow.objects.filter(candidate__in=everyone).update(candidate=None)
    with connection.cursor() as cursor:
        for table in _GOES:
            name = table._meta.db_table
            cursor.execute(f'DELETE FROM "{name}" WHERE candidate_id = ANY (%s)', [ids])  # noqa: S608
        cursor.execute(f'DELETE FROM "{Candidate._meta.db_table}" WHERE id = ANY (%s)', [ids])  # noqa: S608


@cites("A1.3.9", "N3.1")
@transaction.atomic
def hand_over_import(*, border: Border, actor: Actor, at: datetime, public_id: UUID, reason: str) -> int:
    """Hand the registrations of a table that still wait for papers on to review: the office has the originals.

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
    record(
        border=border,
        actor=actor,
        at=at,
        act="hand_over_import",
        object_kind="registration",
        touched=state_trail(before, names, RegistrationState.SUBMITTED, reason=reason.strip()),
    )
    return len(names)
