"""What people were told and agreed to, and what they ask about their own data; answers to texts are only added."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import chengzhao.records.models.base

CREATE = """
CREATE TRIGGER records_consent_append_only BEFORE UPDATE OR DELETE ON records_consent
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER records_consent_never_emptied BEFORE TRUNCATE ON records_consent
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
REMOVE = """
DROP TRIGGER records_consent_never_emptied ON records_consent;
DROP TRIGGER records_consent_append_only ON records_consent;
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0013_how_registrations_came_in")]

    operations = [
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("NOTICE", "个人信息处理告知"),
                            ("FACE", "人脸比对"),
                            ("HEALTH", "健康和残疾证明材料"),
                        ],
                        max_length=6,
                        verbose_name="事项",
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(verbose_name="版本")),
                ("digest", models.CharField(max_length=64, verbose_name="文本摘要")),
                ("is_given", models.BooleanField(verbose_name="同意")),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="账号",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["account", "kind", "-id"], name="consent_by_account")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["FACE", "HEALTH", "NOTICE"])),
                        name="consent_kind_known",
                        violation_error_message="kind 只能取规定的值",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")),
                        name="consent_digest_is_whole",
                        violation_error_message="同意记录必须保存文本摘要",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "NOTICE"), _negated=True), ("is_given", True), _connector="OR"
                        ),
                        name="consent_notice_is_never_refused",
                        violation_error_message="告知书只能确认已读，不能拒绝",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RightsRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                (
                    "right",
                    models.CharField(
                        choices=[
                            ("CORRECT", "更正、补充"),
                            ("DELETE", "删除"),
                            ("WITHDRAW", "撤回同意"),
                            ("EXPLAIN", "说明处理规则或结果"),
                        ],
                        max_length=8,
                        verbose_name="请求",
                    ),
                ),
                ("text", models.CharField(max_length=1000, verbose_name="内容")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("RECEIVED", "已收到"),
                            ("GRANTED", "已办理"),
                            ("REFUSED", "不予办理"),
                            ("TAKEN_BACK", "本人已撤回"),
                        ],
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("received_at", models.DateTimeField(verbose_name="收到时间")),
                ("due_on", models.DateField(verbose_name="答复期限")),
                ("answer", models.CharField(blank=True, max_length=1000, verbose_name="答复")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="答复时间")),
                (
                    "public_id",
                    models.UUIDField(
                        db_default=chengzhao.records.models.base.RandomId(),
                        editable=False,
                        unique=True,
                        verbose_name="公开编号",
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="答复人",
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rights_requests",
                        to="records.candidate",
                        verbose_name="考生",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["season", "province", "state", "due_on", "id"], name="rights_request_by_due"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("right__in", ["CORRECT", "DELETE", "EXPLAIN", "WITHDRAW"])),
                        name="rights_request_right_known",
                        violation_error_message="right 只能取规定的值",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["GRANTED", "RECEIVED", "REFUSED", "TAKEN_BACK"])),
                        name="rights_request_state_known",
                        violation_error_message="state 只能取规定的值",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "RECEIVED")),
                        fields=("season", "province", "candidate", "right"),
                        name="rights_request_one_open_of_a_kind",
                        violation_error_message="同一类请求正在办理，请等待答复",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["GRANTED", "REFUSED"]), _negated=True),
                            models.Q(
                                models.Q(("answer", ""), _negated=True),
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="rights_request_answer_has_text_person_and_time",
                        violation_error_message="答复必须写明内容、答复人和时间",
                    ),
                ],
            },
        ),
        migrations.RunSQL(CREATE, REMOVE),
    ]
