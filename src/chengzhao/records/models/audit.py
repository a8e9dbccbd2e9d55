"""The audit trail: what was done, by whom, from where and on what; the seals over it and their verification."""

from typing import Any

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import F, Q

from chengzhao.law.words import Role
from chengzhao.records.models.base import created_at, word_field
from chengzhao.records.models.people import Account
from chengzhao.records.models.registration import Candidate


class AuditPosition(models.Func):
    """Where a row stands in the trail: the number of its transaction, which grows as long as the server lives.

    `audit_position` adds what a restored database needs: its new server counts from the beginning again.
    """

    function = "audit_position"
    template = "%(function)s(pg_current_xact_id())"
    output_field = models.BigIntegerField()


class AuditRow(models.Model):
    """One act: who, for which organisation, when, from where, on what, and the object's digests.

    Rows are only ever added: triggers refuse their change and removal. `position` is the number of the
    transaction that wrote the row: the seals go by it, for a row can become visible after one with a larger id.
    """

    season = models.SmallIntegerField("年度")
    province = models.CharField("省份", max_length=2)
    at = models.DateTimeField("时间")
    account = models.ForeignKey(
        Account, models.PROTECT, null=True, verbose_name="经办人", db_constraint=False, db_index=False
    )
    role = word_field("角色", Role, blank=True)
    org_path = models.CharField("单位路径", max_length=200)
    act = models.CharField("动作", max_length=64)
    object_kind = models.CharField("对象", max_length=32)
    object_id = models.CharField("对象编号", max_length=64)
    candidate = models.ForeignKey(
        Candidate,
        models.DO_NOTHING,
        null=True,
        verbose_name="考生",
        db_constraint=False,
        db_index=False,
        related_name="trail",
    )
    before_digest = models.CharField("之前摘要", max_length=64, blank=True)
    after_digest = models.CharField("之后摘要", max_length=64, blank=True)
    reason = models.CharField("理由", max_length=400, blank=True)
    request_id = models.CharField("请求编号", max_length=36, blank=True)
    network_address = models.GenericIPAddressField("网络地址", null=True)
    device = models.CharField("设备", max_length=32, blank=True)
    session = models.CharField("会话", max_length=32, blank=True)
    position = models.BigIntegerField("事务序号", db_default=AuditPosition(), editable=False)
    written_at = created_at()

    class Meta:
        indexes = [
            # Rows come in the order of their transactions, so that block ranges find a batch at no cost a row.
            BrinIndex(fields=["position"], name="audit_by_position", pages_per_range=32, autosummarize=True),
            models.Index(fields=["season", "province", "-id"], name="audit_by_season"),
            models.Index(
                fields=["season", "province", "object_kind", "object_id"],
                name="audit_by_object",
                condition=Q(candidate__isnull=True),
            ),
            models.Index(
                fields=["candidate", "-id"], name="audit_by_candidate", condition=Q(candidate__isnull=False)
            ),
            models.Index(
                fields=["account", "-id"], name="audit_by_account", condition=Q(account__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.object_kind} {self.object_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("an audit row is never changed")
        super().save(*args, **kwargs)


class AuditSeal(models.Model):
    """A seal over the rows of whole transactions, from position `begins` to before `ends`; see `ledger.trail`.

    Sealed are the lines of the rows; `leaves` lists id and hash of each. Seals are only ever added, too.
    """

    number = models.BigIntegerField("序号", primary_key=True)
    version = models.SmallIntegerField("格式")
    begins = models.BigIntegerField("起始事务", unique=True)
    ends = models.BigIntegerField("终止事务")
    rows = models.BigIntegerField("行数")
    first_row = models.BigIntegerField("首行")
    last_row = models.BigIntegerField("末行")
    sha256 = models.CharField("根摘要", max_length=64)
    sm3 = models.CharField("国密摘要", max_length=64, blank=True)
    previous = models.CharField("上一封签", max_length=64, blank=True)
    at = models.DateTimeField("时间")
    digest = models.CharField("封签摘要", max_length=64, unique=True)
    signature = models.TextField("签名", blank=True)
    leaves = models.BinaryField("叶")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="audit_seal_covers_rows",
                condition=Q(number__gte=1, rows__gte=1, ends__gt=F("begins")),
                violation_error_message="封签必须覆盖至少一行",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.digest[:8]}"


class AuditCheck(models.Model):
    """One verification of the whole trail: how far it is sound, and the first fault if there is one."""

    at = models.DateTimeField("时间")
    seals = models.BigIntegerField("完好封签数")
    rows = models.BigIntegerField("完好行数")
    head = models.CharField("末签摘要", max_length=64, blank=True)
    fault = models.CharField("问题", max_length=16, blank=True)
    fault_seal = models.BigIntegerField("问题封签", null=True)
    fault_row = models.BigIntegerField("问题行", null=True)
    said = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="audit_check_names_its_fault",
                condition=Q(fault="", fault_seal__isnull=True, fault_row__isnull=True)
                | ~Q(fault="") & Q(fault_seal__isnull=False),
                violation_error_message="发现问题必须写明封签",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.fault or 'INTACT'}"
