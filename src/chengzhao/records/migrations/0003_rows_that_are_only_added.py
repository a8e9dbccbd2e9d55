"""Audit rows, reviews, moves of files and what runs found are only ever added: a trigger refuses the rest."""

from django.db import migrations

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

CREATE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: rows are never changed or removed', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
""" + "".join(
    f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION refuse_change();\n"
    for table in APPEND_ONLY
)

REMOVE = (
    "".join(f"DROP TRIGGER {table}_append_only ON {table};\n" for table in APPEND_ONLY)
    + "DROP FUNCTION refuse_change();"
)


class Migration(migrations.Migration):
    dependencies = [("records", "0002_the_tables_of_a_season")]
    operations = [migrations.RunSQL(CREATE, REMOVE)]
