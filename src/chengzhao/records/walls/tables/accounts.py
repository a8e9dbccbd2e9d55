"""The ways in: read and written at the entry, where somebody proves who they are; nobody else needs them."""

from chengzhao.records.walls.conditions import BORDER, EVERYTHING, given_at
from chengzhao.records.walls.doors import Door
from chengzhao.records.walls.shape import ADMINISTRATORS, GIVERS, STAFF, Rule, Walls, rule

_SECRET_ANEW = f"{BORDER} AND purpose IN ('RECOVER', 'REPLACE') AND organisation_id IS NULL AND role = ''"
"""What administrators send to whoever lost their secret: it gives no role."""
_SIGNED_BY_ONESELF = "approved_by_id IS NULL OR approved_by_id = app_account()"
"""Nobody writes down that somebody else has agreed."""
_OF_STAFF = "EXISTS (SELECT 1 FROM records_account a WHERE a.id = account_id AND a.kind = 'STAFF')"
_OF_A_CANDIDATE_SEEN = (
    "EXISTS (SELECT 1 FROM records_candidate c WHERE c.account_id = records_loginsession.account_id)"
)
_OWN = "account_id = app_account()"
_TO_A_CANDIDATE = (
    "app_is_whole_province() AND EXISTS "
    "(SELECT 1 FROM records_candidate c WHERE c.id = records_message.candidate_id)"
)
_OWN_MESSAGES = f"{_OWN} OR candidate_id = app_candidate()"


def _sent(*doors: Door, rows: str) -> tuple[Rule, ...]:
    """Invitations that are seen, sent and taken back; who has sent one and what it opens stays as it is."""
    return (
        rule(*doors, rows=rows),
        rule(*doors, rows=rows, rights="i", check=_SIGNED_BY_ONESELF),
        rule(*doors, rows=rows, rights="u", columns=("revoked_at",)),
    )


WALLS: Walls = {
    "invitation": (
        rule(Door.ENTRY, rows=EVERYTHING, rights="su"),
        *(one for door in GIVERS for one in _sent(door, rows=f"{BORDER} AND {given_at(door, 'invitation')}")),
        *_sent(*ADMINISTRATORS, rows=_SECRET_ANEW),
    ),
    "onetimecode": (rule(Door.ENTRY, rows=EVERYTHING, rights="siud"),),
    "totpdevice": (
        rule(Door.ENTRY, rows=EVERYTHING, rights="siud"),
        rule(*ADMINISTRATORS, rows=_OF_STAFF, columns=("id", "account_id", "started_at", "confirmed_at")),
    ),
    "recoverycode": (rule(Door.ENTRY, rows=EVERYTHING, rights="siud"),),
    "knowndevice": (rule(Door.ENTRY, rows=EVERYTHING, rights="siud"),),
    "loginsession": (
        rule(Door.ENTRY, rows=EVERYTHING, rights="siud"),
        # They end sessions, and see whose these are; what a session holds is the entry's.
        rule(*ADMINISTRATORS, rows=_OF_STAFF, rights="sd"),
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
        rule(Door.OFFICE, rows=_TO_A_CANDIDATE, rights="i"),
        rule(Door.CANDIDATE, rows=_OWN, rights="i"),
        rule(Door.CANDIDATE, rows=_OWN_MESSAGES),
        rule(Door.CANDIDATE, rows=_OWN_MESSAGES, rights="u", columns=("read_at",)),
    ),
}
