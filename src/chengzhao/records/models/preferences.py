"""Claims for a bonus or an exemption and what became of them (附件1 五（五）)."""

from django.db import models
from django.db.models import Q

from chengzhao.law.words import ClaimKind
from chengzhao.records.models.base import SeasonRow, one_of, word_field
from chengzhao.records.models.people import Organisation
from chengzhao.records.models.registration import Candidate
from chengzhao.rules.preferences import ClaimState


class Claim(SeasonRow):
    """A claim; it can only be effective when approved, publicised in full and not objected to (N3.6)."""

    candidate = models.ForeignKey(Candidate, models.PROTECT, verbose_name="考生", related_name="claims")
    kind = word_field("照顾类别", ClaimKind)
    points = models.PositiveSmallIntegerField("加分")
    exempts = models.BooleanField("免试", default=False)
    evidence = models.CharField("证明材料", max_length=200)
    state = word_field("状态", ClaimState)
    claimed_at = models.DateTimeField("申请时间")
    approved_at = models.DateTimeField("审核通过时间", null=True, blank=True)
    notice_completed_at = models.DateTimeField("公示期满时间", null=True, blank=True)
    objection_sustained = models.BooleanField("异议成立", default=False)
    refused_reason = models.CharField("不通过理由", max_length=200, blank=True)

    class Meta:
        constraints = [
            one_of("claim_kind_known", "kind", ClaimKind),
            one_of("claim_state_known", "state", ClaimState),
            models.UniqueConstraint(
                fields=["season", "province", "candidate", "kind"], name="claim_once_per_kind"
            ),
            models.CheckConstraint(
                name="claim_points_of_the_notice",
                condition=Q(exempts=True, points=0) | Q(exempts=False, points__in=[10, 20, 30, 50]),
                violation_error_message="加分只能是10、20、30或50分（附件1·五（五））",
            ),
            models.CheckConstraint(
                name="claim_effective_only_after_publicity",
                condition=~Q(state="EFFECTIVE")
                | Q(approved_at__isnull=False, notice_completed_at__isnull=False, objection_sustained=False),
                violation_error_message="未经审核、公示期满且无有效异议，照顾政策不得生效（通知二.3）",
            ),
            models.CheckConstraint(
                name="claim_refused_has_reason",
                condition=~Q(state="REFUSED") | ~Q(refused_reason=""),
                violation_error_message="不通过必须写明理由",
            ),
        ]
        indexes = [models.Index(fields=["season", "province", "state", "id"], name="claim_by_state")]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.kind}"


class ClaimOpinion(SeasonRow):
    """What the department in charge says of a claim (N3.5)."""

    claim = models.ForeignKey(Claim, models.PROTECT, verbose_name="照顾申请", related_name="opinions")
    department = models.ForeignKey(Organisation, models.PROTECT, verbose_name="主管部门")
    agrees = models.BooleanField("同意")
    text = models.CharField("意见", max_length=200)
    at = models.DateTimeField("时间")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["season", "province", "claim", "department"], name="claim_opinion_once_per_department"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.agrees}"
