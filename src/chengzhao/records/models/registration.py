"""Candidates and their registrations, education, licences and reviews (附件1 三)."""

from django.db import models
from django.db.models import Q

from chengzhao.law.words import (
    EducationKind,
    EntryRoute,
    ExamCategory,
    ForeignLanguage,
    IdentityDocument,
    Paper,
    ProgrammeLevel,
    Sex,
    Word,
)
from chengzhao.records.models.base import SeasonRow, created_at, one_of, public_id, word_field
from chengzhao.records.models.people import Account, Organisation
from chengzhao.rules.registration import LEAST_SECONDS, REGISTRATION, LicenceKind, RegistrationState
from chengzhao.vault.sealing import INDEX_BYTES


class Candidate(SeasonRow):
    """A person in one season. What `records.sealed` lists is sealed; blind indexes find equal ones."""

    account = models.ForeignKey(Account, models.PROTECT, null=True, verbose_name="账号")
    candidate_number = models.CharField("报名号", max_length=18)
    name = models.CharField("姓名", max_length=64)
    name_pinyin = models.CharField("姓名拼音", max_length=160)
    sex = word_field("性别", Sex)
    birth_date = models.DateField("出生日期")
    ethnicity = models.CharField("民族代码", max_length=2)
    identity_kind = word_field("证件类型", IdentityDocument)
    identity_sealed = models.BinaryField("证件号码（密文）")
    identity_index = models.BinaryField("证件号码索引", max_length=INDEX_BYTES)
    identity_tail_index = models.BinaryField("证件号码后六位索引", max_length=INDEX_BYTES, db_default=b"")
    phone_sealed = models.BinaryField("手机号（密文）")
    phone_index = models.BinaryField("手机号索引", max_length=INDEX_BYTES, db_default=b"")
    address_sealed = models.BinaryField("通讯地址（密文）", db_default=b"")
    address_index = models.BinaryField("通讯地址索引", max_length=INDEX_BYTES, db_default=b"")
    postcode_sealed = models.BinaryField("邮政编码（密文）", db_default=b"")
    hukou_division = models.CharField("户籍所在地", max_length=6)
    employer = models.CharField("工作单位", max_length=120, blank=True)
    confirmation_point = models.ForeignKey(Organisation, models.PROTECT, verbose_name="确认点")
    org_path = models.CharField("归属路径", max_length=200)
    public_id = public_id()
    created_at = created_at()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["season", "province", "candidate_number"], name="candidate_number_once"
            ),
            models.UniqueConstraint(
                fields=["season", "province", "identity_index"],
                name="candidate_once_per_person",
                violation_error_message="该证件本年度已经报名",
            ),
            one_of("candidate_sex_known", "sex", Sex),
            one_of("candidate_identity_kind_known", "identity_kind", IdentityDocument),
        ]
        indexes = [
            models.Index(fields=["season", "province", "org_path", "id"], name="candidate_by_org"),
            models.Index(fields=["season", "province", "identity_tail_index"], name="candidate_by_tail"),
            models.Index(fields=["season", "province", "phone_index"], name="candidate_by_phone"),
            models.Index(fields=["season", "province", "address_index"], name="candidate_by_address"),
            models.Index(fields=["season", "province", "birth_date", "name"], name="candidate_by_birth"),
        ]

    def __str__(self) -> str:
        return self.candidate_number


