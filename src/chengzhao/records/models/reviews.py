"""The desk of the confirmation points: who has a file open, notes, what was sent back, batches (附件1 三（三）)."""

from django.db import models
from django.db.models import F, Q

from chengzhao.records.models.base import SeasonRow, one_of, public_id, word_field
from chengzhao.records.models.people import Account
from chengzhao.records.models.registration import Candidate, ReviewDecision
from chengzhao.records.review_words import BatchOutcome, BatchState
from chengzhao.rules.registration import ReturnItem


class ReturnedItem(SeasonRow):
    """One field or paper that a decision sent back, and why; only ever added."""

    candidate = models.ForeignKey(
        Candidate, models.PROTECT, verbose_name="考生", related_name="returned_items"
    )
    decision = models.ForeignKey(
        ReviewDecision, models.PROTECT, verbose_name="审核决定", related_name="items"
    )
    item = word_field("退回项目", ReturnItem)
    reason = models.CharField("退回原因", max_length=200)

    class Meta:
        constraints = [
            one_of("returned_item_known", "item", ReturnItem),
            models.UniqueConstraint(fields=["decision", "item"], name="returned_item_once"),
            models.CheckConstraint(
                name="returned_item_has_reason",
                condition=~Q(reason=""),
                violation_error_message="退回的每一项都必须写明原因",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.item}"


class ReviewLease(SeasonRow):
    """Who has a registration open at the desk, and until when nobody else gets it."""

    candidate = models.OneToOneField(
        Candidate, models.PROTECT, verbose_name="考生", related_name="review_lease"
    )
    account = models.ForeignKey(Account, models.PROTECT, verbose_name="审核人", related_name="+")
    taken_at = models.DateTimeField("取件时间")
    until = models.DateTimeField("有效至")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="review_lease_ends_after_it_begins",
                condition=Q(until__gt=F("taken_at")),
                violation_error_message="取件的有效时间必须晚于取件时间",
            ),
        ]
        indexes = [models.Index(fields=["account", "until"], name="review_lease_by_account")]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.account_id}"


class ReviewNote(SeasonRow):
    """What a reviewer wrote beside a file and has not sent: the note for colleagues, and the fields to send back."""

    candidate = models.ForeignKey(Candidate, models.PROTECT, verbose_name="考生", related_name="review_notes")
    account = models.ForeignKey(Account, models.PROTECT, verbose_name="审核人", related_name="+")
    text = models.CharField("备注", max_length=400, blank=True)
    reason = models.CharField("理由草稿", max_length=400, blank=True)
    returns = models.JSONField("退回项目草稿", default=dict, blank=True)
    saved_at = models.DateTimeField("保存时间")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["candidate", "account"], name="review_note_once"),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.account_id}"


class ReviewBatch(SeasonRow):
    """Registrations that one reviewer passes together after opening a sample of them one by one."""

    account = models.ForeignKey(Account, models.PROTECT, verbose_name="审核人", related_name="+")
    org_path = models.CharField("归属路径", max_length=200)
    state = word_field("状态", BatchState)
    made_at = models.DateTimeField("建立时间")
    passed_at = models.DateTimeField("通过时间", null=True, blank=True)
    undone_at = models.DateTimeField("撤销时间", null=True, blank=True)
    public_id = public_id()

    class Meta:
        constraints = [
            one_of("review_batch_state_known", "state", BatchState),
            models.CheckConstraint(
                name="review_batch_state_has_its_time",
                condition=Q(state="OPEN", passed_at__isnull=True, undone_at__isnull=True)
                | Q(state="PASSED", passed_at__isnull=False, undone_at__isnull=True)
                | Q(state="UNDONE", passed_at__isnull=False, undone_at__isnull=False),
                violation_error_message="批次的状态与时间不一致",
            ),
        ]
        indexes = [models.Index(fields=["season", "province", "org_path"], name="review_batch_by_org")]

    def __str__(self) -> str:
        return f"{self.org_path} {self.state}"


class ReviewBatchItem(SeasonRow):
    """One registration of a batch: whether it is of the sample, when it was opened, what became of it."""

    batch = models.ForeignKey(ReviewBatch, models.CASCADE, verbose_name="批次", related_name="items")
    candidate = models.ForeignKey(Candidate, models.PROTECT, verbose_name="考生", related_name="batch_items")
    is_sampled = models.BooleanField("抽查")
    opened_at = models.DateTimeField("查看时间", null=True, blank=True)
    outcome = word_field("结果", BatchOutcome)
    why = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        constraints = [
            one_of("review_batch_item_outcome_known", "outcome", BatchOutcome),
            models.UniqueConstraint(fields=["batch", "candidate"], name="review_batch_item_once"),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.candidate_id}"
