"""Messages to phones, written in the transaction of the act that causes them and sent afterwards."""

from django.db import models
from django.db.models import Q

from chengzhao.records.models.base import created_at
from chengzhao.records.models.people import Account
from chengzhao.records.models.registration import Candidate
from chengzhao.vault.sealing import INDEX_BYTES


class Message(models.Model):
    """A text message in the outbox; phone and text are sealed, because the text may hold a code.

    `key` names its cause: the same cause never sends twice. A message of an hour ago that still waits is
    not sent any more where it `expires_at`; one that may still be called off is `due_at` later, and nobody reads
    it before. Of a candidate it is also read on the candidate's pages.
    """

    key = models.CharField("缘由", max_length=80, unique=True)
    kind = models.CharField("种类", max_length=40)
    account = models.ForeignKey(Account, models.CASCADE, null=True, verbose_name="账号", related_name="+")
    candidate = models.ForeignKey(Candidate, models.CASCADE, null=True, verbose_name="考生", related_name="+")
    phone_index = models.BinaryField("手机号索引", max_length=INDEX_BYTES)
    phone_sealed = models.BinaryField("手机号（密文）")
    text_sealed = models.BinaryField("内容（密文）")
    written_at = created_at()
    due_at = models.DateTimeField("最早发出时间", null=True)
    expires_at = models.DateTimeField("过期时间", null=True)
    claimed_at = models.DateTimeField("取出时间", null=True)
    sent_at = models.DateTimeField("发出时间", null=True)
    tries = models.SmallIntegerField("已试次数", default=0)
    failure = models.CharField("失败原因", max_length=200, blank=True)
    read_at = models.DateTimeField("已读时间", null=True)

    class Meta:
        indexes = [
            models.Index(fields=["id"], condition=Q(sent_at__isnull=True), name="message_waiting"),
            models.Index(fields=["phone_index", "-id"], name="message_by_phone"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
