"""Sealing everything anew under new keys while the service works: one batch a transaction, resumable anywhere.

What is left to do is read from the rows and the ring themselves, never from a note of how far it went: whoever
kills it and starts it again loses at most the batch that was open.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from chengzhao.actions.audit import Actor, Border, Refused
from chengzhao.actions.vault_keys import make_key_set, reseal_rows, retire_key_set
from chengzhao.records.sealed_tables import SEALED_TABLES, counts_by_key, numbers_of, stale_rows
from chengzhao.vault.key_files import FileKeys, KeySource
from chengzhao.vault.sealing import Keys
from chengzhao.vault.suites import Suite
from chengzhao.work.alone import alone

LOCK = 0x6B657973
"""The number of the lock that lets only one rotation run."""

MOST_PASSES = 50
PAUSE_SECONDS = 0.2
"""Between two passes: what somebody else was changing in one is looked at again in the next."""


@dataclass(frozen=True, kw_only=True)
class Rotation:
    """Who rotates, where the ring is, what time it is, and who is told of each step."""

    border: Border
    actor: Actor
    source: KeySource
    now: Callable[[], datetime]
    tell: Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Rows sealed anew, sets retired, and rows that a constraint held back, by their names."""

    rows: int
    retired: tuple[str, ...]
    held_back: tuple[str, ...]


def rotate(rotation: Rotation, suite: Suite | None) -> Outcome:
    """Finish a rotation that was cut short, else make new keys; then seal everything anew and retire the old.

    Raises Refused where another rotation runs, and where the ring is not ours to change and all is current.
    """
    with alone(LOCK, "另一次换钥正在进行，请等它结束。"):
        for held in rotation.source.keys().ring.sets:
            _book(rotation, held.id)
        if not _is_unfinished(rotation.source.keys()):
            _make(rotation, suite)
        outcome = _finish(rotation)
        current = rotation.source.keys().ring.current.suite
        if suite is not None and suite.name != current.name and not outcome.held_back:
            _make(rotation, suite)
            second = _finish(rotation)
            outcome = Outcome(
                rows=outcome.rows + second.rows,
                retired=outcome.retired + second.retired,
                held_back=second.held_back,
            )
        return outcome


def _is_unfinished(keys: Keys) -> bool:
    """Whether an older set is not retired yet, or something is sealed with one that is not current."""
    is_waiting = any(one.retired_at is None for one in keys.ring.sets[:-1])
    return is_waiting or any(stale_rows(table, keys).exists() for table in SEALED_TABLES)


def _make(rotation: Rotation, suite: Suite | None) -> None:
    source = rotation.source
    if not isinstance(source, FileKeys):
        raise Refused(
            "密钥来自VAULT_KEYS，全部字段都已用其中最后一组密封。请在其末尾加入新的一组，重启服务后再换钥。"
        )
    wanted = suite or source.keys().ring.current.suite
    made = source.make(wanted, rotation.now()).current
    rotation.tell(f"新密钥 {made.id}（{wanted.name}）已启用。")
    _book(rotation, made.id)


def _book(rotation: Rotation, key_id: str) -> None:
    [held] = [one for one in rotation.source.keys().ring.sets if one.id == key_id]
    make_key_set(border=rotation.border, actor=rotation.actor, at=rotation.now(), key_set=held)


def _finish(rotation: Rotation) -> Outcome:
    keys = rotation.source.keys()
    rows, held_back = 0, {table.label: set[int]() for table in SEALED_TABLES}
    for _ in range(MOST_PASSES):
        rows += sum(_pass(rotation, keys, held_back))
        left = sum(stale_rows(table, keys).count() for table in SEALED_TABLES)
        if left <= sum(map(len, held_back.values())):
            break
        time.sleep(PAUSE_SECONDS)
    else:
        raise Refused("还有字段正被其他操作占用，没有重封完。已重封的都已保存，请稍后再运行同一命令。")
    names = tuple(
        name for table in SEALED_TABLES for name in numbers_of(table, sorted(held_back[table.label]))
    )
    return Outcome(rows=rows, retired=() if names else _retire(rotation, keys), held_back=names)


def _pass(rotation: Rotation, keys: Keys, held_back: dict[str, set[int]]) -> Iterator[int]:
    """Every table once from its first row, a transaction a batch; gives the rows of each batch."""
    for table in SEALED_TABLES:
        after, count = 0, 0
        while batch := reseal_rows(
            border=rotation.border,
            actor=rotation.actor,
            at=rotation.now(),
            table=table,
            after=after,
            keys=keys,
        ):
            after, count = batch.last, count + batch.count
            held_back[table.label].update(batch.held_back)
            yield batch.count
        if count:
            rotation.tell(f"{table.label}：重封{count}行。")


def _retire(rotation: Rotation, keys: Keys) -> tuple[str, ...]:
    """Retire the sets under which nothing is left; a ring of the environment is mended by whoever holds it."""
    found = []
    counts = counts_by_key()
    for held in keys.ring.sets[:-1]:
        if held.retired_at is not None or any(counted[held.id] for counted in counts.values()):
            continue
        at = rotation.now()
        retire_key_set(border=rotation.border, actor=rotation.actor, at=at, key_id=held.id, keys=keys)
        if isinstance(rotation.source, FileKeys):
            rotation.source.retire(held.id, at)
        found.append(held.id)
    return tuple(found)
