"""Seals over the audit trail and their verification; positions that also grow in a restored database."""

from django.db import migrations, models

import chengzhao.records.models.audit

POSITION = """
CREATE FUNCTION audit_position(transaction xid8) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN transaction::text::bigint + 0;
"""
TABLES = ("records_auditseal", "records_auditcheck")

CREATE = "ALTER TABLE records_auditseal ALTER COLUMN leaves SET STORAGE EXTERNAL;\n" + "".join(
    f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION refuse_change();\n"
    f"CREATE TRIGGER {table}_never_emptied BEFORE TRUNCATE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();\n"
    for table in TABLES
)
REMOVE = "".join(
    f"DROP TRIGGER {table}_append_only ON {table};\nDROP TRIGGER {table}_never_emptied ON {table};\n"
    for table in TABLES
)


class Migration(migrations.Migration):
    dependencies = [("records", "0008_when_a_message_was_claimed")]
    operations = [
        migrations.RunSQL(POSITION, "DROP FUNCTION audit_position(xid8);"),
        migrations.AlterField(
            "auditrow",
            "position",
            models.BigIntegerField(
                db_default=chengzhao.records.models.audit.AuditPosition(),
                editable=False,
                verbose_name="事务序号",
            ),
        ),
        migrations.CreateModel(
            name="AuditSeal",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False, verbose_name="序号")),
                ("version", models.SmallIntegerField(verbose_name="格式")),
                ("begins", models.BigIntegerField(unique=True, verbose_name="起始事务")),
                ("ends", models.BigIntegerField(verbose_name="终止事务")),
                ("rows", models.BigIntegerField(verbose_name="行数")),
                ("first_row", models.BigIntegerField(verbose_name="首行")),
                ("last_row", models.BigIntegerField(verbose_name="末行")),
                ("sha256", models.CharField(max_length=64, verbose_name="根摘要")),
                ("sm3", models.CharField(blank=True, max_length=64, verbose_name="国密摘要")),
                ("previous", models.CharField(blank=True, max_length=64, verbose_name="上一封签")),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("digest", models.CharField(max_length=64, unique=True, verbose_name="封签摘要")),
                ("signature", models.TextField(blank=True, verbose_name="签名")),
                ("leaves", models.BinaryField(verbose_name="叶")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(ends__gt=models.F("begins"), number__gte=1, rows__gte=1),
                        name="audit_seal_covers_rows",
                        violation_error_message="封签必须覆盖至少一行",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("seals", models.BigIntegerField(verbose_name="完好封签数")),
                ("rows", models.BigIntegerField(verbose_name="完好行数")),
                ("head", models.CharField(blank=True, max_length=64, verbose_name="末签摘要")),
                ("fault", models.CharField(blank=True, max_length=16, verbose_name="问题")),
                ("fault_seal", models.BigIntegerField(null=True, verbose_name="问题封签")),
                ("fault_row", models.BigIntegerField(null=True, verbose_name="问题行")),
                ("said", models.CharField(blank=True, max_length=200, verbose_name="说明")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(fault="", fault_seal__isnull=True, fault_row__isnull=True)
                        | ~models.Q(fault="") & models.Q(fault_seal__isnull=False),
                        name="audit_check_names_its_fault",
                        violation_error_message="发现问题必须写明封签",
                    )
                ],
            },
        ),
        migrations.RunSQL(CREATE, REMOVE),
    ]
