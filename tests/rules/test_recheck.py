"""附件1·七: the officers' cases of the entrants' re-check."""

from datetime import date

import pytest
from tests.rules.chapter_cases import Case, by_label, cases, check

from chengzhao.law.citation import finding
from chengzhao.law.words import EducationKind, EntryRoute, ProgrammeLevel
from chengzhao.rules.recheck import (
    BackTrace,
    EntrantFacts,
    EntrantState,
    FaceCheck,
    FaceMatch,
    RecheckItem,
    back_trace_findings,
    comparison_findings,
    consequence_findings,
    face_findings,
    items_to_compare,
    next_state,
    prior_education_findings,
    roster_findings,
)
from chengzhao.rules.registration import CheckOutcome
from chengzhao.rules.states import IllegalMove

TRACE = BackTrace(province="14", stages=("报名审核", "照顾政策审核"), reported_on=date(2025, 3, 1))


@pytest.mark.parametrize("case", cases("recheck", "comparison"))
def test_comparison(case: Case) -> None:
    entrant = EntrantFacts(
        level=ProgrammeLevel.ZHUANSHENGBEN,
        route=case.word(EntryRoute, "方式"),
        used_bonus=case["加分"],
    )
    compared = {
        item: [("姓名", "张伟", "张伟")] for item in items_to_compare(entrant) if item.label not in case["缺"]
    }
    for label, (name, shown, recorded) in case["不符"].items():
        compared[by_label(RecheckItem, label)] = [(name, shown, recorded)]
    check(case, comparison_findings(entrant, compared))


@pytest.mark.parametrize("case", cases("recheck", "faces"))
def test_face(case: Case) -> None:
    seen = FaceCheck(
        answer=case.word(FaceMatch, "识别"),
        checked_by_hand_by=tuple(case["人工"]),
        hand_agrees=case["本人"],
        note=case["记录"],
    )
    check(case, face_findings(seen, fewest_persons=2))


@pytest.mark.parametrize("case", cases("recheck", "prior_education"))
def test_prior_education(case: Case) -> None:
    found = prior_education_findings(
        case.word(ProgrammeLevel, "层次"),
        enrolled_electronically=case["已注册"],
        education=by_label(EducationKind, case["学历"]) if case["学历"] else None,
        outcome=case.word(CheckOutcome, "复核"),
        law=case.law,
    )
    check(case, found)


@pytest.mark.parametrize("case", cases("recheck", "consequences"))
def test_consequences(case: Case) -> None:
    found = consequence_findings(
        is_cancelled=case["取消"],
        is_in_integrity_record=case["诚信"],
        origin_is_told=case["通报"],
        back_trace=TRACE if case["倒查"] else None,
    )
    check(case, found)


@pytest.mark.parametrize("case", cases("recheck", "moves"))
def test_move(case: Case) -> None:
    problems = [finding("N8.1", "不一致。")] if case["有问题"] else []
    state = case.word(EntrantState, "状态")
    assert next_state(state, problems, is_decided=case["已决定"]) is case.word(EntrantState, "结果")


def test_entrant_who_has_not_arrived_is_not_cleared() -> None:
    with pytest.raises(IllegalMove, match="待报到"):
        next_state(EntrantState.EXPECTED, [], is_decided=False)


def test_back_trace_asks_for_every_stage() -> None:
    found = back_trace_findings(TRACE, {"报名审核": "甲，凭毕业证书"})
    assert [item.message for item in found] == ["倒查“照顾政策审核”环节尚未说明经办人和依据。"]
    assert back_trace_findings(TRACE, dict.fromkeys(TRACE.stages, "甲")) == ()


def test_roster_tells_strangers_from_those_still_waited_for() -> None:
    states = {"b": EntrantState.ARRIVED, "c": EntrantState.CLEARED, "z": EntrantState.ARRIVED}
    found = roster_findings(["a", "b", "c"], states)
    assert [(item.message, item.is_hard) for item in found] == [
        ("z不在录取新生名册内。", True),
        ("a报到情况未登记。", False),
        ("b复查未完成。", False),
    ]
