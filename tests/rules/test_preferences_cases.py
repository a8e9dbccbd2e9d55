"""附件1·五（五）: the officers' cases of bonuses, exemptions, publicity and age."""

from datetime import date

import pytest
from tests.rules.chapter_cases import Case, by_label, cases, check

from chengzhao.law.words import ClaimKind, ProgrammeLevel
from chengzhao.law.years import Grantor
from chengzhao.rules.preferences import (
    ClaimFacts,
    HonourFacts,
    Merit,
    age_on,
    athlete_is_exempt,
    best_single_bonus,
    effect_findings,
    evidence_findings,
    exemption_findings,
    honour_findings,
    is_effective,
    is_of_bonus_age,
)


@pytest.mark.parametrize("case", cases("preferences", "bonus"))
def test_best_single_bonus(case: Case) -> None:
    claims = [
        ClaimFacts(
            kind=by_label(ClaimKind, label),
            office_approved=True,
            department_agreed=True,
            publicised_from=date(2024, 10, 21),
            publicised_until=date(2024, 10, 30),
        )
        for label in case["申请"]
    ]
    best = best_single_bonus(claims, case.supplement)
    assert best.points == case["结果"]
    assert best.reason == case.get("说法", best.reason)


@pytest.mark.parametrize("case", cases("preferences", "effect"))
def test_effect(case: Case) -> None:
    first, last = case["公示"] or (None, None)
    claim = ClaimFacts(
        kind=ClaimKind.FIRST_GRADE_ATHLETE,
        office_approved=case["初审"],
        department_agreed=case["部门"],
        publicised_from=first,
        publicised_until=last,
        has_sustained_objection=case["异议成立"],
    )
    days = case.supplement.publicity_days.value
    check(case, effect_findings(claim, days))
    assert is_effective(claim, days) is (case["结果"] == "可以")
    assert best_single_bonus([claim], case.supplement).points == (30 if case["结果"] == "可以" else 0)


@pytest.mark.parametrize("case", cases("preferences", "age"))
def test_bonus_age(case: Case) -> None:
    assert ("是" if is_of_bonus_age(case["出生"], case.supplement) else "否") == case["结果"]


@pytest.mark.parametrize("case", cases("preferences", "age_on"))
def test_age_on_a_day(case: Case) -> None:
    assert age_on(case["出生"], case["计算日"]) == case["结果"]


@pytest.mark.parametrize("case", cases("preferences", "exemptions"))
def test_exemption(case: Case) -> None:
    found = exemption_findings(
        case.word(ClaimKind, "类别"),
        case.word(ProgrammeLevel, "层次"),
        is_own_province=case["本省"],
        law=case.law,
    )
    check(case, found)


@pytest.mark.parametrize("case", cases("preferences", "athletes"))
def test_athlete(case: Case) -> None:
    try:
        exempt = athlete_is_exempt(
            case["比赛"], case["名次"], is_olympic_event=case["奥运项目"], law=case.law
        )
    except LookupError:
        assert case["结果"] == "不在其列"
    else:
        assert ("可以" if exempt else "不能") == case["结果"]


@pytest.mark.parametrize("case", cases("preferences", "evidence"))
def test_evidence(case: Case) -> None:
    kind = case.word(ClaimKind, "类别")
    check(case, evidence_findings(kind, case["材料"], seen_in_original=case["原件"], law=case.law))


@pytest.mark.parametrize("case", cases("preferences", "honours"))
def test_honour(case: Case) -> None:
    honour = HonourFacts(
        kind=case.word(ClaimKind, "类别"),
        granted_by=case.word(Grantor, "授予") if "授予" in case.given else None,
        merit=case.word(Merit, "等次") if "等次" in case.given else None,
        is_of_a_group=case.get("集体", False),
        ethnic_code=case.get("民族"),
        lives_in_named_area=case.get("所列地区"),
        is_at_prefecture_seat=case.get("地级市驻地"),
    )
    check(case, honour_findings(honour, case.law))
