"""`chengzhao keys status|make|rotate|destroy`."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

from django.conf import settings

from chengzhao.cli.administrators import maintained_project, now, security_administrator
from chengzhao.records.embedded import ServerError
from chengzhao.settings.vault import key_file, key_source, wanted_suite
from chengzhao.vault.key_files import FileKeys, KeysMissing
from chengzhao.vault.sealing import MOST_SEALS, Keys
from chengzhao.vault.suites import suite_called

BY = "密钥只由安全管理员更换"
OLD_DAYS = 365
"""Keys are to be replaced within a year."""


def status() -> int:
    """`chengzhao keys status`: 0 where all is well, 1 where somebody should rotate."""
    with maintained_project():
        from chengzhao.records.sealed_tables import counts_by_key

        keys = settings.VAULT.keys()
        counts = counts_by_key()
        for line in _lines(keys, counts):
            print(line)
        warnings = list(_warnings(keys, counts))
        for warning in warnings:
            print(warning)
    return 1 if warnings else 0


def make(suite: str | None) -> int:
    """`chengzhao keys make`: needs no database."""
    source = _file_source()
    try:
        made = source.make(suite_called(suite) if suite else wanted_suite(), datetime.now(UTC)).current
    except KeysMissing as error:
        raise ServerError(str(error)) from error
    print(f"Keys {made.id} ({made.suite.name}) seal from now on; the ring is in {source.path}.")
    return 0


def rotate(suite: str | None, *, by: str) -> int:
    """`chengzhao keys rotate`."""
    with maintained_project():
        from chengzhao.work.key_rotation import Rotation, rotate

        border, actor = security_administrator(by, BY)
        outcome = rotate(
            Rotation(border=border, actor=actor, source=settings.VAULT, now=now, tell=print),
            suite_called(suite) if suite else None,
        )
    print(f"{outcome.rows} rows were sealed anew.")
    if outcome.held_back:
        print(
            "These rows stay under the old keys, because under the new ones they are the same person as "
            f"another row: {'、'.join(outcome.held_back)}. Withdraw one of the two, then rotate again."
        )
        return 1
    for key_id in outcome.retired:
        print(f"Keys {key_id} are retired: they open old backups and seal nothing.")
    return 0


def destroy(key_id: str, *, by: str, reason: str) -> int:
    """`chengzhao keys destroy`."""
    source = _file_source()
    with maintained_project():
        from chengzhao.actions.vault_keys import destroy_key_set

        border, actor = security_administrator(by, BY)
        lapsed = destroy_key_set(
            border=border, actor=actor, at=now(), key_id=key_id, keys=source.keys(), reason=reason
        )
        source.destroy(key_id)
    print(f"Keys {key_id} are destroyed; {lapsed} recovery codes on paper ended with them.")
    return 0


def _file_source() -> FileKeys:
    source = key_source()
    if not isinstance(source, FileKeys):
        raise ServerError(
            "The ring comes from VAULT_KEYS and cannot be changed from here: unset it to work on the file "
            f"{key_file()}, then put the text of that file into VAULT_KEYS."
        )
    return source


def _lines(keys: Keys, counts: dict[str, Counter[str]]) -> Iterator[str]:
    current = keys.ring.current.id
    for one in keys.ring.sets:
        state = "seals" if one.id == current else "retired" if one.retired_at else "opens"
        age = (now() - one.made_at).days
        total = sum(counted[one.id] for counted in counts.values())
        yield f"{one.id}  {one.suite.name:4}  {state:7}  made {one.made_at:%Y-%m-%d}, {age} days  {total:>9} fields"
        for table, counted in counts.items():
            if counted[one.id]:
                yield f"{'':29}{table}: {counted[one.id]}"


def _warnings(keys: Keys, counts: dict[str, Counter[str]]) -> Iterator[str]:
    known = {one.id for one in keys.ring.sets}
    used = {key_id for counted in counts.values() for key_id, number in counted.items() if number}
    if missing := sorted(used - known):
        yield f"MISSING: fields are sealed with {', '.join(missing)}, which is not in the ring: restore it."
    if (used & known) - {keys.ring.current.id}:
        yield "UNFINISHED: fields are under older keys: run `chengzhao keys rotate`."
    current = keys.ring.current
    if (now() - current.made_at).days >= OLD_DAYS:
        yield f"OLD: keys {current.id} are a year old: run `chengzhao keys rotate`."
    if sum(counted[current.id] for counted in counts.values()) > MOST_SEALS // 4:
        yield f"WORN: keys {current.id} have sealed a quarter of what they may: run `chengzhao keys rotate`."
