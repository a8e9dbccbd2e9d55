"""A person is found by identity number, its end and phone, however they are typed, and within the path only."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories import KEYS, PROVINCE, YEAR, a_candidate, a_tree
from tests.vault.rings import a_key_set, keys_of

from chengzhao.records.looks import noting
from chengzhao.records.models import Candidate
from chengzhao.records.queries.persons import (
    PersonalTexts,
    personal_texts,
    persons_by_number,
    persons_by_phone,
    persons_by_tail,
)
from chengzhao.records.sealed import CANDIDATE_COLUMN_NAMES, sealed_values
from chengzhao.vault.sealing import SealBroken

pytestmark = pytest.mark.django_db

NUMBER = "99999919900101001X"
ALL = "/"
INDEXES = ("identity_index", "identity_tail_index", "phone_index")


def numbers(found: Any) -> list[str]:
    return [one.candidate_number for one in found]


@pytest.mark.parametrize(
    "typed",
    [NUMBER, NUMBER.lower(), " 999999 19900101 001x ", "９９９９９９19900101001Ｘ", "999999\t19900101001X\n"],
)
def test_a_number_is_found_however_it_is_typed(typed: str) -> None:
    candidate = a_candidate(identity_number=NUMBER)
    a_candidate()
    found = persons_by_number(YEAR, PROVINCE, ALL, typed, KEYS)
    assert numbers(found) == [candidate.candidate_number]
    assert (found[0].candidate_id, found[0].name) == (candidate.pk, candidate.name)


def test_whoever_is_found_is_noted() -> None:
    candidate = a_candidate(identity_number=NUMBER)
    a_candidate()
    with noting() as noted:
        persons_by_number(YEAR, PROVINCE, ALL, NUMBER, KEYS)
    assert list(noted) == [candidate.pk]
    with noting() as noted:
        personal_texts(candidate.pk, KEYS)
    assert list(noted) == [candidate.pk]


def test_a_number_of_the_first_generation_finds_its_person_and_the_other_way_round() -> None:
    new = a_candidate(identity_number="130503196704010016")
    assert numbers(persons_by_number(YEAR, PROVINCE, ALL, "130503 670401 001", KEYS)) == [
        new.candidate_number
    ]
    old = a_candidate(identity_number="140105900101001")
    assert numbers(persons_by_number(YEAR, PROVINCE, ALL, "140105199001010016", KEYS)) == [
        old.candidate_number
    ]
    assert numbers(persons_by_tail(YEAR, PROVINCE, ALL, "010016", KEYS)) == sorted(
        [new.candidate_number, old.candidate_number]
    )


@pytest.mark.parametrize("typed", ["01001X", "01001x", " 01 00 1x", "０１００１Ｘ", NUMBER])
def test_the_last_six_characters_find_everybody_who_has_them(typed: str) -> None:
    both = [a_candidate(identity_number=one) for one in (NUMBER, "99999919850101001X")]
    a_candidate()
    found = persons_by_tail(YEAR, PROVINCE, ALL, typed, KEYS)
    assert numbers(found) == sorted(one.candidate_number for one in both)


@pytest.mark.parametrize("typed", ["", "X", "1001X", "     "])
def test_fewer_than_six_characters_find_nobody(typed: str) -> None:
    a_candidate(identity_number=NUMBER)
    assert persons_by_tail(YEAR, PROVINCE, ALL, typed, KEYS) == ()


@pytest.mark.parametrize(
    "typed", ["13800000000", "138 0000 0000", "+86-138-0000-0000", "１３８００００００００"]
)
def test_a_phone_finds_everybody_who_has_it(typed: str) -> None:
    both = [a_candidate(phone=one) for one in ("13800000000", "+86 13800000000")]
    a_candidate(phone="13800000001")
    found = persons_by_phone(YEAR, PROVINCE, ALL, typed, KEYS)
    assert numbers(found) == sorted(one.candidate_number for one in both)


def test_nothing_typed_finds_nobody_even_where_nothing_is_kept() -> None:
    a_candidate(phone="", identity_number=NUMBER)
    assert persons_by_phone(YEAR, PROVINCE, ALL, "", KEYS) == ()
    assert persons_by_number(YEAR, PROVINCE, ALL, "  ", KEYS) == ()


def test_a_search_stays_within_season_province_and_path() -> None:
    tree = a_tree()
    here = a_candidate(identity_number=NUMBER, confirmation_point=tree.county)
    a_candidate(identity_number=NUMBER, season=YEAR - 1, confirmation_point=tree.county)
    a_candidate(identity_number=NUMBER, province="32", confirmation_point=tree.county)
    for path in (ALL, tree.prefecture.path, tree.county.path):
        assert numbers(persons_by_number(YEAR, PROVINCE, path, NUMBER, KEYS)) == [here.candidate_number]
    for path in ("/14/1402/", "/32/", tree.site.path):
        assert persons_by_number(YEAR, PROVINCE, path, NUMBER, KEYS) == ()


def test_rows_of_an_older_key_are_found_while_keys_are_rotated() -> None:
    candidate = a_candidate(identity_number=NUMBER)
    rotated = keys_of(*KEYS.ring.sets, a_key_set(2, suite="sm"))
    assert numbers(persons_by_number(YEAR, PROVINCE, ALL, NUMBER, rotated)) == [candidate.candidate_number]
    Candidate.objects.filter(pk=candidate.pk).update(
        **dict(
            zip(
                CANDIDATE_COLUMN_NAMES,
                sealed_values(rotated, candidate.pk, {"identity_number": NUMBER}),
                strict=True,
            )
        )
    )
    assert numbers(persons_by_number(YEAR, PROVINCE, ALL, NUMBER, rotated)) == [candidate.candidate_number]
    assert persons_by_number(YEAR, PROVINCE, ALL, NUMBER, KEYS) == ()


def many_more_than(candidate: Candidate, count: int) -> None:
    """Candidates like this one with numbers and indexes of their own, so that a plan has to choose."""
    own = {
        "id": "nextval(pg_get_serial_sequence('records_candidate', 'id'))",
        "public_id": "gen_random_uuid()",
        "candidate_number": "'9' || lpad(n::text, 13, '0')",
        **{index: f"sha256(('{index}' || n)::bytea)" for index in INDEXES},
    }
    columns = [field.column for field in Candidate._meta.concrete_fields]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO records_candidate ({', '.join(columns)}) "  # noqa: S608 names of the model
            f"SELECT {', '.join(own.get(column, column) for column in columns)} "
            f"FROM records_candidate, generate_series(1, %s) AS n WHERE id = %s",
            [count, candidate.pk],
        )
        cursor.execute("ANALYZE records_candidate")


def test_a_search_is_one_statement_that_an_index_answers() -> None:
    many_more_than(a_candidate(identity_number=NUMBER, phone="13800000000"), 5000)
    for search, text, index in (
        (persons_by_number, NUMBER, "candidate_once_per_person"),
        (persons_by_tail, "01001X", "candidate_by_tail"),
        (persons_by_phone, "13800000000", "candidate_by_phone"),
    ):
        with CaptureQueriesContext(connection) as captured:
            assert len(search(YEAR, PROVINCE, ALL, text, KEYS)) == 1
        [statement] = [one["sql"] for one in captured.captured_queries]
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN {statement}")
            assert index in "\n".join(row[0] for row in cursor.fetchall())


def test_the_personal_texts_of_a_candidate_are_opened() -> None:
    candidate = a_candidate(identity_number=NUMBER, phone="13800000000", address=" 学府街1号 ", postcode="")
    assert personal_texts(candidate.pk, KEYS) == PersonalTexts(
        identity_number=NUMBER, phone="13800000000", address="学府街1号", postcode=""
    )


def test_fields_that_were_swapped_between_two_rows_do_not_open() -> None:
    one, other = (a_candidate(phone=phone) for phone in ("13800000000", "13800000001"))
    Candidate.objects.filter(pk=one.pk).update(phone_sealed=other.phone_sealed)
    with pytest.raises(SealBroken, match="does not belong to this row"):
        personal_texts(one.pk, KEYS)
    assert personal_texts(other.pk, KEYS).phone == "13800000001"
