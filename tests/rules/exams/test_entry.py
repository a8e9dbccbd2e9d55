"""N2.3: the officers' cases at the entrance."""

from datetime import datetime, timedelta, timezone

import pytest
from tests.rules.chapter_cases import Case, by_label, cases, check

from chengzhao.rules.exams import (
    Arrival,
    EntryDecision,
    FaceAnswer,
    entry_decision,
    entry_findings,
    is_suspected_replacement,
)

STARTS = datetime(2024, 10, 19, 9, tzinfo=timezone(timedelta(hours=8)))


def arrival(changes: dict[str, object]) -> Arrival:
    hour, minute = str(changes.get("到达", "08:40")).split(":")
    return Arrival(
        has_ticket=bool(changes.get("准考证", True)),
        has_document=bool(changes.get("证件", True)),
        document_matches=bool(changes.get("证件相符", True)),
        face=by_label(FaceAnswer, str(changes.get("人脸", "未比对"))),
        gate_alarmed=bool(changes.get("报警", False)),
        carries_forbidden=bool(changes.get("违禁", False)),
        arrived_at=STARTS.replace(hour=int(hour), minute=int(minute)),
        starts_at=STARTS,
    )


@pytest.mark.parametrize("case", cases("exams", "entry"))
def test_entry(case: Case) -> None:
    seen = arrival(case["改"])
    check(case, entry_findings(seen))
    assert entry_decision(seen) is case.word(EntryDecision, "处理")
    assert is_suspected_replacement(seen) is case["替考"]
