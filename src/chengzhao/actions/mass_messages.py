"""群发短信: one text to a whole audience, agreed on by two who see it, a sample and how many, and sent once to each.

Wrong mass messages cannot be called back. So nothing is sent by one person, nothing after a day, and nothing where
the audience has grown since the two saw its number.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from chengzhao.actions.audit import Actor, Border, Refused, Touched, record, require_both, require_duty
from chengzhao.actions.outbox import put_messages
from chengzhao.actions.signatures import BATCH, Arguments, Matter, Procedure
from chengzhao.law.citation import cites
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import Approval, Organisation
from chengzhao.records.queries.messages import count_audience, recipients
from chengzhao.rules.governance import ApprovalState
from chengzhao.rules.messages import TO_MANY, Audience, filled, word_faults
from chengzhao.vault.sealing import Keys

LASTS = timedelta(hours=24)
"""So long after the second signature the sending may begin."""

STEP = 500
"""Messages of one transaction."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sending:
    """What two agreed on: the text, and to whom."""

    batch: str
    kind: str
    title: str
    text: str
    audience: Audience
    org_path: str
    digest: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """What one transaction wrote: up to which candidate, how many it came by, and to how many of them it wrote."""

    last: int
    passed: int
    written: int


def sending_arguments(kind: str, words: Mapping[str, str], org_path: str, *, count: int) -> dict[str, object]:
    """How a mass message is put forward: the kind, the words of its blanks, the part of the tree, how many at most."""
    blanks = TO_MANY[kind].blanks if kind in TO_MANY else ()
    return {
        "kind": kind,
        "words": {blank.name: words.get(blank.name, "").strip() for blank in blanks},
        "path": org_path,
        "count": count,
    }


def _describe(border: Border, actor: Actor, at: datetime, arguments: Arguments) -> Matter:
    kind, words, path = str(arguments["kind"]), dict(arguments["words"]), str(arguments["path"])
    place = _place(actor, path)
    template = TO_MANY.get(kind)
    if template is None or template.audience is None:
        raise Refused("没有这种短信。")
    faults = word_faults(kind, words, signature=settings.SMS_SIGNATURE)
    if faults:
        raise Refused(next(iter(faults.values())))
    count = int(arguments["count"])
    _require_no_more(border, template.audience, path, count)
    text = filled(kind, words)
    return Matter(
        object_kind=BATCH,
        object_id=f"{template.title} {count}人",
        org_path=path,
        facts=(
            ("短信", template.title),
            ("内容", text),
            ("收信人", template.audience.label),
            ("范围", place),
            ("人数", f"至多{count}人"),
        ),
        content=digest_of([kind, text, path, count]),
    )


def _require_no_more(border: Border, audience: Audience, path: str, agreed: int) -> None:
    """Whoever has left the audience meanwhile is not written to; whoever has come to it nobody has agreed on."""
    now = count_audience(border.season, border.province, path, audience)
    if not now:
        raise Refused(f"现在没有{audience.label}，没有人可发。")
    if now > agreed:
        raise Refused(f"预览时{agreed}人，现在{now}人，多出的人没有经过同意，请重新提请。")


def _place(actor: Actor, path: str) -> str:
    """The name of the part of the tree that is written to. Raises Refused where it is not the actor's."""
    name = Organisation.objects.filter(path=path).values_list("name", flat=True).first()
    if name is None or not path.startswith(actor.org_path):
        raise Refused("范围应为本单位或所属的单位。")
    return str(name)


@cites("N5.1")
@transaction.atomic
def send_messages(*, border: Border, actor: Actor, at: datetime, arguments: Arguments) -> None:
    """The second person agrees that the first may send; nothing is sent yet. Raises Refused."""
    held = require_both("send_messages", border, actor, arguments)
    touched = [Touched(object_id=held.object_id, after=held.digest)]
    record(border=border, actor=actor, at=at, act="send_messages", object_kind=BATCH, touched=touched)


SENDING = Procedure(
    describe=_describe,
    carry_out=lambda border, actor, at, given: send_messages(
        border=border, actor=actor, at=at, arguments=given
    ),
)


def agreed_sending(*, border: Border, actor: Actor, at: datetime, public_id: UUID) -> Sending:
    """What two agreed on, for whoever put it forward. Raises Refused for anybody else, and after a day.

    Also where the audience is larger than the two saw: who has come to it since is not written to by surprise.
    """
    rows = Approval.objects.filter(season=border.season, province=border.province, act="send_messages")
    held = rows.filter(public_id=public_id, state=ApprovalState.DONE, first=actor.account).first()
    if held is None or held.second_at is None:
        raise Refused("没有经两人同意、由你提请的这次群发。")
    if at >= held.second_at + LASTS:
        raise Refused("同意后已超过24小时，不能再发，请重新提请。")
    kind, path = str(held.arguments["kind"]), str(held.arguments["path"])
    template = TO_MANY[kind]
    assert template.audience is not None
    _require_no_more(border, template.audience, path, int(held.arguments["count"]))
    return Sending(
        batch=f"send/{public_id}",
        kind=kind,
        title=template.title,
        text=filled(kind, held.arguments["words"]),
        audience=template.audience,
        org_path=path,
        digest=held.digest,
    )


@transaction.atomic
def write_messages(
    *, border: Border, actor: Actor, at: datetime, sending: Sending, after: int, keys: Keys
) -> Step | None:
    """Write the next messages of a sending into the outbox; None at its end. Done again it writes nobody twice."""
    require_duty("write_messages", actor)
    people = recipients(
        border.season,
        border.province,
        sending.org_path,
        sending.audience,
        keys,
        after=after,
        limit=STEP,
    )
    if not people:
        return None
    written = put_messages(batch=sending.batch, kind=sending.kind, text=sending.text, to=people, keys=keys)
    touched = [Touched(object_id=f"{sending.title} {written}人", after=sending.digest)]
    record(border=border, actor=actor, at=at, act="write_messages", object_kind=BATCH, touched=touched)
    return Step(last=people[-1].candidate_id, passed=len(people), written=written)
