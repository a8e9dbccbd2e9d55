"""What candidates fill in is kept task by task, with its files, until it is handed in; every version stays."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import chengzhao.records.models.base

# Taken back, files have to be a candidate's again: those of drafts go with the drafts.
DROP_FILES_OF_DRAFTS = """
DELETE FROM records_sealedpiece WHERE file_id IN (SELECT id FROM records_sealedfile WHERE candidate_id IS NULL);
DELETE FROM records_sealedfile WHERE candidate_id IS NULL;
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0028_what_staff_set_for_themselves"),
    ]

    operations = [
        migrations.CreateModel(
            name="RegistrationVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                ("number", models.PositiveSmallIntegerField(verbose_name="版次")),
                ("content_sealed", models.BinaryField(verbose_name="内容（密文）")),
                ("help_sealed", models.BinaryField(db_default=b"", verbose_name="合理便利申请（密文）")),
                ("digest", models.CharField(max_length=64, verbose_name="摘要")),
                ("submitted_at", models.DateTimeField(verbose_name="提交时间")),
            ],
        ),
        migrations.AlterField(
            model_name="sealedfile",
            name="candidate",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="evidence",
                to="records.candidate",
                verbose_name="考生",
            ),
        ),
        migrations.CreateModel(
            name="RegistrationDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                ("opened_at", models.DateTimeField(verbose_name="开始时间")),
                ("saved_at", models.DateTimeField(verbose_name="保存时间")),
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
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="账号",
                    ),
                ),
                (
                    "candidate",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="draft",
                        to="records.candidate",
                        verbose_name="考生",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DraftAnswer",
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
                    "task",
                    models.CharField(
                        choices=[
                            ("IDENTITY", "身份"),
                            ("PORTRAIT", "照片"),
                            ("HOUSEHOLD", "户籍与工作单位"),
                            ("LEVEL", "层次与科类"),
                            ("EDUCATION", "学历"),
                            ("CHOICES", "院校专业志愿"),
                            ("LICENCE", "执业资格"),
                            ("CLAIMS", "照顾与免试"),
                            ("HELP", "合理便利"),
                            ("PLEDGE", "诚信承诺"),
                        ],
                        max_length=9,
                        verbose_name="任务",
                    ),
                ),
                ("version", models.PositiveIntegerField(verbose_name="版本")),
                ("sealed", models.BinaryField(verbose_name="填写内容（密文）")),
                ("saved_at", models.DateTimeField(verbose_name="保存时间")),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="records.registrationdraft",
                        verbose_name="报名填写",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="sealedfile",
            name="draft",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="files",
                to="records.registrationdraft",
                verbose_name="报名填写",
            ),
        ),
        migrations.AddConstraint(
            model_name="sealedfile",
            constraint=models.UniqueConstraint(
                fields=("draft", "digest"),
                name="sealed_file_once_per_draft",
                violation_error_message="这个文件已经上传过",
            ),
        ),
        migrations.AddConstraint(
            model_name="sealedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("candidate__isnull", False), ("draft__isnull", True)),
                    models.Q(("candidate__isnull", True), ("draft__isnull", False)),
                    _connector="OR",
                ),
                name="sealed_file_of_candidate_or_draft",
                violation_error_message="材料属于一名考生，或者属于一份没有提交的报名",
            ),
        ),
        migrations.AddField(
            model_name="registrationversion",
            name="candidate",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions",
                to="records.candidate",
                verbose_name="考生",
            ),
        ),
        migrations.AddConstraint(
            model_name="registrationdraft",
            constraint=models.UniqueConstraint(
                fields=("season", "province", "account"),
                name="registration_draft_once",
                violation_error_message="这个账号本年度已经有一份报名",
            ),
        ),
        migrations.AddConstraint(
            model_name="registrationdraft",
            constraint=models.CheckConstraint(
                condition=models.Q(("saved_at__gte", models.F("opened_at"))),
                name="registration_draft_saved_after_opened",
                violation_error_message="保存时间不能早于开始时间",
            ),
        ),
        migrations.AddConstraint(
            model_name="draftanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "task__in",
                        [
                            "CHOICES",
                            "CLAIMS",
                            "EDUCATION",
                            "HELP",
                            "HOUSEHOLD",
                            "IDENTITY",
                            "LEVEL",
                            "LICENCE",
                            "PLEDGE",
                            "PORTRAIT",
                        ],
                    )
                ),
                name="draft_answer_task_known",
                violation_error_message="task 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="draftanswer",
            constraint=models.UniqueConstraint(
                fields=("draft", "task", "version"),
                name="draft_answer_version_once",
                violation_error_message="这一项刚刚在别处保存过，请刷新后核对",
            ),
        ),
        migrations.AddConstraint(
            model_name="draftanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("version__gte", 1)),
                name="draft_answer_counts_from_one",
                violation_error_message="版本从1开始",
            ),
        ),
        migrations.AddConstraint(
            model_name="registrationversion",
            constraint=models.UniqueConstraint(
                fields=("candidate", "number"),
                name="registration_version_once",
                violation_error_message="这一版报名已经提交过",
            ),
        ),
        migrations.AddConstraint(
            model_name="registrationversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1)),
                name="registration_version_counts_from_one",
                violation_error_message="版次从1开始",
            ),
        ),
        migrations.RunSQL(migrations.RunSQL.noop, DROP_FILES_OF_DRAFTS),
    ]
