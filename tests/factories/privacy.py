"""Requests about one's own data."""

from datetime import date, datetime
from typing import Any

from tests.factories.border import REGISTRATION_DAY
from tests.factories.people import an_account

from chengzhao.records.models import Candidate, RightsRequest
from chengzhao.rules.privacy.requests import RequestState, Right, due_day


def a_rights_request(
    *,
    candidate: Candidate,
    right: Right = Right.CORRECT,
    state: RequestState = RequestState.RECEIVED,
    received_at: datetime = REGISTRATION_DAY,
    due_on: date | None = None,
    **facts: Any,
) -> RightsRequest:
    """A request, by default just received; an answered one has its answer."""
    given: dict[str, Any] = {"text": "工作单位应为太原市第二机械厂"}
    if state in (RequestState.GRANTED, RequestState.REFUSED):
        given |= {"answer": "已经更正", "answered_by": an_account(), "answered_at": received_at}
    return RightsRequest.objects.create(
        season=candidate.season,
        province=candidate.province,
        candidate=candidate,
        right=right,
        state=state,
        received_at=received_at,
        due_on=due_on or due_day(received_at.date()),
        **(given | facts),
    )
