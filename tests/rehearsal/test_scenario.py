"""What a rehearsal may be asked for."""

import pytest

from chengzhao.rehearsal.scenario import (
    LEAST_CANDIDATES,
    MOST_CANDIDATES,
    ScenarioRefused,
    counties,
    scenario,
)


def test_a_province_without_a_supplement_is_refused_with_what_exists() -> None:
    with pytest.raises(
        ScenarioRefused, match="没有省份11在2024年的补充规定，现有：山西省2024年、江苏省2025年"
    ):
        scenario(province="11", year=2024, candidates=5000, seed="1")


def test_a_year_without_a_law_is_refused_with_what_exists() -> None:
    with pytest.raises(ScenarioRefused, match="没有2019年的招生规定，现有：2024、2025"):
        scenario(province="14", year=2019, candidates=5000, seed="1")


@pytest.mark.parametrize(
    ("candidates", "fits"),
    [
        (LEAST_CANDIDATES - 1, False),
        (LEAST_CANDIDATES, True),
        (MOST_CANDIDATES, True),
        (MOST_CANDIDATES + 1, False),
    ],
)
def test_the_number_of_candidates_has_two_ends(candidates: int, fits: bool) -> None:
    def ask() -> int:
        return scenario(province="14", year=2024, candidates=candidates, seed="1").candidates

    if fits:
        assert ask() == candidates
    else:
        with pytest.raises(ScenarioRefused, match=f"给出的是{candidates}"):
            ask()


def test_the_tie_seed_tells_province_year_and_seed() -> None:
    held = scenario(province="14", year=2024, candidates=5000, seed="abc")
    assert held.tie_seed == "14-2024-abc"


@pytest.mark.parametrize(("province", "number"), [("14", 117), ("32", 95)])
def test_counties_are_all_those_of_the_province(province: str, number: int) -> None:
    found = counties(province)
    assert len(found) == number
    assert [county.code for county in found] == sorted(county.code for county in found)
    assert all(county.path == f"/{province}/{county.prefecture}/{county.code}/" for county in found)
