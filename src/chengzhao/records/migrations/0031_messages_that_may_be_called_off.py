"""A message of an act that may be undone within minutes is sent after them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0030_the_order_of_the_queue"),
    ]

    operations = [
        migrations.AddField(
            model_name="message",
            name="due_at",
            field=models.DateTimeField(null=True, verbose_name="最早发出时间"),
        ),
    ]
