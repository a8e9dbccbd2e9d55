"""Acts that nobody does alone: the rehearsal has one person put them forward and another confirm them."""

from datetime import datetime
from typing import Any

from chengzhao.actions.approvals import confirm_approval, open_approval
from chengzhao.actions.audit import Actor
from chengzhao.actions.signatures import Arguments
from chengzhao.records.queries.approvals import digest_of_approval
from chengzhao.rehearsal.player.play import Play


def by_two(play: Play, act: str, arguments: Arguments, *, first: Actor, second: Actor, at: datetime) -> Any:
    """Both sign, one after the other, and the act is done; returns what it returns."""
    opened = open_approval(border=play.border, actor=first, at=at, act=act, arguments=arguments)
    seen = digest_of_approval(opened)
    return confirm_approval(border=play.border, actor=second, at=at, approval_id=opened, digest=seen)
