"""Identity numbers and phones that can be nobody's."""

from datetime import date

import pytest

from chengzhao.law.words import IdentityDocument, Sex
from chengzhao.law.years import year_law
from chengzhao.rehearsal.identity import SEQUENCES, IdentityNumbers, phone
from chengzhao.rules.registration import document_findings, read_resident_number


def test_a_number_lies_in_no_region_and_is_otherwise_right() -> None:
    number = IdentityNumbers().next(date(1990, 2, 28), Sex.FEMALE)
    read = read_resident_number(number)
    assert (read.region, read.birth, read.sex, read.is_synthetic) == (
        "999999",
        date(1990, 2, 28),
        Sex.FEMALE,
        True,
    )


def test_numbers_of_one_day_and_sex_are_unique_and_run_out_after_five_hundred() -> None:
    numbers = IdentityNumbers()
    day = date(1996, 2, 29)
    given = [numbers.next(day, Sex.MALE) for _ in range(SEQUENCES)]
    assert len(set(given)) == SEQUENCES
    law = year_law(2024)
    assert [
        number
        for number in given
        if document_findings(IdentityDocument.RESIDENT_ID, number, day, Sex.MALE, law)
    ] == []
    with pytest.raises(OverflowError, match="more than 500"):
        numbers.next(day, Sex.MALE)
    assert numbers.next(day, Sex.FEMALE) not in given


def test_phones_run_through_the_made_up_range() -> None:
    assert (phone(1), phone(9_999_999)) == ("19900000001", "19909999999")


@pytest.mark.parametrize("number", [0, 10_000_000])
def test_a_phone_beyond_the_range_is_refused(number: int) -> None:
    with pytest.raises(OverflowError, match="made-up phones"):
        phone(number)
