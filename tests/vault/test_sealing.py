"""Sealed fields open only where they belong; the blind index finds equal ones and tells nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.vault.rings import SUITE_NAMES, a_key_set, keys_of

from chengzhao.vault.ring import ID_BYTES
from chengzhao.vault.sealing import (
    HEADER_BYTES,
    INDEX_BYTES,
    NONCE_BYTES,
    Keys,
    SealBroken,
    SignatureBroken,
    new_nonce,
)

EACH = {name: keys_of(a_key_set(suite=name)) for name in SUITE_NAMES}
NUMBER = "99999919900101001X"
MILLION = 1_000_000

each_suite = pytest.mark.parametrize("keys", EACH.values(), ids=EACH)


@given(st.sampled_from(SUITE_NAMES), st.text(), st.text())
def test_a_sealed_text_opens_in_its_own_row(name: str, text: str, row: str) -> None:
    text, row = (value.encode(errors="ignore").decode() for value in (text, row))
    assert EACH[name].open(EACH[name].seal(text, row=row), row=row) == text


@each_suite
def test_sealed_bytes_open_as_they_were(keys: Keys) -> None:
    data = bytes(range(256)) * 300
    assert keys.open_bytes(keys.seal_bytes(data, row="1"), row="1") == data


@each_suite
def test_the_fields_of_two_swapped_rows_do_not_open(keys: Keys) -> None:
    first, second = "candidate/1/identity_number", "candidate/2/identity_number"
    sealed = {row: keys.seal(NUMBER, row=row) for row in (first, second)}
    for row, other in ((first, second), (second, first)):
        with pytest.raises(SealBroken, match="does not belong to this row"):
            keys.open(sealed[other], row=row)


@each_suite
def test_a_field_moved_to_another_column_does_not_open(keys: Keys) -> None:
    sealed = keys.seal(NUMBER, row="candidate/1/identity_number")
    with pytest.raises(SealBroken, match="does not belong to this row"):
        keys.open(sealed, row="candidate/1/phone")


@each_suite
def test_every_flipped_bit_breaks_the_seal(keys: Keys) -> None:
    sealed = keys.seal(NUMBER, row="1")
    for place in range(8 * len(sealed)):
        changed = bytearray(sealed)
        changed[place // 8] ^= 1 << place % 8
        with pytest.raises(SealBroken):
            keys.open(bytes(changed), row="1")


@each_suite
def test_every_cut_breaks_the_seal(keys: Keys) -> None:
    sealed = keys.seal(NUMBER, row="1")
    for length in range(len(sealed)):
        with pytest.raises(SealBroken):
            keys.open(sealed[:length], row="1")


@each_suite
def test_an_unknown_version_is_said(keys: Keys) -> None:
    sealed = b"\x02" + keys.seal(NUMBER, row="1")[1:]
    with pytest.raises(SealBroken, match="unknown version"):
        keys.open(sealed, row="1")


@each_suite
def test_an_empty_field_is_no_sealed_one(keys: Keys) -> None:
    with pytest.raises(SealBroken, match="unknown version"):
        keys.open(b"", row="1")


def test_a_missing_key_is_named() -> None:
    sealed = keys_of(a_key_set(9)).seal(NUMBER, row="1")
    with pytest.raises(SealBroken, match="needs key 00000009 of suite 1, which is not in the ring"):
        EACH["intl"].open(sealed, row="1")


def test_a_key_of_the_same_id_and_another_secret_opens_nothing() -> None:
    sealed = keys_of(a_key_set(2, id="00000001")).seal(NUMBER, row="1")
    with pytest.raises(SealBroken, match="does not belong to this row or was changed"):
        EACH["intl"].open(sealed, row="1")


def test_a_field_relabelled_as_of_the_other_suite_does_not_open() -> None:
    both = keys_of(a_key_set(1), a_key_set(2, suite="sm"))
    sealed = EACH["intl"].seal(NUMBER, row="1")
    with pytest.raises(SealBroken, match="was changed"):
        both.open(both.header + sealed[HEADER_BYTES:], row="1")


def test_fields_of_several_sets_and_suites_live_side_by_side() -> None:
    sets = [a_key_set(1), a_key_set(2, suite="sm"), a_key_set(3)]
    ring = keys_of(*sets)
    sealed = [keys_of(*sets[: count + 1]).seal(NUMBER, row=str(count)) for count in range(3)]
    assert [one[:HEADER_BYTES].hex() for one in sealed] == ["010100000001", "010200000002", "010100000003"]
    assert [ring.open(one, row=str(row)) for row, one in enumerate(sealed)] == [NUMBER] * 3
    assert ring.seal(NUMBER, row="4").startswith(ring.header)


def test_a_sealed_text_opens_from_the_memory_of_a_database_driver() -> None:
    keys = EACH["intl"]
    assert keys.open(memoryview(keys.seal(NUMBER, row="1")), row="1") == NUMBER  # type: ignore[arg-type]


def test_a_million_nonces_are_all_different() -> None:
    assert len({new_nonce() for _ in range(MILLION)}) == MILLION


@each_suite
def test_each_seal_has_a_nonce_of_its_own(keys: Keys) -> None:
    sealed = [keys.seal(NUMBER, row="1") for _ in range(1000)]
    nonces = {one[HEADER_BYTES : HEADER_BYTES + NONCE_BYTES] for one in sealed}
    assert {len(one) for one in nonces} == {12}
    assert len(nonces) == 1000


@each_suite
def test_equal_texts_have_equal_indexes_and_others_others(keys: Keys) -> None:
    index = keys.index(NUMBER, purpose="number")
    assert (len(index), index[:ID_BYTES].hex()) == (INDEX_BYTES, "00000001")
    assert keys.index(NUMBER, purpose="number") == index
    assert keys.index(NUMBER[::-1], purpose="number") != index
    assert keys.index(NUMBER, purpose="phone") != index
    assert NUMBER.encode() not in index


def test_purpose_and_text_cannot_be_shifted_into_each_other() -> None:
    keys = EACH["intl"]
    assert keys.index("bc", purpose="a") != keys.index("c", purpose="ab")


def test_the_index_depends_on_its_own_key_only() -> None:
    one, two = a_key_set(1), a_key_set(2)
    mixed = keys_of(type(one)(**vars(one) | {"sealing": two.sealing, "signing": two.signing}))
    assert mixed.index(NUMBER, purpose="number") == keys_of(one).index(NUMBER, purpose="number")
    assert keys_of(two).index(NUMBER, purpose="number")[ID_BYTES:] != mixed.index(NUMBER, purpose="number")


def test_a_text_is_looked_up_under_every_set_of_the_ring() -> None:
    sets = [a_key_set(1), a_key_set(2, suite="sm")]
    alone = [keys_of(one).index(NUMBER, purpose="number") for one in sets]
    assert keys_of(*sets).indexes(NUMBER, purpose="number") == alone
    assert keys_of(*sets).index(NUMBER, purpose="number") == alone[1]


@each_suite
def test_a_mac_is_of_its_data_its_purpose_and_its_key(keys: Keys) -> None:
    mac = keys.mac(b"data", purpose="receipt")
    assert keys.is_mac(mac, b"data", purpose="receipt")
    assert not keys.is_mac(mac, b"dato", purpose="receipt")
    assert not keys.is_mac(mac, b"data", purpose="letter")
    assert not keys.is_mac(mac[:-1], b"data", purpose="receipt")
    assert not keys.is_mac(b"", b"data", purpose="receipt")
    assert not keys_of(a_key_set(2)).is_mac(mac, b"data", purpose="receipt")


@each_suite
def test_a_signature_is_verified_with_the_set_that_made_it(keys: Keys) -> None:
    signature = keys.sign(b"head")
    rotated = keys_of(*keys.ring.sets, a_key_set(5, suite="sm"))
    assert rotated.verify(b"head", signature) == "00000001"
    with pytest.raises(SignatureBroken, match="is not that of the data"):
        rotated.verify(b"heap", signature)
    with pytest.raises(SignatureBroken, match="is not in the ring"):
        keys_of(a_key_set(6)).verify(b"head", signature)


@each_suite
def test_the_public_key_is_enough_to_verify(keys: Keys) -> None:
    suite = keys.ring.current.suite
    assert suite.is_signature(keys.public_key(), b"head", keys.sign(b"head")[ID_BYTES:])


def test_the_hash_is_that_of_the_current_suite() -> None:
    assert [EACH[name].hash(b"abc").hex()[:8] for name in SUITE_NAMES] == ["ba7816bf", "66c7f0f4"]


def test_no_secret_stands_in_what_is_printed() -> None:
    keys = EACH["intl"]
    shown = repr(keys)
    for secret in (b"\x01" * 32, b"e" * 32, keys.ring.current.signing):
        assert secret.hex() not in shown
        assert repr(secret) not in shown
