"""What candidates ask about their own data, and the answers, are sealed: people write numbers into them.

Rows of before are sealed with the keys of this installation; where these are not at hand, nothing is changed.
"""

from typing import Any

from django.conf import settings
from django.core.management import CommandError
from django.db import migrations, models
from django.db.models import Q

from chengzhao.vault.key_files import KeysMissing
from chengzhao.vault.sealing import Keys

COLUMNS = ("text", "answer")
NAME = "rights_request_answer_has_text_person_and_time"
FAULT = "答复必须写明内容、答复人和时间"
OPEN = ~Q(state__in=["GRANTED", "REFUSED"])
BY_SOMEBODY = Q(answered_by__isnull=False, answered_at__isnull=False)


def keys_of_here() -> Keys:
    """The keys of this installation. Raises CommandError where they are not at hand."""
    try:
        held: Keys = settings.VAULT.keys()
    except KeysMissing as error:
        raise CommandError(
            f"Requests about personal data are to be sealed, and the keys are not at hand. {error}"
        ) from error
    return held


def place(key: int, column: str) -> str:
    return f"rights_request/{key}/{column}"


def seal(apps: Any, schema_editor: Any) -> None:
    # On the connection that has changed the table: any other would wait for it.
    alias = schema_editor.connection.alias
    rows = apps.get_model("records", "RightsRequest").objects.using(alias).order_by("pk")
    if not rows.exists():
        return
    keys = keys_of_here()
    for row in rows.iterator():
        for column in COLUMNS:
            text = getattr(row, column)
            setattr(row, f"{column}_sealed", keys.seal(text, row=place(row.pk, column)) if text else b"")
        row.save(using=alias, update_fields=[f"{column}_sealed" for column in COLUMNS])


def unseal(apps: Any, schema_editor: Any) -> None:
    # On the connection that has changed the table: any other would wait for it.
    alias = schema_editor.connection.alias
    rows = apps.get_model("records", "RightsRequest").objects.using(alias).order_by("pk")
    if not rows.exists():
        return
    keys = keys_of_here()
    for row in rows.iterator():
        for column in COLUMNS:
            sealed = getattr(row, f"{column}_sealed")
            # An answer that was erased stays erased; the check of before asks for a text.
            blank = "（内容已删除）" if column == "text" or row.state in ("GRANTED", "REFUSED") else ""
            setattr(row, column, keys.open(sealed, row=place(row.pk, column)) if sealed else blank)
        row.save(using=alias, update_fields=list(COLUMNS))


def check(condition: Q) -> models.CheckConstraint:
    return models.CheckConstraint(name=NAME, condition=condition, violation_error_message=FAULT)


class Migration(migrations.Migration):
    dependencies = [("records", "0022_jobs_that_wait_and_leave_files")]
    operations = [
        migrations.AddField(
            "rightsrequest", "text_sealed", models.BinaryField(db_default=b"", verbose_name="内容（密文）")
        ),
        migrations.AddField(
            "rightsrequest", "answer_sealed", models.BinaryField(db_default=b"", verbose_name="答复（密文）")
        ),
        migrations.RemoveConstraint("rightsrequest", NAME),
        # Only on the way back: the columns come again before their texts do.
        migrations.AlterField(
            "rightsrequest", "text", models.CharField(default="", max_length=1000, verbose_name="内容")
        ),
        migrations.RunPython(seal, unseal),
        migrations.RemoveField("rightsrequest", "text"),
        migrations.RemoveField("rightsrequest", "answer"),
        migrations.AddConstraint(
            "rightsrequest",
            check(OPEN | (~Q(answer_sealed=b"") | Q(text_sealed=b"")) & BY_SOMEBODY),
        ),
    ]
