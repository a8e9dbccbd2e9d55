"""The ways in: invitations, codes, second factors, devices, and the messages that carry them."""

from chengzhao.records.walls.conditions import BORDER, EVERYTHING
from chengzhao.records.walls.doors import Door
from chengzhao.records.walls.shape import PEOPLE, STAFF, Rule, Walls, rule

_OWN = "account_id = app_account()"


def _own(rights: str = "siud") -> tuple[Rule, ...]:
    """Everything at the entry, one's own inside."""
    return (rule(Door.ENTRY, rows=EVERYTHING, rights="siud"), rule(*PEOPLE, rows=_OWN, rights=rights))


WALLS: Walls = {
    "invitation": (
        rule(Door.ENTRY, rows=EVERYTHING, rights="su"),
        rule(Door.SYSTEM, Door.OFFICE, rows=BORDER, rights="siu"),
        rule(*STAFF, rows=f"{BORDER} AND invited_by_id = app_account()", rights="siu"),
    ),
    "onetimecode": _own(),
    "totpdevice": _own(),
    "recoverycode": _own(),
    "knowndevice": _own(),
    "phonechange": _own(),
    "failedlogin": (
        rule(Door.ENTRY, rows=EVERYTHING, rights="siud"),
        rule(*PEOPLE, rows=EVERYTHING, rights="si"),
    ),
    "message": (
        rule(Door.ENTRY, rows=EVERYTHING, rights="si"),
        rule(*PEOPLE, rows=_OWN, rights="si"),
        rule(*STAFF, rows=EVERYTHING, rights="i"),
    ),
}
