"""Sealed fields open only where they belong; the blind index finds equal ones and tells nothing else."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengzhao.vault.sealing import KEY_BYTES, NONCE_BYTES, Keys, SealBroken, read_keys

KEYS = Keys(sealing=b"s" * KEY_BYTES, indexing=b"i" * KEY_BYTES)
NUMBER = "99999919900101001X"


@given(st.text(), st.text())
def test_a_sealed_text_opens_in_its_own_row(text: str, row: str) -> None:
    text, row = (value.encode(errors="ignore").decode() for value in (text, row))
    assert KEYS.open(KEYS.seal(text, row=row), row=row) == text


def test_a_sealed_text_does_not_open_in_another_row() -> None:
    sealed = KEYS.seal(NUMBER, row="candidate/1/identity_number")
    with pytest.raises(SealBroken, match="does not belong to this row"):
        KEYS.open(sealed, row="candidate/2/identity_number")


def test_a_sealed_text_does_not_open_with_another_key() -> None:
    sealed = KEYS.seal(NUMBER, row="1")
    other = Keys(sealing=b"t" * KEY_BYTES, indexing=KEYS.indexing)
    with pytest.raises(SealBroken, match="does not belong to this row"):
        other.open(sealed, row="1")


@pytest.mark.parametrize("place", [1, 1 + NONCE_BYTES, -1])
def test_a_changed_byte_breaks_the_seal(place: int) -> None:
    sealed = bytearray(KEYS.seal(NUMBER, row="1"))
    sealed[place] ^= 1
    with pytest.raises(SealBroken, match="was changed"):
        KEYS.open(bytes(sealed), row="1")


def test_an_unknown_version_is_said() -> None:
    sealed = b"\x02" + KEYS.seal(NUMBER, row="1")[1:]
    with pytest.raises(SealBroken, match="unknown version"):
        KEYS.open(sealed, row="1")


def test_the_same_text_is_sealed_differently_each_time() -> None:
    assert KEYS.seal(NUMBER, row="1") != KEYS.seal(NUMBER, row="1")


def test_a_sealed_text_opens_from_the_memory_of_a_database_driver() -> None:
    assert KEYS.open(memoryview(KEYS.seal(NUMBER, row="1")), row="1") == NUMBER  # type: ignore[arg-type]


def test_the_index_is_of_the_canonical_form() -> None:
    index = KEYS.index(NUMBER)
    assert len(index) == 32
    assert {KEYS.index(text) for text in (f" {NUMBER}", NUMBER.lower(), "999999 19900101 001x")} == {index}
    assert KEYS.index("999999199001010028") != index


def test_the_index_depends_on_its_own_key_only() -> None:
    assert Keys(sealing=b"t" * KEY_BYTES, indexing=KEYS.indexing).index(NUMBER) == KEYS.index(NUMBER)
    assert Keys(sealing=KEYS.sealing, indexing=b"j" * KEY_BYTES).index(NUMBER) != KEYS.index(NUMBER)


def test_read_keys_makes_a_private_file_once(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    keys = read_keys(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert (len(keys.sealing), len(keys.indexing)) == (KEY_BYTES, KEY_BYTES)
    assert keys.sealing != keys.indexing
    assert read_keys(path) == keys
    assert read_keys(tmp_path / "other") != keys


def test_read_keys_refuses_a_file_that_others_may_read(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    read_keys(path)
    path.chmod(0o640)
    with pytest.raises(PermissionError, match="chmod 600"):
        read_keys(path)


@pytest.mark.parametrize("text", ["", "00" * 32, f"{'00' * 32}\n{'00' * 31}\n", "x\ny\n"])
def test_read_keys_refuses_what_is_no_key_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "keys"
    path.write_text(text)
    path.chmod(0o600)
    with pytest.raises(ValueError, match="is not a key file"):
        read_keys(path)


def test_read_keys_refuses_digits_that_are_not_hex(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    path.write_text(f"{'zz' * 32}\n{'00' * 32}\n")
    path.chmod(0o600)
    with pytest.raises(ValueError, match="non-hexadecimal"):
        read_keys(path)
