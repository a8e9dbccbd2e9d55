"""Colleges, their teaching sites, registered majors and charters (附件1 一、二)."""

from django.db import models
from django.db.models import F, Q

from chengzhao.law.words import CollegeKind
from chengzhao.records.models.base import created_at, one_of, word_field
from chengzhao.records.models.people import Organisation


class College(models.Model):
    """A college approved to hold adult education (A1.1.1)."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, verbose_name="单位")
    national_code = models.CharField("国标代码", max_length=5, unique=True)
    identifier = models.CharField("学校标识码", max_length=10, unique=True)
    name = models.CharField("校名", max_length=120)
    kind = word_field("类型", CollegeKind)
    authority = models.CharField("主管部门", max_length=120)
    home_province = models.CharField("所在省份", max_length=2)
    city = models.CharField("所在地", max_length=40, blank=True)
    approved = models.BooleanField("经教育部审定核准", default=True)

    class Meta:
        constraints = [one_of("college_kind_known", "kind", CollegeKind)]

    def __str__(self) -> str:
        return self.name


class TeachingSite(models.Model):
    """A registered off-campus teaching site: where 函授 and 业余 may be offered (A1.2.9)."""

    college = models.ForeignKey(College, models.PROTECT, verbose_name="院校")
    province = models.CharField("省份", max_length=2)
    name = models.CharField("名称", max_length=120)
    registered_from = models.DateField("备案起")
    registered_until = models.DateField("备案止", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["college", "province", "name"], name="teaching_site_once"),
            models.CheckConstraint(
                name="teaching_site_ends_after_it_begins",
                condition=Q(registered_until__isnull=True) | Q(registered_until__gt=F("registered_from")),
                violation_error_message="备案截止必须晚于备案开始",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RegisteredMajor(models.Model):
    """A major within the ministry's published list of the year (A1.2.10)."""

    season = models.SmallIntegerField("年度")
    college = models.ForeignKey(College, models.PROTECT, verbose_name="院校")
    major_code = models.CharField("专业代码", max_length=8)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["season", "college", "major_code"], name="registered_major_once"),
        ]

    def __str__(self) -> str:
        return f"{self.college_id} {self.major_code}"


class Charter(models.Model):
    """招生章程, one row a version; a published one is never changed (A1.1.4)."""

    season = models.SmallIntegerField("年度")
    college = models.ForeignKey(College, models.PROTECT, verbose_name="院校")
    version = models.PositiveSmallIntegerField("版本")
    contents = models.JSONField("内容")
    digest = models.CharField("摘要", max_length=64)
    published_at = models.DateTimeField("公布时间")
    created_at = created_at()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["season", "college", "version"], name="charter_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.college_id} {self.season} v{self.version}"
