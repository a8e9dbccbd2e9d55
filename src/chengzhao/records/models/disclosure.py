"""Public notices of people who enjoy preferences, and what is reported about them (附件1 六)."""

from django.db import models
from django.db.models import F, Q

from chengzhao.records.models.base import SeasonRow, one_of, public_id, word_field
from chengzhao.records.models.people import Account
from chengzhao.records.models.preferences import Claim
from chengzhao.rules.disclosure import ComplaintChannel, ComplaintState, NoticeState


class PublicNotice(SeasonRow):
    """A notice list: signed by two, up for the ordered days, down after half a year (A1.6.3)."""

    number = models.CharField("文号", max_length=40)
    title = models.CharField("标题", max_length=120)
    state = word_field("状态", NoticeState)
    digest = models.CharField("名单摘要", max_length=64)
    report_channel = models.CharField("举报渠道", max_length=200)
    first_signer = models.ForeignKey(
        Account, models.PROTECT, null=True, verbose_name="第一签字人", related_name="+"
    )
    second_signer = models.ForeignKey(
        Account, models.PROTECT, null=True, verbose_name="第二签字人", related_name="+"
    )
    up_at = models.DateTimeField("公示开始", null=True, blank=True)
    objections_until = models.DateTimeField("异议截止", null=True, blank=True)
    completed_at = models.DateTimeField("公示期满", null=True, blank=True)
    down_at = models.DateTimeField("撤下时间", null=True, blank=True)
    public_id = public_id()

    class Meta:
        constraints = [
            one_of("public_notice_state_known", "state", NoticeState),
            models.UniqueConstraint(
                fields=["season", "province", "number"], name="public_notice_number_once"
            ),
            models.CheckConstraint(
                name="public_notice_signed_by_two",
                condition=Q(state__in=["DRAFT", "DISCARDED"])
                | Q(first_signer__isnull=False, second_signer__isnull=False)
                & ~Q(first_signer=F("second_signer")),
                violation_error_message="公示必须由两个不同的人签发",
            ),
            models.CheckConstraint(
                name="public_notice_state_has_its_time",
                condition=(Q(state__in=["DRAFT", "SIGNED", "DISCARDED"]) | Q(up_at__isnull=False))
                & (~Q(state="COMPLETED") | Q(completed_at__gte=F("objections_until")))
                & (~Q(state="DOWN") | Q(down_at__isnull=False)),
                violation_error_message="公示状态与时间不一致",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class NoticeEntry(SeasonRow):
    """One person of a notice: exactly the fields that 附件1 六（二） orders, nothing else."""

    notice = models.ForeignKey(PublicNotice, models.PROTECT, verbose_name="公示", related_name="entries")
    claim = models.ForeignKey(Claim, models.PROTECT, verbose_name="照顾申请", related_name="entries")
    name = models.CharField("姓名", max_length=64)
    sex = models.CharField("性别", max_length=1)
    employer = models.CharField("所在单位", max_length=120)
    claim_label = models.CharField("享受照顾政策类别", max_length=80)
    qualification = models.CharField("资格条件", max_length=200)
    test_item = models.CharField("测试项目", max_length=80, blank=True)
    test_score = models.CharField("测试成绩", max_length=40, blank=True)
    standard = models.CharField("合格标准", max_length=80, blank=True)
    intended = models.CharField("拟录高校及专业", max_length=160)
    benefit = models.CharField("录取优惠分值", max_length=20)
    objected = models.BooleanField("有异议", default=False)
    withdrawn_at = models.DateTimeField("撤下时间", null=True, blank=True)
    withdrawn_reason = models.CharField("撤下理由", max_length=200, blank=True, default="", db_default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["season", "province", "notice", "claim"], name="notice_entry_once"
            ),
            models.CheckConstraint(
                name="notice_entry_withdrawn_has_reason",
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
                violation_error_message="撤下公示中的一行必须写明理由",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.claim_id}"


class Complaint(SeasonRow):
    """A report about a notice, or an objection to one line of it, until it is answered (A1.6.4).

    What was reported and how to reach the reporter is sealed: only who deals with it reads it. Whoever has the
    public id, which the receipt gives, follows how it stands.
    """

    number = models.CharField("受理编号", max_length=20)
    notice = models.ForeignKey(PublicNotice, models.PROTECT, verbose_name="公示", related_name="complaints")
    claim = models.ForeignKey(
        Claim, models.PROTECT, null=True, verbose_name="照顾申请", related_name="complaints"
    )
    came_by = word_field("来源", ComplaintChannel)
    text_sealed = models.BinaryField("内容（密文）")
    contact_sealed = models.BinaryField("联系方式（密文）", db_default=b"")
    state = word_field("状态", ComplaintState)
    received_at = models.DateTimeField("收到时间")
    entered_by = models.ForeignKey(
        Account, models.PROTECT, null=True, verbose_name="登记人", related_name="+"
    )
    accepted_at = models.DateTimeField("受理时间", null=True, blank=True)
    is_sustained = models.BooleanField("成立", null=True, blank=True)
    answer = models.CharField("答复", max_length=400, blank=True)
    decided_by = models.ForeignKey(
        Account, models.PROTECT, null=True, verbose_name="办理人", related_name="+"
    )
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    public_id = public_id()

    class Meta:
        constraints = [
            one_of("complaint_came_by_known", "came_by", ComplaintChannel),
            one_of("complaint_state_known", "state", ComplaintState),
            models.UniqueConstraint(fields=["season", "province", "number"], name="complaint_number_once"),
            models.CheckConstraint(
                name="complaint_accepted_has_time",
                condition=Q(state__in=["RECEIVED", "DECLINED"]) | Q(accepted_at__isnull=False),
                violation_error_message="受理的举报必须有受理时间",
            ),
            models.CheckConstraint(
                name="complaint_answer_has_text_person_and_time",
                condition=~Q(state__in=["DECLINED", "ANSWERED", "CLOSED"])
                | ~Q(answer="") & Q(decided_by__isnull=False, answered_at__isnull=False),
                violation_error_message="答复必须写明内容、办理人和时间",
            ),
            models.CheckConstraint(
                name="complaint_answer_has_outcome",
                condition=~Q(state__in=["ANSWERED", "CLOSED"]) | Q(is_sustained__isnull=False),
                violation_error_message="答复必须写明是否成立",
            ),
        ]
        indexes = [models.Index(fields=["season", "province", "state", "id"], name="complaint_by_state")]

    def __str__(self) -> str:
        return self.number
