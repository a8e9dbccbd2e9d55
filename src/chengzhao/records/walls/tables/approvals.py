"""Acts of two: seen by who signed them and by who may sign them there; once open, only the answer changes."""

from collections.abc import Iterator

from chengzhao.records.walls.conditions import BORDER, UNDER
from chengzhao.records.walls.doors import DOOR_OF_ROLE, Door
from chengzhao.records.walls.shape import Rule, rule
from chengzhao.rules.governance import TWO_PERSON_ACTS

ANSWER = ("state", "reason", "second_id", "second_role", "second_at")
"""What the answer writes; a trigger holds everything else as it was put forward."""

_MINE = "first_id = app_account() OR second_id = app_account()"
_UNANSWERED = "state = 'OPEN' AND second_id IS NULL"
_ANSWERED_BY_ONESELF = "second_id IS NULL OR second_id = app_account()"
"""Nobody writes down that somebody else has signed."""
_WITHIN = f"app_is_whole_province() OR {UNDER}"


def approval_rules() -> tuple[Rule, ...]:
    """The rules of each door through which somebody comes who puts acts of two forward or answers them."""
    return tuple(found for door in Door for found in _of_door(door))


def _of_door(door: Door) -> Iterator[Rule]:
    acts = ", ".join(f"'{act}'" for act in _acts_of(door))
    if acts:
        concerned = f"act IN ({acts}) AND ({_WITHIN})"
        rows = f"{BORDER} AND ({_MINE} OR {concerned})"
        yield rule(door, rows=rows)
        opened = f"{BORDER} AND first_id = app_account() AND {concerned}"
        yield rule(door, rows=opened, rights="i", check=_UNANSWERED)
        yield rule(door, rows=rows, rights="u", columns=ANSWER, check=_ANSWERED_BY_ONESELF)


def _acts_of(door: Door) -> list[str]:
    return [
        act
        for act, one in TWO_PERSON_ACTS.items()
        if any(DOOR_OF_ROLE[role] is door for role in (*one.firsts, *one.seconds))
    ]
