"""What people were told and agreed to, and what they ask about their own data (个人信息保护法)."""

from chengzhao.records.walls.conditions import BORDER
from chengzhao.records.walls.doors import Door
from chengzhao.records.walls.shape import Walls, personal, rule

WALLS: Walls = {
    "consent": (rule(Door.CANDIDATE, rows="account_id = app_account()", rights="si"),),
    "rightsrequest": (
        *personal("rightsrequest", candidate="siu", office="su"),
        rule(Door.OVERSIGHT, rows=BORDER),
    ),
}
