"""What people were told and agreed to, and what they ask about their own data (个人信息保护法)."""

from django.db import models
from django.db.models import Q

from chengzhao.law.privacy.consents import ConsentKind
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
    """A candidate asks for correction, deletion, withdrawal or an explanation; answered by its last day."""

    candidate = models.ForeignKey(
        Candidate, models.PROTECT, verbose_name="考生", related_name="rights_requests"
    )
    right = word_field("请求", Right)
    text = models.CharField("内容", max_length=1000)
    state = word_field("状态", RequestState)
    received_at = models.DateTimeField("收到时间")
    due_on = models.DateField("答复期限")
    answer = models.CharField("答复", max_length=1000, blank=True)
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
                | ~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False),
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
