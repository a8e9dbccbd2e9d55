"""`chengzhao audit seal|verify|export`: the trail is sealed, checked, and handed to whoever checks it elsewhere."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from chengzhao.cli.tables import require_current_tables, running_project
from chengzhao.exchange.trail_heads import read_head
from chengzhao.exchange.trail_keys import read_keys
from chengzhao.ledger.signatures import read_key
from chengzhao.records.embedded import ServerError
from chengzhao.vault.key_files import KeysMissing

DONE, NOT_DONE, WRONG_INPUT = 0, 1, 2


@contextmanager
def _maintained_project() -> Iterator[None]:
    """Django on a running database, seen through the door of maintenance: the trail of every season."""
    with running_project():
        require_current_tables()
        from chengzhao.records.scope import Scope, session
        from chengzhao.records.walls.doors import Door

        with session(Scope(door=Door.MAINTENANCE)):
            yield


def seal() -> int:
    """`chengzhao audit seal`."""
    with _maintained_project():
        from chengzhao.work.trail import seal_waiting

        try:
            print(f"{seal_waiting()} seals were made.")
        except KeysMissing as error:
            raise ServerError(str(error)) from error
    return DONE


def verify(heads: Sequence[str], keys: Sequence[str]) -> int:
    """`chengzhao audit verify`: names the first row or seal that is not as it was sealed and signed."""
    try:
        known, trusted = [read_head(text) for text in heads], [read_key(text) for text in keys]
    except ValueError as error:
        print(f"chengzhao: {error}", file=sys.stderr)
        return WRONG_INPUT
    with _maintained_project():
        from chengzhao.ledger.trail import verdict_text
        from chengzhao.work.trail import verify_trail

        found = verify_trail(known, trusted)
    print(verdict_text(found), flush=True)
    return NOT_DONE if found.fault else DONE


def keys() -> int:
    """`chengzhao audit keys`: the public keys that sign seals, to be kept on paper."""
    from chengzhao.work.trail_keys import keys_file

    for key in read_keys(keys_file()):
        print(key)
    return DONE


def export(folder: Path) -> int:
    """`chengzhao audit export`: the trail as files, with the program that checks them."""
    with _maintained_project():
        from chengzhao.exchange.trail_export import TrailFolderRefused, export_trail

        try:
            rows = export_trail(folder)
        except TrailFolderRefused as error:
            print(f"chengzhao: {error}", file=sys.stderr)
            return WRONG_INPUT
    print(
        f"{rows} rows were written to {folder}. Check them: python3 {folder / 'trail.py'} {folder}; "
        f"python3 {folder / 'signatures.py'} {folder} --key KEY (chengzhao audit keys)."
    )
    return DONE
