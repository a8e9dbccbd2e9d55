"""Organisations, accounts, roles and two-person approvals."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When

from chengzhao.law.words import IdentityDocument, OrganisationKind, Role, Word
from chengzhao.records.models.base import created_at, one_of, public_id, word_field
from chengzhao.rules.governance import POWERS, Power
from chengzhao.vault.sealing import INDEX_BYTES


class Organisation(models.Model):
    """A node of the tree; `path` is its address and the range that its officers see."""

    kind = word_field("类别", OrganisationKind)
    code = models.CharField("代码", max_length=12)
    name = models.CharField("名称", max_length=120)
    path = models.CharField("路径", max_length=200, unique=True, help_text="/14/1401/140105/，以斜线结尾")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, verbose_name="上级")
    closed_at = models.DateTimeField("关闭时间", null=True, blank=True)
    public_id = public_id()

    class Meta:
        constraints = [
            one_of("organisation_kind_known", "kind", OrganisationKind),
            models.UniqueConstraint(fields=["kind", "code"], name="organisation_code_once_per_kind"),
            models.CheckConstraint(
                name="organisation_path_between_slashes",
                condition=Q(path__startswith="/", path__endswith="/"),
                violation_error_message="路径必须以斜线开头和结尾",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AccountKind(Word):
    """Candidates and staff log in by different doors."""

    CANDIDATE = "CANDIDATE", "考生"
    STAFF = "STAFF", "工作人员"


class AccountManager(BaseUserManager["Account"]):
    """Looks accounts up by user name; making them is an action's business."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(username=username)


class Account(AbstractBaseUser):
    """Somebody who can log in. Identity number and phone are sealed; the indexes find the account by them."""

    # Named here in Chinese: the names that Django gives change with the language of the process.
    password = models.CharField("密码", max_length=128)
    last_login = models.DateTimeField("最近登录", null=True, blank=True)
    username = models.CharField("账号", max_length=64, unique=True)
    display_name = models.CharField("姓名", max_length=64)
    kind = word_field("类别", AccountKind)
    is_active = models.BooleanField("可登录", default=True)
    is_persona = models.BooleanField("演示账号", default=False)
    identity_kind = word_field("证件类型", IdentityDocument, blank=True, default="", db_default="")
    identity_index = models.BinaryField("证件号码索引", max_length=INDEX_BYTES, null=True, unique=True)
    identity_sealed = models.BinaryField("证件号码（密文）", null=True)
    phone_index = models.BinaryField("手机号索引", max_length=INDEX_BYTES, null=True, unique=True)
    phone_sealed = models.BinaryField("手机号（密文）", null=True)
    password_changed_at = models.DateTimeField("密码设置时间", null=True)
    created_at = created_at()
    public_id = public_id()

    USERNAME_FIELD = "username"
    objects = AccountManager()

    class Meta:
        constraints = [
            one_of("account_kind_known", "kind", AccountKind),
            models.CheckConstraint(
                name="account_identity_whole",
                condition=Q(identity_index__isnull=True, identity_sealed__isnull=True, identity_kind="")
                | Q(identity_index__isnull=False, identity_sealed__isnull=False) & ~Q(identity_kind=""),
                violation_error_message="证件类型、索引和密文必须同时填写",
            ),
            models.CheckConstraint(
                name="account_phone_whole",
                condition=Q(phone_index__isnull=True, phone_sealed__isnull=True)
                | Q(phone_index__isnull=False, phone_sealed__isnull=False),
                violation_error_message="手机号的索引和密文必须同时填写",
            ),
        ]

    def __str__(self) -> str:
        return self.username

    def get_full_name(self) -> str:
        return self.display_name


class StaffRole(models.Model):
    """What an account may do, where, in which season and for how long."""

    account = models.ForeignKey(Account, models.CASCADE, verbose_name="账号", related_name="roles")
    organisation = models.ForeignKey(Organisation, models.PROTECT, verbose_name="单位")
    role = word_field("角色", Role)
    season = models.SmallIntegerField("年度")
    province = models.CharField("省份", max_length=2)
    valid_from = models.DateTimeField("生效时间")
    valid_until = models.DateTimeField("失效时间")
    power = models.GeneratedField(
        expression=Case(
            *(When(role=role.value, then=Value(power.value)) for role, power in sorted(POWERS.items())),
            default=Value(Power.BUSINESS.value),
        ),
        output_field=models.CharField("权力", max_length=8),
        db_persist=True,
    )

    class Meta:
        constraints = [
            one_of("staff_role_known", "role", [role for role in Role if role is not Role.CANDIDATE]),
            models.UniqueConstraint(
                fields=["season", "province", "account", "organisation", "role"], name="staff_role_once"
            ),
            models.CheckConstraint(
                name="staff_role_ends_after_it_begins",
                condition=Q(valid_until__gt=F("valid_from")),
                violation_error_message="失效时间必须晚于生效时间",
            ),
            ExclusionConstraint(
                name="staff_role_powers_apart",
                expressions=[
                    ("account", RangeOperators.EQUAL),
                    ("power", RangeOperators.NOT_EQUAL),
                    (
                        Func(
                            F("valid_from"),
                            F("valid_until"),
                            function="tstzrange",
                            output_field=DateTimeRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message="系统、安全、审计管理员和业务岗位须由不同的人担任",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {Role(self.role).label}"
