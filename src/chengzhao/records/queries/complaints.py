"""What is reported about notices: as the office deals with it, and as its receipt tells how it stands."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet
from django.utils.timezone import localtime

from chengzhao.law.words import ClaimKind
from chengzhao.records.looks import note_person
from chengzhao.records.models import Complaint, NoticeEntry
from chengzhao.records.sealed import COMPLAINT_CONTACT, COMPLAINT_TEXT
from chengzhao.rules.disclosure import (
    COMPLAINT,
    PUBLIC_NOTICE,
    ComplaintChannel,
    ComplaintState,
    acceptance_day,
    answer_day,
)
from chengzhao.rules.privacy.masks import masked_name
from chengzhao.vault.sealing import Keys

OPEN = COMPLAINT.sets["OPEN"]


@dataclass(frozen=True, kw_only=True, slots=True)
class ComplaintLine:
    """A report in a list: which notice and whose line it is about, how it stands, and by when what is due."""

    key: int
    public_id: UUID
    number: str
    notice: str
    notice_id: UUID
    about: str
    came_by: ComplaintChannel
    state: ComplaintState
    is_sustained: bool | None
    received_at: datetime
    due_on: date | None

    @property
    def is_open(self) -> bool:
        """Whether it waits for the office."""
        return self.state in OPEN

    def is_overdue(self, day: date) -> bool:
        """Whether what is due next should have been done."""
        return self.due_on is not None and day > self.due_on


@dataclass(frozen=True, kw_only=True, slots=True)
class ComplaintView(ComplaintLine):
    """A report in clear, with what was decided; for whoever deals with it."""

    text: str
    contact: str
    entered_by: str
    answer: str
    decided_by: str
    answered_at: datetime | None
    candidate_number: str
    person_id: UUID | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Receipt:
    """What everybody is told who has the public id: how it stands, and the answer."""

    number: str
    notice: str
    state: ComplaintState
    is_sustained: bool | None
    received_at: datetime
    due_on: date | None
    answer: str
    answered_at: datetime | None


def complaints_of(
    season: int, province: str, *, is_open: bool, behind: int | None, limit: int
) -> tuple[ComplaintLine, ...]:
    """The reports of a season from behind a key: open ones oldest first, the others newest first."""
    rows = _whole(season, province)
    if is_open:
        rows = rows.filter(state__in=OPEN, pk__gt=behind or 0).order_by("pk")
    else:
        rows = rows.exclude(state__in=OPEN).order_by("-pk")
        rows = rows.filter(pk__lt=behind) if behind is not None else rows
    return tuple(ComplaintLine(**_facts(row)) for row in rows[:limit])


def complaints_about(notice_key: int, *, limit: int) -> tuple[ComplaintLine, ...]:
    """The reports about a notice, the newest first."""
    rows = Complaint.objects.filter(notice=notice_key).select_related("notice", "claim__candidate")
    return tuple(ComplaintLine(**_facts(row)) for row in rows.order_by("-pk")[:limit])


def complaint_tally(season: int, province: str) -> int:
    """How many reports wait for the office."""
    return Complaint.objects.filter(season=season, province=province, state__in=OPEN).count()


def complaint_called(season: int, province: str, public_id: UUID, keys: Keys) -> ComplaintView | None:
    """One report in clear. Raises SealBroken."""
    rows = _whole(season, province).annotate(
        entered=F("entered_by__display_name"), decided=F("decided_by__display_name")
    )
    row = rows.filter(public_id=public_id).first()
    if row is None:
        return None
    person = row.claim.candidate if row.claim is not None else None
    if person is not None:
        note_person(person.pk)
    return ComplaintView(
        **_facts(row),
        text=COMPLAINT_TEXT.text(keys, row.pk, row.text_sealed),
        contact=COMPLAINT_CONTACT.text(keys, row.pk, row.contact_sealed),
        entered_by=row.entered or "",
        answer=row.answer,
        decided_by=row.decided or "",
        answered_at=row.answered_at,
        candidate_number=person.candidate_number if person is not None else "",
        person_id=person.public_id if person is not None else None,
    )


def receipt_of(public_id: UUID) -> Receipt | None:
    """How a report stands, for whoever holds its receipt; nothing of what was reported."""
    columns = ("number", "notice__number", "state", "is_sustained", "received_at", "accepted_at", "answer")
    row = Complaint.objects.filter(public_id=public_id).values(*columns, "answered_at").first()
    if row is None:
        return None
    state = ComplaintState(row["state"])
    return Receipt(
        number=row["number"],
        notice=row["notice__number"],
        state=state,
        is_sustained=row["is_sustained"],
        received_at=row["received_at"],
        due_on=_due_on(state, row["received_at"], row["accepted_at"]),
        answer=row["answer"],
        answered_at=row["answered_at"],
    )


def complaint_key(public_id: UUID) -> int:
    """The key of a report. Raises Complaint.DoesNotExist."""
    return Complaint.objects.values_list("pk", flat=True).get(public_id=public_id)


def line_of(claim_id: int) -> tuple[int, int]:
    """The notice that is up with a claim, and its line there, by their keys. Raises NoticeEntry.DoesNotExist."""
    rows = NoticeEntry.objects.filter(
        claim=claim_id, withdrawn_at__isnull=True, notice__state__in=PUBLIC_NOTICE.sets["VISIBLE_TO_PUBLIC"]
    )
    return rows.values_list("notice_id", "pk").get()


def _whole(season: int, province: str) -> "QuerySet[Complaint]":
    return Complaint.objects.filter(season=season, province=province).select_related(
        "notice", "claim__candidate"
    )


def _facts(row: Complaint) -> dict[str, Any]:
    about = "整份公示"
    if row.claim is not None:
        about = f"{masked_name(row.claim.candidate.name)}　{ClaimKind(row.claim.kind).label}"
    state = ComplaintState(row.state)
    return {
        "key": row.pk,
        "public_id": row.public_id,
        "number": row.number,
        "notice": row.notice.number,
        "notice_id": row.notice.public_id,
        "about": about,
        "came_by": ComplaintChannel(row.came_by),
        "state": state,
        "is_sustained": row.is_sustained,
        "received_at": row.received_at,
        "due_on": _due_on(state, row.received_at, row.accepted_at),
    }


def _due_on(state: ComplaintState, received_at: datetime, accepted_at: datetime | None) -> date | None:
    """The last day for what is due next; None where it is done."""
    if state is ComplaintState.RECEIVED:
        return acceptance_day(localtime(received_at).date())
    if state not in OPEN or accepted_at is None:
        return None
    return answer_day(localtime(accepted_at).date(), is_extended=False)
