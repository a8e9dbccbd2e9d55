"""Requests about one's own data."""

from datetime import date, datetime
from typing import Any

from tests.factories.border import KEYS, REGISTRATION_DAY
from tests.factories.people import an_account

from chengzhao.records.bulk import reserve_ids
from chengzhao.records.models import Candidate, RightsRequest
from chengzhao.records.sealed import REQUEST_ANSWER, REQUEST_TEXT
from chengzhao.rules.privacy.requests import RequestState, Right, due_day


def a_rights_request(
    *,
    candidate: Candidate,
    right: Right = Right.CORRECT,
    state: RequestState = RequestState.RECEIVED,
    received_at: datetime = REGISTRATION_DAY,
    due_on: date | None = None,
    text: str = "工作单位应为太原市第二机械厂",
    answer: str = "已经更正",
    **facts: Any,
) -> RightsRequest:
    """A request, by default just received; an answered one has its answer."""
    [number] = reserve_ids(RightsRequest, 1)
    given: dict[str, Any] = {"text_sealed": KEYS.seal(text, row=REQUEST_TEXT.place(number))}
    if state in (RequestState.GRANTED, RequestState.REFUSED):
        given |= {"answer_sealed": KEYS.seal(answer, row=REQUEST_ANSWER.place(number))}
        given |= {"answered_by": an_account(), "answered_at": received_at}
    return RightsRequest.objects.create(
        pk=number,
        season=candidate.season,
        province=candidate.province,
        candidate=candidate,
        right=right,
        state=state,
        received_at=received_at,
        due_on=due_on or due_day(received_at.date()),
        **(given | facts),
    )


def asked_in(request: RightsRequest) -> str:
    """What a request says, in clear."""
    return REQUEST_TEXT.text(KEYS, request.pk, request.text_sealed)


def answer_in(request: RightsRequest) -> str:
    """What was answered, in clear."""
    return REQUEST_ANSWER.text(KEYS, request.pk, request.answer_sealed)
