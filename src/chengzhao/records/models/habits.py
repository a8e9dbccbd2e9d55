"""What somebody of the staff has set for themselves on the pages."""

from django.db import models

from chengzhao.law.words import Word
from chengzhao.records.models.base import one_of, word_field
from chengzhao.records.models.people import Account


class HabitKind(Word):
    """What may be set for oneself."""

    KEYS_OFF = "KEYS_OFF", "关闭快捷键"
    NOTICES_READ = "NOTICES_READ", "通知看到何时"
    COLUMNS = "COLUMNS", "表格的列"


class Habit(models.Model):
    """One setting of one account; `subject` is the table of columns or the seat of notices, '' where there is one.

    `chosen` is the names of the columns parted by blanks, or the moment in ISO 8601; '' is as it is for everybody.
    """

    account = models.ForeignKey(Account, models.CASCADE, verbose_name="账号", related_name="habits")
    kind = word_field("种类", HabitKind)
    subject = models.CharField("对象", max_length=40, blank=True, default="")
    chosen = models.CharField("设置", max_length=400, blank=True)
    changed_at = models.DateTimeField("修改时间")

    class Meta:
        constraints = [
            one_of("habit_kind_known", "kind", HabitKind),
            models.UniqueConstraint(
                name="habit_once",
                fields=["account", "kind", "subject"],
                violation_error_message="同一项设置只保存一份",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.kind} {self.subject}"
