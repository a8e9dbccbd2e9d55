"""通知·二.3: questions for a register that takes files only, taken out as one file; answers settle as any others."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from chengzhao.actions.audit import Actor, Border, Refused, Touched, record
from chengzhao.actions.duties import PROVINCE
from chengzhao.actions.grounds import require_role
from chengzhao.actions.register_answers import Answered, keep_exchanges
from chengzhao.law.citation import cites
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import RegisterCheck
from chengzhao.records.queries.register_questions import Question, questions
from chengzhao.rules.registration import REGISTRATION, CheckAnswer, CheckSubject, CheckWay
from chengzhao.vault.sealing import Keys

MOST = 20_000
IN_A_FILE = "已写入核查文件，等答复文件"
_ACTIVE = sorted(state.value for state in REGISTRATION.sets["ACTIVE"])


@cites("N3.7")
@transaction.atomic
def take_questions(
    *, border: Border, actor: Actor, at: datetime, subject: CheckSubject, keys: Keys
) -> list[Question]:
    """Everything that waits for a register, the oldest first, at most 20,000; that it went out is kept of each.

    Taken again it is the same questions under the same numbers. Raises Refused where nothing waits.
    """
    require_role(actor, *PROVINCE)
    rows = list(
        RegisterCheck.objects.select_for_update(of=("self",))
        .filter(season=border.season, province=border.province, subject=subject.value, answer="")
        .filter(candidate__registration__state__in=_ACTIVE)
        .order_by("asked_at", "pk")[:MOST]
    )
    if not rows:
        raise Refused(f"没有等待{subject.label}核查的考生，不用导出。")
    found = questions(rows, keys)
    keep_exchanges(border, actor, at, [_went_out(one) for one in found], keys)
    touched = (
        Touched(
            object_id=one.candidate_number,
            before=digest_of({"subject": subject.value}),
            after=digest_of({"subject": subject.value, "in_file": at}),
            reason=f"导出{subject.label}核查文件",
        )
        for one in found
    )
    record(
        border=border, actor=actor, at=at, act="take_questions", object_kind="register_check", touched=touched
    )
    return found


def questions_called(
    border: Border, subject: CheckSubject, keys: Keys, wanted: Collection[UUID]
) -> dict[UUID, Question]:
    """The questions of these numbers that still wait, for an answer file."""
    rows = RegisterCheck.objects.filter(
        season=border.season, province=border.province, subject=subject.value, answer="", public_id__in=wanted
    )
    return {one.key: one for one in questions(list(rows.order_by("pk")), keys)}


def _went_out(question: Question) -> Answered:
    return Answered(
        question=question,
        answer=CheckAnswer.NO_ANSWER,
        way=CheckWay.FILE,
        source="核查文件",
        failure=IN_A_FILE,
    )
