"""Messages belong to a candidate, too, who reads them on the own pages."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0024_number_on_the_file"),
    ]

    operations = [
        migrations.AddField(
            model_name="message",
            name="candidate",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="records.candidate",
                verbose_name="考生",
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="read_at",
            field=models.DateTimeField(null=True, verbose_name="已读时间"),
        ),
    ]
