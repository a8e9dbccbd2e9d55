"""What somebody of the staff has set for themselves: keys of the keyboard, columns, how far notices are read."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0027_what_the_desk_of_reviews_keeps")]

    operations = [
        migrations.CreateModel(
            name="Habit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("KEYS_OFF", "关闭快捷键"),
                            ("NOTICES_READ", "通知看到何时"),
                            ("COLUMNS", "表格的列"),
                        ],
                        max_length=12,
                        verbose_name="种类",
                    ),
                ),
                ("subject", models.CharField(blank=True, default="", max_length=40, verbose_name="对象")),
                ("chosen", models.CharField(blank=True, max_length=400, verbose_name="设置")),
                ("changed_at", models.DateTimeField(verbose_name="修改时间")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="habits",
                        to="records.account",
                        verbose_name="账号",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["COLUMNS", "KEYS_OFF", "NOTICES_READ"])),
                        name="habit_kind_known",
                        violation_error_message="kind 只能取规定的值",
                    ),
                    models.UniqueConstraint(
                        fields=("account", "kind", "subject"),
                        name="habit_once",
                        violation_error_message="同一项设置只保存一份",
                    ),
                ],
            },
        ),
    ]
