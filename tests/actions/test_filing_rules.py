"""The rules of a run: the supplement's values as rules.toml has them."""

from dataclasses import replace
from fractions import Fraction

import pytest
from tests.actions.refusing import refused
from tests.factories import BORDER, a_season

from chengzhao.actions import filing_rules
from chengzhao.actions.audit import Border
from chengzhao.actions.filing_rules import relaxation, rules_table, season_rules, tier_levels
from chengzhao.law.citation import Citation, Provision
from chengzhao.law.provinces import RoundRule, Supplement, supplement
from chengzhao.law.words import ProgrammeLevel, RoundKind
from chengzhao.law.years import year_law
from chengzhao.records.models.filing import FilingRound

GAOQIBEN, ZHUANSHENGBEN, GAOQIZHUAN = ProgrammeLevel
JIANGSU = Border(season=2025, province="32")


def with_rounds(*rounds: RoundRule) -> Supplement:
    return replace(supplement("14", 2024), rounds=Provision(rounds, Citation("A1.5.10")))


def a_round(kind: RoundKind, points: int) -> RoundRule:
    return RoundRule(kind=kind, relaxation=points, takes_new_choices=False)


@pytest.mark.parametrize(("filing_round", "points"), [(FilingRound.MAIN, 5), (FilingRound.SUPPLEMENTARY, 20)])
def test_relaxation_follows_the_supplementary_round_where_the_province_has_a_relaxed_one(
    filing_round: FilingRound, points: int
) -> None:
    rules = with_rounds(
        a_round(RoundKind.MAIN, 5), a_round(RoundKind.SUPPLEMENTARY, 10), a_round(RoundKind.RELAXED, 20)
    )
    assert relaxation(rules, filing_round) == points


def test_relaxation_is_none_where_the_province_sets_none() -> None:
    assert relaxation(with_rounds(a_round(RoundKind.MAIN, 0)), FilingRound.SUPPLEMENTARY) == 0


@pytest.mark.django_db
def test_rules_table_of_jiangsu_files_the_second_tier_in_parallel_by_college() -> None:
    season = a_season(year=2025, province="32")
    table = rules_table(season, FilingRound.SUPPLEMENTARY, (GAOQIZHUAN,))
    assert (table["mechanism"], table["unit"], table["ties"]) == ("parallel", "college", "all_in")
    assert (table["tiers"], table["relaxation"], table["ratio"]) == ([["GAOQIZHUAN"]], 20, "1")


@pytest.mark.django_db
def test_rules_table_of_levels_filed_differently_is_refused() -> None:
    season = a_season(year=2025, province="32")
    with refused("同一批次的招生类型投档方式不同，请在补充规定中改正。"):
        rules_table(season, FilingRound.MAIN, (GAOQIBEN, GAOQIZHUAN))


@pytest.mark.django_db
@pytest.mark.parametrize(("ratio", "written"), [(Fraction(21, 20), "1.05"), (Fraction(6, 5), "1.2")])
def test_rules_table_writes_the_ratio_exactly(
    monkeypatch: pytest.MonkeyPatch, ratio: Fraction, written: str
) -> None:
    rules = replace(supplement("14", 2024), ratio=Provision(ratio, Citation("A1.5.7")))
    monkeypatch.setattr(filing_rules, "law_of", lambda border: (year_law(2024), rules))
    table = rules_table(a_season(), FilingRound.MAIN, (GAOQIBEN,))
    assert table["ratio"] == written
    assert season_rules(table).ratio == ratio


@pytest.mark.django_db
def test_rules_table_with_a_ratio_without_an_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = replace(supplement("14", 2024), ratio=Provision(Fraction(4, 3), Citation("A1.5.7")))
    monkeypatch.setattr(filing_rules, "law_of", lambda border: (year_law(2024), rules))
    with refused("投档比例4/3不能写成有限小数，请在补充规定中改正。"):
        rules_table(a_season(), FilingRound.MAIN, (GAOQIBEN,))


@pytest.mark.django_db
def test_season_rules_count_points_in_hundredths() -> None:
    table = {**rules_table(a_season(), FilingRound.MAIN, (GAOQIBEN,)), "relaxation": 20, "gaps": [3, 1]}
    rules = season_rules(table)
    assert (rules.relaxation, rules.gaps) == (2000, (300, 100))
    assert rules.tie_keys["GAOQIBEN/SCIENCE"] == ("maths", "chinese", "foreign", "combined")


@pytest.mark.django_db
def test_tier_levels_counts_from_one() -> None:
    assert [tier_levels(BORDER, tier) for tier in (1, 2, 3)] == [(GAOQIBEN,), (ZHUANSHENGBEN,), (GAOQIZHUAN,)]
    assert tier_levels(JIANGSU, 1) == (GAOQIBEN, ZHUANSHENGBEN)
    with refused("山西省共3个批次，没有第0批次。"):
        tier_levels(BORDER, 0)
