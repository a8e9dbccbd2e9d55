"""Seasons, the windows of their stages and who answers for them (通知 一, 附件2)."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from chengzhao.law.words import Stage, Word
from chengzhao.records.models.base import SeasonRow, created_at, one_of, word_field
from chengzhao.records.models.people import Organisation


class Duty(Word):
    """Which responsibility a person carries (N1.1)."""

    FIRST = "FIRST", "第一责任人"
    DIRECT = "DIRECT", "直接责任人"


class Season(SeasonRow):
    """One year of admissions in one province."""

    name = models.CharField("名称", max_length=80)
    office_name = models.CharField("省级招生考试机构", max_length=80)
    tie_seed = models.CharField("同分随机种子", max_length=128, help_text="在成绩产生前公布")
    synthetic = models.BooleanField("演示数据", default=False)
    candidate_idle_minutes = models.SmallIntegerField("考生登录闲置分钟", default=30, db_default=30)
    candidate_session_hours = models.SmallIntegerField("考生登录最长小时", default=12, db_default=12)
    staff_idle_minutes = models.SmallIntegerField("工作人员登录闲置分钟", default=15, db_default=15)
    staff_session_hours = models.SmallIntegerField("工作人员登录最长小时", default=10, db_default=10)
    created_at = created_at()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["season", "province"], name="season_once_per_year_and_province"),
            models.CheckConstraint(
                name="season_sessions_end",
                condition=Q(
                    candidate_idle_minutes__range=(5, 120),
                    candidate_session_hours__range=(1, 24),
                    staff_idle_minutes__range=(5, 60),
                    staff_session_hours__range=(1, 12),
                ),
                violation_error_message="登录时限应为：考生闲置5至120分钟、最长1至24小时；工作人员闲置5至60分钟、最长1至12小时",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class StageWindow(SeasonRow):
    """When a stage is open in a part of the organisation tree (A2.1)."""

    stage = word_field("阶段", Stage)
    org_path = models.CharField("范围", max_length=200)
    opens_at = models.DateTimeField("开放时间")
    closes_at = models.DateTimeField("截止时间")
    extended_from = models.DateTimeField("原截止时间", null=True, blank=True)

    class Meta:
        constraints = [
            one_of("stage_window_stage_known", "stage", Stage),
            models.CheckConstraint(
                name="stage_window_closes_after_it_opens",
                condition=Q(closes_at__gt=F("opens_at")),
                violation_error_message="截止时间必须晚于开放时间",
            ),
            ExclusionConstraint(
                name="stage_window_one_open_per_scope",
                expressions=[
                    ("season", RangeOperators.EQUAL),
                    ("province", RangeOperators.EQUAL),
                    ("stage", RangeOperators.EQUAL),
                    ("org_path", RangeOperators.EQUAL),
                    (
                        Func(
                            F("opens_at"),
                            F("closes_at"),
                            function="tstzrange",
                            output_field=DateTimeRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message="同一范围的同一阶段不能同时有两个开放时段",
            ),
        ]

    def __str__(self) -> str:
        return f"{Stage(self.stage).label} {self.org_path}"


class ResponsiblePerson(SeasonRow):
    """第一责任人 and 直接责任人 of an organisation for the season (N1.1)."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, verbose_name="单位")
    duty = word_field("责任", Duty)
    name = models.CharField("姓名", max_length=64)
    post = models.CharField("职务", max_length=64)

    class Meta:
        constraints = [
            one_of("responsible_person_duty_known", "duty", Duty),
            models.UniqueConstraint(
                fields=["season", "province", "organisation"],
                condition=Q(duty=Duty.FIRST.value),
                name="responsible_person_one_first",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {Duty(self.duty).label}"
