"""Candidate files at colleges, admission lists, admissions and letters (附件1 五（二）（七）)."""

from django.db import models
from django.db.models import F, Q

from chengzhao.law.words import ProgrammeLevel
from chengzhao.records.models.base import SeasonRow, one_of, public_id, word_field
from chengzhao.records.models.colleges import College
from chengzhao.records.models.filing import FilingRound, FilingRun
from chengzhao.records.models.people import Account
from chengzhao.records.models.plans import Programme
from chengzhao.records.models.registration import Candidate
from chengzhao.rules.admission import FileState, ListState


class AdmissionList(SeasonRow):
    """What a college proposes to the province for a level in a round (A1.5.23)."""

    college = models.ForeignKey(College, models.PROTECT, verbose_name="院校")
    level = word_field("层次", ProgrammeLevel)
    filing_round = word_field("轮次", FilingRound)
    state = word_field("状态", ListState)
    digest = models.CharField("名单摘要", max_length=64, blank=True)
    submitted_by = models.ForeignKey(
        Account, models.PROTECT, null=True, verbose_name="提交人", related_name="+"
    )
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    checked_by = models.ForeignKey(
        Account, models.PROTECT, null=True, verbose_name="录检人", related_name="+"
    )
    approved_by = models.ForeignKey(
        Account, models.PROTECT, null=True, verbose_name="批准人", related_name="+"
    )
    approved_at = models.DateTimeField("批准时间", null=True, blank=True)
    sent_at = models.DateTimeField("发通知书时间", null=True, blank=True)
    public_id = public_id()

    class Meta:
        constraints = [
            one_of("admission_list_state_known", "state", ListState),
            models.UniqueConstraint(
                fields=["season", "province", "college", "level", "filing_round"], name="admission_list_once"
            ),
            models.CheckConstraint(
                name="admission_list_approved_by_two",
                condition=~Q(state__in=["APPROVED", "SENT"])
                | Q(checked_by__isnull=False, approved_by__isnull=False, approved_at__isnull=False)
                & ~Q(checked_by=F("approved_by")),
                violation_error_message="录取名单必须由两人审核批准",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.college_id} {self.level} {self.filing_round}"


class CandidateFile(SeasonRow):
    """电子档案 of a candidate with a college: filed by a run, decided by the college, checked.

    The database itself writes the candidate's number into it: all that a college keeps of whom it gave back.
    """

    candidate = models.ForeignKey(Candidate, models.PROTECT, verbose_name="考生", related_name="files")
    candidate_number = models.CharField("报名号", max_length=18, db_default="", editable=False)
    run = models.ForeignKey(FilingRun, models.PROTECT, null=True, verbose_name="投档运行")
    admission_list = models.ForeignKey(
        AdmissionList, models.PROTECT, verbose_name="录取名单", related_name="files"
    )
    college = models.ForeignKey(College, models.PROTECT, verbose_name="院校")
    level = word_field("层次", ProgrammeLevel)
    choice_rank = models.PositiveSmallIntegerField("志愿序号")
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, verbose_name="拟录专业")
    exempt = models.BooleanField("免试", default=False)
    filing_score = models.DecimalField("投档分", max_digits=6, decimal_places=2)
    total_score = models.DecimalField("统考总分", max_digits=6, decimal_places=2)
    bonus_points = models.PositiveSmallIntegerField("照顾加分", default=0)
    merit_rank = models.PositiveIntegerField("单位内位次")
    state = word_field("状态", FileState)
    return_code = models.CharField("退档原因代码", max_length=32, blank=True)
    decided_by = models.ForeignKey(
        Account, models.PROTECT, null=True, verbose_name="阅档人", related_name="+"
    )
    decided_at = models.DateTimeField("阅档时间", null=True, blank=True)
    public_id = public_id()

    class Meta:
        constraints = [
            one_of("candidate_file_state_known", "state", FileState),
            models.UniqueConstraint(
                fields=["candidate"],
                condition=Q(
                    state__in=[
                        "FILED",
                        "UNDER_REVIEW",
                        "PROPOSED",
                        "RETURN_PROPOSED",
                        "PENDING_CHECK",
                        "QUERIED",
                    ]
                ),
                name="candidate_file_with_one_college_at_a_time",
            ),
            models.CheckConstraint(
                name="candidate_file_return_has_reason",
                condition=~Q(state__in=["RETURN_PROPOSED", "RETURNED"]) | ~Q(return_code=""),
                violation_error_message="退档必须有原因代码",
            ),
            models.CheckConstraint(
                name="candidate_file_admitted_has_programme",
                condition=~Q(state__in=["PROPOSED", "ADMITTED"]) | Q(programme__isnull=False),
                violation_error_message="录取必须写明专业",
            ),
            models.CheckConstraint(
                name="candidate_file_decision_has_officer",
                condition=~Q(
                    state__in=["PROPOSED", "RETURN_PROPOSED", "PENDING_CHECK", "ADMITTED", "RETURNED"]
                )
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                violation_error_message="每个决定必须有经办人和时间（通知二.5）",
            ),
        ]
        indexes = [
            models.Index(
                fields=["season", "province", "college", "level", "merit_rank", "id"],
                name="candidate_file_by_merit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.college_id} {self.state}"


class FileMove(SeasonRow):
    """One move of a file from a state to the next, with who and when."""

    file = models.ForeignKey(CandidateFile, models.PROTECT, verbose_name="档案", related_name="moves")
    before = models.CharField("原状态", max_length=20)
    after = models.CharField("新状态", max_length=20)
    actor = models.ForeignKey(Account, models.PROTECT, null=True, verbose_name="经办人", related_name="+")
    reason = models.CharField("理由", max_length=200, blank=True)
    at = models.DateTimeField("时间")

    class Meta:
        indexes = [models.Index(fields=["file", "id"], name="file_move_by_file")]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"


class Admission(SeasonRow):
    """A place given: one live one per person and season (P2)."""

    candidate = models.ForeignKey(Candidate, models.PROTECT, verbose_name="考生", related_name="admissions")
    file = models.OneToOneField(CandidateFile, models.PROTECT, verbose_name="档案")
    programme = models.ForeignKey(Programme, models.PROTECT, verbose_name="专业")
    level = word_field("层次", ProgrammeLevel)
    admitted_at = models.DateTimeField("录取时间")
    revoked_at = models.DateTimeField("取消时间", null=True, blank=True)
    public_id = public_id()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["season", "province", "candidate"],
                condition=Q(revoked_at__isnull=True),
                name="admission_one_live_per_person",
                violation_error_message="考生已被录取，一人只能有一个录取资格",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.programme_id}"


class AdmissionLetter(SeasonRow):
    """录取通知书 issued from the approved list only (A1.5.23)."""

    admission = models.OneToOneField(Admission, models.PROTECT, verbose_name="录取", related_name="letter")
    number = models.CharField("编号", max_length=32)
    digest = models.CharField("内容摘要", max_length=64)
    issued_at = models.DateTimeField("签发时间")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["season", "province", "number"], name="admission_letter_number_once"
            ),
        ]

    def __str__(self) -> str:
        return self.number
