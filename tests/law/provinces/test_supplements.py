"""The supplements of 山西 2024, and of 江苏, 浙江 and 河南 2025: sourced values, whole tables, no contradiction."""

from dataclasses import fields
from datetime import date
from fractions import Fraction

import pytest

from chengzhao.law.citation import Provision
from chengzhao.law.provinces import Supplement, UnknownSupplement, check, supplement
from chengzhao.law.words import (
    ChoiceMoment,
    ExamCategory,
    FilingMechanism,
    PaperSlot,
    ProgrammeLevel,
    RoundKind,
    TieRule,
)
from chengzhao.law.years import year_law

GAOQIBEN, ZHUANSHENGBEN, GAOQIZHUAN = ProgrammeLevel
KNOWN = [("14", 2024), ("32", 2025), ("33", 2025), ("41", 2025)]


@pytest.fixture(params=KNOWN, ids=["shanxi", "jiangsu", "zhejiang", "henan"])
def each(request: pytest.FixtureRequest) -> Supplement:
    return supplement(*request.param)


def test_every_value_has_its_clause_and_what_is_local_its_source(each: Supplement) -> None:
    for field in fields(each):
        value = getattr(each, field.name)
        if field.name in ("province_code", "province_name", "year"):
            continue
        assert isinstance(value, Provision), field.name
        assert value.confidence == 1 or value.source, field.name


def test_no_contradiction_with_the_year(each: Supplement) -> None:
    assert check(each, year_law(each.year)) == ()


def test_every_level_is_in_one_tier_and_has_its_forms(each: Supplement) -> None:
    tiers = [level for tier in each.tiers.value for level in tier]
    assert sorted(tiers) == sorted(ProgrammeLevel)
    assert set(each.choice_forms.value) == set(ProgrammeLevel)
    assert set(each.mechanism.value) == set(ProgrammeLevel)
    assert set(each.categories.value) == set(ProgrammeLevel)


def test_specialised_papers_lead_into_one_category_code_each(each: Supplement) -> None:
    law = year_law(each.year)
    papers = {paper for item in each.categories.value[ZHUANSHENGBEN] for paper in item.papers}
    assert papers == set(law.slot_papers.value[PaperSlot.SPECIALISED])


def test_secondary_categories_have_their_papers(each: Supplement) -> None:
    for level, count in ((GAOQIBEN, 2), (GAOQIZHUAN, 1)):
        assert {len(item.papers) for item in each.categories.value[level]} == {count}


def test_candidate_number_is_eighteen_wide(each: Supplement) -> None:
    assert each.number_formats.value.candidate.width == 18


def test_room_has_thirty_seats(each: Supplement) -> None:
    assert each.room_plan.value.seats == 30


def test_age_is_publicised_as_the_notice_wants(each: Supplement) -> None:
    assert each.age_is_publicised.value is True
    assert each.age_is_publicised.citation.clause == "N3.6"


def test_past_the_end_of_a_tie_key_chain(each: Supplement) -> None:
    assert each.ties.value in (TieRule.SEED, TieRule.ALL_IN)


def test_unknown_supplement_is_refused_with_those_there_are() -> None:
    with pytest.raises(
        UnknownSupplement, match="现有：山西省2024年、江苏省2025年、浙江省2025年、河南省2025年。"
    ):
        supplement("11", 2024)


def test_shanxi_tie_keys_by_level_and_category() -> None:
    shanxi = supplement("14", 2024)
    maths, chinese = PaperSlot.MATHS, PaperSlot.CHINESE
    foreign, combined = PaperSlot.FOREIGN, PaperSlot.COMBINED
    assert shanxi.tie_keys_of(GAOQIBEN, ExamCategory.SCIENCE) == (maths, chinese, foreign, combined)
    assert shanxi.tie_keys_of(GAOQIBEN, ExamCategory.HUMANITIES) == (chinese, maths, foreign, combined)
    assert shanxi.tie_keys_of(GAOQIZHUAN, ExamCategory.SPORTS_SCIENCE) == (maths, chinese, foreign)
    assert shanxi.tie_keys_of(GAOQIZHUAN, ExamCategory.ARTS_HUMANITIES) == (chinese, maths, foreign)
    specialised = (PaperSlot.SPECIALISED, PaperSlot.POLITICS, foreign)
    assert shanxi.tie_keys_of(ZHUANSHENGBEN, ExamCategory.LAW) == specialised


