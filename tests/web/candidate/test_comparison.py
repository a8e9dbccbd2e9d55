"""The reader beside the last one filed, key by key."""

from decimal import Decimal

from tests.web.candidate.test_fate import a_choice, a_fate, said

from chengzhao.law.words import PaperSlot
from chengzhao.records.queries.fates import FateCode
from chengzhao.web.candidate.fate import explain


def test_unit_full_counts_half_points() -> None:
    text = said(FateCode.UNIT_FULL, "filing_score=251.5;ties=", filing_score=Decimal("251.0"))
    assert "投出的最后一名251.5分，你251分，差0.5分" in text


def test_unit_full_of_equal_score_names_the_paper_that_decided() -> None:
    marks = ((PaperSlot.SPECIALISED, Decimal(87)), (PaperSlot.POLITICS, Decimal(86)))
    text = said(FateCode.UNIT_FULL, "filing_score=251;ties=87/90", tie_marks=marks)
    assert text == "投出的最后一名和你同为251分，同分再依次比单科。政治对方90分，你86分。"


def test_unit_full_of_first_rank_equal_in_everything_names_the_seed() -> None:
    marks = ((PaperSlot.SPECIALISED, Decimal(87)),)
    text = said(FateCode.UNIT_FULL, "filing_score=251;ties=87", tie_marks=marks)
    assert text == "投出的最后一名和你的投档分、各项比较都相同，按考前公布的随机种子排序，对方在你前面。"


def test_unit_full_of_later_rank_equal_in_everything_does_not_claim_the_seed_alone() -> None:
    text = said(FateCode.UNIT_FULL, "filing_score=251;ties=", choice=a_choice(rank=2))
    assert text == (
        "投出的最后一名和你的投档分、各项比较都相同，更靠前的志愿先投；同一志愿内完全同分的，按考前公布的随机种子排序。"
    )


def test_unit_full_in_sequence_with_equal_score_and_lower_paper_says_so_too() -> None:
    marks = ((PaperSlot.SPECIALISED, Decimal(87)),)
    text = said(FateCode.UNIT_FULL, "filing_score=251;ties=80", choice=a_choice(rank=2), tie_marks=marks)
    assert "投档分251分，排在你后面，但对方是在更靠前的志愿投出的" in text


def test_unit_full_in_parallel_never_speaks_of_earlier_ranks() -> None:
    text = said(FateCode.UNIT_FULL, "filing_score=238;ties=", is_sequential=False)
    assert text == "名额在轮到你之前已经用完。"


def test_unit_full_of_an_arts_unit_compares_the_extra_test_first() -> None:
    text = said(FateCode.UNIT_FULL, "extra=82.5;filing_score=200;ties=", extra_score=Decimal("80.25"))
    assert text == "按加试成绩从高到低投档，投出的最后一名82.5分，你80.25分，差2.25分。"
    assert explain(a_fate(FateCode.UNIT_FULL, "extra=82.5;filing_score=200;ties=")).clauses == ("A1.5.9",)


def test_unit_full_of_an_arts_unit_with_equal_tests_compares_the_score() -> None:
    text = said(FateCode.UNIT_FULL, "extra=80;filing_score=260;ties=", extra_score=Decimal(80))
    assert "投出的最后一名260分，你251分，差9分" in text
