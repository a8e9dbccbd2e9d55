"""The programme directory and the places in one province (附件1 二)."""

from django.db import models
from django.db.models import F, Q

from chengzhao.law.words import ExamCategory, Paper, ProgrammeKind, ProgrammeLevel, StudyForm
from chengzhao.records.models.base import SeasonRow, one_of, public_id, word_field
from chengzhao.records.models.colleges import College
from chengzhao.rules.plans import PlanState


class PlanCap(SeasonRow):
    """招生计划上限 that the department in charge set for a college (A1.2.3)."""

    college = models.ForeignKey(College, models.PROTECT, verbose_name="院校")
    ceiling = models.PositiveIntegerField("上限")
    set_by = models.CharField("核定部门", max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["season", "province", "college"], name="plan_cap_once"),
        ]

    def __str__(self) -> str:
        return f"{self.college_id} {self.ceiling}"


class Programme(SeasonRow):
    """A row of the directory: one major, level, form and place of a college in the province (A1.2.1)."""

    college = models.ForeignKey(College, models.PROTECT, verbose_name="院校")
    code = models.CharField("专业代号", max_length=16, help_text="省内唯一的招生专业代号")
    major_code = models.CharField("专业代码", max_length=8)
    name = models.CharField("专业名称", max_length=80)
    level = word_field("层次", ProgrammeLevel)
    category = word_field("科类", ExamCategory)
    kind = word_field("类别", ProgrammeKind)
    study_form = word_field("学习形式", StudyForm)
    half_years = models.PositiveSmallIntegerField("学制（半年数）")
    specialised_paper = word_field("专业基础课", Paper, blank=True, default="")
    relaxable = models.BooleanField("可降分投档", default=False)
    extra_test = models.BooleanField("专业加试", default=False)
    foreign_language = models.CharField("外语语种", max_length=20, default="不限")
    teaching_place = models.CharField("授课地点", max_length=120)
    annual_fee = models.DecimalField("学费（元/年）", max_digits=8, decimal_places=2)
    public_id = public_id()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["season", "province", "code"], name="programme_code_once"),
            one_of("programme_level_known", "level", ProgrammeLevel),
            one_of("programme_category_known", "category", ExamCategory),
            one_of("programme_kind_known", "kind", ProgrammeKind),
            one_of("programme_form_known", "study_form", StudyForm),
            models.CheckConstraint(
                name="programme_long_enough",
                condition=Q(study_form="FULL_TIME", level="GAOQIBEN", half_years__gte=8)
                | Q(study_form="FULL_TIME", level__in=["GAOQIZHUAN", "ZHUANSHENGBEN"], half_years__gte=4)
                | Q(level="GAOQIBEN", half_years__gte=10)
                | Q(level__in=["GAOQIZHUAN", "ZHUANSHENGBEN"], half_years__gte=5),
                violation_error_message="学制短于规定的最短学习时间（附件1·一）",
            ),
            models.CheckConstraint(
                name="programme_arts_and_sports_have_extra_test",
                condition=~Q(kind__in=["ARTS", "SPORTS"]) | Q(extra_test=True),
                violation_error_message="艺术、体育类专业必须加试（附件1·四（一）3）",
            ),
        ]
        indexes = [
            models.Index(fields=["season", "province", "level", "category"], name="programme_by_level")
        ]

    def __str__(self) -> str:
        return self.name


class SourcePlan(SeasonRow):
    """分省来源计划: the places of one programme in the province, with its state and its use."""

    programme = models.OneToOneField(
        Programme, models.PROTECT, verbose_name="专业", related_name="source_plan"
    )
    places = models.PositiveIntegerField("计划数")
    admitted = models.PositiveIntegerField("已录取", default=0)
    state = word_field("状态", PlanState)
    submitted_at = models.DateTimeField("上报时间", null=True, blank=True)
    agreed_at = models.DateTimeField("主管部门审核时间", null=True, blank=True)
    totalled_at = models.DateTimeField("教育部汇总时间", null=True, blank=True)
    distributed_at = models.DateTimeField("分送时间", null=True, blank=True)
    published_at = models.DateTimeField("公布时间", null=True, blank=True)

    class Meta:
        constraints = [
            one_of("source_plan_state_known", "state", PlanState),
            models.CheckConstraint(
                name="source_plan_never_over_admitted",
                condition=Q(admitted__lte=F("places")),
                violation_error_message="录取数不能超过计划数",
            ),
            models.CheckConstraint(
                name="source_plan_published_only_if_distributed",
                condition=Q(published_at__isnull=True) | Q(distributed_at__isnull=False),
                violation_error_message="未经教育部汇总分送的计划不得公布（附件1·二（七））",
            ),
            models.CheckConstraint(
                name="source_plan_state_has_its_time",
                condition=(~Q(state="SUBMITTED") | Q(submitted_at__isnull=False))
                & (~Q(state="DEPARTMENT_AGREED") | Q(agreed_at__isnull=False))
                & (~Q(state="TOTALLED") | Q(totalled_at__isnull=False))
                & (~Q(state="DISTRIBUTED") | Q(distributed_at__isnull=False))
                & (~Q(state="PUBLISHED") | Q(published_at__isnull=False)),
                violation_error_message="状态与时间不一致",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} {self.places}"
