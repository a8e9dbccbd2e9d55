"""Bonuses: the best single one whatever is claimed; ages; the gate of publicity."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengzhao.law.provinces import supplement
from chengzhao.law.words import ClaimKind, ProgrammeLevel
from chengzhao.law.years import year_law
from chengzhao.rules.preferences import (
    CLAIM,
    BestBonus,
    ClaimFacts,
    ClaimState,
    age_on,
    also_entitled,
    best_single_bonus,
    bonus_points,
    department_of,
    highest_bonus,
    is_effective,
)

SHANXI = supplement("14", 2024)
DAYS = SHANXI.publicity_days.value
UP = date(2024, 10, 21)


def claim(kind: ClaimKind, days: int = DAYS, *, is_reviewed: bool = True) -> ClaimFacts:
    return ClaimFacts(
        kind=kind,
        office_approved=is_reviewed,
        department_agreed=is_reviewed,
        publicised_from=UP,
        publicised_until=UP + timedelta(days=days - 1),
    )


claims = st.lists(
    st.builds(claim, st.sampled_from(ClaimKind), st.integers(1, 20), is_reviewed=st.booleans()), max_size=8
)


@given(claims)
def test_bonus_is_the_highest_effective_one_and_never_above_the_ceiling(made: list[ClaimFacts]) -> None:
    effective = [bonus_points(each.kind, SHANXI) for each in made if is_effective(each, DAYS)]
    best = best_single_bonus(made, SHANXI)
    assert best.points == max(effective, default=0)
    assert best.points <= year_law(2024).bonus_ceiling.value


@given(claims, st.randoms())
def test_bonus_does_not_depend_on_the_order_of_claims(made: list[ClaimFacts], chance) -> None:
    shuffled = list(made)
    chance.shuffle(shuffled)
    assert best_single_bonus(shuffled, SHANXI) == best_single_bonus(made, SHANXI)


@given(claims)
def test_one_more_claim_never_lowers_the_bonus(made: list[ClaimFacts]) -> None:
    fewer = best_single_bonus(made[1:], SHANXI).points
    assert best_single_bonus(made, SHANXI).points >= fewer


def test_province_may_give_less() -> None:
    tighter = MappingProxyType({ClaimKind.AGED_25: 10})
    province = replace(SHANXI, bonus_points=replace(SHANXI.bonus_points, value=tighter))
    assert best_single_bonus([claim(ClaimKind.AGED_25)], province).points == 10
    assert bonus_points(ClaimKind.MARTYR_FAMILY, province) == 20


def test_bonus_that_a_province_takes_away_counts_nothing() -> None:
    none = MappingProxyType({ClaimKind.AGED_25: 0})
    province = replace(SHANXI, bonus_points=replace(SHANXI.bonus_points, value=none))
    best = best_single_bonus([claim(ClaimKind.AGED_25)], province)
    assert best == BestBonus(points=0, kind=None, reason="没有已生效的加分项目。")


def test_notice_that_ends_before_it_begins_counts_no_days() -> None:
    backwards = replace(claim(ClaimKind.AGED_25), publicised_until=UP - timedelta(days=1))
    assert not is_effective(backwards, 1)


@pytest.mark.parametrize("kind", ClaimKind)
def test_every_kind_has_its_department(kind: ClaimKind) -> None:
    assert department_of(kind, year_law(2024)) != ""


@given(
    birth=st.dates(date(1940, 1, 1), date(2010, 12, 31)), day=st.dates(date(2011, 1, 1), date(2030, 12, 31))
)
def test_age_grows_by_one_exactly_once_a_year(birth: date, day: date) -> None:
    yearly = [age_on(birth, day + timedelta(days=step)) for step in range(366)]
    assert all(later - earlier in (0, 1) for earlier, later in pairwise(yearly))
    assert age_on(birth, day.replace(month=12, day=31)) == day.year - birth.year


def test_claim_takes_effect_only_after_its_notice() -> None:
    assert CLAIM.sources(ClaimState.EFFECTIVE) == (ClaimState.NOTIFIED, ClaimState.OBJECTED)
    assert CLAIM.sets["COUNTS"] == {ClaimState.EFFECTIVE}


def test_claim_may_be_refused_at_every_step_before_its_effect() -> None:
    assert set(CLAIM.sources(ClaimState.REFUSED)) == CLAIM.sets["PENDING"]


def test_best_bonus_names_its_clause_and_the_claims_in_effect() -> None:
    days = {"publicised_from": date(2024, 10, 21), "publicised_until": date(2024, 10, 30)}
    kinds = (ClaimKind.SELF_EMPLOYED_VETERAN, ClaimKind.FIRST_GRADE_ATHLETE, ClaimKind.AGED_25)
    made = [ClaimFacts(kind=kind, office_approved=True, department_agreed=True, **days) for kind in kinds]
    best = best_single_bonus(made, SHANXI)
    assert (best.points, best.clause) == (30, "A1.5.16")
    assert best.claimed == (
        ClaimKind.FIRST_GRADE_ATHLETE,
        ClaimKind.AGED_25,
        ClaimKind.SELF_EMPLOYED_VETERAN,
    )


@pytest.mark.parametrize(
    ("kind", "level", "expected"),
    [
        (ClaimKind.SELF_EMPLOYED_VETERAN, ProgrammeLevel.ZHUANSHENGBEN, ClaimKind.EXEMPT_VETERAN),
        (ClaimKind.SELF_EMPLOYED_VETERAN, ProgrammeLevel.GAOQIZHUAN, None),
        (ClaimKind.SELF_EMPLOYED_VETERAN, ProgrammeLevel.GAOQIBEN, None),
        (ClaimKind.FIRST_GRADE_ATHLETE, ProgrammeLevel.ZHUANSHENGBEN, None),
    ],
)
def test_discharged_soldier_may_enter_the_upgrade_without_an_exam(
    kind: ClaimKind, level: ProgrammeLevel, expected: ClaimKind | None
) -> None:
    assert also_entitled(kind, level, year_law(2024)) is expected


@given(st.lists(st.sampled_from(ClaimKind)))
def test_highest_bonus_is_one_of_the_kinds_and_never_above_the_ceiling(kinds: list[ClaimKind]) -> None:
    law = year_law(2024)
    points, kind = highest_bonus(kinds, law, None)
    assert points == max((law.preferences[each].value.points for each in kinds), default=0)
    assert points <= law.bonus_ceiling.value
    assert (kind in kinds) if points else kind is None


@pytest.mark.parametrize("kind", ClaimKind)
def test_every_kind_says_who_qualifies_and_what_proves_it(kind: ClaimKind) -> None:
    preference = year_law(2024).preferences[kind].value
    assert preference.condition != ""
    assert preference.evidence != ()
