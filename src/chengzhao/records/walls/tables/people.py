"""Seasons, organisations, accounts, roles, the trail and jobs (通知 一)."""

from collections.abc import Iterator

from chengzhao.records.walls.conditions import (
    BORDER,
    EVERYTHING,
    OWN_PATH,
    UNDER,
    WHOLE_PROVINCE,
    given_at,
    in_own_name,
)
from chengzhao.records.walls.doors import Door
from chengzhao.records.walls.shape import (
    ADMINISTRATORS,
    ASKERS,
    GIVERS,
    PEOPLE,
    STAFF,
    Rule,
    Walls,
    rule,
    shown,
)
from chengzhao.records.walls.tables.approvals import approval_rules
from chengzhao.records.walls.tables.trail import object_trail_rules

_STAFF_OR_SELF = "kind = 'STAFF' OR id = app_account()"
_OF_OWN_OFFICES = (
    f"{WHOLE_PROVINCE} AND EXISTS (SELECT 1 FROM records_organisation o WHERE o.id = organisation_id "
    "AND o.path >= app_path() AND o.path < app_path() || chr(1114111))"
)
_OF_A_CANDIDATE = "EXISTS (SELECT 1 FROM records_candidate c WHERE c.account_id = records_account.id)"
_OF_RUNS_AND_LINES = "object_kind IN ('filing_run', 'control_line') AND candidate_id IS NULL"
_OWN_TRAIL = (
    f"{BORDER} AND candidate_id = app_candidate() AND object_kind <> 'legal_hold' AND act <> 'declare_recusal' "
    "AND (object_kind <> 'candidate_file' OR EXISTS "
    "(SELECT 1 FROM records_candidatefile told WHERE told.id::text = records_auditrow.object_id AND "
    "(records_auditrow.act NOT IN ('decide_files', 'query_files') "
    "OR records_auditrow.act = 'decide_files' AND records_auditrow.at = told.decided_at)))"
)
"""Of a college's decisions nothing before they are settled: a row says what is proposed, and why.

Of a settled file the decision that stands, not those that were overturned on the way, nor what the office asked the
college about them: what was not decided was decided about nobody.
Why a file is held and who keeps away from it is told to nobody whom it is about.
"""

_OWN_JOB = "started_by_id = app_account() AND org_path = app_path()"
_ANSWER_OF_JOB = (
    *("state", "done", "total", "faults", "tries", "message", "begun_at", "cancel_asked_at", "finished_at"),
)
_FILE_OF_OWN_JOB = (
    "EXISTS (SELECT 1 FROM records_job asked WHERE asked.id = records_jobfile.job_id "
    "AND asked.started_by_id = app_account() AND asked.org_path = app_path())"
)
"""Whoever asked, in the office for which they asked: another role elsewhere fetches nothing."""

_NAME_AND_END = ("name", "closed_at")
"""What changes of an organisation; moving it is done at the server, over all seasons."""


def _roles_given() -> Iterator[Rule]:
    """Roles are given, ended and extended, never removed: each by whoever may give it there."""
    for door in GIVERS:
        rows = f"{BORDER} AND {given_at(door, 'staffrole')}"
        yield rule(door, rows=rows, rights="i")
        yield rule(door, rows=rows, rights="u", columns=("valid_from", "valid_until"))


WALLS: Walls = {
    "season": (
        shown(),
        rule(Door.OFFICE, rows=WHOLE_PROVINCE, rights="iu"),
        rule(
            *(
                Door.CANDIDATE,
                Door.COMMITTEE,
                Door.SITE,
                Door.COLLEGE,
                Door.DEPARTMENT,
                Door.MINISTRY,
            ),
            rows=BORDER,
            rights="l",
        ),
    ),
    "stagewindow": (shown(), rule(Door.OFFICE, rows=WHOLE_PROVINCE, rights="iu")),
    "responsibleperson": (shown(), rule(Door.OFFICE, rows=_OF_OWN_OFFICES, rights="iu")),
    "organisation": (
        shown(),
        rule(Door.OFFICE, rows=f"app_is_whole_province() AND {OWN_PATH}", rights="i"),
        rule(Door.OFFICE, rows=f"app_is_whole_province() AND {OWN_PATH}", rights="u", columns=_NAME_AND_END),
        rule(Door.SYSTEM, rows=OWN_PATH, rights="u", columns=_NAME_AND_END),
    ),
    "account": (
        rule(Door.ENTRY, rows=EVERYTHING, rights="siu"),
        rule(*ADMINISTRATORS, rows="kind = 'STAFF'"),
        rule(*ADMINISTRATORS, rows="kind = 'STAFF'", rights="u", columns=("is_active",)),
        rule(Door.OFFICE, rows=f"{_STAFF_OR_SELF} OR {_OF_A_CANDIDATE}"),
        rule(Door.OFFICE, rows="app_is_whole_province()", rights="i"),
        rule(Door.CANDIDATE, rows="id = app_account()"),
        rule(
            *(
                Door.COMMITTEE,
                Door.SITE,
                Door.COLLEGE,
                Door.DEPARTMENT,
                Door.MINISTRY,
                Door.OVERSIGHT,
                Door.AUDIT,
            ),
            rows=_STAFF_OR_SELF,
        ),
        rule(Door.INSPECTION, rows=_STAFF_OR_SELF),
    ),
    "staffrole": (
        rule(Door.ENTRY, rows=EVERYTHING, rights="si"),
        rule(*STAFF, rows=BORDER),
        rule(Door.CANDIDATE, rows="account_id = app_account()"),
        *_roles_given(),
    ),
    "approval": approval_rules(),
    "auditrow": (
        rule(Door.ENTRY, rows=EVERYTHING, rights="i"),
        rule(Door.PUBLIC, rows="account_id IS NULL AND role = '' OR account_id = app_account()", rights="i"),
        *(rule(door, rows=f"{BORDER} AND {in_own_name(door)}", rights="i") for door in PEOPLE),
        rule(Door.OVERSIGHT, Door.AUDIT, rows=BORDER),
        rule(Door.OFFICE, rows=f"{BORDER} AND (app_is_whole_province() OR {UNDER})"),
        rule(Door.CANDIDATE, rows=_OWN_TRAIL),
        rule(Door.COMMITTEE, rows=f"{BORDER} AND {_OF_RUNS_AND_LINES}"),
        *object_trail_rules(),
    ),
    "auditseal": (rule(Door.OVERSIGHT, Door.AUDIT, rows=EVERYTHING),),
    "auditcheck": (rule(Door.OVERSIGHT, Door.AUDIT, rows=EVERYTHING),),
    "job": (
        rule(*STAFF, rows=f"{BORDER} AND {UNDER}"),
        rule(*ASKERS, rows=f"{BORDER} AND {_OWN_JOB}", rights="i"),
        rule(*ASKERS, rows=f"{BORDER} AND {_OWN_JOB}", rights="u", columns=_ANSWER_OF_JOB),
        rule(Door.SYSTEM, rows=BORDER),
    ),
    "jobfile": (rule(*STAFF, rows=f"{BORDER} AND {_FILE_OF_OWN_JOB}"),),
}
