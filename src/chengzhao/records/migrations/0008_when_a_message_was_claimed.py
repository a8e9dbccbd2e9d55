"""A message that one process is handing over is not taken by another."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0007_the_ways_in"),
    ]

    operations = [
        migrations.AddField(
            model_name="message",
            name="claimed_at",
            field=models.DateTimeField(null=True, verbose_name="取出时间"),
        ),
    ]
