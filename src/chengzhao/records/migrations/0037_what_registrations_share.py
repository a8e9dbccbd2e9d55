"""Registrations that share something: found once, kept as cases, decided by offices, opened again by news."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import chengzhao.records.models.base


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0036_tables_of_registrations"),
    ]

    operations = [
        migrations.CreateModel(
            name="RiskCase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                ("org_path", models.CharField(max_length=200, verbose_name="归属路径")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("OPEN", "待核实"),
                            ("CHECKING", "查证中"),
                            ("KEPT", "已保留"),
                            ("MERGED", "已并案"),
                            ("ENDED", "线索已消失"),
                        ],
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                ("weight", models.PositiveSmallIntegerField(verbose_name="分值")),
                ("size", models.PositiveIntegerField(verbose_name="报名数")),
                ("out_of_place", models.PositiveIntegerField(verbose_name="异地报名数")),
                ("signals", models.JSONField(default=list, verbose_name="线索")),
                ("found_at", models.DateTimeField(verbose_name="发现时间")),
                ("changed_at", models.DateTimeField(verbose_name="变动时间")),
                ("reopened", models.PositiveSmallIntegerField(default=0, verbose_name="重新打开次数")),
                ("heard_until", models.DateTimeField(blank=True, null=True, verbose_name="听取说明截止")),
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
            name="RiskDecision",
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
                    "decision",
                    models.CharField(
                        choices=[("CHECK", "查证"), ("KEEP", "保留"), ("MERGE", "并案")],
                        max_length=5,
                        verbose_name="决定",
                    ),
                ),
                ("reason", models.CharField(max_length=400, verbose_name="理由")),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("weight", models.PositiveSmallIntegerField(verbose_name="当时分值")),
                ("size", models.PositiveIntegerField(verbose_name="当时报名数")),
                ("voided", models.PositiveIntegerField(default=0, verbose_name="取消报名数")),
            ],
        ),
        migrations.CreateModel(
            name="RiskScan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                ("position", models.BigIntegerField(default=0, verbose_name="已查至事务序号")),
                ("at", models.DateTimeField(null=True, verbose_name="查找时间")),
            ],
        ),
        migrations.CreateModel(
            name="RiskTrait",
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
                    "signal",
                    models.CharField(
                        choices=[
                            ("NAME_BIRTH", "姓名和出生日期相同"),
                            ("PHOTO", "照片相同或相近"),
                            ("PAPER", "同一份材料文件"),
                            ("PHONE", "同一手机号"),
                            ("DEVICE", "同一设备"),
                            ("ADDRESS", "同一通讯地址"),
                            ("NETWORK", "同一网段"),
                            ("UPLOADER", "同一上传人"),
                            ("PAYER", "同一付款账户"),
                            ("CERTIFICATE", "学历证书编号重复"),
                            ("CERTIFICATE_RUN", "学历证书编号相连"),
                            ("ORGANISER", "同一外地组织单位"),
                            ("HASTY", "填报用时过短"),
                            ("BURST", "集中在半小时内提交"),
                        ],
                        max_length=15,
                        verbose_name="线索类别",
                    ),
                ),
                ("group", models.BigIntegerField(verbose_name="同值组")),
                ("seen_at", models.DateTimeField(verbose_name="发现时间")),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="reviewdecision",
            name="review_decision_verdict_known",
        ),
        migrations.AddField(
            model_name="sealedfile",
            name="look",
            field=models.BigIntegerField(blank=True, null=True, verbose_name="照片特征"),
        ),
        migrations.AddField(
            model_name="sealedfile",
            name="sent_from",
            field=models.CharField(blank=True, db_default="", max_length=32, verbose_name="上传设备"),
        ),
        migrations.AlterField(
            model_name="reviewdecision",
            name="verdict",
            field=models.CharField(
                choices=[
                    ("PASS", "通过"),
                    ("RETURN", "退回补正"),
                    ("SECOND", "转复核"),
                    ("REJECT", "不通过"),
                    ("UNDO", "撤销通过"),
                    ("VOID", "取消报名"),
                ],
                max_length=6,
                verbose_name="结论",
            ),
        ),
        migrations.AddIndex(
            model_name="candidate",
            index=models.Index(
                fields=["season", "province", "birth_date", "name"], name="candidate_by_birth"
            ),
        ),
        migrations.AddIndex(
            model_name="education",
            index=models.Index(
                fields=["season", "province", "certificate_number"], name="education_by_certificate"
            ),
        ),
        migrations.AddIndex(
            model_name="registrationtrace",
            index=models.Index(
                condition=models.Q(("seconds__lt", 20)),
                fields=["season", "province", "candidate"],
                name="trace_in_haste",
            ),
        ),
        migrations.AddIndex(
            model_name="sealedfile",
            index=models.Index(
                condition=models.Q(("candidate__isnull", False)),
                fields=["season", "province", "sent_digest"],
                name="sealed_file_by_sent",
            ),
        ),
        migrations.AddIndex(
            model_name="sealedfile",
            index=models.Index(
                condition=models.Q(("sent_from", ""), _negated=True),
                fields=["season", "province", "sent_from"],
                name="sealed_file_by_sender",
            ),
        ),
        migrations.AddIndex(
            model_name="sealedfile",
            index=models.Index(
                condition=models.Q(("look__isnull", False)),
                fields=["season", "province", "look"],
                name="sealed_file_by_look",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("verdict__in", ["PASS", "REJECT", "RETURN", "SECOND", "UNDO", "VOID"])),
                name="review_decision_verdict_known",
                violation_error_message="verdict 只能取规定的值",
            ),
        ),
        migrations.AddIndex(
            model_name="riskcase",
            index=models.Index(
                fields=["season", "province", "state", "-weight", "-size", "id"], name="risk_case_in_order"
            ),
        ),
        migrations.AddIndex(
            model_name="riskcase",
            index=models.Index(fields=["season", "province", "org_path"], name="risk_case_by_org"),
        ),
        migrations.AddConstraint(
            model_name="riskcase",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["CHECKING", "ENDED", "KEPT", "MERGED", "OPEN"])),
                name="risk_case_state_known",
                violation_error_message="state 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="riskcase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "CHECKING"), _negated=True),
                    ("heard_until__isnull", False),
                    _connector="OR",
                ),
                name="risk_case_checked_has_a_time",
                violation_error_message="查证中的线索必须写明听取说明的期限",
            ),
        ),
        migrations.AddConstraint(
            model_name="riskcase",
            constraint=models.CheckConstraint(
                condition=models.Q(("out_of_place__lte", models.F("size")), ("size__gte", 1)),
                name="risk_case_has_registrations",
                violation_error_message="线索至少有一份报名",
            ),
        ),
        migrations.AddField(
            model_name="riskdecision",
            name="account",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="经办人",
            ),
        ),
        migrations.AddField(
            model_name="riskdecision",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="decisions",
                to="records.riskcase",
                verbose_name="线索",
            ),
        ),
        migrations.AddConstraint(
            model_name="riskscan",
            constraint=models.UniqueConstraint(fields=("season", "province"), name="risk_scan_once"),
        ),
        migrations.AddField(
            model_name="risktrait",
            name="candidate",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="risk_traits",
                to="records.candidate",
                verbose_name="考生",
            ),
        ),
        migrations.AddField(
            model_name="risktrait",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="traits",
                to="records.riskcase",
                verbose_name="线索",
            ),
        ),
        migrations.AddConstraint(
            model_name="riskdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("decision__in", ["CHECK", "KEEP", "MERGE"])),
                name="risk_decision_known",
                violation_error_message="decision 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="riskdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="risk_decision_has_reason",
                violation_error_message="并案、保留和查证都必须写明理由",
            ),
        ),
        migrations.AddConstraint(
            model_name="riskdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("voided", 0),
                    models.Q(("decision", "MERGE"), ("voided__lt", models.F("size"))),
                    _connector="OR",
                ),
                name="risk_decision_voids_only_merged",
                violation_error_message="只有并案可以取消报名，并且至少保留一份",
            ),
        ),
        migrations.AddConstraint(
            model_name="risktrait",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "signal__in",
                        [
                            "ADDRESS",
                            "BURST",
                            "CERTIFICATE",
                            "CERTIFICATE_RUN",
                            "DEVICE",
                            "HASTY",
                            "NAME_BIRTH",
                            "NETWORK",
                            "ORGANISER",
                            "PAPER",
                            "PAYER",
                            "PHONE",
                            "PHOTO",
                            "UPLOADER",
                        ],
                    )
                ),
                name="risk_trait_signal_known",
                violation_error_message="signal 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="risktrait",
            constraint=models.UniqueConstraint(
                fields=("case", "candidate", "signal"), name="risk_trait_once"
            ),
        ),
        migrations.RunSQL(
            """
            CREATE TRIGGER records_riskdecision_append_only BEFORE UPDATE OR DELETE ON records_riskdecision
                FOR EACH ROW EXECUTE FUNCTION refuse_change();
            CREATE TRIGGER records_riskdecision_never_emptied BEFORE TRUNCATE ON records_riskdecision
                FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
            """,
            """
            DROP TRIGGER records_riskdecision_append_only ON records_riskdecision;
            DROP TRIGGER records_riskdecision_never_emptied ON records_riskdecision;
            """,
        ),
    ]
