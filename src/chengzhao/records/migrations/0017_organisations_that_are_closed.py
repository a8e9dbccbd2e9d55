"""An organisation that is closed stays in the tree for the past and takes nothing new."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0016_who_keeps_away_from_whose_file"),
    ]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="closed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="关闭时间"),
        ),
    ]
