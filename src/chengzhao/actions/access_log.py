"""Looking is an act too: who opened a person's file, lifted a mask, or took a list away, and why (trust L-05)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from chengzhao.actions import audit
from chengzhao.actions.audit import Actor, Border, Refused, Touched

LONGEST_REASON = 400
LONGEST_NAME = 64


@transaction.atomic
def view_file(
    *, border: Border, actor: Actor, at: datetime, candidate_ids: Sequence[int], reason: str
) -> None:
    """Write down that the files of candidates were shown; the page has been made and is not out yet."""
    touched = [Touched(object_id=str(key), after="", reason=reason) for key in candidate_ids]
    audit.record(border=border, actor=actor, at=at, act="view_file", object_kind="candidate", touched=touched)


@transaction.atomic
def search_person(*, border: Border, actor: Actor, at: datetime, reason: str) -> None:
    """Write down that somebody was looked for and not found: who asks whether a person is registered is seen."""
    touched = [Touched(object_id="", after="", reason=f"{reason}：没有查到")]
    audit.record(
        border=border, actor=actor, at=at, act="search_person", object_kind="search", touched=touched
    )


@transaction.atomic
def unmask(
    *, border: Border, actor: Actor, at: datetime, candidate_id: int, fields: Sequence[str], reason: str
) -> None:
    """Write down that fields of a candidate were shown without their mask. Raises Refused without a reason."""
    given = reason.strip()
    if not given:
        raise Refused("查看完整信息必须写明理由。")
    said = f"{'、'.join(fields)}：{given}"
    if len(said) > LONGEST_REASON:
        raise Refused(f"理由过长，请缩短到{LONGEST_REASON - len(said) + len(given)}字以内。")
    touched = [Touched(object_id=str(candidate_id), after="", reason=said)]
    audit.record(border=border, actor=actor, at=at, act="unmask", object_kind="candidate", touched=touched)


@transaction.atomic
def take_list(*, border: Border, actor: Actor, at: datetime, name: str, digest: str, reason: str) -> None:
    """Write down that a list was taken away as a file: its name, the digest of its bytes, what it was for."""
    touched = [Touched(object_id=name[:LONGEST_NAME], after=digest, reason=reason)]
    audit.record(border=border, actor=actor, at=at, act="take_list", object_kind="list_file", touched=touched)
