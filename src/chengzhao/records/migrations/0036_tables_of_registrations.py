"""Units hand in tables of registrations; whose papers are missing waits for them before anybody reviews."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import chengzhao.records.models.base


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0035_fees_of_registrations"),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportBatch",
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
                            ("RECEIVED", "已接收"),
                            ("CHECKED", "已检查"),
                            ("IMPORTING", "导入中"),
                            ("IMPORTED", "已导入"),
                            ("UNDONE", "已撤销"),
                            ("DROPPED", "未导入"),
                        ],
                        max_length=9,
                        verbose_name="状态",
                    ),
                ),
                ("kind", models.CharField(max_length=4, verbose_name="文件格式")),
                ("name_sealed", models.BinaryField(verbose_name="文件名（密文）")),
                ("size", models.PositiveIntegerField(verbose_name="字节数")),
                ("digest", models.CharField(max_length=64, verbose_name="内容摘要")),
                ("sheet", models.CharField(blank=True, max_length=100, verbose_name="工作表")),
                ("columns", models.JSONField(default=list, verbose_name="表头")),
                ("mapping", models.JSONField(default=dict, verbose_name="各列对应")),
                ("notes", models.JSONField(default=list, verbose_name="读取说明")),
                ("total", models.PositiveIntegerField(verbose_name="行数")),
                ("wrong", models.PositiveIntegerField(default=0, verbose_name="有错误的行数")),
                ("faults", models.PositiveIntegerField(default=0, verbose_name="错误数")),
                ("counted", models.JSONField(default=dict, verbose_name="各列错误数")),
                (
                    "grounds",
                    models.CharField(blank=True, default="", max_length=64, verbose_name="检查依据摘要"),
                ),
                ("imported", models.PositiveIntegerField(default=0, verbose_name="已导入行数")),
                (
                    "choice",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("NONE", "全部不导入"),
                            ("RIGHT", "只导入正确的"),
                            ("MEND", "先导入正确的，错误的改好再传"),
                        ],
                        default="",
                        max_length=5,
                        verbose_name="处理方式",
                    ),
                ),
                ("job", models.UUIDField(null=True, verbose_name="任务")),
                ("received_at", models.DateTimeField(verbose_name="收到时间")),
                ("checked_at", models.DateTimeField(blank=True, null=True, verbose_name="检查时间")),
                ("imported_at", models.DateTimeField(blank=True, null=True, verbose_name="导入时间")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="撤销或放弃时间")),
                ("expires_at", models.DateTimeField(verbose_name="文件保留到")),
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
            name="ImportedRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                ("number", models.PositiveIntegerField(verbose_name="行号")),
                ("candidate_number", models.CharField(max_length=18, verbose_name="报名号")),
            ],
        ),
        migrations.CreateModel(
            name="ImportFile",
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
                        choices=[("SENT", "收到的文件"), ("REPORT", "检查结果")],
                        max_length=6,
                        verbose_name="内容",
                    ),
                ),
                ("sealed", models.BinaryField(verbose_name="内容（密文）")),
                ("kept_at", models.DateTimeField(verbose_name="保存时间")),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="registration",
            name="registration_state_known",
        ),
        migrations.RemoveConstraint(
            model_name="registration",
            name="registration_state_has_its_time",
        ),
        migrations.AlterField(
            model_name="registration",
            name="state",
            field=models.CharField(
                choices=[
                    ("DRAFT", "填写中"),
                    ("AWAITING", "待补材料"),
                    ("SUBMITTED", "待审核"),
                    ("UNDER_REVIEW", "审核中"),
                    ("RETURNED", "退回补正"),
                    ("SECOND_REVIEW", "待复核"),
                    ("APPROVED", "已通过"),
                    ("REJECTED", "不通过"),
                    ("CONFIRMED", "已确认"),
                    ("TICKETED", "已编排"),
                    ("WITHDRAWN", "已撤回"),
                    ("CANCELLED", "已取消"),
                ],
                max_length=13,
                verbose_name="状态",
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "APPROVED",
                            "AWAITING",
                            "CANCELLED",
                            "CONFIRMED",
                            "DRAFT",
                            "REJECTED",
                            "RETURNED",
                            "SECOND_REVIEW",
                            "SUBMITTED",
                            "TICKETED",
                            "UNDER_REVIEW",
                            "WITHDRAWN",
                        ],
                    )
                ),
                name="registration_state_known",
                violation_error_message="state 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "DRAFT"), ("submitted_at__isnull", True)),
                    models.Q(
                        (
                            "state__in",
                            [
                                "AWAITING",
                                "SUBMITTED",
                                "UNDER_REVIEW",
                                "RETURNED",
                                "SECOND_REVIEW",
                                "REJECTED",
                            ],
                        ),
                        ("submitted_at__isnull", False),
                    ),
                    models.Q(
                        ("approved_at__isnull", False), ("state", "APPROVED"), ("submitted_at__isnull", False)
                    ),
                    models.Q(
                        ("approved_at__isnull", False),
                        ("confirmed_at__isnull", False),
                        ("state", "CONFIRMED"),
                    ),
                    models.Q(
                        ("confirmed_at__isnull", False), ("state", "TICKETED"), ("ticketed_at__isnull", False)
                    ),
                    models.Q(("ended_at__isnull", False), ("state__in", ["WITHDRAWN", "CANCELLED"])),
                    _connector="OR",
                ),
                name="registration_state_has_its_time",
                violation_error_message="报名状态与时间不一致",
            ),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="account",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="经办人",
            ),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="mends",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="mended_by",
                to="records.importbatch",
                verbose_name="补传哪一批",
            ),
        ),
        migrations.AddField(
            model_name="importedrow",
            name="batch",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="imported_rows",
                to="records.importbatch",
                verbose_name="批次",
            ),
        ),
        migrations.AddField(
            model_name="importedrow",
            name="candidate",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="imported_row",
                to="records.candidate",
                verbose_name="考生",
            ),
        ),
        migrations.AddField(
            model_name="importfile",
            name="batch",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="files",
                to="records.importbatch",
                verbose_name="批次",
            ),
        ),
        migrations.AddIndex(
            model_name="importbatch",
            index=models.Index(fields=["season", "province", "org_path", "-id"], name="import_batch_by_org"),
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["CHECKED", "DROPPED", "IMPORTED", "IMPORTING", "RECEIVED", "UNDONE"])
                ),
                name="import_batch_state_known",
                violation_error_message="state 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("choice", ""), ("choice__in", ["MEND", "NONE", "RIGHT"]), _connector="OR"
                ),
                name="import_batch_choice_known",
                violation_error_message="处理方式只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_at__isnull", True), ("imported_at__isnull", True), ("state", "RECEIVED")
                    ),
                    models.Q(
                        ("checked_at__isnull", False),
                        ("ended_at__isnull", True),
                        ("state__in", ["CHECKED", "IMPORTING"]),
                    ),
                    models.Q(
                        ("ended_at__isnull", True), ("imported_at__isnull", False), ("state", "IMPORTED")
                    ),
                    models.Q(("ended_at__isnull", False), ("state__in", ["UNDONE", "DROPPED"])),
                    _connector="OR",
                ),
                name="import_batch_state_has_its_time",
                violation_error_message="批次的状态与时间不一致",
            ),
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(("wrong__lte", models.F("total")), ("imported__lte", models.F("total"))),
                name="import_batch_counts_no_more_than_its_rows",
                violation_error_message="错误行数和已导入行数不能超过总行数",
            ),
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["CHECKED", "IMPORTED", "IMPORTING", "RECEIVED"])),
                fields=("season", "province", "org_path", "digest"),
                name="import_batch_file_once",
                violation_error_message="这个文件已经上传过",
            ),
        ),
        migrations.AddConstraint(
            model_name="importedrow",
            constraint=models.UniqueConstraint(
                fields=("batch", "number"), name="imported_row_once", violation_error_message="这一行已经导入"
            ),
        ),
        migrations.AddConstraint(
            model_name="importedrow",
            constraint=models.UniqueConstraint(
                fields=("season", "province", "candidate_number"),
                name="imported_row_number_once",
                violation_error_message="这个报名号已经给过",
            ),
        ),
        migrations.AddConstraint(
            model_name="importfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["REPORT", "SENT"])),
                name="import_file_kind_known",
                violation_error_message="kind 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="importfile",
            constraint=models.UniqueConstraint(
                fields=("batch", "kind"),
                name="import_file_once",
                violation_error_message="每个批次每种内容只有一份",
            ),
        ),
    ]
