"""The demo's secret key."""

from pathlib import Path

from chengzhao.settings.secret_key import kept_key


def test_key_is_made_once_and_kept_private(tmp_path: Path) -> None:
    home = tmp_path / "home"
    key = kept_key(home)
    assert len(key) >= 64
    assert kept_key(home) == key
    assert (home / "secret_key").stat().st_mode & 0o777 == 0o600


def test_keys_of_two_homes_differ(tmp_path: Path) -> None:
    assert kept_key(tmp_path / "a") != kept_key(tmp_path / "b")
