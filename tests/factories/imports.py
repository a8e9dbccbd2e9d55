"""Tables of registrations that were handed in."""

from datetime import timedelta
from hashlib import sha256
from typing import Any

from tests.factories.border import KEYS, PROVINCE, REGISTRATION_DAY, YEAR, a_new_number
from tests.factories.people import an_account

from chengzhao.records.bulk import reserve_ids
from chengzhao.records.import_words import ImportFileKind
from chengzhao.records.models import ImportBatch, ImportedRow, ImportFile
from chengzhao.records.sealed import IMPORT_NAME, import_file_place
from chengzhao.rules.registration import ImportState


def an_import_batch(state: ImportState = ImportState.RECEIVED, **facts: Any) -> ImportBatch:
    """A table of two rows that an office has, with the columns of names and documents."""
    [key] = reserve_ids(ImportBatch, 1)
    content = f"姓名,证件号码\n{a_new_number()}".encode()
    given: dict[str, Any] = {
        "org_path": "/14/1401/140105/",
        "kind": "csv",
        "name_sealed": KEYS.seal("报名.csv", row=IMPORT_NAME.place(key)),
        "size": len(content),
        "digest": sha256(content).hexdigest(),
        "columns": ["姓名", "证件号码"],
        "mapping": {"name": "姓名", "identity_number": "证件号码"},
        "total": 2,
        "received_at": REGISTRATION_DAY,
        "expires_at": REGISTRATION_DAY + timedelta(days=7),
    }
    if state not in (ImportState.RECEIVED, ImportState.DROPPED):
        given["checked_at"] = REGISTRATION_DAY
    if state is ImportState.IMPORTED:
        given["imported_at"] = REGISTRATION_DAY
    if state in (ImportState.UNDONE, ImportState.DROPPED):
        given["ended_at"] = REGISTRATION_DAY
    account = facts.pop("account", None) or an_account()
    return ImportBatch.objects.create(
        pk=key, season=YEAR, province=PROVINCE, account=account, state=state, **(given | facts)
    )


def an_import_file(**facts: Any) -> ImportFile:
    """What is kept of a table."""
    batch = facts.pop("batch", None) or an_import_batch()
    kind = facts.pop("kind", ImportFileKind.SENT)
    sealed = KEYS.seal_bytes(b"x", row=import_file_place(batch.pk, kind.value))
    return ImportFile.objects.create(
        season=YEAR,
        province=PROVINCE,
        batch=batch,
        kind=kind,
        sealed=sealed,
        kept_at=REGISTRATION_DAY,
        **facts,
    )


def an_imported_row(**facts: Any) -> ImportedRow:
    """A row that became a registration."""
    batch = facts.pop("batch", None) or an_import_batch(ImportState.IMPORTED)
    number = a_new_number()
    given: dict[str, Any] = {"number": number, "candidate_number": f"24140105{number:06d}"}
    return ImportedRow.objects.create(season=YEAR, province=PROVINCE, batch=batch, **(given | facts))
