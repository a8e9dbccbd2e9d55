"""Requests about one's own data: a candidate's own, and those that an office has to answer."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from chengzhao.records.looks import note_person, of_one_person
from chengzhao.records.models import RightsRequest
from chengzhao.records.queries.scope import under
from chengzhao.records.sealed import REQUEST_ANSWER, REQUEST_TEXT
from chengzhao.rules.privacy.masks import masked_name
from chengzhao.rules.privacy.requests import RIGHTS_REQUEST, RequestState, Right, is_urgent
from chengzhao.vault.sealing import Keys

OPEN = RIGHTS_REQUEST.sets["OPEN"]
ERASED = "（内容已删除）"
"""What is shown in the place of a text that went with the person's contact."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RequestLine:
    """A request in a list, where `name` is masked; what was asked and answered stays sealed."""

    key: int
    public_id: UUID
    candidate_id: int
    person_id: UUID
    candidate_number: str
    name: str
    right: Right
    state: RequestState
    received_at: datetime
    due_on: date
    answered_by: str
    answered_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered it."""
        return self.state in OPEN

    def is_overdue(self, day: date) -> bool:
        """Whether its last day has passed without an answer, or before the answer came."""
        return self.is_open and day > self.due_on

    def is_urgent(self, day: date) -> bool:
        """Whether its last day is near."""
        return self.is_open and is_urgent(self.received_at.date(), day)


@dataclass(frozen=True, kw_only=True, slots=True)
class RequestView(RequestLine):
    """A request with what was asked and answered, in clear."""

    text: str
    answer: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RequestTally:
    """How many requests are open, and how many of them are past their last day."""

    open: int
    overdue: int


@of_one_person
def requests_of(candidate_id: int, keys: Keys) -> tuple[RequestView, ...]:
    """A candidate's own requests, the newest first."""
    rows = RightsRequest.objects.filter(candidate_id=candidate_id)
    return tuple(_view(row, keys) for row in _whole(rows).order_by("-pk"))


def requests_under(
    season: int, province: str, org_path: str, *, is_open: bool, behind: int | None, limit: int
) -> tuple[RequestLine, ...]:
    """The requests of an office's candidates from behind a key: open ones oldest first, others newest first.

    What came first has the first last day.
    """
    rows = _whole(_under(season, province, org_path))
    if is_open:
        rows = rows.filter(state__in=OPEN, pk__gt=behind or 0).order_by("pk")
    else:
        rows = rows.exclude(state__in=OPEN).order_by("-pk")
        rows = rows.filter(pk__lt=behind) if behind is not None else rows
    return tuple(RequestLine(**_facts(row)) for row in rows[:limit])


def request_under(
    season: int, province: str, org_path: str, public_id: UUID, keys: Keys
) -> RequestView | None:
    """One request of an office's candidates; None for any other."""
    row = _whole(_under(season, province, org_path)).filter(public_id=public_id).first()
    if row is None:
        return None
    note_person(row.candidate_id)
    return _view(row, keys)


def open_requests(season: int, province: str, org_path: str) -> "QuerySet[RightsRequest]":
    """The rows of what waits for an answer in an office's part of the tree."""
    return _under(season, province, org_path).filter(state__in=OPEN)


def request_tally(season: int, province: str, org_path: str, day: date) -> RequestTally:
    """What waits for an answer in an office's part of the tree."""
    found = _under(season, province, org_path).aggregate(
        open=Count("pk", filter=Q(state__in=OPEN)),
        overdue=Count("pk", filter=Q(state__in=OPEN, due_on__lt=day)),
    )
    return RequestTally(**found)


def _under(season: int, province: str, org_path: str) -> "QuerySet[RightsRequest]":
    return RightsRequest.objects.filter(season=season, province=province).filter(
        under("candidate__org_path", org_path)
    )


def _whole(rows: "QuerySet[RightsRequest]") -> "QuerySet[RightsRequest]":
    return rows.select_related("candidate").annotate(answerer=F("answered_by__display_name"))


def _view(row: RightsRequest, keys: Keys) -> RequestView:
    text = REQUEST_TEXT.text(keys, row.pk, row.text_sealed)
    answer = REQUEST_ANSWER.text(keys, row.pk, row.answer_sealed)
    is_answered = row.state in (RequestState.GRANTED, RequestState.REFUSED)
    return RequestView(**_facts(row), text=text or ERASED, answer=answer or (ERASED if is_answered else ""))


def _facts(row: RightsRequest) -> dict[str, Any]:
    return {
        "key": row.pk,
        "public_id": row.public_id,
        "candidate_id": row.candidate_id,
        "person_id": row.candidate.public_id,
        "candidate_number": row.candidate.candidate_number,
        "name": masked_name(row.candidate.name),
        "right": Right(row.right),
        "state": RequestState(row.state),
        "received_at": row.received_at,
        "due_on": row.due_on,
        "answered_by": row.answerer or "",  # type: ignore[attr-defined]
        "answered_at": row.answered_at,
    }
