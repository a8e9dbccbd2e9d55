"""The trail beside its objects: what was done with an account, a job or an act of two is read where the object is.

Who oversees reads the whole trail (`people.py`). Here a door gets the rows of the objects that it shows anyway, of the
part of the tree that it looks after, without where and from which device they were written.
"""

from collections.abc import Iterator

from chengzhao.records.walls.conditions import BORDER, UNDER
from chengzhao.records.walls.doors import Door
from chengzhao.records.walls.shape import ADMINISTRATORS, Rule, rule

SHOWN = (
    *("id", "season", "province", "at", "account_id", "role", "org_path", "act", "object_kind", "object_id"),
    *("candidate_id", "before_digest", "after_digest", "reason"),
)
"""Who did what with which object, when and why; neither network, device, session nor the number of the request."""

GOINGS = (
    *("log_in", "log_out", "fail_log_in", "fail_code", "send_code", "prove_phone", "confirm_presence"),
    *("revoke_session", "revoke_sessions"),
)
"""When somebody comes and goes: of an account it is shown what was done with it, and not how somebody works."""

_GOINGS = ", ".join(f"'{act}'" for act in GOINGS)
_HERE = f"{BORDER} AND candidate_id IS NULL AND (app_is_whole_province() OR {UNDER})"
_OF_STAFF = (
    "EXISTS (SELECT 1 FROM records_account held "
    "WHERE held.username = records_auditrow.object_id AND held.kind = 'STAFF')"
)
_OF_TWO = (
    "act IN ('open_approval', 'withdraw_approval', 'confirm_approval', 'refuse_approval') AND EXISTS "
    "(SELECT 1 FROM records_approval seen WHERE seen.season = records_auditrow.season "
    "AND seen.province = records_auditrow.province AND seen.object_kind = records_auditrow.object_kind "
    "AND seen.object_id = records_auditrow.object_id)"
)
"""The steps of an act of two that the same door sees; not what else was done with its object."""

_OF_ADMINISTRATORS = (
    f"{_HERE} AND act NOT IN ({_GOINGS}) AND (object_kind IN ('organisation', 'staff_role', 'invitation', 'job') "
    f"OR object_kind = 'account' AND {_OF_STAFF} OR {_OF_TWO})"
)
_OF_COLLEGES = f"{_HERE} AND (object_kind IN ('staff_role', 'invitation', 'job') OR {_OF_TWO})"
_OF_JOBS = f"{_HERE} AND object_kind = 'job'"


def object_trail_rules() -> Iterator[Rule]:
    """The rules of the doors that show objects and do not read the trail."""
    yield rule(*ADMINISTRATORS, rows=_OF_ADMINISTRATORS, columns=SHOWN)
    yield rule(Door.COLLEGE, rows=_OF_COLLEGES, columns=SHOWN)
    yield rule(Door.SITE, Door.DEPARTMENT, Door.MINISTRY, Door.COMMITTEE, rows=_OF_JOBS, columns=SHOWN)
