"""How far an administrator's power over accounts reaches: a person who works or sits elsewhere is not theirs alone."""

from chengzhao.actions.audit import Actor, Border, Refused
from chengzhao.records.models import Account, Candidate, StaffRole
from chengzhao.records.scope import Scope, scope
from chengzhao.records.walls.doors import Door

WHOLE_COUNTRY = "/"


def require_account_reach(border: Border, actor: Actor, account: Account) -> None:
    """Refuses an account that has, or ever had, a role or a registration outside the actor's province.

    Roles of other provinces lie behind the wall of the actor's door; whether there are any is asked as maintenance.
    """
    if actor.org_path == WHOLE_COUNTRY:
        return
    with scope(Scope(door=Door.MAINTENANCE)):
        elsewhere = any(
            rows.exclude(province=border.province).exists()
            for rows in (
                StaffRole.objects.filter(account=account),
                Candidate.objects.filter(account=account),
            )
        )
    if elsewhere:
        raise Refused("这个账号在外省也有身份，不能由一个省单独处理，请联系教育部的系统管理员。")
