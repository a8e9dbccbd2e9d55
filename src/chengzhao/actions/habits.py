"""Staff set for themselves how their pages behave: keys of the keyboard, columns, how far notices are read."""

from datetime import datetime

from django.db import transaction

from chengzhao.actions.audit import Actor, Border, Refused, Touched, record
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import Habit
from chengzhao.records.models.habits import HabitKind


@transaction.atomic
def keep_habit(
    *, border: Border, actor: Actor, at: datetime, kind: HabitKind, subject: str = "", chosen: str
) -> bool:
    """Keep one setting of the actor's own account; whether it was another before. '' is as it is for everybody.

    Raises Refused where nobody has logged in.
    """
    if actor.account is None:
        raise Refused("个人设置须由本人登录后修改。")
    own = Habit.objects.filter(account_id=actor.account, kind=kind.value, subject=subject)
    before = own.select_for_update().values_list("chosen", flat=True).first() or ""
    if before == chosen:
        return False
    Habit.objects.update_or_create(
        account_id=actor.account,
        kind=kind.value,
        subject=subject,
        defaults={"chosen": chosen, "changed_at": at},
    )
    touched = Touched(
        object_id=str(actor.account),
        before=digest_of({"chosen": before}),
        after=digest_of({"chosen": chosen}),
        reason=kind.label,
    )
    record(border=border, actor=actor, at=at, act="keep_habit", object_kind="account", touched=[touched])
    return True
