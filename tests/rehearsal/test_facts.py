"""The rehearsal's reference files: whole, sourced, and true to the catalogues they draw on."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from chengzhao.law.reference import ethnic_groups, major
from chengzhao.law.words import ClaimKind, ProgrammeLevel
from chengzhao.rehearsal import facts


def test_every_assumption_is_a_positive_number_with_a_source() -> None:
    bad = [
        key
        for key, held in facts.assumptions().items()
        if held.value <= 0 or not held.source.strip() or not Decimal(0) < held.confidence < 1
    ]
    assert bad == []


def test_every_assumption_stands_in_the_document(root: Path) -> None:
    """docs/rehearsal.md lists each key with its value, so that nobody takes it for more than it is."""
    text = (root / "docs" / "rehearsal.md").read_text(encoding="utf-8")
    missing = [key for key, held in facts.assumptions().items() if f"| `{key}` | {held.value} |" not in text]
    assert missing == []


def test_shares_of_a_prefix_are_those_of_the_file() -> None:
    levels = facts.shares("level")
    assert list(levels) == ["GAOQIBEN", "ZHUANSHENGBEN", "GAOQIZHUAN"]
    assert sum(levels.values(), Fraction(0)) == 1


def test_claims_and_exemptions_name_kinds_of_the_notice() -> None:
    named = [*facts.shares("claim"), *facts.shares("exempt")]
    assert set(named) == {kind.value for kind in ClaimKind} - {ClaimKind.AGED_25.value}
    assert len(named) == len(set(named))


def test_surnames_share_ten_thousand_people() -> None:
    assert sum(count for _, count in facts.surnames()) == 9998
    assert sum(count for _, count in facts.surnames()[:100]) == 8587


@pytest.mark.parametrize("province", ["14", "32"])
def test_ethnic_shares_make_a_whole_of_known_groups(province: str) -> None:
    shares = facts.ethnic_shares(province)
    known = {group.code for group in ethnic_groups()}
    assert sum(count for _, count in shares) == 100_000
    assert {code for code, _ in shares} <= known


def test_ethnic_shares_of_an_unknown_province_are_empty() -> None:
    assert facts.ethnic_shares("99") == ()


@pytest.mark.parametrize("level", list(ProgrammeLevel))
def test_ages_begin_with_adults(level: ProgrammeLevel) -> None:
    ages = [age for age, weight in facts.ages(level) if weight > 0]
    assert ages == list(range(ages[0], ages[-1] + 1))
    assert ages[0] == (21 if level is ProgrammeLevel.ZHUANSHENGBEN else 18)


def test_wanted_majors_are_those_of_the_catalogues_by_code_and_name() -> None:
    for item in facts.wanted_majors():
        held = major(item.major_code)
        assert held is not None, item.major_code
        assert (held.name, held.is_undergraduate) == (item.name, item.leads_to == "BENKE")


def test_the_last_college_profile_fits_every_name() -> None:
    assert [part for part, _ in facts.college_profiles()][-1] == ""


def test_fields_of_profiles_and_majors_are_the_same_words() -> None:
    taught = {field for _, fields in facts.college_profiles() for field in fields}
    wanted = {item.field for item in facts.wanted_majors()}
    assert taught == wanted
