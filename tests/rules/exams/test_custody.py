"""N2.1: the officers' cases of the chain of custody."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from tests.rules.chapter_cases import Case, by_label, cases, check

from chengzhao.rules.exams import CustodyRecord, CustodyStep, custody_findings, parcel_findings
from chengzhao.rules.exams.custody import SEALED_STEPS

DAWN = datetime(2024, 10, 1, tzinfo=timezone(timedelta(hours=8)))


def whole_chain() -> dict[CustodyStep, CustodyRecord]:
    """Eight steps, one an hour, each sealing with its own seal where the parcel is closed."""
    chain: dict[CustodyStep, CustodyRecord] = {}
    seals: tuple[str, ...] = ()
    for hour, step in enumerate(CustodyStep):
        after = (f"F{hour}",) if step in SEALED_STEPS else ()
        chain[step] = CustodyRecord(
            parcel="P1",
            step=step,
            signers=("甲", "乙"),
            at=DAWN + timedelta(hours=hour),
            place="保密室",
            copies=30,
            seals_found=seals,
            seals_after=after,
        )
        seals = after
    return chain


NAMES = {"签字": "signers", "原封": "seals_found", "加封": "seals_after", "份数": "copies"}


@pytest.mark.parametrize("case", cases("exams", "custody"))
def test_custody(case: Case) -> None:
    chain = whole_chain()
    for label, changes in case.get("改", {}).items():
        step = by_label(CustodyStep, label)
        fields = {
            NAMES[name]: tuple(value) if isinstance(value, list) else value for name, value in changes.items()
        }
        chain[step] = replace(chain[step], **fields)
    if "缺" in case.given:
        missing = by_label(CustodyStep, case["缺"])
        after = chain[list(CustodyStep)[list(CustodyStep).index(missing) + 1]]
        before = chain[list(CustodyStep)[list(CustodyStep).index(missing) - 1]]
        chain[after.step] = replace(after, seals_found=before.seals_after)
        del chain[missing]
    records = list(chain.values())[: case.get("截", len(chain))]
    check(case, custody_findings(records[::-1], case.word(CustodyStep, "到")))


def test_steps_out_of_order_are_found() -> None:
    chain = whole_chain()
    late = replace(chain[CustodyStep.USED], at=DAWN + timedelta(hours=20), seals_found=())
    records = [late if record.step is CustodyStep.USED else record for record in chain.values()]
    found = custody_findings(records, CustodyStep.DESTROYED)
    assert found[0].message.partition("：")[0] == "试卷交接次序不对"


def test_parcels_lost_and_strange_are_named() -> None:
    found = parcel_findings(["P1", "P2"], ["P2", "P9"], CustodyStep.STORED)
    assert [item.message for item in found] == [
        "“保管”环节未见袋号P1。",
        "“保管”环节出现未登记的袋号P9。",
    ]
