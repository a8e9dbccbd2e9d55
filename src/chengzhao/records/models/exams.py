"""Sites, rooms, seats, marks and extra tests (附件1 四、附件3)."""

from django.db import models
from django.db.models import Q

from chengzhao.law.words import Paper, PaperSlot, Word
from chengzhao.records.models.base import SeasonRow, one_of, public_id, word_field
from chengzhao.records.models.colleges import College
from chengzhao.records.models.people import Organisation
from chengzhao.records.models.registration import Candidate
from chengzhao.rules.exams import MarkState


class SessionGroup(Word):
    """The two timetables of 附件3; a room serves one of them."""

    SENIOR_SECONDARY = "SENIOR_SECONDARY", "高中起点"
    ZHUANKE = "ZHUANKE", "专科起点"


class ExamSite(SeasonRow):
    """A 标准化考点 of a county (N2.4)."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, verbose_name="考点")
    code = models.CharField("考点号", max_length=8)
    address = models.CharField("地址", max_length=160)
    room_count = models.PositiveSmallIntegerField("考场数")
    phone_policy = models.CharField("手机管理办法", max_length=80)
    certified_at = models.DateTimeField("标准化验收时间", null=True, blank=True)
    org_path = models.CharField("归属路径", max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["season", "province", "code"], name="exam_site_code_once"),
        ]

    def __str__(self) -> str:
        return self.code


class ExamRoom(SeasonRow):
    """A room of a site with its seats."""

    site = models.ForeignKey(ExamSite, models.PROTECT, verbose_name="考点", related_name="rooms")
    number = models.PositiveSmallIntegerField("考场号")
    session_group = word_field("考试类别", SessionGroup)
    seats = models.PositiveSmallIntegerField("座位数")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["season", "province", "site", "number"], name="exam_room_number_once"
            ),
            models.CheckConstraint(
                name="exam_room_at_most_thirty_seats",
                condition=Q(seats__gte=1, seats__lte=30),
                violation_error_message="每个考场1至30个座位",
            ),
            one_of("exam_room_group_known", "session_group", SessionGroup),
        ]

    def __str__(self) -> str:
        return f"{self.site_id}-{self.number:02d}"


class Seat(SeasonRow):
    """A candidate's seat for all sessions of the timetable, with the number of the admit card."""

    candidate = models.OneToOneField(Candidate, models.PROTECT, verbose_name="考生", related_name="seat")
    room = models.ForeignKey(ExamRoom, models.PROTECT, verbose_name="考场")
    number = models.PositiveSmallIntegerField("座位号")
    admit_card_number = models.CharField("准考证号", max_length=24)
    issued_at = models.DateTimeField("编排时间")
    public_id = public_id()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["season", "province", "room", "number"], name="seat_once_per_room"
            ),
            models.UniqueConstraint(
                fields=["season", "province", "admit_card_number"], name="admit_card_number_once"
            ),
            models.CheckConstraint(
                name="seat_number_one_to_thirty",
                condition=Q(number__gte=1, number__lte=30),
                violation_error_message="座位号为1至30",
            ),
        ]

    def __str__(self) -> str:
        return self.admit_card_number


class PaperMark(SeasonRow):
    """One paper of one candidate: expected, sat or absent, and the mark through its stages."""

    candidate = models.ForeignKey(Candidate, models.PROTECT, verbose_name="考生", related_name="marks")
    paper = word_field("科目", Paper)
    slot = word_field("计分位置", PaperSlot)
    state = word_field("状态", MarkState)
    absent = models.BooleanField("缺考", default=False)
    cancelled = models.BooleanField("成绩取消", default=False)
    mark = models.DecimalField("成绩", max_digits=5, decimal_places=1, null=True, blank=True)

    class Meta:
        constraints = [
            one_of("paper_mark_paper_known", "paper", Paper),
            one_of("paper_mark_slot_known", "slot", PaperSlot),
            one_of("paper_mark_state_known", "state", MarkState),
            models.UniqueConstraint(
                fields=["season", "province", "candidate", "slot"], name="paper_mark_once_per_slot"
            ),
            models.CheckConstraint(
                name="paper_mark_within_full_mark",
                condition=Q(mark__isnull=True) | Q(mark__gte=0, mark__lte=150),
                violation_error_message="单科成绩为0至150分（附件1·四（一）5）",
            ),
            models.CheckConstraint(
                name="paper_mark_absent_has_no_mark",
                condition=Q(absent=False) | Q(mark__isnull=True),
                violation_error_message="缺考科目没有成绩",
            ),
            models.CheckConstraint(
                name="paper_mark_cancelled_is_zero",
                condition=Q(cancelled=False) | Q(mark=0),
                violation_error_message="取消的成绩记0分",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.paper}"


class ExtraTestResult(SeasonRow):
    """专业加试 of a candidate at a college, filed before the national exam (A1.4.3)."""

    candidate = models.ForeignKey(Candidate, models.PROTECT, verbose_name="考生", related_name="extra_tests")
    college = models.ForeignKey(College, models.PROTECT, verbose_name="院校")
    score = models.DecimalField("加试成绩", max_digits=6, decimal_places=2)
    passed = models.BooleanField("合格")
    filed_at = models.DateTimeField("报备时间")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["season", "province", "candidate", "college"], name="extra_test_once_per_college"
            ),
            models.CheckConstraint(
                name="extra_test_not_negative",
                condition=Q(score__gte=0),
                violation_error_message="加试成绩不能为负",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.college_id}"
