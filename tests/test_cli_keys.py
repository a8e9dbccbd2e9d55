"""`chengzhao keys`: what it says, whom it lets, what it refuses."""

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from tests import factories
from tests.vault.rings import a_key_set, keys_of

from chengzhao.actions.audit import Refused
from chengzhao.cli import keys as command
from chengzhao.cli import main
from chengzhao.cli.administrators import security_administrator
from chengzhao.law.words import Role
from chengzhao.vault.key_files import FileKeys
from chengzhao.vault.ring import Ring, ring_text
from chengzhao.vault.sealing import MOST_SEALS, Keys


@pytest.fixture
def path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The key file of these tests, which is not there yet."""
    monkeypatch.delenv("VAULT_KEYS", raising=False)
    monkeypatch.setenv("VAULT_KEY_FILE", str(tmp_path / "ring"))
    return tmp_path / "ring"


def test_make_needs_no_database_and_appends(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["keys", "make"]) == 0
    assert main(["keys", "make", "--suite", "sm"]) == 0
    ring = FileKeys(path).keys().ring
    assert [one.suite.name for one in ring.sets] == ["intl", "sm"]
    told = capsys.readouterr().out
    assert f"Keys {ring.current.id} (sm) seal from now on" in told
    assert ring.current.sealing.hex() not in told


def test_make_refuses_a_ring_of_the_environment(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VAULT_KEYS", ring_text(Ring(sets=(a_key_set(1),))))
    assert main(["keys", "make"]) == 1
    assert "The ring comes from VAULT_KEYS" in capsys.readouterr().err
    assert not path.exists()


def test_make_refuses_a_file_that_others_may_read(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["keys", "make"])
    path.chmod(0o644)
    assert main(["keys", "make"]) == 1
    assert "run chmod 600 on it" in capsys.readouterr().err


@pytest.mark.parametrize("words", [("rotate",), ("destroy", "00000001", "--reason", "到期")])
def test_whoever_changes_keys_is_named(words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["keys", *words])
    assert caught.value.code == 2


@pytest.mark.django_db
def test_only_a_security_administrator_in_office_changes_keys() -> None:
    tree = factories.a_tree()
    accounts = {role: factories.an_account() for role in (Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN)}
    for role, account in accounts.items():
        factories.a_role(account=account, organisation=tree.province, role=role)
    border, actor = security_administrator(accounts[Role.SECURITY_ADMIN].username, command.BY)
    assert (border, actor.role) == (factories.BORDER, Role.SECURITY_ADMIN)
    for name in (accounts[Role.SYSTEM_ADMIN].username, "nobody"):
        with pytest.raises(Refused, match=f"“{name}”不是在任的安全管理员"):
            security_administrator(name, command.BY)


def warned(keys: Keys, counts: dict[str, int]) -> list[str]:
    """The first words of the warnings."""
    return [
        line.partition(":")[0] for line in command._warnings(keys, {"records_candidate": Counter(counts)})
    ]


def test_keys_that_are_old_worn_missing_or_half_replaced_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = a_key_set(1), a_key_set(2)
    monkeypatch.setattr(command, "now", lambda: one.made_at + timedelta(days=command.OLD_DAYS - 1))
    assert warned(keys_of(one), {one.id: 10}) == []
    assert warned(keys_of(one, two), {one.id: 1, two.id: 9}) == ["UNFINISHED"]
    assert warned(keys_of(one), {one.id: 9, "ffffffff": 1}) == ["MISSING"]
    assert warned(keys_of(one), {one.id: MOST_SEALS // 4}) == []
    assert warned(keys_of(one), {one.id: MOST_SEALS // 4 + 1}) == ["WORN"]
    monkeypatch.setattr(command, "now", lambda: one.made_at + timedelta(days=command.OLD_DAYS))
    assert warned(keys_of(one), {one.id: 10}) == ["OLD"]


def test_status_names_each_set_its_age_and_what_it_sealed(monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = a_key_set(1), a_key_set(2, suite="sm")
    monkeypatch.setattr(command, "now", lambda: two.made_at + timedelta(days=3))
    lines = list(command._lines(keys_of(one, two), {"records_candidate": Counter({two.id: 400})}))
    assert lines == [
        "00000001  intl  opens    made 2024-09-02, 4 days          0 fields",
        "00000002  sm    seals    made 2024-09-03, 3 days        400 fields",
        "                             records_candidate: 400",
    ]
