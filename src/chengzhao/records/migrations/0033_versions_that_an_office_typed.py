"""What an office had typed is a version of the registration, too, once the candidate takes it over."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0032_answers_of_registers"),
    ]

    operations = [
        migrations.AddField(
            model_name="registrationversion",
            name="from_office",
            field=models.BooleanField(db_default=False, verbose_name="由单位录入"),
        ),
    ]
