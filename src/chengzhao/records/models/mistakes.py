"""Which questions of the registration people get wrong: numbers by day, no person and nothing that was typed."""

from django.db import models

from chengzhao.records.models.base import SeasonRow


class FieldMistake(SeasonRow):
    """How often the answer of one field was not taken on one day in 北京时间."""

    day = models.DateField("日期")
    question = models.CharField("问题", max_length=40)
    field = models.CharField("项目", max_length=40)
    label = models.CharField("项目名称", max_length=80)
    times = models.PositiveIntegerField("次数")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["season", "province", "day", "question", "field"], name="field_mistake_once_a_day"
            ),
            models.CheckConstraint(
                name="field_mistake_happened",
                condition=models.Q(times__gte=1),
                violation_error_message="次数至少是1",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.question}.{self.field} {self.times}"