class Registration(SeasonRow):
    """What a candidate registers for; its state is tied to its timestamps."""

    candidate = models.OneToOneField(
        Candidate, models.PROTECT, verbose_name="考生", related_name="registration"
    )
    route = word_field("报考方式", EntryRoute)
    level = word_field("层次", ProgrammeLevel)
    also_gaoqizhuan = models.BooleanField("兼报高起专", default=False)
    category = word_field("科类", ExamCategory)
    foreign_language = word_field("外语语种", ForeignLanguage)
    specialised_paper = word_field("专业基础课", Paper, blank=True, default="")
    works_in_health = models.BooleanField("从事卫生、医药行业", default=False)
    pledge_digest = models.CharField("诚信承诺书摘要", max_length=64)
    state = word_field("状态", RegistrationState)
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    approved_at = models.DateTimeField("审核通过时间", null=True, blank=True)
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    ticketed_at = models.DateTimeField("编排时间", null=True, blank=True)
    ended_at = models.DateTimeField("撤回或取消时间", null=True, blank=True)

    class Meta:
        constraints = [
            one_of("registration_state_known", "state", RegistrationState),
            one_of("registration_level_known", "level", ProgrammeLevel),
            one_of("registration_category_known", "category", ExamCategory),
            models.CheckConstraint(
                name="registration_also_only_from_gaoqiben",
                condition=Q(also_gaoqizhuan=False) | Q(level="GAOQIBEN"),
                violation_error_message="只有报考高起本的考生可以兼报高起专",
            ),
            models.CheckConstraint(
                name="registration_state_has_its_time",
                condition=Q(state="DRAFT", submitted_at__isnull=True)
                | Q(
                    state__in=[
                        "AWAITING",
                        "SUBMITTED",
                        "UNDER_REVIEW",
                        "RETURNED",
                        "SECOND_REVIEW",
                        "REJECTED",
                    ]
                )
                & Q(submitted_at__isnull=False)
                | Q(state="APPROVED", submitted_at__isnull=False, approved_at__isnull=False)
                | Q(state="CONFIRMED", approved_at__isnull=False, confirmed_at__isnull=False)
                | Q(state="TICKETED", confirmed_at__isnull=False, ticketed_at__isnull=False)
                | Q(state__in=["WITHDRAWN", "CANCELLED"], ended_at__isnull=False),
                violation_error_message="报名状态与时间不一致",
            ),
            models.CheckConstraint(
                name="registration_specialised_paper_for_zhuanshengben",
                condition=Q(level="ZHUANSHENGBEN") & ~Q(specialised_paper="")
                | ~Q(level="ZHUANSHENGBEN") & Q(specialised_paper=""),
                violation_error_message="专升本必须有一门专业基础课，其他层次没有（附件1·四（一））",
            ),
        ]
        indexes = [
            models.Index(fields=["season", "province", "state", "id"], name="registration_by_state"),
            # The order of the reviewers' queue: whoever looks after many counties finds the next file at its beginning.
            models.Index(
                fields=["season", "province", "submitted_at", "id"],
                condition=Q(state__in=sorted(state.value for state in REGISTRATION.sets["WITH_OFFICE"])),
                name="registration_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.state}"


class RegistrationTrace(SeasonRow):
    """How a registration came in: by which browser, from which network, and for how long its form was open.

    Equal traces are shown to reviewers as a cue (N3.4); the device is a digest of a random mark.
    """

    candidate = models.OneToOneField(
        Candidate, models.PROTECT, verbose_name="考生", related_name="registration_trace"
    )
    device_digest = models.BinaryField("设备摘要", max_length=32, db_default=b"")
    network = models.CharField("网段", max_length=43, blank=True)
    seconds = models.PositiveIntegerField("填报用时（秒）", null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["season", "province", "device_digest"], name="trace_by_device"),
            models.Index(fields=["season", "province", "network"], name="trace_by_network"),
            models.Index(
                fields=["season", "province", "candidate"],
                name="trace_in_haste",
                condition=Q(seconds__lt=LEAST_SECONDS),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.network}"


class Education(SeasonRow):
    """The certificate that a candidate registers with (A1.3.2, A1.3.3, N3.1)."""

    candidate = models.OneToOneField(Candidate, models.PROTECT, verbose_name="考生", related_name="education")
    kind = word_field("学历", EducationKind)
    school = models.CharField("毕业院校", max_length=120)
    certificate_number = models.CharField("证书编号", max_length=32)
    graduated_on = models.DateField("毕业日期")
    major = models.CharField("所学专业", max_length=80, blank=True)
    verified_at = models.DateTimeField("核验时间", null=True, blank=True)
    verified_by = models.CharField("核验方式", max_length=40, blank=True)

    class Meta:
        constraints = [
            one_of("education_kind_known", "kind", EducationKind),
            models.CheckConstraint(
                name="education_verified_has_method",
                condition=Q(verified_at__isnull=True) | ~Q(verified_by=""),
                violation_error_message="已核验的学历必须写明核验方式",
            ),
        ]
        indexes = [
            models.Index(fields=["season", "province", "certificate_number"], name="education_by_certificate")
        ]

    def __str__(self) -> str:
        return self.certificate_number


class PracticeLicence(SeasonRow):
    """执业资格证书 of a candidate for a medical major."""

    candidate = models.ForeignKey(Candidate, models.PROTECT, verbose_name="考生", related_name="licences")
    kind = word_field("证书", LicenceKind)
    number = models.CharField("编号", max_length=32)

    class Meta:
        constraints = [
            one_of("practice_licence_kind_known", "kind", LicenceKind),
            models.UniqueConstraint(
                fields=["season", "province", "candidate", "kind"], name="practice_licence_once"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Verdict(Word):
    """What a reviewer decided."""

    PASS = "PASS", "通过"
    RETURN = "RETURN", "退回补正"
    SECOND = "SECOND", "转复核"
    REJECT = "REJECT", "不通过"
    UNDO = "UNDO", "撤销通过"
    VOID = "VOID", "取消报名"


class ReviewDecision(SeasonRow):
    """One decision of a reviewer on a registration; decisions are added, never changed."""

    candidate = models.ForeignKey(Candidate, models.PROTECT, verbose_name="考生", related_name="reviews")
    reviewer = models.ForeignKey(Account, models.PROTECT, verbose_name="审核人", related_name="+")
    verdict = word_field("结论", Verdict)
    reason = models.CharField("理由", max_length=400, blank=True)
    at = models.DateTimeField("时间")

    class Meta:
        constraints = [
            one_of("review_decision_verdict_known", "verdict", Verdict),
            models.CheckConstraint(
                name="review_decision_against_has_reason",
                condition=Q(verdict="PASS") | ~Q(reason=""),
                violation_error_message="退回、转复核、不通过和撤销必须写明理由",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.verdict}"
