"""附件1·八（一）: the officers' cases of violations, decisions, reviews and the integrity record."""

from dataclasses import replace
from datetime import date

import pytest
from tests.rules.chapter_cases import Case, by_label, cases, check

from chengzhao.law.orders import ORDER_33, ORDER_36, UnknownArticle, order_rows
from chengzhao.law.orders.order33 import DECISION_CONTENTS, behaviours
from chengzhao.rules.discipline import (
    CaseFacts,
    CaseState,
    PersonKind,
    decision_findings,
    decision_paper_findings,
    handed_over_to,
    integrity_entry_findings,
    open_articles,
    order_for,
    penalty_of,
    review_decision_day,
    review_request_findings,
    site_loses_its_right,
)

CARRIED_A_PHONE = CaseFacts(
    document=ORDER_33,
    article="6",
    item="4",
    person=PersonKind.CANDIDATE,
    evidence=("手机", "监控录像"),
    recorded_by=("甲", "乙"),
    told_on=date(2024, 10, 21),
    heard_on=date(2024, 10, 25),
    proposed=penalty_of(ORDER_33, "6", "4").consequence,
)


@pytest.mark.parametrize("case", cases("discipline", "penalties"))
def test_penalty(case: Case) -> None:
    try:
        found = penalty_of(case["文件"], case["条"], case["项"]).consequence
    except UnknownArticle:
        found = "没有这一项"
    assert found == case["结果"]


@pytest.mark.parametrize("case", cases("discipline", "decisions"))
def test_decision(case: Case) -> None:
    changes = dict(case["改"])
    for name in ("evidence", "recorded_by"):
        if name in changes:
            changes[name] = tuple(changes[name])
    if "person" in changes:
        changes["person"] = by_label(PersonKind, changes["person"])
    facts = replace(CARRIED_A_PHONE, **changes)
    if "article" in changes:
        facts = replace(facts, proposed=penalty_of(facts.document, facts.article, facts.item).consequence)
    check(case, decision_findings(facts))


@pytest.mark.parametrize("case", cases("discipline", "reviews"))
def test_review_request(case: Case) -> None:
    check(case, review_request_findings(case["送达"], case["申请"]))


@pytest.mark.parametrize("case", cases("discipline", "integrity"))
def test_integrity_entry(case: Case) -> None:
    state = case.word(CaseState, "状态")
    check(case, integrity_entry_findings(state, served_on=case["送达"], day=case["日期"]))


@pytest.mark.parametrize("case", cases("discipline", "rooms"))
def test_identical_rooms(case: Case) -> None:
    assert ("是" if site_loses_its_right(case["考场"], case["雷同"]) else "否") == case["结果"]


def test_counts_that_cannot_be_are_an_error() -> None:
    for rooms, identical in ((0, 0), (3, 4), (3, -1)):
        with pytest.raises(ValueError, match="考场数不对"):
            site_loses_its_right(rooms, identical)


def test_review_is_decided_within_thirty_days() -> None:
    assert review_decision_day(date(2024, 11, 1)) == date(2024, 12, 1)


def test_decision_paper_lacks_what_is_blank() -> None:
    contents = dict.fromkeys(DECISION_CONTENTS.value, "有")
    assert decision_paper_findings(contents) == ()
    found = decision_paper_findings({**contents, "救济途径": " "})
    assert [item.message for item in found] == ["处理决定书缺少“救济途径”。"]


@pytest.mark.parametrize(
    ("servant", "crime", "expected"),
    [
        (False, False, ()),
        (True, False, ("移送纪检监察机关依规依纪处理",)),
        (False, True, ("移送司法机关",)),
        (True, True, ("移送司法机关", "移送纪检监察机关依规依纪处理")),
    ],
)
def test_hand_over(servant: bool, crime: bool, expected: tuple[str, ...]) -> None:
    assert handed_over_to(person_is_public_servant=servant, is_suspected_crime=crime) == expected


def test_exam_matters_fall_under_order_33_and_admission_under_36() -> None:
    assert order_for(is_exam_matter=True) == ORDER_33
    assert order_for(is_exam_matter=False) == ORDER_36


def test_every_behaviour_applies_to_somebody() -> None:
    rows = [*behaviours(), *order_rows(ORDER_36)]
    reached = {row.label for person in PersonKind for row in open_articles(person, rows)}
    assert [row.label for row in rows if row.label not in reached] == []


def test_uncertain_article_warns_without_stopping(monkeypatch: pytest.MonkeyPatch) -> None:
    from decimal import Decimal

    from chengzhao.rules import discipline

    doubtful = replace(order_rows(ORDER_33)[0], confidence=Decimal("0.5"))
    monkeypatch.setattr(discipline, "order_row", lambda *key: doubtful)
    facts = replace(CARRIED_A_PHONE, proposed=doubtful.penalty)
    assert [(item.clause, item.is_hard) for item in decision_findings(facts)] == [("A1.8.1", False)]
