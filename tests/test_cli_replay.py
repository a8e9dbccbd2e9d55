"""`chengzhao replay`: words and exit statuses; what it compares is tested with the packs."""

from pathlib import Path

import pytest

from chengzhao.cli import main


def test_pack_that_is_none_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "run.zip").write_bytes(b"no pack")
    assert main(["replay", str(tmp_path / "run.zip")]) == 2
    assert "不是证据包，或已损坏" in capsys.readouterr().err


def test_key_that_is_none_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replay", str(tmp_path / "run.zip"), "--key", "1:intl:zz"]) == 2
    assert "'1:intl:zz' is no key of seals: expected FIRST:SUITE:ID:PUBLIC" in capsys.readouterr().err


def test_pack_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["replay"])
    assert ended.value.code == 2
    assert "PACK" in capsys.readouterr().err
