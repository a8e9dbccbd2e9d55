"""Reviewers see which registrations came from one browser or network, or share an address (N3.4)."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0012_acts_of_two_persons")]
    operations = [
        migrations.CreateModel(
            name="RegistrationTrace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                ("device_digest", models.BinaryField(db_default=b"", max_length=32, verbose_name="设备摘要")),
                ("network", models.CharField(blank=True, max_length=43, verbose_name="网段")),
                (
                    "seconds",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="填报用时（秒）"),
                ),
                (
                    "candidate",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registration_trace",
                        to="records.candidate",
                        verbose_name="考生",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["season", "province", "device_digest"], name="trace_by_device"),
                    models.Index(fields=["season", "province", "network"], name="trace_by_network"),
                ]
            },
        ),
        migrations.AddIndex(
            model_name="candidate",
            index=models.Index(fields=["season", "province", "address_index"], name="candidate_by_address"),
        ),
    ]
