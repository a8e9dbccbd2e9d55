"""One paper may stand in several tasks of a registration; in each of them it stands once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0033_versions_that_an_office_typed"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="sealedfile", name="sealed_file_once_per_candidate"),
        migrations.AddConstraint(
            model_name="sealedfile",
            constraint=models.UniqueConstraint(
                fields=("candidate", "digest", "kind", "claim_kind"),
                name="sealed_file_once_per_candidate",
                violation_error_message="这个文件已经上传过",
            ),
        ),
        migrations.RemoveConstraint(model_name="sealedfile", name="sealed_file_once_per_draft"),
        migrations.AddConstraint(
            model_name="sealedfile",
            constraint=models.UniqueConstraint(
                fields=("draft", "digest", "kind", "claim_kind"),
                name="sealed_file_once_per_draft",
                violation_error_message="这个文件已经上传过",
            ),
        ),
    ]
