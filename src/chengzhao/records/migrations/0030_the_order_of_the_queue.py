"""The reviewers' queue is read in the order of handing in, without looking at what was decided long ago."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0029_registrations_filled_in_by_candidates"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="registration",
            index=models.Index(
                condition=models.Q(("state__in", ["SECOND_REVIEW", "SUBMITTED", "UNDER_REVIEW"])),
                fields=["season", "province", "submitted_at", "id"],
                name="registration_waiting",
            ),
        ),
    ]
