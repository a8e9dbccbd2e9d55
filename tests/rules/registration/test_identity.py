"""Identity numbers: the check digit, what a number says, and the collected test vectors."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengzhao.law.words import IdentityDocument, Sex
from chengzhao.rules.registration import (
    SYNTHETIC_REGION,
    BadIdentityNumber,
    check_digit,
    read_resident_number,
    searched_number,
)
from chengzhao.rules.registration.identity import _read

KINDS = {
    "resident_id": (IdentityDocument.RESIDENT_ID,),
    "resident_id_15": (IdentityDocument.RESIDENT_ID,),
    "hkmt_residence_permit": (IdentityDocument.HK_MACAO_RESIDENCE, IdentityDocument.TAIWAN_RESIDENCE),
    "hk_macau_permit": (IdentityDocument.HK_MACAO_PERMIT,),
    "taiwan_permit": (IdentityDocument.TAIWAN_PERMIT,),
    "foreign_pr_2023": (IdentityDocument.FOREIGN_PERMANENT,),
    "foreign_pr_2017_2004": (IdentityDocument.FOREIGN_PERMANENT,),
}


def is_accepted(document: IdentityDocument, value: str) -> bool:
    try:
        _read(document, value)
    except BadIdentityNumber:
        return False
    return True


def test_collected_vectors(shared: Path) -> None:
    rules = json.loads((shared / "data" / "id_phone_name_rules.json").read_text(encoding="utf-8"))
    # A first-generation number is valid in old archives only; x is made X on input.
    expected = {
        vector["value"]: (vector["valid"] and vector["kind"] != "resident_id_15")
        or vector["value"].endswith("x")
        for vector in rules["test_vectors"]
    }
    ours = {
        vector["value"]: any(is_accepted(document, vector["value"]) for document in KINDS[vector["kind"]])
        for vector in rules["test_vectors"]
    }
    assert ours == expected


def test_number_taken_apart() -> None:
    read = read_resident_number(" 11010519491231002x ")
    assert read.number == "11010519491231002X"
    assert (read.region, read.birth, read.sex, read.is_synthetic) == (
        "110105",
        date(1949, 12, 31),
        Sex.FEMALE,
        False,
    )


def test_synthetic_number_is_accepted_with_its_flag() -> None:
    read = read_resident_number("999999199001010016")
    assert (read.region, read.is_synthetic) == (SYNTHETIC_REGION, True)


def test_numbers_of_other_scripts_are_refused() -> None:
    with pytest.raises(BadIdentityNumber):
        read_resident_number("１１０１０５１９４９１２３１００２X")


@given(
    region=st.just(SYNTHETIC_REGION),
    birth=st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)),
    sequence=st.integers(0, 999),
)
def test_number_with_its_check_digit_is_read_back(region: str, birth: date, sequence: int) -> None:
    first = f"{region}{birth:%Y%m%d}{sequence:03}"
    read = read_resident_number(first + check_digit(first))
    assert (read.birth, read.sex) == (birth, Sex.MALE if sequence % 2 else Sex.FEMALE)


@given(
    birth=st.dates(min_value=date(1950, 1, 1), max_value=date(2010, 12, 31)),
    sequence=st.integers(0, 999),
    place=st.integers(0, 16),
    step=st.integers(1, 9),
)
def test_one_wrong_digit_is_always_found(birth: date, sequence: int, place: int, step: int) -> None:
    first = f"{SYNTHETIC_REGION}{birth:%Y%m%d}{sequence:03}"
    number = first + check_digit(first)
    wrong = number[:place] + str((int(number[place]) + step) % 10) + number[place + 1 :]
    with pytest.raises(BadIdentityNumber):
        read_resident_number(wrong)


@pytest.mark.parametrize(
    ("typed", "searched"),
    [
        ("11010519491231002x", "11010519491231002X"),
        (" 110105 19491231 002X\n", "11010519491231002X"),
        ("１１０１０５１９４９１２３１００２Ｘ", "11010519491231002X"),
        ("130503670401001", "130503196704010016"),
        ("140105900101001", "140105199001010016"),
        ("440524000101997", "440524180001019979"),
        ("140105900230001", "140105900230001"),
        ("H1234567801", "H12345678"),
        ("12345678", "12345678"),
        ("m12345678", "M12345678"),
        ("ABC123456789012", "ABC123456789012"),
        ("0123456789", "01234567"),
        ("0123456789（B）", "01234567"),
        ("", ""),
    ],
)
def test_a_number_is_compared_in_one_form(typed: str, searched: str) -> None:
    assert searched_number(typed) == searched
    assert searched_number(searched) == searched


@given(st.dates(date(1900, 1, 1), date(1999, 12, 31)), st.integers(0, 995))
def test_a_number_of_the_first_generation_becomes_the_later_one(birth: date, sequence: int) -> None:
    first = f"140105{birth:%Y%m%d}{sequence:03d}"
    longer = first + check_digit(first)
    assert searched_number(longer[:6] + longer[8:17]) == longer
