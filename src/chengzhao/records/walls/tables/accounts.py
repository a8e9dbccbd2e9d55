"""The ways in: read and written at the entry, where somebody proves who they are; nobody else needs them."""

from chengzhao.records.walls.conditions import BORDER, EVERYTHING
from chengzhao.records.walls.doors import Door
from chengzhao.records.walls.shape import PEOPLE, Walls, rule

_INTO_OWN_COLLEGE = (
    f"{BORDER} AND EXISTS (SELECT 1 FROM records_college c "
    "WHERE c.organisation_id = records_invitation.organisation_id AND c.id = app_college())"
)
_OF_STAFF = "EXISTS (SELECT 1 FROM records_account a WHERE a.id = account_id AND a.kind = 'STAFF')"
_OWN = "account_id = app_account()"

WALLS: Walls = {
    "invitation": (
        rule(Door.ENTRY, rows=EVERYTHING, rights="su"),
        rule(Door.SYSTEM, Door.OFFICE, rows=BORDER, rights="siu"),
        rule(Door.COLLEGE, rows=_INTO_OWN_COLLEGE, rights="siu"),
    ),
    "onetimecode": (rule(Door.ENTRY, rows=EVERYTHING, rights="siud"),),
    "totpdevice": (
        rule(Door.ENTRY, rows=EVERYTHING, rights="siud"),
        rule(Door.SYSTEM, rows=_OF_STAFF, columns=("id", "account_id", "started_at", "confirmed_at")),
    ),
    "recoverycode": (rule(Door.ENTRY, rows=EVERYTHING, rights="siud"),),
    "knowndevice": (rule(Door.ENTRY, rows=EVERYTHING, rights="siud"),),
    "failedlogin": (rule(Door.ENTRY, rows=EVERYTHING, rights="sid"),),
    "phonechange": (
        rule(Door.ENTRY, rows=EVERYTHING, rights="siu"),
        rule(Door.CANDIDATE, rows=_OWN),
    ),
    "message": (
        rule(Door.ENTRY, rows=EVERYTHING, rights="si"),
        rule(*PEOPLE, rows=EVERYTHING, rights="i"),
        rule(Door.CANDIDATE, rows=_OWN),
    ),
}
