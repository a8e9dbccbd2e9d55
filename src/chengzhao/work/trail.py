"""The trail sealed and verified: what the command does once and the worker again and again."""

from collections.abc import Sequence
from dataclasses import replace

from chengzhao.actions.sealing import note_check, seal_next
from chengzhao.exchange.trail_heads import append_heads, read_heads
from chengzhao.ledger.signatures import SealKey
from chengzhao.ledger.trail import Fault, Verdict, check
from chengzhao.records.bulk import server_time
from chengzhao.records.queries.seals import KeptTrail, last_seal, seals_after, signed_seals
from chengzhao.work.trail_keys import fault_of_signatures, heads_file, ready_signer

HEADS_AT_ONCE = 1_000


def seal_waiting() -> int:
    """Seal whatever waits, add the heads to their file, and return how many seals were made.

    Call it through the door of maintenance. Raises KeysMissing, and Refused as `seal_next` does.
    """
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


def verify_trail(heads: Sequence[tuple[int, str]] = (), keys: Sequence[SealKey] = ()) -> Verdict:
    """Check every seal, row and signature, also against these heads and keys, and keep what was found."""
    found = check(KeptTrail(), [*read_heads(heads_file()), *heads])
    if not found.fault and (wrong := fault_of_signatures(signed_seals(), keys)):
        found = replace(found, fault=Fault(kind="BAD_SIGNATURE", seal=wrong.seal, said=wrong.said))
    note_check(at=server_time(), found=found)
    return found
