"""The ways in: read and written at the entry, where somebody proves who they are; nobody else needs them."""

from chengzhao.records.walls.conditions import BORDER, EVERYTHING, place_within_reach
from chengzhao.records.walls.doors import Door
from chengzhao.records.walls.shape import PEOPLE, STAFF, Walls, rule

_INTO_OWN_COLLEGE = (
    f"{BORDER} AND EXISTS (SELECT 1 FROM records_college c "
    "WHERE c.organisation_id = records_invitation.organisation_id AND c.id = app_college())"
)
_OF_STAFF = "EXISTS (SELECT 1 FROM records_account a WHERE a.id = account_id AND a.kind = 'STAFF')"
_OF_A_CANDIDATE_SEEN = (
    "EXISTS (SELECT 1 FROM records_candidate c WHERE c.account_id = records_loginsession.account_id)"
)
_OWN = "account_id = app_account()"
_OWN_MESSAGES = f"{_OWN} OR candidate_id = app_candidate()"

WALLS: Walls = {
    "invitation": (
        rule(Door.ENTRY, rows=EVERYTHING, rights="su"),
        rule(Door.SYSTEM, rows=BORDER, rights="siu"),
        rule(Door.OFFICE, rows=f"{BORDER} AND {place_within_reach('invitation')}", rights="siu"),
        rule(Door.COLLEGE, rows=_INTO_OWN_COLLEGE, rights="siu"),
    ),
    "onetimecode": (rule(Door.ENTRY, rows=EVERYTHING, rights="siud"),),
    "totpdevice": (
        rule(Door.ENTRY, rows=EVERYTHING, rights="siud"),
        rule(Door.SYSTEM, rows=_OF_STAFF, columns=("id", "account_id", "started_at", "confirmed_at")),
    ),
    "recoverycode": (rule(Door.ENTRY, rows=EVERYTHING, rights="siud"),),
    "knowndevice": (rule(Door.ENTRY, rows=EVERYTHING, rights="siud"),),
    "loginsession": (
        rule(Door.ENTRY, rows=EVERYTHING, rights="siud"),
        # They end sessions, and see whose these are; what a session holds is the entry's.
        rule(Door.SYSTEM, rows=_OF_STAFF, rights="sd"),
        rule(Door.OFFICE, rows=_OF_A_CANDIDATE_SEEN, rights="sd"),
    ),
    "habit": (
        # Whoever logs in is found with what they have set; the export of a candidate asks and finds nothing.
        rule(Door.ENTRY, Door.CANDIDATE, rows=_OWN),
        rule(*STAFF, rows=_OWN, rights="siu"),
    ),
    "failedlogin": (rule(Door.ENTRY, rows=EVERYTHING, rights="sid"),),
    "phonechange": (
        rule(Door.ENTRY, rows=EVERYTHING, rights="siu"),
        rule(Door.CANDIDATE, rows=_OWN),
    ),
    "message": (
        rule(Door.ENTRY, rows=EVERYTHING, rights="si"),
        rule(*PEOPLE, rows=EVERYTHING, rights="i"),
        rule(Door.CANDIDATE, rows=_OWN_MESSAGES),
        rule(Door.CANDIDATE, rows=_OWN_MESSAGES, rights="u", columns=("read_at",)),
    ),
}
