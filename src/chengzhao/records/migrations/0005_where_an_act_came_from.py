"""Audit rows say from where an act came and which transaction wrote them; nothing empties append-only tables."""

import django.contrib.postgres.indexes
from django.db import migrations, models

APPEND_ONLY = (
    "records_auditrow",
    "records_filemove",
    "records_reviewdecision",
    "records_filingsheet",
    "records_filingproof",
    "records_filingresult",
    "records_filingreason",
    "records_filedunit",
)

CREATE = "".join(
    f"CREATE TRIGGER {table}_never_emptied BEFORE TRUNCATE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();\n"
    for table in APPEND_ONLY
)
REMOVE = "".join(f"DROP TRIGGER {table}_never_emptied ON {table};\n" for table in APPEND_ONLY)


class Migration(migrations.Migration):
    dependencies = [("records", "0004_roles_of_administrators")]
    operations = [
        migrations.AddField(
            "auditrow", "network_address", models.GenericIPAddressField(null=True, verbose_name="网络地址")
        ),
        migrations.AddField(
            "auditrow",
            "device",
            models.CharField(blank=True, max_length=32, verbose_name="设备", default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "auditrow",
            "session",
            models.CharField(blank=True, max_length=32, verbose_name="会话", default=""),
            preserve_default=False,
        ),
        # The rows of before get the number of this migration's transaction: they are sealed together.
        migrations.AddField(
            "auditrow",
            "position",
            models.BigIntegerField(
                db_default=models.Func(
                    function="pg_current_xact_id",
                    template="%(function)s()::text::bigint",
                    output_field=models.BigIntegerField(),
                ),
                editable=False,
                verbose_name="事务序号",
            ),
        ),
        migrations.AddIndex(
            "auditrow",
            django.contrib.postgres.indexes.BrinIndex(
                autosummarize=True, fields=["position"], name="audit_by_position", pages_per_range=32
            ),
        ),
        migrations.RunSQL(CREATE, REMOVE),
    ]
