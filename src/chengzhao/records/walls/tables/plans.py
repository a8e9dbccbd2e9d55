"""Colleges, their directory and places (附件1 一、二)."""

from chengzhao.records.walls.conditions import BORDER, OWN_COLLEGE, SEASON, WHOLE_PROVINCE, runs_college
from chengzhao.records.walls.doors import Door
from chengzhao.records.walls.shape import Walls, rule, shown

_OF_OWN_COLLEGE = f"{SEASON} AND college_id = app_college()"
_OWN_PLAN = (
    f"{BORDER} AND programme_id IN (SELECT p.id FROM records_programme p WHERE p.college_id = app_college() "
    "AND p.season = app_season() AND p.province = app_province())"
)

_OF_COLLEGES_RUN = (
    f"{BORDER} AND EXISTS (SELECT 1 FROM records_programme p JOIN records_college c ON c.id = p.college_id "
    f"WHERE p.id = records_sourceplan.programme_id AND {runs_college('c.authority')})"
)
"""A department agrees to the plans of its own colleges (A1.2.7)."""

WALLS: Walls = {
    "college": (shown(), rule(Door.OFFICE, rows="app_is_whole_province()", rights="iu")),
    "teachingsite": (
        shown(),
        rule(Door.OFFICE, rows="province = app_province() AND app_is_whole_province()", rights="iu"),
        rule(Door.COLLEGE, rows="college_id = app_college() AND province = app_province()", rights="iu"),
    ),
    "registeredmajor": (
        shown(),
        rule(Door.OFFICE, rows=f"{SEASON} AND app_is_whole_province()", rights="i"),
        rule(Door.COLLEGE, rows=_OF_OWN_COLLEGE, rights="i"),
    ),
    "charter": (shown(), rule(Door.COLLEGE, rows=_OF_OWN_COLLEGE, rights="i")),
    "plancap": (
        rule(Door.OFFICE, Door.OVERSIGHT, rows=BORDER, rights="sl"),
        rule(Door.COLLEGE, rows=OWN_COLLEGE, rights="sl"),
        rule(Door.DEPARTMENT, Door.MINISTRY, rows=BORDER, rights="si"),
    ),
    "programme": (shown(), rule(Door.COLLEGE, rows=OWN_COLLEGE, rights="iu")),
    "sourceplan": (
        shown("published_at IS NOT NULL"),
        rule(Door.COLLEGE, rows=_OWN_PLAN, rights="siu"),
        rule(Door.OFFICE, rows=WHOLE_PROVINCE, rights="s"),
        rule(
            Door.OFFICE,
            rows=WHOLE_PROVINCE,
            rights="u",
            columns=("state", "published_at", "places", "admitted"),
        ),
        rule(Door.DEPARTMENT, Door.MINISTRY, Door.OVERSIGHT, rows=BORDER),
        rule(Door.DEPARTMENT, rows=_OF_COLLEGES_RUN, rights="u", columns=("state", "agreed_at")),
        rule(Door.MINISTRY, rows=BORDER, rights="u", columns=("state", "totalled_at", "distributed_at")),
    ),
}
