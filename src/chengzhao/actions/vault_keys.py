"""Keys of sealed fields: taken into use, rows brought under them, retired, destroyed. Secrets stay outside."""

from datetime import datetime

from django.db import connection, transaction

from chengzhao.actions.audit import Actor, Border, Refused, Touched, record
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import AuditRow
from chengzhao.records.sealed_tables import (
    SEALED_TABLES,
    Batch,
    SealedTable,
    counts_by_key,
    paper_codes_under,
    reseal_rows_of,
)
from chengzhao.vault.ring import KeySet
from chengzhao.vault.sealing import Keys

_IN_USE, _RETIRED, _DESTROYED = (digest_of({"state": state}) for state in ("IN_USE", "RETIRED", "DESTROYED"))


@transaction.atomic
def make_key_set(*, border: Border, actor: Actor, at: datetime, key_set: KeySet) -> bool:
    """Write on the trail that a set of keys is in use, once for each set; whether it was written now."""
    known = AuditRow.objects.filter(act="make_key_set", object_kind="key_set", object_id=key_set.id)
    if known.exists():
        return False
    facts = {"suite": key_set.suite.name, "made_at": key_set.made_at}
    made = digest_of(facts)
    _record(border, actor, at, "make_key_set", key_set.id, before="", after=made, reason=key_set.suite.name)
    return True


@transaction.atomic
def reseal_rows(
    *, border: Border, actor: Actor, at: datetime, table: SealedTable, after: int, keys: Keys
) -> Batch | None:
    """Bring the next batch of a table's rows behind `after` under the current keys; None where none is left."""
    batch = reseal_rows_of(table, after, keys)
    if batch is not None:
        facts = {"table": table.label, "first": batch.first, "last": batch.last, "count": batch.count}
        said = f"{table.label} {batch.first}–{batch.last}，{batch.count}行"
        # What is written stays the same under another key: that is what the two digests say.
        same = digest_of(facts)
        _record(border, actor, at, "reseal_rows", keys.ring.current.id, before=same, after=same, reason=said)
    return batch


@transaction.atomic
def retire_key_set(*, border: Border, actor: Actor, at: datetime, key_id: str, keys: Keys) -> None:
    """Write on the trail that a set seals no more. Raises Refused for the current one, and while rows are under it."""
    if keys.ring.current.id == key_id:
        raise Refused("正在使用的密钥不能停用，请先换钥。")
    _refuse_held(key_id)
    _record(border, actor, at, "retire_key_set", key_id, before=_IN_USE, after=_RETIRED, reason="")


@transaction.atomic
def destroy_key_set(
    *, border: Border, actor: Actor, at: datetime, key_id: str, keys: Keys, reason: str
) -> int:
    """Write on the trail that a retired set is destroyed; returns how many codes on paper end with it.

    Writers are held off while it is looked whether anything is still under the set. Raises Refused.
    """
    held = {one.id: one for one in keys.ring.sets}.get(key_id)
    if held is None or held.retired_at is None:
        raise Refused("只能销毁已停用的密钥，请用 chengzhao keys status 核对编号。")
    if not reason.strip():
        raise Refused("请写明销毁的理由：用这个密钥的旧备份将无法打开。")
    with connection.cursor() as cursor:
        for table in SEALED_TABLES:
            cursor.execute(f'LOCK TABLE "{table.label}" IN SHARE MODE')
    _refuse_held(key_id)
    lapsed = paper_codes_under(key_id)
    said = reason.strip()
    _record(border, actor, at, "destroy_key_set", key_id, before=_RETIRED, after=_DESTROYED, reason=said)
    return lapsed


def _refuse_held(key_id: str) -> None:
    left = sum(counted[key_id] for counted in counts_by_key().values())
    if left:
        raise Refused(f"还有{left}个字段用密钥{key_id}密封，请先运行 chengzhao keys rotate。")


def _record(
    border: Border,
    actor: Actor,
    at: datetime,
    act: str,
    key_id: str,
    *,
    before: str,
    after: str,
    reason: str,
) -> None:
    touched = [Touched(object_id=key_id, before=before, after=after, reason=reason)]
    record(border=border, actor=actor, at=at, act=act, object_kind="key_set", touched=touched)
