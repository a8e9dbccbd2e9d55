"""Registrations that are being filled in, task by task, and the versions that were handed in (附件1 三)."""

from django.db import models
from django.db.models import Q

from chengzhao.records.models.base import SeasonRow, one_of, public_id, word_field
from chengzhao.records.models.people import Account
from chengzhao.records.models.registration import Candidate
from chengzhao.rules.registration import DraftTask


class RegistrationDraft(SeasonRow):
    """What an account is filling in for a season; `candidate` is there once it was handed in."""

    account = models.ForeignKey(Account, models.PROTECT, verbose_name="账号", related_name="drafts")
    candidate = models.OneToOneField(
        Candidate, models.PROTECT, null=True, verbose_name="考生", related_name="draft"
    )
    opened_at = models.DateTimeField("开始时间")
    saved_at = models.DateTimeField("保存时间")
    public_id = public_id()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["season", "province", "account"],
                name="registration_draft_once",
                violation_error_message="这个账号本年度已经有一份报名",
            ),
            models.CheckConstraint(
                name="registration_draft_saved_after_opened",
                condition=Q(saved_at__gte=models.F("opened_at")),
                violation_error_message="保存时间不能早于开始时间",
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)


class DraftAnswer(SeasonRow):
    """One version of the answers of a task, sealed as a whole; answers are added, never changed."""

    draft = models.ForeignKey(
        RegistrationDraft, models.CASCADE, verbose_name="报名填写", related_name="answers"
    )
    task = word_field("任务", DraftTask)
    version = models.PositiveIntegerField("版本")
    sealed = models.BinaryField("填写内容（密文）")
    saved_at = models.DateTimeField("保存时间")

    class Meta:
        constraints = [
            one_of("draft_answer_task_known", "task", DraftTask),
            models.UniqueConstraint(
                fields=["draft", "task", "version"],
                name="draft_answer_version_once",
                violation_error_message="这一项刚刚在别处保存过，请刷新后核对",
            ),
            models.CheckConstraint(
                name="draft_answer_counts_from_one",
                condition=Q(version__gte=1),
                violation_error_message="版本从1开始",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.task} {self.version}"


class RegistrationVersion(SeasonRow):
    """A registration as it was handed in, whole and sealed; the digest stands on the candidate's receipt.

    `from_office` is what an office had typed or read from a file, kept when the candidate took it over.
    """

    candidate = models.ForeignKey(Candidate, models.PROTECT, verbose_name="考生", related_name="versions")
    number = models.PositiveSmallIntegerField("版次")
    content_sealed = models.BinaryField("内容（密文）")
    help_sealed = models.BinaryField("合理便利申请（密文）", db_default=b"")
    digest = models.CharField("摘要", max_length=64)
    submitted_at = models.DateTimeField("提交时间")
    from_office = models.BooleanField("由单位录入", db_default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "number"],
                name="registration_version_once",
                violation_error_message="这一版报名已经提交过",
            ),
            models.CheckConstraint(
                name="registration_version_counts_from_one",
                condition=Q(number__gte=1),
                violation_error_message="版次从1开始",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.number}"
