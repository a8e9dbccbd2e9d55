"""Control lines, choices, filing runs and what they found (附件1 五（三）（四）)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from chengzhao.law.words import ExamCategory, ProgrammeKind, ProgrammeLevel, Word
from chengzhao.records.models.base import SeasonRow, created_at, one_of, public_id, word_field
from chengzhao.records.models.colleges import College
from chengzhao.records.models.people import Account
from chengzhao.records.models.plans import Programme
from chengzhao.records.models.registration import Candidate
from chengzhao.rules.admission import RunState


class ControlLine(SeasonRow):
    """最低录取控制分数线, one row a version; the published one with the highest version counts."""

    level = word_field("层次", ProgrammeLevel)
    category = word_field("科类", ExamCategory)
    kind = word_field("类别", ProgrammeKind)
    version = models.PositiveSmallIntegerField("版本")
    score = models.PositiveSmallIntegerField("分数")
    proposed_by = models.ForeignKey(Account, models.PROTECT, verbose_name="拟定人", related_name="+")
    approved_by = models.ForeignKey(
        Account, models.PROTECT, null=True, verbose_name="复核人", related_name="+"
    )
    published_at = models.DateTimeField("公布时间", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["season", "province", "level", "category", "kind", "version"],
                name="control_line_version_once",
            ),
            models.CheckConstraint(
                name="control_line_published_by_two",
                condition=Q(published_at__isnull=True)
                | Q(approved_by__isnull=False) & ~Q(approved_by=F("proposed_by")),
                violation_error_message="控制线必须由两人签发才能公布",
            ),
            models.CheckConstraint(
                name="control_line_at_most_full_mark",
                condition=Q(score__lte=600),
                violation_error_message="控制线不能高于满分",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level} {self.category} {self.score}"


class FilingRound(Word):
    """The main round of a tier and the supplementary ones (A1.5.11)."""

    MAIN = "MAIN", "正式投档"
    SUPPLEMENTARY = "SUPPLEMENTARY", "征集志愿"


class Choice(SeasonRow):
    """One 志愿: a college with its programmes in order, frozen before filing."""

    candidate = models.ForeignKey(Candidate, models.PROTECT, verbose_name="考生", related_name="choices")
    filing_round = word_field("轮次", FilingRound)
    level = word_field("层次", ProgrammeLevel)
    rank = models.PositiveSmallIntegerField("志愿序号")
    college = models.ForeignKey(College, models.PROTECT, verbose_name="院校")
    programmes = ArrayField(models.BigIntegerField(), verbose_name="专业（按顺序）")
    accepts_reassignment = models.BooleanField("服从调剂", default=False)
    saved_at = models.DateTimeField("保存时间")
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    frozen_at = models.DateTimeField("封存时间", null=True, blank=True)

    class Meta:
        constraints = [
            one_of("choice_round_known", "filing_round", FilingRound),
            one_of("choice_level_known", "level", ProgrammeLevel),
            models.UniqueConstraint(
                fields=["season", "province", "candidate", "filing_round", "level", "rank"],
                name="choice_rank_once",
            ),
            models.CheckConstraint(
                name="choice_ranks_start_at_one",
                condition=Q(rank__gte=1),
                violation_error_message="志愿序号从1开始",
            ),
            models.CheckConstraint(
                name="choice_has_a_programme",
                condition=Q(programmes__len__gte=1),
                violation_error_message="每个志愿至少填一个专业",
            ),
        ]
        indexes = [
            models.Index(
                fields=["season", "province", "filing_round", "level", "rank"], name="choice_by_rank"
            )
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.level} {self.rank}"


class FilingRun(SeasonRow):
    """One run of filing with the digests of what went in and came out; rows of a run never change."""

    number = models.PositiveIntegerField("运行序号")
    filing_round = word_field("轮次", FilingRound)
    tier = models.PositiveSmallIntegerField("批次", help_text="从1开始")
    levels = ArrayField(models.CharField(max_length=16), verbose_name="层次")
    state = word_field("状态", RunState)
    rules = models.JSONField("规则")
    input_digest = models.CharField("输入摘要", max_length=64, blank=True)
    result_digest = models.CharField("结果摘要", max_length=64, blank=True)
    first_signer = models.ForeignKey(
        Account, models.PROTECT, null=True, verbose_name="第一签字人", related_name="+"
    )
    second_signer = models.ForeignKey(
        Account, models.PROTECT, null=True, verbose_name="第二签字人", related_name="+"
    )
    created_at = created_at()
    ran_at = models.DateTimeField("运行时间", null=True, blank=True)
    released_at = models.DateTimeField("放行时间", null=True, blank=True)
    public_id = public_id()

    class Meta:
        constraints = [
            one_of("filing_run_state_known", "state", RunState),
            one_of("filing_run_round_known", "filing_round", FilingRound),
            models.UniqueConstraint(fields=["season", "province", "number"], name="filing_run_number_once"),
            models.UniqueConstraint(
                fields=["season", "province", "filing_round", "tier"],
                condition=Q(state="RELEASED"),
                name="filing_run_one_released_per_round_and_tier",
            ),
            models.CheckConstraint(
                name="filing_run_released_only_signed_by_two",
                condition=~Q(state__in=["SIGNED", "RELEASED"])
                | Q(first_signer__isnull=False, second_signer__isnull=False)
                & ~Q(first_signer=F("second_signer")),
                violation_error_message="投档结果必须双人签字后才能放行",
            ),
            models.CheckConstraint(
                name="filing_run_result_has_digests",
                condition=~Q(state__in=["RUN", "PROVED", "SIGNED", "RELEASED", "SUPERSEDED"])
                | ~Q(input_digest="") & ~Q(result_digest=""),
                violation_error_message="运行过的投档必须有输入和结果摘要",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.season}-{self.province}-{self.number}"


class FilingSheet(SeasonRow):
    """A file of a run: an input as it was read that day, or the log of its filings; the tables move on."""

    run = models.ForeignKey(FilingRun, models.PROTECT, verbose_name="运行", related_name="sheets")
    name = models.CharField("文件名", max_length=32)
    digest = models.CharField("摘要", max_length=64)
    packed = models.BinaryField("内容（zlib）")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["season", "province", "run", "name"], name="filing_sheet_once")
        ]

    def __str__(self) -> str:
        return self.name


class FilingProof(SeasonRow):
    """The outcome of one proof on one run (P1 to P12)."""

    run = models.ForeignKey(FilingRun, models.PROTECT, verbose_name="运行", related_name="proofs")
    name = models.CharField("名称", max_length=4)
    checked = models.PositiveBigIntegerField("核验数")
    failed = models.PositiveBigIntegerField("不符数")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["season", "province", "run", "name"], name="filing_proof_once")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.failed}/{self.checked}"


class FilingResult(SeasonRow):
    """What a run found for one candidate at one level."""

    run = models.ForeignKey(FilingRun, models.PROTECT, verbose_name="运行")
    candidate = models.ForeignKey(
        Candidate, models.PROTECT, verbose_name="考生", related_name="filing_results"
    )
    level = word_field("层次", ProgrammeLevel)
    admitted = models.BooleanField("拟录取")
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, verbose_name="专业")
    choice_rank = models.PositiveSmallIntegerField("志愿序号", null=True)
    programme_rank = models.PositiveSmallIntegerField("专业序号", null=True)
    filing_score = models.DecimalField("投档分", max_digits=6, decimal_places=2)
    relaxed = models.BooleanField("降分投档", default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["season", "province", "run", "candidate", "level"], name="filing_result_once"
            ),
            models.CheckConstraint(
                name="filing_result_place_is_whole",
                condition=Q(admitted=True, programme__isnull=False, choice_rank__isnull=False)
                | Q(admitted=False, programme__isnull=True, choice_rank__isnull=True),
                violation_error_message="拟录取的结果必须写明专业和志愿",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.candidate_id}"


class FilingReason(SeasonRow):
    """Why one choice ended as it did: a code and its figures (see the design of filing, section 9)."""

    run = models.ForeignKey(FilingRun, models.PROTECT, verbose_name="运行")
    candidate = models.ForeignKey(
        Candidate, models.PROTECT, verbose_name="考生", related_name="filing_reasons"
    )
    level = word_field("层次", ProgrammeLevel)
    choice_rank = models.PositiveSmallIntegerField("志愿序号")
    code = models.CharField("原因代码", max_length=32)
    detail = models.CharField("数字", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["season", "province", "run", "candidate", "level", "choice_rank"],
                name="filing_reason_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.choice_rank} {self.code}"


class FiledUnit(SeasonRow):
    """A 投档单位 of a run: its places, how many were filed and admitted, the lowest admitted."""

    run = models.ForeignKey(FilingRun, models.PROTECT, verbose_name="运行", related_name="units")
    college = models.ForeignKey(College, models.PROTECT, verbose_name="院校")
    level = word_field("层次", ProgrammeLevel)
    category = word_field("科类", ExamCategory)
    ordering = models.CharField("排序依据", max_length=8)
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, verbose_name="专业")
    places = models.PositiveIntegerField("计划数")
    filed = models.PositiveIntegerField("投档数")
    admitted = models.PositiveIntegerField("拟录取数")
    lowest_admitted = models.DecimalField("最低分", max_digits=6, decimal_places=2, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["season", "province", "run", "college", "level", "category", "ordering", "programme"],
                nulls_distinct=False,
                name="filed_unit_once",
            ),
            models.CheckConstraint(
                name="filed_unit_never_over_admitted",
                condition=Q(admitted__lte=F("places")),
                violation_error_message="拟录取数不能超过计划数",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.college_id}"
