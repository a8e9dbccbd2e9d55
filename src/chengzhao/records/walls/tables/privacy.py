"""What people were told and agreed to, and what they ask about their own data (个人信息保护法)."""

from chengzhao.records.walls.conditions import BORDER, WHOLE_PROVINCE, of_candidate_in_office
from chengzhao.records.walls.doors import Door
from chengzhao.records.walls.shape import Walls, personal, rule

WALLS: Walls = {
    "consent": (rule(Door.CANDIDATE, rows="account_id = app_account()", rights="si"),),
    "rightsrequest": (
        *personal("rightsrequest", candidate="siu", office="su"),
        rule(Door.OVERSIGHT, rows=BORDER),
    ),
    "legalhold": (
        rule(Door.CANDIDATE, rows=f"{BORDER} AND candidate_id = app_candidate()"),
        rule(Door.OFFICE, rows=of_candidate_in_office("legalhold"), rights="siu"),
        rule(Door.OVERSIGHT, rows=BORDER),
    ),
    "retentionorder": (
        rule(Door.OFFICE, rows=WHOLE_PROVINCE, rights="si"),
        rule(Door.SYSTEM, Door.OVERSIGHT, Door.AUDIT, rows=BORDER),
    ),
}
