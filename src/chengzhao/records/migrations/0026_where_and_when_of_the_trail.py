"""Where an audit row stands and when it was written is said by the database: no door gives either itself.

A row at a far position would wait for its seal for ever. The condition costs no call while it holds.
"""

from django.db import migrations

CREATE = """
CREATE FUNCTION refuse_own_position() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'position and time of an audit row are given by the database'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER records_auditrow_stands_where_it_was_written BEFORE INSERT ON records_auditrow FOR EACH ROW
WHEN (NEW.position IS DISTINCT FROM audit_position(pg_current_xact_id())
    OR NEW.written_at IS DISTINCT FROM statement_timestamp())
EXECUTE FUNCTION refuse_own_position();
"""
REMOVE = """
DROP TRIGGER records_auditrow_stands_where_it_was_written ON records_auditrow;
DROP FUNCTION refuse_own_position();
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0025_messages_of_candidates")]
    operations = [migrations.RunSQL(CREATE, REMOVE)]
