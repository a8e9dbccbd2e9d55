"""报名号, 考生号 and 准考证号: put together and taken apart."""

import pytest

from chengzhao.law.provinces import supplement
from chengzhao.rules.registration import compose_number, split_number

FORMATS = supplement("14", 2024).number_formats.value
PARTS = {"year": 24, "province": "14", "division": "0105", "serial": 42}


def test_registration_number_fills_its_parts_with_zeros() -> None:
    assert compose_number(FORMATS.registration, **PARTS) == "24140105000042"


def test_candidate_number_is_eighteen_digits() -> None:
    assert compose_number(FORMATS.candidate, **PARTS, route=1, category=15) == "241401051150000042"


def test_admit_card_number_is_sixteen_digits() -> None:
    assert compose_number(FORMATS.admit_card, **PARTS, route=1, category=15) == "2414010511500042"


def test_number_is_taken_apart_again() -> None:
    assert split_number(FORMATS.registration, "24140105000042") == {
        "year": "24",
        "province": "14",
        "division": "0105",
        "serial": "000042",
    }


@pytest.mark.parametrize("serial", [1_000_000, "12a", -1, "１２"])
def test_part_that_does_not_fit_is_refused(serial: int | str) -> None:
    with pytest.raises(ValueError, match="报名号的serial应为不超过6位的数字"):
        compose_number(FORMATS.registration, **(PARTS | {"serial": serial}))


def test_part_at_its_full_width_fits() -> None:
    assert compose_number(FORMATS.registration, **(PARTS | {"serial": 999_999})).endswith("999999")


def test_missing_or_unknown_part_is_refused() -> None:
    with pytest.raises(ValueError, match="组成"):
        compose_number(FORMATS.registration, year=24)
    with pytest.raises(ValueError, match="组成"):
        compose_number(FORMATS.registration, **PARTS, route=1)


@pytest.mark.parametrize("number", ["2414010500004", "241401050000421", "2414010500004x"])
def test_number_of_another_layout_is_refused(number: str) -> None:
    with pytest.raises(ValueError, match="报名号应为14位数字"):
        split_number(FORMATS.registration, number)
