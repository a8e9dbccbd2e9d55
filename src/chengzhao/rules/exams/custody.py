"""通知·一.2: the chain of custody of papers and answer sheets, parcel by parcel (N2.1)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.orders.order33 import SIGNERS
from chengzhao.law.words import Word


class CustodyStep(Word):
    """The eight steps, in their order."""

    PREPARED = "PREPARED", "制卷"
    TRANSPORTED = "TRANSPORTED", "运送"
    STORED = "STORED", "保管"
    ISSUED = "ISSUED", "分发"
    USED = "USED", "施考"
    COLLECTED = "COLLECTED", "回收"
    MARKED = "MARKED", "评卷"
    DESTROYED = "DESTROYED", "销毁"


SEALED_STEPS = (
    CustodyStep.PREPARED,
    CustodyStep.TRANSPORTED,
    CustodyStep.STORED,
    CustodyStep.ISSUED,
    CustodyStep.COLLECTED,
)
"""At these the parcel is closed: the seals noted must be those of the last closing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CustodyRecord:
    """One step of one parcel: who signed, the seals found and those put on, the copies counted.

    `seals_found` are read on arrival at the step, `seals_after` close it again; both are empty while the
    parcel is open.
    """

    parcel: str
    step: CustodyStep
    signers: tuple[str, ...]
    at: datetime
    place: str
    copies: int
    seals_found: tuple[str, ...] = ()
    seals_after: tuple[str, ...] = ()


@cites("N2.1")
def custody_findings(records: Sequence[CustodyRecord], reached: CustodyStep) -> tuple[Finding, ...]:
    """What is wrong in the chain of one parcel up to the step it has reached: each raises an incident at once.

    Looked for: a missing step, a step out of order, fewer than two signers, a seal that is not the one put
    on, copies that do not add up.
    """
    order = list(CustodyStep)
    chain = sorted(records, key=lambda record: (record.at, order.index(record.step)))
    done = [record.step for record in chain]
    expected = order[: order.index(reached) + 1]
    found = [
        finding("N2.1", f"试卷交接缺少“{step.label}”环节。", 环节=step.label)
        for step in expected
        if step not in done
    ]
    if done != sorted(done, key=order.index) or len(set(done)) != len(done):
        found.append(finding("N2.1", f"试卷交接次序不对：{'、'.join(step.label for step in done)}。"))
    for record in chain:
        found.extend(_signature_findings(record))
    for before, after in pairwise(chain):
        found.extend(_handover_findings(before, after))
    return tuple(found)


@cites("N2.1")
def parcel_findings(packed: Collection[str], seen: Collection[str], step: CustodyStep) -> tuple[Finding, ...]:
    """Parcels that were packed but not seen at a step, and strangers that were seen there, by their codes."""
    lost = sorted(set(packed) - set(seen))
    strange = sorted(set(seen) - set(packed))
    return (
        *(finding("N2.1", f"“{step.label}”环节未见袋号{code}。", 袋号=code) for code in lost),
        *(finding("N2.1", f"“{step.label}”环节出现未登记的袋号{code}。", 袋号=code) for code in strange),
    )


def _signature_findings(record: CustodyRecord) -> tuple[Finding, ...]:
    signers = len(set(record.signers))
    if signers >= SIGNERS.value:
        return ()
    message = f"“{record.step.label}”环节须{SIGNERS.value}人签字，现有{signers}人。"
    return (finding("N2.1", message, 环节=record.step.label, 签字人数=signers),)


def _handover_findings(before: CustodyRecord, after: CustodyRecord) -> tuple[Finding, ...]:
    found = []
    if before.seals_after and sorted(after.seals_found) != sorted(before.seals_after):
        found.append(
            finding(
                "N2.1",
                f"“{after.step.label}”环节封条与“{before.step.label}”环节所封不符。",
                原封条="、".join(before.seals_after),
                现封条="、".join(after.seals_found) or "无",
            )
        )
    if before.step in SEALED_STEPS and not before.seals_after:
        found.append(finding("N2.1", f"“{before.step.label}”环节之后未加封。", 环节=before.step.label))
    if before.copies != after.copies:
        found.append(
            finding(
                "N2.1",
                f"“{before.step.label}”环节{before.copies}份，“{after.step.label}”环节{after.copies}份，"
                "份数不符。",
            )
        )
    return tuple(found)
