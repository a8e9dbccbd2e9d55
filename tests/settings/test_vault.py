"""Where the ring of keys is looked for: the environment first, then the named file, then the home folder."""

from pathlib import Path

import pytest
from tests.vault.rings import a_key_set

from chengzhao.settings.options import OptionError
from chengzhao.settings.vault import key_file, key_source, wanted_suite
from chengzhao.vault.key_files import FileKeys, KeysMissing, TextKeys
from chengzhao.vault.ring import Ring, ring_text


@pytest.fixture(autouse=True)
def _no_options(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("VAULT_KEYS", "VAULT_KEY_FILE", "VAULT_SUITE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CHENGZHAO_HOME", str(tmp_path))


def test_the_key_file_stands_in_the_home_folder_unless_it_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert key_file() == tmp_path / "vault.keys"
    monkeypatch.setenv("VAULT_KEY_FILE", "/etc/chengzhao/keys")
    assert key_file() == Path("/etc/chengzhao/keys")


def test_a_ring_in_the_environment_comes_before_any_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VAULT_KEYS", ring_text(Ring(sets=(a_key_set(3),))))
    source = key_source(makes_first=True)
    assert isinstance(source, TextKeys)
    assert source.keys().ring.current == a_key_set(3)


def test_only_the_demo_makes_its_first_keys_by_itself(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with pytest.raises(KeysMissing):
        key_source().keys()
    monkeypatch.setenv("VAULT_SUITE", "sm")
    source = key_source(makes_first=True)
    assert isinstance(source, FileKeys)
    assert source.keys().ring.current.suite.name == "sm"
    assert key_source().keys() == source.keys()
    assert (tmp_path / "vault.keys").stat().st_mode & 0o777 == 0o600


def test_a_suite_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert wanted_suite().name == "intl"
    monkeypatch.setenv("VAULT_SUITE", "des")
    with pytest.raises(OptionError, match=r"VAULT_SUITE: 'des' is no cipher suite: expected intl or sm\."):
        wanted_suite()
