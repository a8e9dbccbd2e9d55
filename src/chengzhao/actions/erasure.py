"""Rows removed and columns emptied for good: parts of a file, and accounts that nobody needs (第四十七条)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db.models import BinaryField, CharField, Func, QuerySet, Value
from django.db.models.functions import Cast, Concat, TruncYear

from chengzhao.records.models import (
    Account,
    KnownDevice,
    LogInSession,
    PhoneChange,
    RecoveryCode,
    TotpDevice,
)
from chengzhao.records.queries.retention import blank_of, rows_left
from chengzhao.rules.privacy.retention import ERASED_NAME, REMOVALS, Part, Removal


class NobodysIndex(Func):
    """An index that no document has: the table asks for one, and each person's only once."""

    template = "sha256(uuid_send(gen_random_uuid()))"
    output_field = BinaryField()


_INSTEAD: Mapping[str, Any] = MappingProxyType(
    # The year stays: it says how old candidates were, not who they are.
    {"identity_index": NobodysIndex(), "birth_date": TruncYear("birth_date")}
)

WAYS_IN = (TotpDevice, RecoveryCode, KnownDevice, PhoneChange, LogInSession)


def erase_parts(
    parts: Iterable[Part], candidates: Sequence[int]
) -> tuple[Counter[str], dict[int, list[Part]]]:
    """Erase parts of some candidates' files; how many rows went of each table, and who lost which part."""
    gone: Counter[str] = Counter()
    touched: dict[int, list[Part]] = {}
    for part in parts:
        for removal in REMOVALS[part]:
            rows = rows_left(removal, candidates)
            for key in set(rows.values_list(_owner(removal), flat=True)):
                if part not in touched.setdefault(key, []):
                    touched[key].append(part)
            gone[removal.table] += erase(removal, rows)
    return +gone, touched


def _owner(removal: Removal) -> str:
    return "pk" if removal.table == "candidate" else "candidate_id"


def erase(removal: Removal, rows: "QuerySet[Any]") -> int:
    """Carry a removal out on rows and return how many were touched."""
    if not removal.columns:
        return delete_rows(rows)
    values = {name: _INSTEAD.get(name, None) or blank_of(rows.model, name) for name in removal.columns}
    return rows.update(**values)


def delete_rows(rows: "QuerySet[Any]") -> int:
    """Delete rows and return how many; what hangs on them goes along uncounted."""
    _, by_table = rows.delete()
    return by_table.get(rows.model._meta.label, 0)


def erase_accounts(accounts: Sequence[int]) -> Counter[str]:
    """Empty accounts: nobody logs in with them, and they name nobody; answers to consents stay (第五十六条)."""
    gone = Counter({table._meta.model_name or "": 0 for table in WAYS_IN})
    for table in WAYS_IN:
        gone[table._meta.model_name or ""] += delete_rows(table._default_manager.filter(account__in=accounts))
    gone["account"] += Account.objects.filter(pk__in=accounts).update(
        username=Concat(Value("erased-"), Cast("public_id", CharField())),
        display_name=ERASED_NAME,
        identity_kind="",
        identity_index=None,
        identity_sealed=None,
        phone_index=None,
        phone_sealed=None,
        is_active=False,
        password=make_password(None),
    )
    return +gone
