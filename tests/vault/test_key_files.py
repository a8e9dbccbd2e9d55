"""The key file is its owner's alone, is replaced in one step, and is read anew when it was."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.vault.rings import MADE, a_key_set

from chengzhao.vault.key_files import FileKeys, KeysMissing, TextKeys
from chengzhao.vault.ring import Ring, read_ring, ring_text
from chengzhao.vault.suites import suite_called

INTL, SM = suite_called("intl"), suite_called("sm")
LATER = datetime(2024, 12, 1, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the ring is to be, in a folder that is not there yet."""
    return tmp_path / "secrets" / "vault.keys"


def ids(path: Path) -> list[str]:
    """The ids of the ring in a file."""
    return [one.id for one in read_ring(path.read_text(encoding="utf-8")).sets]


def test_the_demo_makes_a_private_file_once(path: Path) -> None:
    keys = FileKeys(path, first=SM).keys()
    assert path.stat().st_mode & 0o777 == 0o600
    assert keys.ring.current.suite is SM
    assert FileKeys(path, first=INTL).keys() == keys


def test_two_processes_that_want_the_first_keys_get_the_same(path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: FileKeys(path, first=INTL).keys(), range(8)))
    assert found == found[:1] * 8


def test_without_a_file_a_real_service_is_told_what_to_do(path: Path) -> None:
    with pytest.raises(
        KeysMissing, match=r"There is no ring of keys in .*: make one with `chengzhao keys make`"
    ):
        FileKeys(path).keys()


def test_each_set_made_is_appended_and_seals(path: Path) -> None:
    source = FileKeys(path)
    first = source.make(INTL, MADE).current
    second = source.make(SM, LATER).current
    assert ids(path) == [first.id, second.id]
    assert source.keys().ring.current == second
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_replaced_file_is_read_anew_and_an_unchanged_one_is_not(path: Path) -> None:
    writer, reader = FileKeys(path), FileKeys(path)
    writer.make(INTL, MADE)
    before = reader.keys()
    assert reader.keys() is before
    writer.make(INTL, LATER)
    after = reader.keys()
    assert after.ring.sets[0] == before.ring.current
    assert len(after.ring.sets) == 2


def test_retired_and_destroyed_sets_are_written_down(path: Path) -> None:
    source = FileKeys(path)
    old = source.make(INTL, MADE).current
    source.make(INTL, MADE)
    source.retire(old.id, LATER)
    assert source.keys().ring.sets[0].retired_at == LATER
    source.destroy(old.id)
    assert old.id not in ids(path)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o620])
def test_a_file_that_others_may_read_or_write_is_refused(path: Path, mode: int) -> None:
    FileKeys(path).make(INTL, MADE)
    path.chmod(mode)
    with pytest.raises(KeysMissing, match="can be read by others: run chmod 600 on it"):
        FileKeys(path).keys()


@pytest.mark.parametrize("content", [b"", b"00", b"\xff\xfe", b"{"])
def test_a_damaged_file_is_refused_in_a_sentence(path: Path, content: bytes) -> None:
    FileKeys(path).make(INTL, MADE)
    path.write_bytes(content)
    with pytest.raises(KeysMissing, match="cannot be read"):
        FileKeys(path).keys()


def test_a_damaged_file_is_never_replaced_by_new_keys(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"")
    path.chmod(0o600)
    for act in (lambda: FileKeys(path, first=INTL).keys(), lambda: FileKeys(path).make(INTL, MADE)):
        with pytest.raises(KeysMissing, match="cannot be read"):
            act()
    assert path.read_bytes() == b""


def test_a_crash_while_writing_leaves_the_old_ring(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = FileKeys(path)
    old = source.make(INTL, MADE).current

    def dies(descriptor: int) -> None:
        raise OSError("the power fails")

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", dies)
        with pytest.raises(OSError, match="the power fails"):
            source.make(INTL, LATER)
    assert ids(path) == [old.id]
    source.make(INTL, LATER)
    assert len(ids(path)) == 2


def test_a_ring_in_the_environment_is_read_once() -> None:
    source = TextKeys(ring_text(Ring(sets=(a_key_set(1), a_key_set(2, suite="sm")))))
    assert source.keys().ring.current == a_key_set(2, suite="sm")
    assert source.keys() is source.keys()


def test_a_broken_ring_in_the_environment_is_refused_without_showing_it() -> None:
    with pytest.raises(KeysMissing, match="in the environment cannot be read") as refused:
        TextKeys("secret" * 5).keys()
    assert "secretsecret" not in str(refused.value)
