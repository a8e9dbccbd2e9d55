"""Who gets in, and how: documents and phones of accounts, invitations, codes, second factors, sessions, messages."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import chengzhao.records.models.base


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0006_counts_of_requests"),
    ]

    operations = [
        migrations.CreateModel(
            name="FailedLogIn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name_index", models.BinaryField(max_length=32, verbose_name="账号索引")),
                ("device_digest", models.BinaryField(max_length=32, verbose_name="设备摘要")),
                ("network", models.CharField(max_length=45, verbose_name="网段")),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("JOIN", "开设账号"),
                            ("RECOVER", "重设密码"),
                            ("REPLACE", "重新绑定两步验证"),
                        ],
                        max_length=7,
                        verbose_name="用途",
                    ),
                ),
                ("token_digest", models.BinaryField(max_length=32, unique=True, verbose_name="链接摘要")),
                ("display_name", models.CharField(max_length=64, verbose_name="姓名")),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("CANDIDATE", "考生"),
                            ("COUNTY_REVIEWER", "县区审核员"),
                            ("SECOND_REVIEWER", "县区复核员"),
                            ("PREFECTURE_OFFICER", "市招办工作人员"),
                            ("SITE_HEAD", "考点主考"),
                            ("DEPARTMENT_OFFICER", "主管部门审核员"),
                            ("COLLEGE_OFFICER", "院校阅档员"),
                            ("COLLEGE_LEAD", "院校招生负责人"),
                            ("PROVINCE_OFFICER", "省招办工作人员"),
                            ("PROVINCE_LEAD", "省招办负责人"),
                            ("COMMITTEE_MEMBER", "省招委会成员"),
                            ("MINISTRY_OFFICER", "教育部工作人员"),
                            ("OVERSIGHT", "纪检监督员"),
                            ("INSPECTOR", "省级巡考员"),
                            ("SYSTEM_ADMIN", "系统管理员"),
                            ("SECURITY_ADMIN", "安全管理员"),
                            ("AUDIT_ADMIN", "审计管理员"),
                        ],
                        default="",
                        max_length=18,
                        verbose_name="角色",
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                ("valid_from", models.DateTimeField(null=True, verbose_name="生效时间")),
                ("valid_until", models.DateTimeField(null=True, verbose_name="失效时间")),
                ("invited_at", models.DateTimeField(verbose_name="邀请时间")),
                ("expires_at", models.DateTimeField(verbose_name="链接失效时间")),
                ("accepted_at", models.DateTimeField(null=True, verbose_name="接受时间")),
                ("revoked_at", models.DateTimeField(null=True, verbose_name="撤回时间")),
                (
                    "public_id",
                    models.UUIDField(
                        db_default=chengzhao.records.models.base.RandomId(),
                        editable=False,
                        unique=True,
                        verbose_name="公开编号",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="KnownDevice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("device_digest", models.BinaryField(max_length=32, verbose_name="设备摘要")),
                ("name", models.CharField(max_length=64, verbose_name="设备")),
                ("first_seen_at", models.DateTimeField(verbose_name="首次登录")),
                ("last_seen_at", models.DateTimeField(verbose_name="最近登录")),
            ],
        ),
        migrations.CreateModel(
            name="LogInSession",
            fields=[
                (
                    "session_key",
                    models.CharField(
                        max_length=64, primary_key=True, serialize=False, verbose_name="会话摘要"
                    ),
                ),
                ("session_data", models.TextField(verbose_name="会话内容")),
                ("expire_date", models.DateTimeField(db_index=True, verbose_name="失效时间")),
                ("device", models.CharField(blank=True, max_length=64, verbose_name="设备")),
                ("network", models.CharField(blank=True, max_length=45, verbose_name="网段")),
                ("began_at", models.DateTimeField(null=True, verbose_name="开始时间")),
                ("seen_at", models.DateTimeField(null=True, verbose_name="最近使用")),
            ],
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=80, unique=True, verbose_name="缘由")),
                ("kind", models.CharField(max_length=40, verbose_name="种类")),
                ("phone_index", models.BinaryField(max_length=32, verbose_name="手机号索引")),
                ("phone_sealed", models.BinaryField(verbose_name="手机号（密文）")),
                ("text_sealed", models.BinaryField(verbose_name="内容（密文）")),
                (
                    "written_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="写入时间"
                    ),
                ),
                ("expires_at", models.DateTimeField(null=True, verbose_name="过期时间")),
                ("sent_at", models.DateTimeField(null=True, verbose_name="发出时间")),
                ("tries", models.SmallIntegerField(default=0, verbose_name="已试次数")),
                ("failure", models.CharField(blank=True, max_length=200, verbose_name="失败原因")),
            ],
        ),
        migrations.CreateModel(
            name="OneTimeCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("REGISTER", "注册"),
                            ("LOG_IN", "登录"),
                            ("RECOVER", "重设密码"),
                            ("CONFIRM", "确认本人操作"),
                            ("NEW_PHONE", "验证新手机号"),
                        ],
                        max_length=9,
                        verbose_name="用途",
                    ),
                ),
                ("phone_index", models.BinaryField(max_length=32, verbose_name="手机号索引")),
                ("phone_sealed", models.BinaryField(null=True, verbose_name="手机号（密文）")),
                ("browser_digest", models.BinaryField(max_length=32, verbose_name="浏览器摘要")),
                ("code_digest", models.BinaryField(max_length=32, verbose_name="验证码摘要")),
                ("sent_at", models.DateTimeField(verbose_name="发送时间")),
                ("expires_at", models.DateTimeField(verbose_name="失效时间")),
                ("tries", models.SmallIntegerField(default=0, verbose_name="已试次数")),
                ("used_at", models.DateTimeField(null=True, verbose_name="使用时间")),
            ],
        ),
        migrations.CreateModel(
            name="PhoneChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("phone_index", models.BinaryField(max_length=32, verbose_name="新手机号索引")),
                ("phone_sealed", models.BinaryField(verbose_name="新手机号（密文）")),
                ("asked_at", models.DateTimeField(verbose_name="申请时间")),
                ("due_at", models.DateTimeField(verbose_name="生效时间")),
                ("done_at", models.DateTimeField(null=True, verbose_name="完成时间")),
                ("called_off_at", models.DateTimeField(null=True, verbose_name="撤销时间")),
            ],
        ),
        migrations.CreateModel(
            name="RecoveryCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code_digest", models.BinaryField(max_length=32, verbose_name="恢复码摘要")),
                ("made_at", models.DateTimeField(verbose_name="生成时间")),
                ("used_at", models.DateTimeField(null=True, verbose_name="使用时间")),
            ],
        ),
        migrations.CreateModel(
            name="TotpDevice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("secret_sealed", models.BinaryField(verbose_name="密钥（密文）")),
                ("started_at", models.DateTimeField(verbose_name="开始时间")),
                ("confirmed_at", models.DateTimeField(null=True, verbose_name="绑定时间")),
                ("last_step", models.BigIntegerField(default=0, verbose_name="最近时间步")),
            ],
        ),
        migrations.AddField(
            model_name="account",
            name="identity_index",
            field=models.BinaryField(max_length=32, null=True, unique=True, verbose_name="证件号码索引"),
        ),
        migrations.AddField(
            model_name="account",
            name="identity_kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("RESIDENT_ID", "居民身份证"),
                    ("HK_MACAO_PERMIT", "港澳居民来往内地通行证"),
                    ("HK_MACAO_RESIDENCE", "港澳居民居住证"),
                    ("TAIWAN_PERMIT", "台湾居民来往大陆通行证"),
                    ("TAIWAN_RESIDENCE", "台湾居民居住证"),
                    ("FOREIGN_PERMANENT", "外国人永久居留身份证"),
                ],
                db_default="",
                default="",
                max_length=18,
                verbose_name="证件类型",
            ),
        ),
        migrations.AddField(
            model_name="account",
            name="identity_sealed",
            field=models.BinaryField(null=True, verbose_name="证件号码（密文）"),
        ),
        migrations.AddField(
            model_name="account",
            name="password_changed_at",
            field=models.DateTimeField(null=True, verbose_name="密码设置时间"),
        ),
        migrations.AddField(
            model_name="account",
            name="phone_index",
            field=models.BinaryField(max_length=32, null=True, unique=True, verbose_name="手机号索引"),
        ),
        migrations.AddField(
            model_name="account",
            name="phone_sealed",
            field=models.BinaryField(null=True, verbose_name="手机号（密文）"),
        ),
        migrations.AddField(
            model_name="season",
            name="candidate_idle_minutes",
            field=models.SmallIntegerField(db_default=30, default=30, verbose_name="考生登录闲置分钟"),
        ),
        migrations.AddField(
            model_name="season",
            name="candidate_session_hours",
            field=models.SmallIntegerField(db_default=12, default=12, verbose_name="考生登录最长小时"),
        ),
        migrations.AddField(
            model_name="season",
            name="staff_idle_minutes",
            field=models.SmallIntegerField(db_default=15, default=15, verbose_name="工作人员登录闲置分钟"),
        ),
        migrations.AddField(
            model_name="season",
            name="staff_session_hours",
            field=models.SmallIntegerField(db_default=10, default=10, verbose_name="工作人员登录最长小时"),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("identity_index__isnull", True),
                        ("identity_kind", ""),
                        ("identity_sealed__isnull", True),
                    ),
                    models.Q(
                        ("identity_index__isnull", False),
                        ("identity_sealed__isnull", False),
                        models.Q(("identity_kind", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="account_identity_whole",
                violation_error_message="证件类型、索引和密文必须同时填写",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("phone_index__isnull", True), ("phone_sealed__isnull", True)),
                    models.Q(("phone_index__isnull", False), ("phone_sealed__isnull", False)),
                    _connector="OR",
                ),
                name="account_phone_whole",
                violation_error_message="手机号的索引和密文必须同时填写",
            ),
        ),
        migrations.AddConstraint(
            model_name="season",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("candidate_idle_minutes__range", (5, 120)),
                    ("candidate_session_hours__range", (1, 24)),
                    ("staff_idle_minutes__range", (5, 60)),
                    ("staff_session_hours__range", (1, 12)),
                ),
                name="season_sessions_end",
                violation_error_message="登录时限应为：考生闲置5至120分钟、最长1至24小时；工作人员闲置5至60分钟、最长1至12小时",
            ),
        ),
        migrations.AddIndex(
            model_name="failedlogin",
            index=models.Index(fields=["name_index", "-at"], name="failed_log_in_by_name"),
        ),
        migrations.AddField(
            model_name="invitation",
            name="account",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="账号",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="approved_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="复核人",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="invited_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="邀请人",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="organisation",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="records.organisation",
                verbose_name="单位",
            ),
        ),
        migrations.AddField(
            model_name="knowndevice",
            name="account",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="known_devices",
                to=settings.AUTH_USER_MODEL,
                verbose_name="账号",
            ),
        ),
        migrations.AddField(
            model_name="loginsession",
            name="account",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sessions",
                to=settings.AUTH_USER_MODEL,
                verbose_name="账号",
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="account",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="账号",
            ),
        ),
        migrations.AddField(
            model_name="onetimecode",
            name="account",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="账号",
            ),
        ),
        migrations.AddField(
            model_name="phonechange",
            name="account",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="phone_changes",
                to=settings.AUTH_USER_MODEL,
                verbose_name="账号",
            ),
        ),
        migrations.AddField(
            model_name="recoverycode",
            name="account",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="recovery_codes",
                to=settings.AUTH_USER_MODEL,
                verbose_name="账号",
            ),
        ),
        migrations.AddField(
            model_name="totpdevice",
            name="account",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="totp_device",
                to=settings.AUTH_USER_MODEL,
                verbose_name="账号",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("purpose__in", ["JOIN", "RECOVER", "REPLACE"])),
                name="invitation_purpose_known",
                violation_error_message="purpose 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("accepted_at__isnull", True), ("revoked_at__isnull", True), _connector="OR"
                ),
                name="invitation_used_or_revoked",
                violation_error_message="邀请不能既已接受又已撤回",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("organisation__isnull", False),
                        ("purpose", "JOIN"),
                        models.Q(("role", ""), _negated=True),
                    ),
                    models.Q(models.Q(("purpose", "JOIN"), _negated=True), ("account__isnull", False)),
                    _connector="OR",
                ),
                name="invitation_names_whom",
                violation_error_message="邀请必须写明单位和角色，重设必须写明账号",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by__isnull", True),
                    models.Q(("approved_by", models.F("invited_by")), _negated=True),
                    _connector="OR",
                ),
                name="invitation_approved_by_another",
                violation_error_message="重新绑定两步验证须由另一人复核",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_at__gt", models.F("invited_at"))),
                name="invitation_ends_after_it_begins",
                violation_error_message="链接失效时间必须晚于邀请时间",
            ),
        ),
        migrations.AddConstraint(
            model_name="knowndevice",
            constraint=models.UniqueConstraint(fields=("account", "device_digest"), name="known_device_once"),
        ),
        migrations.AddIndex(
            model_name="loginsession",
            index=models.Index(fields=["account", "-seen_at"], name="log_in_session_by_account"),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("sent_at__isnull", True)), fields=["id"], name="message_waiting"
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["phone_index", "-id"], name="message_by_phone"),
        ),
        migrations.AddIndex(
            model_name="onetimecode",
            index=models.Index(fields=["phone_index", "-sent_at"], name="one_time_code_by_phone"),
        ),
        migrations.AddConstraint(
            model_name="onetimecode",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("purpose__in", ["CONFIRM", "LOG_IN", "NEW_PHONE", "RECOVER", "REGISTER"])
                ),
                name="one_time_code_purpose_known",
                violation_error_message="purpose 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="onetimecode",
            constraint=models.CheckConstraint(
                condition=models.Q(("tries__gte", 0), ("tries__lte", 5)),
                name="one_time_code_five_tries",
                violation_error_message="一个验证码最多试5次",
            ),
        ),
        migrations.AddConstraint(
            model_name="phonechange",
            constraint=models.UniqueConstraint(
                condition=models.Q(("called_off_at__isnull", True), ("done_at__isnull", True)),
                fields=("account",),
                name="phone_change_one_waiting",
                violation_error_message="已有一个等待中的更换申请",
            ),
        ),
        migrations.AddConstraint(
            model_name="phonechange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("done_at__isnull", True), ("called_off_at__isnull", True), _connector="OR"
                ),
                name="phone_change_done_or_called_off",
                violation_error_message="更换申请不能既完成又撤销",
            ),
        ),
        migrations.AddConstraint(
            model_name="recoverycode",
            constraint=models.UniqueConstraint(fields=("account", "code_digest"), name="recovery_code_once"),
        ),
    ]
