"""Jobs that wait in the queue, may be cancelled, and leave sealed files for whoever asked for them."""

import django.db.models.deletion
from django.db import migrations, models

STORE_AS_IT_IS = "ALTER TABLE records_jobfile ALTER COLUMN sealed SET STORAGE EXTERNAL"
"""Ciphertext does not shrink, so the server need not try."""
AS_BEFORE = "ALTER TABLE records_jobfile ALTER COLUMN sealed SET STORAGE EXTENDED"


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0021_from_where_a_code_was_asked_for"),
    ]

    operations = [
        migrations.CreateModel(
            name="JobFile",
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
                        choices=[("RESULT", "结果"), ("FAULTS", "错误表")], max_length=6, verbose_name="文件"
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="文件名")),
                ("media_type", models.CharField(max_length=100, verbose_name="格式")),
                ("size", models.PositiveIntegerField(verbose_name="字节数")),
                ("digest", models.CharField(max_length=64, verbose_name="内容摘要")),
                ("sealed", models.BinaryField(verbose_name="内容（密文）")),
                ("kept_at", models.DateTimeField(verbose_name="生成时间")),
                ("expires_at", models.DateTimeField(verbose_name="保留到")),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="job",
            name="job_state_known",
        ),
        migrations.RemoveConstraint(
            model_name="job",
            name="job_ended_has_time",
        ),
        migrations.AddField(
            model_name="job",
            name="arguments",
            field=models.JSONField(default=dict, verbose_name="参数"),
        ),
        migrations.AddField(
            model_name="job",
            name="begun_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="开始办理时间"),
        ),
        migrations.AddField(
            model_name="job",
            name="cancel_asked_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="要求取消时间"),
        ),
        migrations.AddField(
            model_name="job",
            name="faults",
            field=models.PositiveBigIntegerField(default=0, verbose_name="错误数"),
        ),
        migrations.AddField(
            model_name="job",
            name="org_path",
            field=models.CharField(blank=True, default="", max_length=200, verbose_name="发起单位"),
        ),
        migrations.AddField(
            model_name="job",
            name="seat",
            field=models.CharField(blank=True, default="", max_length=32, verbose_name="发起身份"),
        ),
        migrations.AddField(
            model_name="job",
            name="token",
            field=models.CharField(blank=True, default="", max_length=64, verbose_name="表单编号"),
        ),
        migrations.AddField(
            model_name="job",
            name="tries",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="办理次数"),
        ),
        migrations.AlterField(
            model_name="job",
            name="state",
            field=models.CharField(
                choices=[
                    ("QUEUED", "排队"),
                    ("RUNNING", "进行中"),
                    ("DONE", "已完成"),
                    ("PARTLY", "部分失败"),
                    ("FAILED", "失败"),
                    ("CANCELLED", "已取消"),
                ],
                max_length=9,
                verbose_name="状态",
            ),
        ),
        migrations.AddIndex(
            model_name="job",
            index=models.Index(fields=["season", "province", "org_path", "-id"], name="job_of_organisation"),
        ),
        migrations.AddConstraint(
            model_name="job",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["CANCELLED", "DONE", "FAILED", "PARTLY", "QUEUED", "RUNNING"])
                ),
                name="job_state_known",
                violation_error_message="state 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="job",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("finished_at__isnull", True), ("state__in", ["QUEUED", "RUNNING"])),
                    models.Q(
                        models.Q(("state__in", ["QUEUED", "RUNNING"]), _negated=True),
                        ("finished_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="job_ended_has_time",
                violation_error_message="结束的任务必须有结束时间",
            ),
        ),
        migrations.AddConstraint(
            model_name="job",
            constraint=models.UniqueConstraint(
                condition=models.Q(("token", ""), _negated=True),
                fields=("season", "province", "started_by", "token"),
                name="job_once_per_form",
                violation_error_message="这个任务已经提交过",
            ),
        ),
        migrations.AddField(
            model_name="jobfile",
            name="job",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="files",
                to="records.job",
                verbose_name="任务",
            ),
        ),
        migrations.AddConstraint(
            model_name="jobfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["FAULTS", "RESULT"])),
                name="job_file_kind_known",
                violation_error_message="kind 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="jobfile",
            constraint=models.UniqueConstraint(
                fields=("job", "kind"),
                name="job_file_once",
                violation_error_message="每个任务每种文件只有一份",
            ),
        ),
        migrations.RunSQL(STORE_AS_IT_IS, AS_BEFORE),
    ]
