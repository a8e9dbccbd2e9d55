"""What the database promises of tables of registrations."""

from datetime import timedelta

import pytest
from tests.factories import (
    REGISTRATION_DAY,
    a_candidate,
    an_import_batch,
    an_import_file,
    an_imported_row,
)
from tests.records.models.breaking import breaks, change, drop

from chengzhao.records.models import ImportBatch
from chengzhao.rules.registration import ImportState

pytestmark = pytest.mark.django_db


def test_import_batch_state_known() -> None:
    row = an_import_batch()
    drop(ImportBatch, "import_batch_state_has_its_time")
    with breaks("import_batch_state_known"):
        change(row, state="LOST")


def test_import_batch_choice_known() -> None:
    row = an_import_batch()
    change(row, choice="MEND")
    with breaks("import_batch_choice_known"):
        change(row, choice="SOME")


def test_import_batch_state_has_its_time() -> None:
    for state in ImportState:
        an_import_batch(state)
    with breaks("import_batch_state_has_its_time"):
        change(an_import_batch(), state="CHECKED")
    with breaks("import_batch_state_has_its_time"):
        change(an_import_batch(ImportState.IMPORTED), ended_at=REGISTRATION_DAY)
    with breaks("import_batch_state_has_its_time"):
        change(an_import_batch(ImportState.UNDONE), ended_at=None)


def test_import_batch_counts_no_more_than_its_rows() -> None:
    row = an_import_batch(total=2)
    change(row, wrong=2)
    with breaks("import_batch_counts_no_more_than_its_rows"):
        change(row, wrong=3)
    with breaks("import_batch_counts_no_more_than_its_rows"):
        change(row, imported=3)


def test_import_batch_file_once() -> None:
    first = an_import_batch(digest="a")
    an_import_batch(digest="a", org_path="/14/1401/140106/")
    with breaks("import_batch_file_once"):
        an_import_batch(digest="a")
    change(first, state="DROPPED", ended_at=REGISTRATION_DAY + timedelta(hours=1))
    an_import_batch(digest="a")


def test_import_file_kind_known() -> None:
    row = an_import_file()
    with breaks("import_file_kind_known"):
        change(row, kind="OTHER")


def test_import_file_once() -> None:
    row = an_import_file()
    with breaks("import_file_once"):
        an_import_file(batch=row.batch)


def test_imported_row_once() -> None:
    row = an_imported_row(number=3)
    with breaks("imported_row_once"):
        an_imported_row(batch=row.batch, number=3)


def test_imported_row_number_once() -> None:
    an_imported_row(candidate=a_candidate(), candidate_number="24140105000001")
    with breaks("imported_row_number_once"):
        an_imported_row(candidate_number="24140105000001")
