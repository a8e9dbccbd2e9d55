"""What a candidate was told and agreed to, with the digest of the very text (个人信息保护法第十七、二十九条)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from chengzhao.actions.audit import Actor, Border, Refused, Touched, record
from chengzhao.actions.erasure import erase_parts
from chengzhao.law.privacy.consents import ConsentKind, current_text
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import Candidate, Consent
from chengzhao.records.queries.retention import situation_of
from chengzhao.records.scope import Scope, scope
from chengzhao.records.walls.doors import Door
from chengzhao.rules.privacy.retention import Part


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What somebody answers to a text that they saw: its kind, and the digest of what was shown."""

    kind: ConsentKind
    digest: str
    is_given: bool


@transaction.atomic
def answer_consents(*, border: Border, actor: Actor, at: datetime, answers: Sequence[Answer]) -> None:
    """Writes down answers to the versions in force, each on the digest of the text that was on the screen.

    Raises Refused where a text has changed meanwhile, and for a no to the notice, which is no question.
    """
    if actor.account is None:
        raise Refused("请先登录，再确认告知书。")
    rows = [_row(border, actor.account, at, answer) for answer in answers]
    Consent.objects.bulk_create(rows)
    touched = (
        Touched(
            object_id=f"{row.kind} v{row.version}",
            after=digest_of({"text": row.digest, "given": row.is_given}),
            reason="" if row.is_given else "不同意",
        )
        for row in rows
    )
    record(border=border, actor=actor, at=at, act="answer_consents", object_kind="consent", touched=touched)
    if any(answer.kind is ConsentKind.HEALTH and not answer.is_given for answer in answers):
        _drop_health(border, actor, at)


def _drop_health(border: Border, actor: Actor, at: datetime) -> None:
    """What was handed in by consent goes with it, at once, as the text says; a held file is kept."""
    with scope(Scope(door=Door.WORK, season=border.season, province=border.province)):
        own = Candidate.objects.filter(
            season=border.season, province=border.province, account=actor.account
        ).values_list("pk", flat=True)
        day = localtime(at).date()
        erase_parts([Part.HEALTH], [key for key in own if not situation_of(key, day).is_held])


def _row(border: Border, account: int, at: datetime, answer: Answer) -> Consent:
    text = current_text(answer.kind, localtime(at).date())
    if text.digest != answer.digest:
        raise Refused(f"《{text.title}》已经更新，请重新阅读后再确认。")
    if not (answer.is_given or text.is_optional):
        raise Refused("告知书须确认已经阅读，才能办理报名。")
    return Consent(
        season=border.season,
        province=border.province,
        account_id=account,
        kind=answer.kind.value,
        version=text.version,
        digest=text.digest,
        is_given=answer.is_given,
        at=at,
    )
