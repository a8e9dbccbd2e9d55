"""Colleges, their directory and places (附件1 一、二)."""

from chengzhao.records.walls.conditions import BORDER, OWN_COLLEGE, SEASON
from chengzhao.records.walls.doors import Door
from chengzhao.records.walls.shape import Walls, rule, shown

_OF_OWN_COLLEGE = f"{SEASON} AND college_id = app_college()"
_OWN_PLAN = (
    f"{BORDER} AND programme_id IN (SELECT p.id FROM records_programme p WHERE p.college_id = app_college() "
    "AND p.season = app_season() AND p.province = app_province())"
)

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
        rule(Door.DEPARTMENT, Door.MINISTRY, rows=BORDER, rights="siu"),
    ),
    "programme": (shown(), rule(Door.COLLEGE, rows=OWN_COLLEGE, rights="iu")),
    "sourceplan": (
        shown("published_at IS NOT NULL"),
        rule(Door.COLLEGE, rows=_OWN_PLAN, rights="siu"),
        rule(Door.OFFICE, Door.DEPARTMENT, Door.MINISTRY, rows=BORDER, rights="su"),
        rule(Door.OVERSIGHT, rows=BORDER),
    ),
}
