"""The bulk paths: one statement for many rows."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import DataError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.factories import a_candidate, a_college, a_programme, an_account

from chengzhao.records.bulk import LARGE_LOAD, LARGE_SHARE, copy_rows, reserve_ids, server_time, update_rows
from chengzhao.records.models import Account, Choice, PlanCap, Programme, RegisteredMajor

pytestmark = pytest.mark.django_db


def test_reserve_ids_are_new_ascending_and_free_for_the_taking() -> None:
    first = an_account().pk
    ids = reserve_ids(Account, 3)
    assert ids == sorted(ids)
    assert len(set(ids)) == 3
    assert ids[0] > first
    assert an_account().pk > ids[-1]


def test_reserve_no_ids_asks_nothing() -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert reserve_ids(Account, 0) == []
    assert len(queries) == 0


def test_copy_rows_adds_rows_with_the_defaults_of_the_database() -> None:
    ids = reserve_ids(Account, 2)
    fields = ("id", "username", "display_name", "kind", "password", "is_active", "is_persona")
    rows = [
        (ids[0], "甲", "张\t三\n", "STAFF", "!", True, False),
        (ids[1], "乙", "\\N", "CANDIDATE", "!", False, False),
    ]
    assert copy_rows(Account, fields, iter(rows)) == 2
    first, second = Account.objects.order_by("pk")
    assert (first.username, first.display_name, first.is_active) == ("甲", "张\t三\n", True)
    assert (second.display_name, second.kind) == ("\\N", "CANDIDATE")
    assert abs(first.created_at - server_time()) < timedelta(minutes=1)


def test_copy_rows_takes_arrays_bytes_dates_and_nothing() -> None:
    candidate, programme = a_candidate(), a_programme()
    copy_rows(
        Choice,
        (
            *("season", "province", "candidate_id", "filing_round", "level", "rank", "college_id"),
            *("programmes", "accepts_reassignment", "saved_at", "frozen_at"),
        ),
        [
            (
                *(2024, "14", candidate.pk, "MAIN", "ZHUANSHENGBEN", 1, programme.college_id),
                *([programme.pk, 7], True, datetime(2024, 9, 1, tzinfo=UTC), None),
            )
        ],
    )
    choice = Choice.objects.get()
    assert (choice.programmes, choice.frozen_at) == ([programme.pk, 7], None)


def test_copy_no_rows() -> None:
    assert copy_rows(Account, ("username",), []) == 0


def test_copy_rows_keeps_constraints_and_adds_none_of_the_rows() -> None:
    college = a_college(majors=())
    rows = [(2024, college.pk, "120203"), (2024, college.pk, "120203")]
    with pytest.raises(IntegrityError), transaction.atomic():
        copy_rows(RegisteredMajor, ("season", "college_id", "major_code"), rows)
    assert not RegisteredMajor.objects.exists()


def test_copy_rows_says_what_does_not_fit_as_django_does() -> None:
    college = a_college(majors=())
    with pytest.raises(DataError), transaction.atomic():
        copy_rows(RegisteredMajor, ("season", "college_id", "major_code"), [(2024, college.pk, "123456789")])


def test_copy_rows_with_an_unknown_field_is_an_error() -> None:
    with pytest.raises(KeyError, match="account"):
        copy_rows(Account, ("account",), [])


def test_update_rows_sets_each_row_to_its_own_values() -> None:
    first, second, other = (a_programme(name="会计学") for _ in range(3))
    types = {"id": "bigint", "name": "text", "annual_fee": "numeric", "half_years": "integer"}
    rows = [(first.pk, "法学", Decimal("1500.50"), 6), (second.pk, "护理学", Decimal("0"), 7)]
    assert update_rows(Programme, "id", types, rows) == 2
    held = Programme.objects.order_by("pk").values_list("name", "annual_fee", "half_years")
    assert list(held) == [
        ("法学", Decimal("1500.50"), 6),
        ("护理学", Decimal("0.00"), 7),
        ("会计学", Decimal("2000.00"), 5),
    ]
    assert other.pk not in {row[0] for row in rows}


def test_update_rows_counts_those_that_matched() -> None:
    cap = PlanCap.objects.get(college=a_college(ceiling=5))
    types = {"id": "bigint", "ceiling": "integer"}
    assert update_rows(PlanCap, "id", types, [(cap.pk, 6), (0, 7)]) == 1
    cap.refresh_from_db()
    assert cap.ceiling == 6


def test_update_rows_by_another_key_than_the_id() -> None:
    candidate = a_candidate()
    types = {"candidate_id": "bigint", "graduated_on": "date", "school": "text"}
    update_rows(
        type(candidate.education), "candidate_id", types, [(candidate.pk, date(2020, 7, 1), "山西大学")]
    )
    candidate.education.refresh_from_db()
    assert (candidate.education.graduated_on, candidate.education.school) == (date(2020, 7, 1), "山西大学")


def test_update_no_rows() -> None:
    assert update_rows(PlanCap, "id", {"id": "bigint", "ceiling": "integer"}, []) == 0


@pytest.mark.parametrize("count", [1, 3])
def test_each_path_is_one_statement(count: int) -> None:
    college = a_college(majors=())
    with CaptureQueriesContext(connection) as queries:
        ids = reserve_ids(RegisteredMajor, count)
        update_rows(
            RegisteredMajor, "id", {"id": "bigint", "major_code": "text"}, [(key, "1") for key in ids]
        )
    assert len(queries) == 2
    rows = [(key, 2024, college.pk, str(key)) for key in ids]
    assert copy_rows(RegisteredMajor, ("id", "season", "college_id", "major_code"), rows) == count


@pytest.mark.parametrize(("count", "known"), [(LARGE_LOAD - 1, False), (LARGE_LOAD, True)])
def test_a_large_load_is_made_known_to_the_planner(count: int, known: bool) -> None:
    college = a_college(majors=())
    rows = [(2024, college.pk, str(number)) for number in range(count)]
    copy_rows(RegisteredMajor, ("season", "college_id", "major_code"), rows)
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'records_registeredmajor'")
        assert (cursor.fetchone()[0] >= count) is known


def test_a_load_that_is_little_beside_the_table_is_left_to_the_server() -> None:
    college = a_college(majors=())
    fields = ("season", "college_id", "major_code")

    def load(first: int, count: int) -> float:
        copy_rows(
            RegisteredMajor, fields, [(2024, college.pk, str(first + number)) for number in range(count)]
        )
        with connection.cursor() as cursor:
            cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'records_registeredmajor'")
            return float(cursor.fetchone()[0])

    known = load(0, LARGE_SHARE * LARGE_LOAD)
    assert load(100_000, LARGE_LOAD) == known
    assert load(200_000, LARGE_LOAD + 1) > known
