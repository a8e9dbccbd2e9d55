"""How somebody gets in: invitations, one-time codes, second factors, known devices, sessions, wrong tries."""

from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.db.models import F, Q

from chengzhao.law.words import Role, Word
from chengzhao.records.models.base import one_of, public_id, word_field
from chengzhao.records.models.people import Account, Organisation
from chengzhao.vault.sealing import INDEX_BYTES


class InvitationPurpose(Word):
    """What an invitation lets its holder do, once."""

    JOIN = "JOIN", "开设账号"
    RECOVER = "RECOVER", "重设密码"
    REPLACE = "REPLACE", "重新绑定两步验证"


class Invitation(models.Model):
    """A single-use link by which a member of staff sets their own secret; only its digest is kept."""

    purpose = word_field("用途", InvitationPurpose)
    token_digest = models.BinaryField("链接摘要", max_length=32, unique=True)
    account = models.ForeignKey(Account, models.PROTECT, null=True, verbose_name="账号", related_name="+")
    display_name = models.CharField("姓名", max_length=64)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, verbose_name="单位")
    role = word_field("角色", Role, blank=True, default="")
    season = models.SmallIntegerField("年度")
    province = models.CharField("省份", max_length=2)
    valid_from = models.DateTimeField("生效时间", null=True)
    valid_until = models.DateTimeField("失效时间", null=True)
    invited_by = models.ForeignKey(
        Account, models.PROTECT, null=True, verbose_name="邀请人", related_name="+"
    )
    approved_by = models.ForeignKey(
        Account, models.PROTECT, null=True, verbose_name="复核人", related_name="+"
    )
    invited_at = models.DateTimeField("邀请时间")
    expires_at = models.DateTimeField("链接失效时间")
    accepted_at = models.DateTimeField("接受时间", null=True)
    revoked_at = models.DateTimeField("撤回时间", null=True)
    public_id = public_id()

    class Meta:
        constraints = [
            one_of("invitation_purpose_known", "purpose", InvitationPurpose),
            models.CheckConstraint(
                name="invitation_used_or_revoked",
                condition=Q(accepted_at__isnull=True) | Q(revoked_at__isnull=True),
                violation_error_message="邀请不能既已接受又已撤回",
            ),
            models.CheckConstraint(
                name="invitation_names_whom",
                condition=Q(purpose="JOIN", organisation__isnull=False) & ~Q(role="")
                | ~Q(purpose="JOIN") & Q(account__isnull=False),
                violation_error_message="邀请必须写明单位和角色，重设必须写明账号",
            ),
            models.CheckConstraint(
                name="invitation_approved_by_another",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("invited_by")),
                violation_error_message="重新绑定两步验证须由另一人复核",
            ),
            models.CheckConstraint(
                name="invitation_ends_after_it_begins",
                condition=Q(expires_at__gt=F("invited_at")),
                violation_error_message="链接失效时间必须晚于邀请时间",
            ),
        ]

    def __str__(self) -> str:
        return f"{InvitationPurpose(self.purpose).label} {self.display_name}"


class CodePurpose(Word):
    """What a one-time code is for; a code of one purpose opens nothing else."""

    REGISTER = "REGISTER", "注册"
    LOG_IN = "LOG_IN", "登录"
    RECOVER = "RECOVER", "重设密码"
    CONFIRM = "CONFIRM", "确认本人操作"
    NEW_PHONE = "NEW_PHONE", "验证新手机号"


class OneTimeCode(models.Model):
    """A code sent to a phone: its keyed digest, bound to purpose, browser and phone. `account` is empty
    where nobody has the phone: the code then opens nothing, and nobody can tell."""

    purpose = word_field("用途", CodePurpose)
    account = models.ForeignKey(Account, models.CASCADE, null=True, verbose_name="账号", related_name="+")
    phone_index = models.BinaryField("手机号索引", max_length=INDEX_BYTES)
    phone_sealed = models.BinaryField("手机号（密文）", null=True)
    browser_digest = models.BinaryField("浏览器摘要", max_length=32)
    network = models.CharField(
        "网段", max_length=45, blank=True, default="", help_text="从本人用过的设备获取的为空"
    )
    code_digest = models.BinaryField("验证码摘要", max_length=INDEX_BYTES)
    sent_at = models.DateTimeField("发送时间")
    expires_at = models.DateTimeField("失效时间")
    tries = models.SmallIntegerField("已试次数", default=0)
    used_at = models.DateTimeField("使用时间", null=True)

    class Meta:
        constraints = [
            one_of("one_time_code_purpose_known", "purpose", CodePurpose),
            models.CheckConstraint(
                name="one_time_code_five_tries",
                condition=Q(tries__gte=0, tries__lte=5),
                violation_error_message="一个验证码最多试5次",
            ),
        ]
        indexes = [models.Index(fields=["phone_index", "-sent_at"], name="one_time_code_by_phone")]

    def __str__(self) -> str:
        return f"{CodePurpose(self.purpose).label} {self.pk}"


