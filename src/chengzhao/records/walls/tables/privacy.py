"""What people were told and agreed to, and what they ask about their own data (个人信息保护法)."""

from chengzhao.records.walls.conditions import BORDER, WHOLE_PROVINCE
from chengzhao.records.walls.doors import Door
from chengzhao.records.walls.shape import Walls, rule

_OWN = f"{BORDER} AND candidate_id = app_candidate()"

_THAT_IT_IS_HELD = (
    *("id", "season", "province", "candidate_id"),
    *("placed_by_id", "placed_at", "lifted_by_id", "lifted_at"),
)
"""What a candidate knows of a hold: that there is one, and never why (个人信息保护法第十八条)."""

WALLS: Walls = {
    "consent": (rule(Door.CANDIDATE, rows="account_id = app_account()", rights="si"),),
    "rightsrequest": (
        rule(Door.CANDIDATE, rows=_OWN, rights="siu"),
        rule(Door.OFFICE, rows=WHOLE_PROVINCE, rights="su"),
        rule(Door.OVERSIGHT, rows=BORDER),
    ),
    "legalhold": (
        rule(Door.CANDIDATE, rows=_OWN, columns=_THAT_IT_IS_HELD),
        rule(Door.OFFICE, rows=WHOLE_PROVINCE, rights="siu"),
        rule(Door.OVERSIGHT, rows=BORDER),
    ),
    "retentionorder": (
        rule(Door.OFFICE, rows=WHOLE_PROVINCE, rights="si"),
        rule(Door.SECURITY, Door.OVERSIGHT, Door.AUDIT, rows=BORDER),
    ),
}
