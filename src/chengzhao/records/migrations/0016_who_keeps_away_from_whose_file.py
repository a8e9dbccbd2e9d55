"""Staff declare from whose files they keep away; a declaration is never changed or taken back."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0015_files_of_evidence"),
    ]

    operations = [
        migrations.CreateModel(
            name="Recusal",
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
                    "relation",
                    models.CharField(
                        choices=[("SELF", "本人"), ("RELATIVE", "近亲属"), ("INTEREST", "其他利害关系")],
                        max_length=8,
                        verbose_name="关系",
                    ),
                ),
                ("declared_at", models.DateTimeField(verbose_name="申报时间")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="申报人",
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recusals",
                        to="records.candidate",
                        verbose_name="考生",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("relation__in", ["INTEREST", "RELATIVE", "SELF"])),
                        name="recusal_relation_known",
                        violation_error_message="relation 只能取规定的值",
                    ),
                    models.UniqueConstraint(
                        fields=("season", "province", "account", "candidate"), name="recusal_once"
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            """
            CREATE TRIGGER records_recusal_append_only BEFORE UPDATE OR DELETE ON records_recusal
                FOR EACH ROW EXECUTE FUNCTION refuse_change();
            CREATE TRIGGER records_recusal_never_emptied BEFORE TRUNCATE ON records_recusal
                FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
            """,
            """
            DROP TRIGGER records_recusal_append_only ON records_recusal;
            DROP TRIGGER records_recusal_never_emptied ON records_recusal;
            """,
        ),
    ]
