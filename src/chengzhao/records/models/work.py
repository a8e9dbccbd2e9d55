"""Background jobs as people see them."""

from django.db import models
from django.db.models import F, Q

from chengzhao.law.words import Word
from chengzhao.records.models.base import SeasonRow, created_at, one_of, public_id, word_field
from chengzhao.records.models.people import Account


class JobState(Word):
    """How far a job is."""

    RUNNING = "RUNNING", "进行中"
    DONE = "DONE", "已完成"
    FAILED = "FAILED", "未完成"


class Job(SeasonRow):
    """A piece of work with its progress; `done` of `total` rows."""

    kind = models.CharField("任务", max_length=64)
    title = models.CharField("名称", max_length=120)
    state = word_field("状态", JobState)
    done = models.PositiveBigIntegerField("已处理", default=0)
    total = models.PositiveBigIntegerField("总数", default=0)
    started_by = models.ForeignKey(
        Account, models.PROTECT, null=True, verbose_name="发起人", related_name="+"
    )
    started_at = created_at()
    finished_at = models.DateTimeField("结束时间", null=True, blank=True)
    message = models.CharField("说明", max_length=400, blank=True)
    public_id = public_id()

    class Meta:
        constraints = [
            one_of("job_state_known", "state", JobState),
            models.CheckConstraint(
                name="job_never_done_beyond_total",
                condition=Q(done__lte=F("total")),
                violation_error_message="已处理数不能超过总数",
            ),
            models.CheckConstraint(
                name="job_ended_has_time",
                condition=Q(state="RUNNING", finished_at__isnull=True)
                | ~Q(state="RUNNING") & Q(finished_at__isnull=False),
                violation_error_message="结束的任务必须有结束时间",
            ),
        ]

    def __str__(self) -> str:
        return self.title
