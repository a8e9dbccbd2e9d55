"""Questions that are due, asked one after another, and their answers settled; a register that fails is left alone."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from chengzhao.actions.audit import Border
from chengzhao.actions.register_answers import (
    Answered,
    claim_questions,
    note_line,
    release_questions,
    settle_answers,
)
from chengzhao.exchange.registers.adapter import Adapters, RegisterAdapter
from chengzhao.exchange.registers.answer import RegisterUnavailable
from chengzhao.records.queries.register_questions import Question
from chengzhao.rules.registration import DOWN_AFTER, CheckAnswer, CheckSubject, CheckWay, differences
from chengzhao.vault.sealing import Keys

log = logging.getLogger(__name__)

AT_ONCE = 100
"""So many questions are taken up together; a process that dies leaves no more to be asked again."""
Clock = Callable[[], datetime]


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """How many questions were answered, and how many are asked again later."""

    answered: int = 0
    waiting: int = 0


def ask_all(
    adapters: Adapters,
    *,
    border: Border,
    clock: Clock,
    keys: Keys,
    most: int = 10_000,
    stop_at: datetime | None = None,
) -> Asked:
    """Ask what is due of every subject that has an adapter, at most `most` questions of each, until `stop_at`."""
    answered = waiting = 0
    for subject, adapter in adapters.items():
        asked = 0
        while asked < most and (stop_at is None or clock() < stop_at):
            step = _ask(adapter, subject, border, clock, keys)
            if step is None:
                break
            asked += step.answered + step.waiting
            answered, waiting = answered + step.answered, waiting + step.waiting
            if step.waiting:
                # What failed has its own next time; a line that went down is tried then.
                break
    return Asked(answered=answered, waiting=waiting)


def _ask(
    adapter: RegisterAdapter, subject: CheckSubject, border: Border, clock: Clock, keys: Keys
) -> Asked | None:
    """Ask one portion; None where nothing is due, or the register is held to be down."""
    held = claim_questions(border=border, at=clock(), subject=subject, keys=keys, most=AT_ONCE)
    if not held:
        return None
    results: list[Answered] = []
    failures = 0
    for question in held:
        if failures >= DOWN_AFTER:
            break
        results.append(_answered(adapter, question))
        failures = 0 if results[-1].is_final else failures + 1
    release_questions(border=border, given_up=held[len(results) :])
    _settle(border, subject, results, clock, keys)
    done = sum(one.is_final for one in results)
    return Asked(answered=done, waiting=len(results) - done)


def _settle(
    border: Border, subject: CheckSubject, results: Sequence[Answered], clock: Clock, keys: Keys
) -> None:
    settle_answers(border=border, at=clock(), answers=results, keys=keys)
    note_line(border=border, at=clock(), subject=subject, results=results)


def _answered(adapter: RegisterAdapter, question: Question) -> Answered:
    source = adapter.name[:30]
    try:
        said = adapter.ask(question.subject, question.fields, key=str(question.key))
    except RegisterUnavailable as error:
        return _without(question, source, str(error) or type(error).__name__)
    except Exception as error:
        # An adapter is somebody else's program: its mistake delays a question and loses none. What it says may name
        # a person, so the log has only what kind of mistake it is.
        log.error("the adapter of %s made a mistake: %s", question.subject.value, type(error).__name__)
        return _without(question, source, f"接口程序出错（{type(error).__name__}）")
    found = differences(question.fields, said.stated)
    return Answered(
        question=question,
        answer=said.answer or (CheckAnswer.DIFFERS if found else CheckAnswer.MATCHES),
        way=CheckWay.ONLINE,
        source=source,
        differences=found,
        stated=said.stated,
        reference=said.reference,
    )


def _without(question: Question, source: str, failure: str) -> Answered:
    return Answered(
        question=question,
        answer=CheckAnswer.NO_ANSWER,
        way=CheckWay.ONLINE,
        source=source,
        failure=failure[:200],
    )
