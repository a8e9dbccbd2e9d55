"""What the database promises of sites, rooms, seats, marks and extra tests."""

from decimal import Decimal

import pytest
from tests.factories import a_candidate, a_mark, a_programme, a_room, a_seat, a_site, an_extra_test
from tests.records.models.breaking import again, breaks, change, drop

from chengzhao.law.words import PaperSlot
from chengzhao.records.models import PaperMark
from chengzhao.records.models.exams import SessionGroup

pytestmark = pytest.mark.django_db


def test_exam_site_code_once() -> None:
    row = a_site(code="01")
    with breaks("exam_site_code_once"):
        again(row)
    again(row, season=2025)


def test_exam_room_number_once() -> None:
    row = a_room(number=1)
    with breaks("exam_room_number_once"):
        again(row)
    again(row, number=2)


@pytest.mark.parametrize("seats", [0, 31])
def test_exam_room_at_most_thirty_seats(seats: int) -> None:
    row = a_room()
    with breaks("exam_room_at_most_thirty_seats"):
        change(row, seats=seats)


@pytest.mark.parametrize("seats", [1, 30])
def test_exam_room_of_one_or_thirty_seats(seats: int) -> None:
    change(a_room(), seats=seats)


def test_exam_room_group_known() -> None:
    row = a_room()
    with breaks("exam_room_group_known"):
        change(row, session_group="EVERYBODY")
    change(row, session_group=SessionGroup.SENIOR_SECONDARY)


def test_seat_once_per_room() -> None:
    row = a_seat(candidate=a_candidate())
    with breaks("seat_once_per_room"):
        again(row, candidate_id=a_candidate().pk, admit_card_number="another")
    again(row, candidate_id=a_candidate().pk, admit_card_number="another", number=2)


def test_seat_one_per_candidate() -> None:
    row = a_seat(candidate=a_candidate())
    with breaks("records_seat_candidate_id_key"):
        again(row, number=2, admit_card_number="another")


def test_admit_card_number_once() -> None:
    row = a_seat(candidate=a_candidate())
    with breaks("admit_card_number_once"):
        again(row, candidate_id=a_candidate().pk, number=2)


@pytest.mark.parametrize("number", [0, 31])
def test_seat_number_one_to_thirty(number: int) -> None:
    row = a_seat(candidate=a_candidate())
    with breaks("seat_number_one_to_thirty"):
        change(row, number=number)


@pytest.mark.parametrize("number", [1, 30])
def test_seat_number_one_and_thirty(number: int) -> None:
    change(a_seat(candidate=a_candidate()), number=number)


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("paper_mark_paper_known", "paper"),
        ("paper_mark_slot_known", "slot"),
        ("paper_mark_state_known", "state"),
    ],
)
def test_paper_mark_words_known(name: str, column: str) -> None:
    row = a_mark(candidate=a_candidate())
    with breaks(name):
        change(row, **{column: "UNKNOWN"})


def test_paper_mark_once_per_slot() -> None:
    row = a_mark(candidate=a_candidate())
    with breaks("paper_mark_once_per_slot"):
        again(row)
    again(row, slot=PaperSlot.FOREIGN)


@pytest.mark.parametrize("mark", [Decimal("-0.1"), Decimal("150.1")])
def test_paper_mark_within_full_mark(mark: Decimal) -> None:
    row = a_mark(candidate=a_candidate())
    with breaks("paper_mark_within_full_mark"):
        change(row, mark=mark)


@pytest.mark.parametrize("mark", [Decimal(0), Decimal(150)])
def test_paper_mark_of_zero_and_the_full_mark(mark: Decimal) -> None:
    change(a_mark(candidate=a_candidate()), mark=mark)


def test_paper_mark_absent_has_no_mark() -> None:
    row = a_mark(candidate=a_candidate(), mark=0)
    with breaks("paper_mark_absent_has_no_mark"):
        change(row, absent=True)
    change(row, absent=True, mark=None)


def test_paper_mark_cancelled_is_zero() -> None:
    row = a_mark(candidate=a_candidate(), mark=1)
    with breaks("paper_mark_cancelled_is_zero"):
        change(row, cancelled=True)
    change(row, cancelled=True, mark=0)


def test_paper_mark_absent_is_never_cancelled() -> None:
    row = a_mark(candidate=a_candidate(), absent=True)
    drop(PaperMark, "paper_mark_absent_has_no_mark")
    with breaks("paper_mark_cancelled_is_zero"):
        change(row, cancelled=True, mark=1)


def test_extra_test_once_per_college() -> None:
    row = an_extra_test(candidate=a_candidate(), college=a_programme().college)
    with breaks("extra_test_once_per_college"):
        again(row)
    again(row, college_id=a_programme().college_id)


def test_extra_test_not_negative() -> None:
    row = an_extra_test(candidate=a_candidate(), college=a_programme().college)
    with breaks("extra_test_not_negative"):
        change(row, score=Decimal("-0.01"))
    change(row, score=0)
