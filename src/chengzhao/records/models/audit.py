"""The audit trail: what was done, by whom, from where, and on what."""

from typing import Any

from django.contrib.postgres.indexes import BrinIndex
from django.db import models

from chengzhao.law.words import Role
from chengzhao.records.models.base import created_at, word_field
from chengzhao.records.models.people import Account


class TransactionNumber(models.Func):
    """The number of the running transaction: it grows over the whole life of a database server."""

    function = "pg_current_xact_id"
    template = "%(function)s()::text::bigint"
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
        Account, models.PROTECT, null=True, verbose_name="经办人", db_constraint=False
    )
    role = word_field("角色", Role, blank=True)
    org_path = models.CharField("单位路径", max_length=200)
    act = models.CharField("动作", max_length=64)
    object_kind = models.CharField("对象", max_length=32)
    object_id = models.CharField("对象编号", max_length=64)
    before_digest = models.CharField("之前摘要", max_length=64, blank=True)
    after_digest = models.CharField("之后摘要", max_length=64, blank=True)
    reason = models.CharField("理由", max_length=400, blank=True)
    request_id = models.CharField("请求编号", max_length=36, blank=True)
    network_address = models.GenericIPAddressField("网络地址", null=True)
    device = models.CharField("设备", max_length=32, blank=True)
    session = models.CharField("会话", max_length=32, blank=True)
    position = models.BigIntegerField("事务序号", db_default=TransactionNumber(), editable=False)
    written_at = created_at()

    class Meta:
        indexes = [
            # Rows come in the order of their transactions, so that block ranges find a batch at no cost a row.
            BrinIndex(fields=["position"], name="audit_by_position", pages_per_range=32, autosummarize=True),
            models.Index(fields=["season", "province", "-id"], name="audit_by_season"),
            models.Index(fields=["season", "province", "object_kind", "object_id"], name="audit_by_object"),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.object_kind} {self.object_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("an audit row is never changed")
        super().save(*args, **kwargs)
