"""Background jobs as people see them, and the files that they leave."""

from django.db import models
from django.db.models import F, Q

from chengzhao.records.job_words import OPEN_JOBS, JobFileKind, JobState
from chengzhao.records.models.base import SeasonRow, created_at, one_of, public_id, word_field
from chengzhao.records.models.people import Account


class Job(SeasonRow):
    """A piece of work with its progress; `done` of `total` steps, `faults` of them without success.

    `seat` is the role's term in which it was asked for, and decides what it may read when it runs;
    '' for work that a command carries out itself. `token` makes two presses of one button one job.
    """

    kind = models.CharField("任务", max_length=64)
    title = models.CharField("名称", max_length=120)
    state = word_field("状态", JobState)
    done = models.PositiveBigIntegerField("已处理", default=0)
    total = models.PositiveBigIntegerField("总数", default=0)
    faults = models.PositiveBigIntegerField("错误数", default=0)
    started_by = models.ForeignKey(
        Account, models.PROTECT, null=True, verbose_name="发起人", related_name="+"
    )
    seat = models.CharField("发起身份", max_length=32, blank=True, default="")
    org_path = models.CharField("发起单位", max_length=200, blank=True, default="")
    arguments = models.JSONField("参数", default=dict)
    token = models.CharField("表单编号", max_length=64, blank=True, default="")
    started_at = created_at()
    begun_at = models.DateTimeField("开始办理时间", null=True, blank=True)
    cancel_asked_at = models.DateTimeField("要求取消时间", null=True, blank=True)
    finished_at = models.DateTimeField("结束时间", null=True, blank=True)
    tries = models.PositiveSmallIntegerField("办理次数", default=0)
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
                condition=Q(state__in=[state.value for state in OPEN_JOBS], finished_at__isnull=True)
                | ~Q(state__in=[state.value for state in OPEN_JOBS]) & Q(finished_at__isnull=False),
                violation_error_message="结束的任务必须有结束时间",
            ),
            models.UniqueConstraint(
                name="job_once_per_form",
                fields=["season", "province", "started_by", "token"],
                condition=~Q(token=""),
                violation_error_message="这个任务已经提交过",
            ),
        ]
        indexes = [
            models.Index(name="job_of_organisation", fields=["season", "province", "org_path", "-id"]),
        ]

    def __str__(self) -> str:
        return self.title


class JobFile(SeasonRow):
    """A file that a job left for whoever asked for it, sealed, until it expires."""

    job = models.ForeignKey(Job, models.CASCADE, verbose_name="任务", related_name="files")
    kind = word_field("文件", JobFileKind)
    name = models.CharField("文件名", max_length=100)
    media_type = models.CharField("格式", max_length=100)
    size = models.PositiveIntegerField("字节数")
    digest = models.CharField("内容摘要", max_length=64)
    sealed = models.BinaryField("内容（密文）")
    kept_at = models.DateTimeField("生成时间")
    expires_at = models.DateTimeField("保留到")

    class Meta:
        constraints = [
            one_of("job_file_kind_known", "kind", JobFileKind),
            models.UniqueConstraint(
                name="job_file_once",
                fields=["job", "kind"],
                violation_error_message="每个任务每种文件只有一份",
            ),
        ]

    def __str__(self) -> str:
        return self.name
