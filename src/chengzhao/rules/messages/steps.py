"""What is said of a registration that goes a step further, and when somebody is reminded of a deadline."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from chengzhao.law.citation import cites
from chengzhao.rules.registration import USUAL_REASONS, ReturnItem

LONGEST_ITEMS = 24
"""Characters that what was returned may take of a text message."""
WITHOUT_ITEMS = "原因见报名系统"

LAST_DAY, LAST_HOURS = timedelta(hours=24), timedelta(hours=2)


def returned_in_words(returned: Sequence[tuple[ReturnItem, str]]) -> str:
    """What was sent back, as a text message names it: the items, and of a single one the reason where it fits.

    A reason that a reviewer wrote in own words is read on the own pages alone.
    """
    labels = [item.label for item, _ in returned]
    if not labels:
        return WITHOUT_ITEMS
    if len(returned) == 1:
        [(item, reason)] = returned
        told = f"{item.label}（{reason}）"
        return told if reason in USUAL_REASONS.get(item, ()) and len(told) <= LONGEST_ITEMS else item.label
    for shown in range(len(labels), 0, -1):
        more = f"等{len(labels)}项" if shown < len(labels) else ""
        if len(told := "、".join(labels[:shown]) + more) <= LONGEST_ITEMS:
            return told
    return f"{len(labels)}项"


@cites("A1.3.9")
def reminder_of(now: datetime, closes_at: datetime) -> str:
    """Which reminder is due before a deadline: that of the last hours, of the last day, or '' for none."""
    left = closes_at - now
    if left <= timedelta() or left > LAST_DAY:
        return ""
    return "last_hours" if left <= LAST_HOURS else "last_day"
