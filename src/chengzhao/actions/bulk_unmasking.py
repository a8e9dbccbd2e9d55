"""批量查看完整信息: a bounded list, ordered by two with a reason, handed out once, written on each person's trail.

One by one a mask is lifted on the person's page. Of many at once (a bureau asks for the phones of those whose site
moved) a second person sees for whom and why, and whoever asked gets one file, within a day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from chengzhao.actions.audit import Actor, Border, Refused, Touched, record, require_both, require_duty
from chengzhao.actions.grounds import common_path, require_reach
from chengzhao.actions.signatures import BATCH, Arguments, Matter, Procedure
from chengzhao.actions.uncovering import SHORTEST_REASON
from chengzhao.law.citation import cites
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import Approval, AuditRow, Candidate
from chengzhao.records.queries.evidence import stage_of_candidate
from chengzhao.records.queries.persons import personal_texts
from chengzhao.rules.governance import ApprovalState
from chengzhao.rules.privacy.sights import Reader, Room
from chengzhao.vault.sealing import Keys

MOST_PERSONS = 200
LASTS = timedelta(hours=24)
"""So long after the second signature the file may be fetched."""

ROOMS = (Room.IDENTITY, Room.PHONE, Room.PLACE)
"""What can be asked for: what is sealed of a person."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Unmasked:
    """One person of the file; '' for what was not asked for, or what the role may not uncover in this stage."""

    candidate_number: str
    name: str
    identity_number: str
    phone: str
    address: str


def unmasking_arguments(numbers: Sequence[str], rooms: Sequence[Room], reason: str) -> dict[str, object]:
    """How a list is put forward: each number once, in order."""
    return {
        "numbers": sorted(set(numbers)),
        "rooms": [room.value for room in ROOMS if room in rooms],
        "reason": reason.strip(),
    }


def _describe(border: Border, actor: Actor, at: datetime, arguments: Arguments) -> Matter:
    numbers, rooms, reason = list(arguments["numbers"]), list(arguments["rooms"]), str(arguments["reason"])
    if not rooms:
        raise Refused("请选择要查看的内容。")
    if len(reason) < SHORTEST_REASON:
        raise Refused(f"请写明查看的理由，至少{SHORTEST_REASON}个字。")
    people = _people(border, actor, numbers)
    labels = "、".join(Room(room).label for room in rooms)
    content = digest_of([numbers, rooms, reason])
    return Matter(
        object_kind=BATCH,
        object_id=f"{len(numbers)}人 {content[:12]}",
        org_path=common_path(person.org_path for person in people),
        facts=(
            ("人数", f"{len(numbers)}人"),
            ("内容", labels),
            ("理由", reason),
            ("报名号", "、".join(numbers)),
        ),
        content=content,
    )


def _people(border: Border, actor: Actor, numbers: Sequence[str]) -> list[Candidate]:
    """The candidates of a list, all of them the actor's. Raises Refused and RowsRefused."""
    if not 0 < len(numbers) <= MOST_PERSONS:
        raise Refused(f"一次查看1至{MOST_PERSONS}人，现为{len(numbers)}人，请分批。")
    rows = Candidate.objects.filter(
        season=border.season, province=border.province, candidate_number__in=numbers
    )
    people = list(rows.order_by("candidate_number"))
    unknown = sorted(set(numbers) - {person.candidate_number for person in people})
    if unknown:
        raise Refused(f"本年度本省没有这些报名号：{'、'.join(unknown[:5])}。")
    require_reach(actor, {person.candidate_number: person.org_path for person in people})
    return people


@cites("N5.1")
@transaction.atomic
def unmask_people(*, border: Border, actor: Actor, at: datetime, arguments: Arguments) -> None:
    """The second person agrees that the first may fetch the file; nothing is shown yet. Raises Refused."""
    held = require_both("unmask_people", border, actor, arguments)
    touched = [
        Touched(object_id=held.object_id, after=held.digest, reason=str(held.arguments["reason"])[:400])
    ]
    record(border=border, actor=actor, at=at, act="unmask_people", object_kind=BATCH, touched=touched)


UNMASKING = Procedure(
    describe=_describe,
    carry_out=lambda border, actor, at, given: unmask_people(
        border=border, actor=actor, at=at, arguments=given
    ),
)


@transaction.atomic
def take_unmasked(
    *, border: Border, actor: Actor, at: datetime, public_id: UUID, keys: Keys
) -> tuple[Unmasked, ...]:
    """The people of a list that two agreed on, opened once for whoever asked, and written on each one's trail.

    Raises Refused for anybody else, a second time, after a day, and where one is no longer within reach.
    """
    require_duty("take_unmasked", actor)
    held = (
        Approval.objects.select_for_update()
        .filter(
            season=border.season,
            province=border.province,
            public_id=public_id,
            act="unmask_people",
            state=ApprovalState.DONE,
            first=actor.account,
        )
        .first()
    )
    if held is None or held.second_at is None:
        raise Refused("没有经两人同意、由你提请的这份名单。")
    if at >= held.second_at + LASTS:
        raise Refused("已超过24小时，这份名单不能再领取，请重新提请。")
    # The same list may be agreed on again: it is this agreement that is used once.
    mark = digest_of([held.digest, str(public_id)])
    if AuditRow.objects.filter(act="take_unmasked", after_digest=mark, account=actor.account).exists():
        raise Refused("这份名单已经领取，只能领取一次。")
    people = _people(border, actor, list(held.arguments["numbers"]))
    rooms = [Room(room) for room in held.arguments["rooms"]]
    said = f"{'、'.join(room.label for room in rooms)}：{held.arguments['reason']}"[:400]
    record(
        border=border,
        actor=actor,
        at=at,
        act="take_unmasked",
        object_kind="candidate",
        touched=[Touched(object_id=str(person.pk), after=mark, reason=said) for person in people],
    )
    return tuple(_opened(actor, person, rooms, keys) for person in people)


def _opened(actor: Actor, person: Candidate, rooms: Sequence[Room], keys: Keys) -> Unmasked:
    """What was asked for of one person, where the table of sights lets the role uncover or read it."""
    assert actor.role is not None
    reader = Reader(role=actor.role, stage=stage_of_candidate(person.pk), uncovered=frozenset(rooms))
    texts = personal_texts(person.pk, keys)

    def shown(room: Room, text: str) -> str:
        return text if room in rooms and reader.sees(room) else ""

    return Unmasked(
        candidate_number=person.candidate_number,
        name=person.name,
        identity_number=shown(Room.IDENTITY, texts.identity_number),
        phone=shown(Room.PHONE, texts.phone),
        address=shown(Room.PLACE, texts.address),
    )
