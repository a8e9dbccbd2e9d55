"""Audit rows name the candidate whose file they are of, and have an index for that, for accounts and for things."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0009_seals_over_the_trail")]
    operations = [
        migrations.AddField(
            "auditrow",
            "candidate",
            models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="trail",
                to="records.candidate",
                verbose_name="考生",
            ),
        ),
        migrations.AlterField(
            "auditrow",
            "account",
            models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to=settings.AUTH_USER_MODEL,
                verbose_name="经办人",
            ),
        ),
        migrations.RemoveIndex("auditrow", "audit_by_object"),
        migrations.AddIndex(
            "auditrow",
            models.Index(
                condition=models.Q(("candidate__isnull", True)),
                fields=["season", "province", "object_kind", "object_id"],
                name="audit_by_object",
            ),
        ),
        migrations.AddIndex(
            "auditrow",
            models.Index(
                condition=models.Q(("candidate__isnull", False)),
                fields=["candidate", "-id"],
                name="audit_by_candidate",
            ),
        ),
        migrations.AddIndex(
            "auditrow",
            models.Index(
                condition=models.Q(("account__isnull", False)),
                fields=["account", "-id"],
                name="audit_by_account",
            ),
        ),
    ]
