"""How often each field of the registration goes wrong, by day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0037_what_registrations_share"),
    ]

    operations = [
        migrations.CreateModel(
            name="FieldMistake",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                ("day", models.DateField(verbose_name="日期")),
                ("question", models.CharField(max_length=40, verbose_name="问题")),
                ("field", models.CharField(max_length=40, verbose_name="项目")),
                ("label", models.CharField(max_length=80, verbose_name="项目名称")),
                ("times", models.PositiveIntegerField(verbose_name="次数")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("season", "province", "day", "question", "field"),
                        name="field_mistake_once_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("times__gte", 1)),
                        name="field_mistake_happened",
                        violation_error_message="次数至少是1",
                    ),
                ],
            },
        ),
    ]