def test_shanxi_files_one_tier_after_another_in_order() -> None:
    shanxi = supplement("14", 2024)
    assert shanxi.tiers.value == ((GAOQIBEN,), (ZHUANSHENGBEN,), (GAOQIZHUAN,))
    assert set(shanxi.mechanism.value.values()) == {FilingMechanism.SEQUENTIAL}
    assert shanxi.ratio.value == Fraction(1)
    assert shanxi.choice_forms.value[ZHUANSHENGBEN].colleges == 2
    assert shanxi.choice_forms.value[ZHUANSHENGBEN].programmes == 1


def test_shanxi_supplementary_round_keeps_the_line() -> None:
    shanxi = supplement("14", 2024)
    assert [item.kind for item in shanxi.rounds.value] == [RoundKind.MAIN, RoundKind.SUPPLEMENTARY]
    assert shanxi.relaxation_in(RoundKind.SUPPLEMENTARY) == 0
    assert shanxi.relaxation_in(RoundKind.RELAXED) == 0


def test_jiangsu_relaxes_after_the_supplementary_round() -> None:
    jiangsu = supplement("32", 2025)
    assert [item.relaxation for item in jiangsu.rounds.value] == [0, 0, 20]
    assert jiangsu.relaxation_in(RoundKind.RELAXED) == 20


def test_jiangsu_files_zhuanke_in_parallel_and_lets_equals_in() -> None:
    jiangsu = supplement("32", 2025)
    assert jiangsu.mechanism.value[GAOQIZHUAN] is FilingMechanism.PARALLEL
    assert jiangsu.mechanism.value[ZHUANSHENGBEN] is FilingMechanism.SEQUENTIAL
    assert jiangsu.ties.value is TieRule.ALL_IN
    assert jiangsu.tie_keys_of(ZHUANSHENGBEN, ExamCategory.LAW) == ()


def test_category_in_use_is_none_where_the_province_has_no_such() -> None:
    assert supplement("14", 2024).category_in_use(ZHUANSHENGBEN, ExamCategory.SPORTS_EDUCATION) is None
    medicine = supplement("32", 2025).category_in_use(ZHUANSHENGBEN, ExamCategory.CHINESE_MEDICINE)
    assert medicine is not None
    assert medicine.code == "1111"


def test_reference_day_is_in_the_season(each: Supplement) -> None:
    assert each.age_reference_day.value in (date(2024, 10, 19), date(2025, 10, 18))


def test_zhejiang_files_110_percent_after_the_scores() -> None:
    zhejiang = supplement("33", 2025)
    assert zhejiang.ratio.value == Fraction(11, 10)
    assert zhejiang.choice_moment.value is ChoiceMoment.AFTER_SCORES
    assert zhejiang.choice_forms.value[ZHUANSHENGBEN].programmes == 2


def test_henan_has_one_choice_and_a_line_for_chinese_medicine() -> None:
    henan = supplement("41", 2025)
    assert henan.choice_forms.value[ZHUANSHENGBEN].colleges == 1
    medicine = henan.category_in_use(ZHUANSHENGBEN, ExamCategory.CHINESE_MEDICINE)
    assert medicine is not None
    assert medicine.code == "11"


def test_what_was_not_seen_is_not_certain() -> None:
    for key in (("33", 2025), ("41", 2025)):
        found = supplement(*key)
        for field in fields(found):
            value = getattr(found, field.name)
            if isinstance(value, Provision) and value.source.startswith("没有查到"):
                assert value.is_certain is False, (key, field.name)
