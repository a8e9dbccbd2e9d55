"""A ring of keys is kept as a text and read back; what is no ring is said, and never with a secret."""

import json
from datetime import UTC, datetime

import pytest
from tests.vault.rings import MADE, SUITE_NAMES, a_key_set

from chengzhao.vault.ring import BadRing, Ring, new_key_set, read_ring, ring_text
from chengzhao.vault.suites import suite_called

LATER = datetime(2024, 12, 1, tzinfo=UTC)


@pytest.mark.parametrize("name", SUITE_NAMES)
def test_new_keys_are_random_and_long_enough(name: str) -> None:
    suite = suite_called(name)
    one, other = (new_key_set(suite, MADE) for _ in range(2))
    assert len({one.id, other.id, one.sealing, other.sealing, one.indexing, one.signing, other.signing}) == 7
    assert (len(one.sealing), len(one.indexing)) == (suite.key_bytes, 32)
    assert one.made_at == MADE


@pytest.mark.parametrize("name", SUITE_NAMES)
def test_a_ring_is_read_back_as_it_was_kept(name: str) -> None:
    ring = Ring(sets=(new_key_set(suite_called(name), MADE), a_key_set(2))).with_retired("00000009", LATER)
    assert read_ring(ring_text(ring)) == ring
    retired = ring.with_retired(ring.sets[0].id, LATER)
    assert read_ring(ring_text(retired)) == retired


def test_the_last_set_seals() -> None:
    ring = Ring(sets=(a_key_set(1),)).followed_by(a_key_set(2))
    assert [one.id for one in ring.sets] == ["00000001", "00000002"]
    assert ring.current == a_key_set(2)


def test_a_set_is_retired_once() -> None:
    ring = Ring(sets=(a_key_set(1), a_key_set(2))).with_retired("00000001", MADE)
    assert [one.retired_at for one in ring.with_retired("00000001", LATER).sets] == [MADE, None]


def test_a_set_is_taken_out() -> None:
    assert Ring(sets=(a_key_set(1), a_key_set(2))).without("00000001").sets == (a_key_set(2),)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda ring: ring.with_retired("00000002", LATER), "the last set of keys is retired"),
        (lambda ring: ring.followed_by(a_key_set(3, id="00000001")), "two sets of keys have the same id"),
        (lambda ring: ring.without("00000001").without("00000002"), "at least one set"),
    ],
)
def test_a_ring_that_could_not_seal_is_never_made(change: object, said: str) -> None:
    with pytest.raises(BadRing, match=said):
        change(Ring(sets=(a_key_set(1), a_key_set(2))))  # type: ignore[operator]


@pytest.mark.parametrize("text", ["", "00" * 32 + "\n" + "11" * 32 + "\n", "[]", "3", '{"format": 2}', "{}"])
def test_what_is_no_ring_is_refused(text: str) -> None:
    with pytest.raises(BadRing, match="this is no ring of keys"):
        read_ring(text)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("suite", "des", "'des' is no cipher suite"),
        ("id", "00", "the id of a set of keys has 8 hex digits"),
        ("id", "zz", "cannot be read"),
        ("sealing", "00" * 31, "do not have the lengths of intl"),
        ("indexing", "", "do not have the lengths of intl"),
        ("signing", "no hex", "cannot be read"),
        ("made_at", "yesterday", "cannot be read"),
        ("made_at", None, "lacks a field, or has one of a wrong kind"),
        ("retired_at", 5, "lacks a field, or has one of a wrong kind"),
        ("sealing", ["00"], "lacks a field, or has one of a wrong kind"),
    ],
)
def test_a_damaged_set_is_refused_without_showing_its_secrets(field: str, value: object, said: str) -> None:
    held = json.loads(ring_text(Ring(sets=(a_key_set(1),))))
    held["sets"][0][field] = value
    with pytest.raises(BadRing, match=said) as refused:
        read_ring(json.dumps(held))
    assert "0101" not in str(refused.value)


def test_a_set_without_a_field_is_refused() -> None:
    held = json.loads(ring_text(Ring(sets=(a_key_set(1),))))
    del held["sets"][0]["signing"]
    with pytest.raises(BadRing, match="lacks a field"):
        read_ring(json.dumps(held))
