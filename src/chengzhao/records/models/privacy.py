"""What people were told and agreed to, and what they ask about their own data (个人信息保护法)."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from chengzhao.law.privacy.consents import ConsentKind
from chengzhao.records.models.approvals import Approval
from chengzhao.records.models.base import SeasonRow, one_of, public_id, word_field
from chengzhao.records.models.people import Account
from chengzhao.records.models.registration import Candidate
from chengzhao.rules.privacy.requests import RequestState, Right


class Consent(SeasonRow):
    """One answer to one version of a text; answers are added, never changed, and the last one counts."""

    account = models.ForeignKey(Account, models.PROTECT, verbose_name="账号", related_name="consents")
    kind = word_field("事项", ConsentKind)
    version = models.PositiveSmallIntegerField("版本")
    digest = models.CharField("文本摘要", max_length=64)
    is_given = models.BooleanField("同意")
    at = models.DateTimeField("时间")

    class Meta:
        constraints = [
            one_of("consent_kind_known", "kind", ConsentKind),
            models.CheckConstraint(
                name="consent_digest_is_whole",
                condition=Q(digest__regex=r"^[0-9a-f]{64}$"),
                violation_error_message="同意记录必须保存文本摘要",
            ),
            models.CheckConstraint(
                name="consent_notice_is_never_refused",
                condition=~Q(kind=ConsentKind.NOTICE.value) | Q(is_given=True),
                violation_error_message="告知书只能确认已读，不能拒绝",
            ),
        ]
        indexes = [models.Index(fields=["account", "kind", "-id"], name="consent_by_account")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.kind} v{self.version}"


class RightsRequest(SeasonRow):
    """A candidate asks for correction, deletion, withdrawal or an explanation; answered by its last day.

    What was asked and answered is sealed, for people write numbers into it; it goes with the person's contact.
    """

    candidate = models.ForeignKey(
        Candidate, models.PROTECT, verbose_name="考生", related_name="rights_requests"
    )
    right = word_field("请求", Right)
    text_sealed = models.BinaryField("内容（密文）", db_default=b"")
    state = word_field("状态", RequestState)
    received_at = models.DateTimeField("收到时间")
    due_on = models.DateField("答复期限")
    answer_sealed = models.BinaryField("答复（密文）", db_default=b"")
    answered_by = models.ForeignKey(
        Account, models.PROTECT, null=True, verbose_name="答复人", related_name="+"
    )
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    public_id = public_id()

    class Meta:
        constraints = [
            one_of("rights_request_right_known", "right", Right),
            one_of("rights_request_state_known", "state", RequestState),
            models.UniqueConstraint(
                fields=["season", "province", "candidate", "right"],
                condition=Q(state=RequestState.RECEIVED.value),
                name="rights_request_one_open_of_a_kind",
                violation_error_message="同一类请求正在办理，请等待答复",
            ),
            models.CheckConstraint(
                name="rights_request_answer_has_text_person_and_time",
                condition=~Q(state__in=["GRANTED", "REFUSED"])
                | (~Q(answer_sealed=b"") | Q(text_sealed=b""))
                & Q(answered_by__isnull=False, answered_at__isnull=False),
                violation_error_message="答复必须写明内容、答复人和时间",
            ),
        ]
        indexes = [
            models.Index(
                fields=["season", "province", "state", "due_on", "id"], name="rights_request_by_due"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.right} {self.state}"


class LegalHold(SeasonRow):
    """Somebody's file is kept whole, past every period, for a complaint, an inquiry or a suit."""

    candidate = models.ForeignKey(Candidate, models.PROTECT, verbose_name="考生", related_name="legal_holds")
    reason = models.CharField("保全理由", max_length=400)
    placed_by = models.ForeignKey(Account, models.PROTECT, verbose_name="保全人", related_name="+")
    placed_at = models.DateTimeField("保全时间")
    lifted_by = models.ForeignKey(Account, models.PROTECT, null=True, verbose_name="解除人", related_name="+")
    lifted_at = models.DateTimeField("解除时间", null=True)
    public_id = public_id()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["candidate"],
                condition=Q(lifted_at__isnull=True),
                name="legal_hold_one_at_a_time",
                violation_error_message="这名考生的资料已经保全",
            ),
            models.CheckConstraint(
                name="legal_hold_has_reason",
                condition=~Q(reason=""),
                violation_error_message="保全必须写明理由",
            ),
            models.CheckConstraint(
                name="legal_hold_lifted_by_somebody",
                condition=Q(lifted_by__isnull=True, lifted_at__isnull=True)
                | Q(lifted_by__isnull=False, lifted_at__gte=F("placed_at")),
                violation_error_message="解除保全必须有解除人和时间",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.placed_at:%Y-%m-%d}"


class RetentionOrder(SeasonRow):
    """What two persons ordered to be deleted: all that was over on a day; and how much of it is gone.

    `lines` is what they read, `removed` the rows gone by table; finished, it is the certificate of deletion.
    """

    day = models.DateField("到期日")
    lines: "models.JSONField[Any, Any]" = models.JSONField("应删除")
    removed: "models.JSONField[Any, Any]" = models.JSONField("已删除", default=dict)
    approval = models.OneToOneField(Approval, models.PROTECT, verbose_name="双人复核", related_name="+")
    ordered_at = models.DateTimeField("命令时间")
    finished_at = models.DateTimeField("完成时间", null=True)
    public_id = public_id()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["season", "province"],
                condition=Q(finished_at__isnull=True),
                name="retention_order_one_at_a_time",
                violation_error_message="上一次到期删除还没有完成，请先完成",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"
