"""The list of sealed columns: each has its own place, and the tables keep nothing personal beside it."""

import pytest
from django.apps import apps
from tests.factories import KEYS, a_candidate

from chengzhao.records.models import Candidate
from chengzhao.records.models.base import RandomId
from chengzhao.records.sealed import (
    ADDRESS,
    BY_ADDRESS,
    BY_TAIL,
    CANDIDATE_COLUMN_NAMES,
    CANDIDATE_COLUMNS,
    IDENTITY_NUMBER,
    POSTCODE,
    blinded,
    sealed_values,
)

TEXTS = {
    "identity_number": "999999 19900101001x",
    "phone": "13800000000",
    "address": " 太原市学府街1号 ",
    "postcode": "030006",
}


def test_places_tell_candidates_and_columns_apart() -> None:
    places = {one.place(key) for key in (1, 11) for one in CANDIDATE_COLUMNS}
    assert len(places) == 2 * len(CANDIDATE_COLUMNS)
    assert IDENTITY_NUMBER.place(11) == "candidate/11/identity_number"


def test_the_list_names_every_binary_column_of_a_candidate() -> None:
    binary = {field.column for field in Candidate._meta.fields if field.get_internal_type() == "BinaryField"}
    assert sorted(CANDIDATE_COLUMN_NAMES) == sorted(binary)


def test_values_stand_in_the_order_of_their_columns() -> None:
    held = dict(zip(CANDIDATE_COLUMN_NAMES, sealed_values(KEYS, 7, TEXTS), strict=True))
    assert IDENTITY_NUMBER.text(KEYS, 7, held["identity_sealed"]) == "99999919900101001X"
    assert ADDRESS.text(KEYS, 7, held["address_sealed"]) == "太原市学府街1号"
    assert held["identity_tail_index"] == BY_TAIL.of(KEYS, "01001X")
    assert held["address_index"] == BY_ADDRESS.of(KEYS, "太原市学府街１号")


def test_what_is_empty_is_kept_as_nothing() -> None:
    assert set(sealed_values(KEYS, 7, {})) == {b""}
    assert POSTCODE.text(KEYS, 7, b"") == ""


def test_indexes_of_two_columns_are_never_equal() -> None:
    same = sealed_values(KEYS, 7, dict.fromkeys(TEXTS, "13800000000"))
    assert len(set(same)) == len(same)


def test_digests_hold_a_keyed_hash_of_each_text_given() -> None:
    hidden = blinded(KEYS, TEXTS)
    assert list(hidden) == list(TEXTS)
    assert len(set(hidden.values())) == len(TEXTS)
    assert blinded(KEYS, TEXTS | {"identity_number": "99999919900101001X"}) == hidden
    assert blinded(KEYS, {"phone": "13800000000"}) == {"phone": hidden["phone"]}


def test_every_public_id_is_random_and_made_by_the_database() -> None:
    shown = [
        field
        for model in apps.get_app_config("records").get_models()
        for field in model._meta.concrete_fields
        if field.name == "public_id"
    ]
    assert len(shown) > 5
    assert {type(field.db_default).__name__ for field in shown} == {"RandomId"}
    assert RandomId.function == "gen_random_uuid"


@pytest.mark.django_db
def test_a_candidate_of_before_the_columns_has_nothing_in_them() -> None:
    candidate = a_candidate(address="", postcode="")
    row = Candidate.objects.get(pk=candidate.pk)
    assert (bytes(row.address_sealed), bytes(row.address_index), bytes(row.postcode_sealed)) == (b"",) * 3
