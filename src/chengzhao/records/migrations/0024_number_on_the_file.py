"""A file carries the candidate's number itself: it is what a college keeps of somebody whose file it gave back.

The database writes the number, whoever makes the file, so that it is always that of the candidate.
"""

from django.db import migrations, models

TRIGGER = """
CREATE FUNCTION number_of_candidate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT c.candidate_number INTO STRICT NEW.candidate_number FROM records_candidate c WHERE c.id = NEW.candidate_id;
    RETURN NEW;
END $$;
CREATE TRIGGER records_candidatefile_number BEFORE INSERT OR UPDATE OF candidate_id, candidate_number
    ON records_candidatefile FOR EACH ROW EXECUTE FUNCTION number_of_candidate();
"""
NO_TRIGGER = """
DROP TRIGGER records_candidatefile_number ON records_candidatefile;
DROP FUNCTION number_of_candidate();
"""
FILL = """
UPDATE records_candidatefile f SET candidate_number = c.candidate_number
FROM records_candidate c WHERE c.id = f.candidate_id
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0023_requests_of_rights_sealed")]
    operations = [
        migrations.AddField(
            "candidatefile",
            "candidate_number",
            models.CharField(db_default="", editable=False, max_length=18, verbose_name="报名号"),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop, elidable=True),
        migrations.RunSQL(TRIGGER, NO_TRIGGER),
    ]
