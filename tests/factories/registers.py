"""Checks with registers: questions that wait or are answered, exchanges, lines."""

from datetime import datetime
from typing import Any

from tests.factories.border import PROVINCE, REGISTRATION_DAY, YEAR
from tests.factories.registration import a_candidate

from chengzhao.records.models import Candidate, RegisterCheck, RegisterExchange, RegisterLine
from chengzhao.rules.registration import CheckAnswer, CheckSubject, CheckWay


def a_check(
    candidate: Candidate | None = None,
    *,
    subject: CheckSubject = CheckSubject.EDUCATION,
    answer: CheckAnswer | None = None,
    at: datetime = REGISTRATION_DAY,
    **facts: Any,
) -> RegisterCheck:
    """A question that waits since `at`, or one that was answered then."""
    person = candidate or a_candidate(education_verified=False)
    given: dict[str, Any] = {"cause": "HANDED_IN", "asked_at": at}
    if answer is None:
        given |= {"next_try_at": at}
    else:
        given |= {"answer": answer, "way": CheckWay.ONLINE, "source": "学信网", "answered_at": at}
    row = RegisterCheck.objects.create(
        season=person.season,
        province=person.province,
        candidate=person,
        subject=subject,
        **(given | facts),
    )
    row.refresh_from_db()
    return row


def an_exchange(check: RegisterCheck | None = None, **facts: Any) -> RegisterExchange:
    """An exchange of a question."""
    held = check or a_check()
    given: dict[str, Any] = {
        "way": CheckWay.ONLINE,
        "source": "学信网",
        "answer": CheckAnswer.MATCHES,
        "at": REGISTRATION_DAY,
    }
    row = RegisterExchange.objects.create(
        season=held.season,
        province=held.province,
        candidate=held.candidate,
        question=held,
        **(given | facts),
    )
    row.refresh_from_db()
    return row


def a_register_line(subject: CheckSubject = CheckSubject.EDUCATION, **facts: Any) -> RegisterLine:
    """How a register answers."""
    row = RegisterLine.objects.create(season=YEAR, province=PROVINCE, subject=subject, **facts)
    row.refresh_from_db()
    return row
