"""Points as they are counted and written."""

from dataclasses import FrozenInstanceError

import pytest
from tests.rules.small_filings import candidate

from chengzhao.rules.dossier import POINT, points_text


@pytest.mark.parametrize(
    ("hundredths", "expected"),
    [
        (0, "0"),
        (1, "0.01"),
        (10, "0.1"),
        (99, "0.99"),
        (POINT, "1"),
        (100_00, "100"),
        (280_50, "280.5"),
        (280_05, "280.05"),
        (1_000_000_00, "1000000"),
    ],
)
def test_points_are_written_exactly_without_trailing_zeros(hundredths: int, expected: str) -> None:
    assert points_text(hundredths) == expected


def test_values_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        candidate("张").bonus = 10  # type: ignore[misc]