class TotpDevice(models.Model):
    """The authenticator of an account; `last_step` is the last time step whose code was taken."""

    account = models.OneToOneField(Account, models.CASCADE, verbose_name="账号", related_name="totp_device")
    secret_sealed = models.BinaryField("密钥（密文）")
    started_at = models.DateTimeField("开始时间")
    confirmed_at = models.DateTimeField("绑定时间", null=True)
    last_step = models.BigIntegerField("最近时间步", default=0)

    def __str__(self) -> str:
        return f"{self.account_id}"


class RecoveryCode(models.Model):
    """One of the codes to write down, for the day the authenticator is lost; used once."""

    account = models.ForeignKey(Account, models.CASCADE, verbose_name="账号", related_name="recovery_codes")
    code_digest = models.BinaryField("恢复码摘要", max_length=INDEX_BYTES)
    made_at = models.DateTimeField("生成时间")
    used_at = models.DateTimeField("使用时间", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "code_digest"], name="recovery_code_once"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.pk}"


class KnownDevice(models.Model):
    """A browser from which an account logged in; its cookie is kept as a digest."""

    account = models.ForeignKey(Account, models.CASCADE, verbose_name="账号", related_name="known_devices")
    device_digest = models.BinaryField("设备摘要", max_length=32)
    name = models.CharField("设备", max_length=64)
    first_seen_at = models.DateTimeField("首次登录")
    last_seen_at = models.DateTimeField("最近登录")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "device_digest"], name="known_device_once"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.name}"


class FailedLogIn(models.Model):
    """A wrong try: the keyed digest of what was typed as the account, the device and the network."""

    name_index = models.BinaryField("账号索引", max_length=INDEX_BYTES)
    device_digest = models.BinaryField("设备摘要", max_length=32)
    network = models.CharField("网段", max_length=45)
    at = models.DateTimeField("时间")

    class Meta:
        indexes = [models.Index(fields=["name_index", "-at"], name="failed_log_in_by_name")]

    def __str__(self) -> str:
        return f"{self.network} {self.at}"


class PhoneChange(models.Model):
    """A new phone named without the old one: it takes its place after a waiting period unless called off."""

    account = models.ForeignKey(Account, models.CASCADE, verbose_name="账号", related_name="phone_changes")
    phone_index = models.BinaryField("新手机号索引", max_length=INDEX_BYTES)
    phone_sealed = models.BinaryField("新手机号（密文）")
    asked_at = models.DateTimeField("申请时间")
    due_at = models.DateTimeField("生效时间")
    done_at = models.DateTimeField("完成时间", null=True)
    called_off_at = models.DateTimeField("撤销时间", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"],
                condition=Q(done_at__isnull=True, called_off_at__isnull=True),
                name="phone_change_one_waiting",
                violation_error_message="已有一个等待中的更换申请",
            ),
            models.CheckConstraint(
                name="phone_change_done_or_called_off",
                condition=Q(done_at__isnull=True) | Q(called_off_at__isnull=True),
                violation_error_message="更换申请不能既完成又撤销",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.due_at}"


class LogInSession(AbstractBaseSession):
    """A browser's session under the digest of its key, so that a copy of the table opens no session."""

    session_key = models.CharField("会话摘要", max_length=64, primary_key=True)
    session_data = models.TextField("会话内容")
    expire_date = models.DateTimeField("失效时间", db_index=True)
    account = models.ForeignKey(
        Account, models.CASCADE, null=True, verbose_name="账号", related_name="sessions"
    )
    device = models.CharField("设备", max_length=64, blank=True)
    network = models.CharField("网段", max_length=45, blank=True)
    began_at = models.DateTimeField("开始时间", null=True)
    seen_at = models.DateTimeField("最近使用", null=True)

    objects = BaseSessionManager()

    class Meta:
        indexes = [models.Index(fields=["account", "-seen_at"], name="log_in_session_by_account")]
