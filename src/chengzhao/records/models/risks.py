"""可疑报名线索: groups of registrations that share something, and what offices decided on them (通知 二.3)."""

from django.db import models
from django.db.models import Q

from chengzhao.records.models.base import SeasonRow, one_of, public_id, word_field
from chengzhao.records.models.people import Account
from chengzhao.records.models.registration import Candidate
from chengzhao.rules.registration import CaseDecision, CaseState, Signal


class RiskScan(SeasonRow):
    """How far the trail of a season was looked through for new evidence, and when."""

    position = models.BigIntegerField("已查至事务序号", default=0)
    at = models.DateTimeField("查找时间", null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["season", "province"], name="risk_scan_once")]

    def __str__(self) -> str:
        return f"{self.season} {self.province} {self.position}"


class RiskCase(SeasonRow):
    """A group of registrations tied by what they share. `org_path` is the deepest office that holds them all.

    `signals` tells what is shared: for each piece of evidence the signal, how many share it, what it weighs and
    its plain explanation; no value stands in it.
    """

    org_path = models.CharField("归属路径", max_length=200)
    state = word_field("状态", CaseState)
    weight = models.PositiveSmallIntegerField("分值")
    size = models.PositiveIntegerField("报名数")
    out_of_place = models.PositiveIntegerField("异地报名数")
    signals = models.JSONField("线索", default=list)
    found_at = models.DateTimeField("发现时间")
    changed_at = models.DateTimeField("变动时间")
    reopened = models.PositiveSmallIntegerField("重新打开次数", default=0)
    heard_until = models.DateTimeField("听取说明截止", null=True, blank=True)
    public_id = public_id()

    class Meta:
        constraints = [
            one_of("risk_case_state_known", "state", CaseState),
            models.CheckConstraint(
                name="risk_case_checked_has_a_time",
                condition=~Q(state="CHECKING") | Q(heard_until__isnull=False),
                violation_error_message="查证中的线索必须写明听取说明的期限",
            ),
            models.CheckConstraint(
                name="risk_case_has_registrations",
                condition=Q(size__gte=1, out_of_place__lte=models.F("size")),
                violation_error_message="线索至少有一份报名",
            ),
        ]
        indexes = [
            models.Index(
                fields=["season", "province", "state", "-weight", "-size", "id"], name="risk_case_in_order"
            ),
            models.Index(fields=["season", "province", "org_path"], name="risk_case_by_org"),
        ]

    def __str__(self) -> str:
        return f"{self.org_path} {self.state} {self.weight}"


class RiskTrait(SeasonRow):
    """That a registration of a case shares something with others of it; `group` is the same for equal values.

    What the value is stands nowhere here: `group` is the key of the first of those who share it.
    """

    case = models.ForeignKey(RiskCase, models.CASCADE, verbose_name="线索", related_name="traits")
    candidate = models.ForeignKey(Candidate, models.PROTECT, verbose_name="考生", related_name="risk_traits")
    signal = word_field("线索类别", Signal)
    group = models.BigIntegerField("同值组")
    seen_at = models.DateTimeField("发现时间")

    class Meta:
        constraints = [
            one_of("risk_trait_signal_known", "signal", Signal),
            models.UniqueConstraint(fields=["case", "candidate", "signal"], name="risk_trait_once"),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.signal}"


class RiskDecision(SeasonRow):
    """What an office decided on a case, why, and what was known then; only ever added."""

    case = models.ForeignKey(RiskCase, models.CASCADE, verbose_name="线索", related_name="decisions")
    decision = word_field("决定", CaseDecision)
    account = models.ForeignKey(Account, models.PROTECT, verbose_name="经办人", related_name="+")
    reason = models.CharField("理由", max_length=400)
    at = models.DateTimeField("时间")
    weight = models.PositiveSmallIntegerField("当时分值")
    size = models.PositiveIntegerField("当时报名数")
    voided = models.PositiveIntegerField("取消报名数", default=0)

    class Meta:
        constraints = [
            one_of("risk_decision_known", "decision", CaseDecision),
            models.CheckConstraint(
                name="risk_decision_has_reason",
                condition=~Q(reason=""),
                violation_error_message="并案、保留和查证都必须写明理由",
            ),
            models.CheckConstraint(
                name="risk_decision_voids_only_merged",
                condition=Q(voided=0) | Q(decision="MERGE", voided__lt=models.F("size")),
                violation_error_message="只有并案可以取消报名，并且至少保留一份",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.decision}"
