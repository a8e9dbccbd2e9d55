"""Seasons that the tests of the rehearsal share: generated once, never changed."""

import pytest

from chengzhao.rehearsal.generator import SyntheticSeason, generate
from chengzhao.rehearsal.scenario import scenario


@pytest.fixture(scope="session")
def shanxi() -> SyntheticSeason:
    """山西 2024 with 3,000 people."""
    return generate(scenario(province="14", year=2024, candidates=3000, seed="tests"))


@pytest.fixture(scope="session")
def jiangsu() -> SyntheticSeason:
    """江苏 2025 with 3,000 people."""
    return generate(scenario(province="32", year=2025, candidates=3000, seed="tests"))


@pytest.fixture(scope="session", params=["shanxi", "jiangsu"])
def season(request: pytest.FixtureRequest) -> SyntheticSeason:
    """Both of them, one after the other."""
    found: SyntheticSeason = request.getfixturevalue(request.param)
    return found
