"""Files that are kept for a suit, orders of deletion, and longer answers, which say what was kept and why."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import chengzhao.records.models.base


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0018_accounts_in_addresses"),
    ]

    operations = [
        migrations.AlterField(
            model_name="rightsrequest",
            name="answer",
            field=models.CharField(blank=True, max_length=2000, verbose_name="答复"),
        ),
        migrations.CreateModel(
            name="LegalHold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                ("reason", models.CharField(max_length=400, verbose_name="保全理由")),
                ("placed_at", models.DateTimeField(verbose_name="保全时间")),
                ("lifted_at", models.DateTimeField(null=True, verbose_name="解除时间")),
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
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="legal_holds",
                        to="records.candidate",
                        verbose_name="考生",
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="解除人",
                    ),
                ),
                (
                    "placed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="保全人",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at__isnull", True)),
                        fields=("candidate",),
                        name="legal_hold_one_at_a_time",
                        violation_error_message="这名考生的资料已经保全",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="legal_hold_has_reason",
                        violation_error_message="保全必须写明理由",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lifted_at__isnull", True), ("lifted_by__isnull", True)),
                            models.Q(("lifted_at__gte", models.F("placed_at")), ("lifted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="legal_hold_lifted_by_somebody",
                        violation_error_message="解除保全必须有解除人和时间",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RetentionOrder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                ("day", models.DateField(verbose_name="到期日")),
                ("lines", models.JSONField(verbose_name="应删除")),
                ("removed", models.JSONField(default=dict, verbose_name="已删除")),
                ("ordered_at", models.DateTimeField(verbose_name="命令时间")),
                ("finished_at", models.DateTimeField(null=True, verbose_name="完成时间")),
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
                    "approval",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.approval",
                        verbose_name="双人复核",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("finished_at__isnull", True)),
                        fields=("season", "province"),
                        name="retention_order_one_at_a_time",
                        violation_error_message="上一次到期删除还没有完成，请先完成",
                    )
                ],
            },
        ),
    ]
