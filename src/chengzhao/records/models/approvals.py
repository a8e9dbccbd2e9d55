"""Acts of two persons: what the first put forward, and how the second answered (通知 二.5)."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from chengzhao.law.words import Role
from chengzhao.records.models.base import SeasonRow, one_of, public_id, word_field
from chengzhao.records.models.people import Account
from chengzhao.rules.governance import APPROVAL, ApprovalState

_ANSWERED = tuple(sorted(state.value for state in APPROVAL.sets["ANSWERED"]))


class Approval(SeasonRow):
    """A two-person act: both saw the same digest, and they are different persons.

    `arguments` is what the act will be done with, `facts` what both persons read; the digest covers the act,
    its facts and everything behind them.
    """

    public_id = public_id()
    act = models.CharField("事项", max_length=64)
    object_kind = models.CharField("对象", max_length=32)
    object_id = models.CharField("对象编号", max_length=64)
    org_path = models.CharField("单位路径", max_length=200)
    arguments: "models.JSONField[Any, Any]" = models.JSONField("办理内容", default=dict)
    facts: "models.JSONField[Any, Any]" = models.JSONField("摘要内容", default=list)
    digest = models.CharField("摘要", max_length=64)
    state = word_field("状态", ApprovalState)
    first = models.ForeignKey(Account, models.PROTECT, verbose_name="第一人", related_name="+")
    first_role = word_field("第一人角色", Role)
    first_at = models.DateTimeField("第一人时间")
    lapses_at = models.DateTimeField("失效时间")
    second = models.ForeignKey(Account, models.PROTECT, null=True, verbose_name="第二人", related_name="+")
    second_role = word_field("第二人角色", Role, blank=True)
    second_at = models.DateTimeField("第二人时间", null=True)
    reason = models.CharField("理由", max_length=400, blank=True)

    class Meta:
        constraints = [
            one_of("approval_state_known", "state", ApprovalState),
            models.CheckConstraint(
                name="approval_by_two_different_persons",
                condition=Q(second__isnull=True) | ~Q(first=F("second")),
                violation_error_message="两次签字必须由不同的人完成",
            ),
            models.CheckConstraint(
                name="approval_second_has_time",
                condition=Q(second__isnull=True, second_at__isnull=True)
                | Q(second__isnull=False, second_at__isnull=False),
                violation_error_message="第二人签字必须有时间",
            ),
            models.CheckConstraint(
                name="approval_answered_by_a_second",
                condition=Q(state__in=_ANSWERED, second__isnull=False)
                | ~Q(state__in=_ANSWERED) & Q(second__isnull=True),
                violation_error_message="办理或不同意都须由第二人签字",
            ),
            models.CheckConstraint(
                name="approval_answered_in_time",
                condition=Q(second_at__isnull=True) | Q(second_at__lt=F("lapses_at")),
                violation_error_message="提请已经失效，不能再办理",
            ),
            models.CheckConstraint(
                name="approval_lapses_after_it_is_opened",
                condition=Q(lapses_at__gt=F("first_at")),
                violation_error_message="失效时间必须晚于提请时间",
            ),
            models.CheckConstraint(
                name="approval_refused_with_reason",
                condition=~Q(state="REFUSED") | ~Q(reason=""),
                violation_error_message="不同意必须写明理由",
            ),
            models.UniqueConstraint(
                fields=["season", "province", "act", "object_id"],
                condition=Q(state="OPEN"),
                name="approval_open_once",
            ),
        ]
        indexes = [models.Index(fields=["season", "province", "state", "act"], name="approval_queue")]

    def __str__(self) -> str:
        return f"{self.act} {self.digest[:8]}"
