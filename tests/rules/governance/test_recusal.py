"""N5.1: who keeps away from a file."""

import pytest
from tests.rules.chapter_cases import Case, cases, check

from chengzhao.rules.governance import Relation, recusal_findings


@pytest.mark.parametrize("case", cases("governance", "recusal"))
def test_recusal(case: Case) -> None:
    relation = None if case["申报"] == "无" else case.word(Relation, "申报")
    check(case, recusal_findings(is_own=case["本人"], relation=relation, entered_it=case["录入"]))
