"""A random number by which the pages of administrators name an account in an address."""

from django.db import migrations, models

import chengzhao.records.models.base


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0017_organisations_that_are_closed"),
    ]

    operations = [
        migrations.AddField(
            model_name="account",
            name="public_id",
            field=models.UUIDField(
                db_default=chengzhao.records.models.base.RandomId(),
                editable=False,
                unique=True,
                verbose_name="公开编号",
            ),
        ),
    ]
