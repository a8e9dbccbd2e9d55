"""The sentence about a choice, for every code and for both sides of every comparison."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from chengzhao.law import texts
from chengzhao.law.words import ProgrammeLevel
from chengzhao.records.models.filing import FilingRound
from chengzhao.records.queries.choices import ChoiceView
from chengzhao.records.queries.fate_rows import FileSummary
from chengzhao.records.queries.fates import ChoiceFate, FateCode, parse_detail
from chengzhao.rules import reasons
from chengzhao.rules.admission import FileState
from chengzhao.web.candidate.fate import explain

UPGRADE = ProgrammeLevel.ZHUANSHENGBEN


def a_choice(**facts: Any) -> ChoiceView:
    given: dict[str, Any] = {
        "filing_round": FilingRound.MAIN,
        "level": UPGRADE,
        "rank": 1,
        "college_id": 1,
        "college": "太原理工大学",
        "programme_ids": (7,),
        "programmes": ("会计学",),
        "accepts_reassignment": False,
        "saved_at": datetime(2024, 9, 5, tzinfo=UTC),
        "confirmed_at": None,
        "frozen_at": None,
    }
    return ChoiceView(**(given | facts))


def a_fate(code: FateCode, detail: str = "", **facts: Any) -> ChoiceFate:
    given: dict[str, Any] = {"choice": a_choice(), "filing_score": Decimal("251")}
    return ChoiceFate(code=code, detail=parse_detail(detail), **(given | facts))


def a_file(**facts: Any) -> FileSummary:
    given: dict[str, Any] = {
        "run_id": 1,
        "level": UPGRADE,
        "college_id": 1,
        "college": "太原理工大学",
        "programme": "会计学",
        "choice_rank": 1,
        "state": FileState.ADMITTED,
        "return_code": "",
        "exempt": False,
    }
    return FileSummary(**(given | facts))


def said(code: FateCode, detail: str = "", **facts: Any) -> str:
    return explain(a_fate(code, detail, **facts)).text


@pytest.mark.parametrize("code", list(FateCode))
def test_sentence_of_every_code_ends_well_and_cites_real_clauses(code: FateCode) -> None:
    sentence = explain(a_fate(code))
    assert sentence.text.endswith("。")
    assert sentence.decisive in sentence.text
    for clause in sentence.clauses:
        texts.clause(clause)


def test_fate_codes_hold_every_code_of_the_filing() -> None:
    codes = {value for name, value in vars(reasons).items() if name.isupper() and value == name}
    assert codes == {
        "ADMITTED",
        "BELOW_LINE",
        "NO_EXTRA_TEST",
        "NOT_REACHED",
        "NOT_TAKING_PART",
        "OTHER_LEVEL_OR_CATEGORY",
        "RETURNED_NO_PLACE",
        "UNIT_FULL",
    }
    assert codes < {code.value for code in FateCode}


def test_unit_full_says_how_many_points_were_missing() -> None:
    assert said(
        FateCode.UNIT_FULL,
        "filing_score=256;ties=88/86",
        places=60,
        written_by=148,
        position=71,
    ) == (
        "这里有60个名额，按投档分从高到低投档，投出的最后一名256分，你251分，差5分。"
        "第1志愿报这里的有148人，你的投档分251分，排第71名。"
    )


def test_figures_of_a_whole_college_say_so() -> None:
    text = said(
        FateCode.UNIT_FULL,
        "filing_score=256;ties=",
        places=33,
        written_by=34,
        position=14,
        is_filed_by_college=True,
    )
    assert text.startswith("这个学校本科类有33个名额，")
    assert "第1志愿报这个学校本科类的有34人" in text


def test_unit_full_in_sequence_says_that_a_lower_one_came_through_an_earlier_rank() -> None:
    text = said(FateCode.UNIT_FULL, "filing_score=238;ties=", choice=a_choice(rank=2), places=12)
    assert text == (
        "这里有12个名额，轮到第2志愿时名额不够。投出的最后一名投档分238分，排在你后面，"
        "但对方是在更靠前的志愿投出的：先看志愿顺序，再看分数。"
    )


def test_unit_full_where_nobody_was_filed_says_there_was_no_place() -> None:
    assert said(FateCode.UNIT_FULL, places=0) == "这次投档，这里没有名额可投。"


def test_below_line_shows_the_line_and_what_was_missing() -> None:
    text = said(FateCode.BELOW_LINE, "missing=4", filing_score=Decimal(96))
    assert text == "最低录取控制分数线100分，你的投档分96分，差4分，没有上线，不能投档。"


def test_admitted_shows_places_standing_and_the_lowest() -> None:
    text = said(
        FateCode.ADMITTED,
        "programme=7",
        own_file=a_file(),
        places=120,
        admitted=120,
        lowest_admitted=Decimal("238.00"),
        written_by=37,
        position=3,
    )
    assert text == (
        "这里有120个名额。第1志愿报这里的有37人，你的投档分251分，排第3名。学校审阅后录取。"
        "这次投档这里拟录取120人，最低238分。"
    )


def test_admitted_by_reassignment_names_the_programme() -> None:
    text = said(FateCode.ADMITTED, "programme=8", own_file=a_file(programme="工商管理"))
    assert "你填的专业没有空余名额，按服从调剂录取到工商管理" in text


def test_admitted_below_the_line_says_that_it_was_lowered() -> None:
    sentence = explain(a_fate(FateCode.ADMITTED, "programme=7;relaxed=1", own_file=a_file()))
    assert "按规定降分投档" in sentence.decisive
    assert sentence.clauses == ("A1.5.2", "A1.5.10")


def test_not_reached_names_the_place_held() -> None:
    text = said(FateCode.NOT_REACHED, choice=a_choice(rank=2), holder=a_file())
    assert text == "你已录取到专升本第1志愿太原理工大学，这个志愿不再处理。"


def test_not_reached_by_an_exempt_person_says_so() -> None:
    text = said(FateCode.NOT_REACHED, holder=a_file(exempt=True))
    assert text.startswith("你已免试录取到")


def test_not_reached_while_the_file_is_with_a_college_promises_nothing() -> None:
    text = said(FateCode.NOT_REACHED, holder=a_file(state=FileState.UNDER_REVIEW))
    assert text == "你的档案已投到专升本第1志愿太原理工大学，这个志愿暂不处理。"


def test_not_reached_in_parallel_says_that_the_one_filing_was_used() -> None:
    text = said(FateCode.NOT_REACHED, is_sequential=False, holder=a_file(state=FileState.RETURNED))
    assert text.startswith("平行志愿只投一次档。")


def test_not_reached_after_an_earlier_file_was_returned_tells_what_happened_then() -> None:
    text = said(FateCode.NOT_REACHED, choice=a_choice(rank=2), holder=a_file(state=FileState.RETURNED))
    assert text == "这次投档时，你的档案投到了专升本第1志愿太原理工大学，后来退档，这个志愿没有再投档。"


def test_not_taking_part_after_an_earlier_admission_names_it() -> None:
    assert said(FateCode.NOT_TAKING_PART, holder=a_file()) == said(FateCode.NOT_REACHED, holder=a_file())


def test_returned_no_place_speaks_of_reassignment_only_where_it_was_accepted() -> None:
    refused = said(FateCode.RETURNED_NO_PLACE)
    accepted = said(FateCode.RETURNED_NO_PLACE, choice=a_choice(accepts_reassignment=True))
    assert refused.endswith("都已没有空余名额。你没有选择服从调剂。")
    assert accepted.endswith("都已没有空余名额，调剂时也没有你够条件的空余名额。")


def test_returned_by_college_gives_its_reason() -> None:
    file = a_file(state=FileState.RETURNED, return_code="PROGRAMME_FULL")
    text = said(FateCode.RETURNED_BY_COLLEGE, own_file=file)
    assert f"学校审阅后退档，原因是“{file.return_label}”。" in text
    assert file.return_label != ""


def test_returned_by_college_with_an_unknown_code_gives_none() -> None:
    file = a_file(state=FileState.RETURNED, return_code="SOMETHING")
    assert said(FateCode.RETURNED_BY_COLLEGE, own_file=file).endswith("学校审阅后退档。")


def test_no_extra_test_shows_the_score_where_there_is_one() -> None:
    assert "（你的加试成绩55分）" in said(FateCode.NO_EXTRA_TEST, extra_score=Decimal(55))
    assert "加试成绩55" not in said(FateCode.NO_EXTRA_TEST)


def test_fate_without_a_score_says_nothing_of_scores() -> None:
    fate = replace(a_fate(FateCode.WITH_COLLEGE), filing_score=None)
    assert explain(fate).text == "档案已投到学校，由学校审阅，再报省级招生考试机构审核。"
