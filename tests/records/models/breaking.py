"""Steps that the database must refuse, by the name of the constraint they break."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction


@contextmanager
def breaks(name: str) -> Iterator[None]:
    """The step inside must break exactly the constraint of this name."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        yield
    assert caught.value.__cause__.diag.constraint_name == name  # type: ignore[union-attr]


def change(row: models.Model, **columns: Any) -> None:
    """Writes columns of a row straight into its table."""
    type(row)._default_manager.filter(pk=row.pk).update(**columns)


def again(row: models.Model, **columns: Any) -> models.Model:
    """A second row with the values of the first, except for `columns` and those the database gives."""
    skipped = {"id", "public_id", "created_at", "started_at"}
    values = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.name not in skipped and not field.generated
    }
    return type(row)._default_manager.create(**(values | columns))


def drop(table: type[models.Model], name: str) -> None:
    """Drops a constraint for the rest of the test, to see the one that it stands before."""
    with connection.cursor() as cursor:
        # Foreign keys that are still to be checked would hold the table.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f'ALTER TABLE "{table._meta.db_table}" DROP CONSTRAINT "{name}"')
