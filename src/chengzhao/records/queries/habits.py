"""What somebody of the staff has set for themselves."""

from chengzhao.records.models import Habit
from chengzhao.records.models.habits import HabitKind

__all__ = ["HabitKind", "chosen_columns"]


def chosen_columns(account_id: int, table: str) -> tuple[str, ...]:
    """The columns of a table that the account has chosen, in their order; () as it is for everybody."""
    chosen = Habit.objects.filter(account_id=account_id, kind=HabitKind.COLUMNS.value, subject=table)
    return tuple((chosen.values_list("chosen", flat=True).first() or "").split())
