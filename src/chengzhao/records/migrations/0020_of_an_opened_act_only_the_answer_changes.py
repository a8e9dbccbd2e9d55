"""Of an act of two that was put forward only the answer changes, and its place when an organisation moves."""

from django.db import migrations

REFUSE = """
CREATE OR REPLACE FUNCTION refuse_second_answer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE answer CONSTANT text[] := ARRAY['state', 'reason', 'second_id', 'second_role', 'second_at', 'org_path'];
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.state = 'OPEN' THEN
        IF to_jsonb(NEW) - answer <> to_jsonb(OLD) - answer THEN
            RAISE EXCEPTION 'of an approval only the answer changes' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'an approval is answered once and never removed' USING ERRCODE = 'restrict_violation';
END $$;
"""
AS_BEFORE = """
CREATE OR REPLACE FUNCTION refuse_second_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.state = 'OPEN' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'an approval is answered once and never removed'
        USING ERRCODE = 'restrict_violation';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0019_holds_and_orders_of_deletion")]
    operations = [migrations.RunSQL(REFUSE, AS_BEFORE)]
