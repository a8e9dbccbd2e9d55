"""Rate limits count in a table of their own, unlogged: many small writes that nobody needs after a crash."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0005_where_an_act_came_from")]
    operations = [
        migrations.CreateModel(
            name="RequestCount",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "key", "slot", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.BinaryField(max_length=16, verbose_name="键")),
                ("slot", models.BigIntegerField(verbose_name="时间片")),
                ("hits", models.PositiveIntegerField(verbose_name="次数")),
                ("expires_at", models.DateTimeField(verbose_name="失效时间")),
            ],
        ),
        migrations.RunSQL(
            "ALTER TABLE records_requestcount SET UNLOGGED", "ALTER TABLE records_requestcount SET LOGGED"
        ),
    ]
