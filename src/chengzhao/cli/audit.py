"""`chengzhao audit seal|verify|export`: the trail is sealed, checked, and handed to whoever checks it elsewhere."""

import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from django.db import InterfaceError, OperationalError

from chengzhao.cli.audit_keys import fault_of_signatures, heads_file, keys_file, ready_signer
from chengzhao.cli.beside import starter_is_gone
from chengzhao.cli.tables import close_connections, require_current_tables, running_project
from chengzhao.exchange.trail_heads import append_heads, read_head, read_heads
from chengzhao.exchange.trail_keys import read_keys
from chengzhao.ledger.signatures import SealKey, read_key
from chengzhao.records.embedded import ServerError
from chengzhao.vault.key_files import KeysMissing

DONE, NOT_DONE, WRONG_INPUT = 0, 1, 2

HEADS_AT_ONCE = 1_000


@dataclass(frozen=True, kw_only=True)
class Rhythm:
    """How often the trail is sealed and verified, and short-lived rows are tidied, in seconds; 0 is once, and never."""

    seal: int = 0
    verify: int = 0
    tidy: int = 0
    until_input_ends: bool = False


@contextmanager
def _maintained_project() -> Iterator[None]:
    """Django on a running database, seen through the door of maintenance: the trail of every season."""
    with running_project():
        require_current_tables()
        from chengzhao.records.scope import Scope, session
        from chengzhao.records.walls.doors import Door

        with session(Scope(door=Door.MAINTENANCE)):
            yield


def seal(rhythm: Rhythm) -> int:
    """`chengzhao audit seal`: once, or again and again until it is ended."""
    with _maintained_project():
        if not rhythm.seal:
            return _seal_once()
        # Whoever starts the service anew each day has it tidied, too.
        since, rested, parent = rhythm.verify, rhythm.tidy, os.getppid()
        while True:
            try:
                _seal_waiting()
                if rhythm.verify and since >= rhythm.verify:
                    since = 0
                    _verify((), ())
                if rhythm.tidy and rested >= rhythm.tidy:
                    rested = 0
                    _tidy()
            except (InterfaceError, OperationalError, KeysMissing) as error:
                print(f"chengzhao: the trail could not be sealed, trying again: {error}", file=sys.stderr)
            # Between two rounds nothing is held: the database may be stopped and started again.
            close_connections()
            if _has_ended(rhythm, parent):
                return DONE
            since, rested = since + rhythm.seal, rested + rhythm.seal


def _seal_once() -> int:
    try:
        print(f"{_seal_waiting()} seals were made.")
    except KeysMissing as error:
        raise ServerError(str(error)) from error
    return DONE


def _has_ended(rhythm: Rhythm, parent: int) -> bool:
    """Wait for the next round; whether meanwhile the starter closed this process's input, or was killed."""
    ends = time.monotonic() + rhythm.seal
    if not rhythm.until_input_ends:
        time.sleep(rhythm.seal)
        return False
    while (left := ends - time.monotonic()) > 0:
        if starter_is_gone(parent, wait=left):
            return True
    return False


def _seal_waiting() -> int:
    """Seal whatever waits, add the heads to their file, and return how many seals were made."""
    from chengzhao.actions.sealing import seal_next
    from chengzhao.records.bulk import server_time
    from chengzhao.records.queries.seals import last_seal, seals_after

    made, newest = 0, last_seal()
    sign = ready_signer(newest.number + 1 if newest else 1)
    while seal_next(at=server_time(), sign=sign) is not None:
        made += 1
    file = heads_file()
    last = max((number for number, _ in read_heads(file)), default=0)
    while heads := seals_after(last, HEADS_AT_ONCE):
        append_heads(file, heads)
        last = heads[-1].number
    return made


def _tidy() -> None:
    from chengzhao.records.bulk import server_time
    from chengzhao.work.tidying import tidy

    tidy(server_time())


def verify(heads: Sequence[str], keys: Sequence[str]) -> int:
    """`chengzhao audit verify`: names the first row or seal that is not as it was sealed and signed."""
    try:
        known, trusted = [read_head(text) for text in heads], [read_key(text) for text in keys]
    except ValueError as error:
        print(f"chengzhao: {error}", file=sys.stderr)
        return WRONG_INPUT
    with _maintained_project():
        return _verify(known, trusted, tells=True)


def _verify(known: Sequence[tuple[int, str]], trusted: Sequence[SealKey], *, tells: bool = False) -> int:
    from chengzhao.actions.sealing import note_check
    from chengzhao.ledger.trail import Fault, check, verdict_text
    from chengzhao.records.bulk import server_time
    from chengzhao.records.queries.seals import KeptTrail, signed_seals

    found = check(KeptTrail(), [*read_heads(heads_file()), *known])
    if not found.fault and (wrong := fault_of_signatures(signed_seals(), trusted)):
        found = replace(found, fault=Fault(kind="BAD_SIGNATURE", seal=wrong.seal, said=wrong.said))
    note_check(at=server_time(), found=found)
    if tells or found.fault:
        print(verdict_text(found), flush=True)
    return NOT_DONE if found.fault else DONE


def keys() -> int:
    """`chengzhao audit keys`: the public keys that sign seals, to be kept on paper."""
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
