"""证据包: whoever has it files the run again to the same bytes, and sees whatever was changed."""

import gzip
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from tests.actions.ready_season import a_season_of_every_kind, compute

from chengzhao.actions.filing_program import program_sheet
from chengzhao.exchange import replay_command
from chengzhao.exchange.filing_pack import BadPack, Held, pack_of, read_pack, signed_bytes
from chengzhao.exchange.replay_command import NOT_READ, OTHERWISE, SAME
from chengzhao.ledger.signatures import SealKey
from chengzhao.records.models import FilingRun
from chengzhao.records.queries.replay import kept_files
from chengzhao.vault.sealing import Keys
from chengzhao.web.shared.keys import vault_keys

pytestmark = pytest.mark.django_db

FILES = [
    *(f"input/{name}.csv.gz" for name in ("candidates", "choices", "extra_tests", "lines", "programmes")),
    "input/rules.toml",
    *(f"output/{name}.csv.gz" for name in ("explanations", "proofs", "results", "units")),
    "pack.json",
    "pack.sig",
    *(f"record/{name}.csv.gz" for name in ("claims", "log", "order")),
    "record/program.json",
]


@pytest.fixture
def run() -> FilingRun:
    a_season_of_every_kind()
    return FilingRun.objects.get(pk=compute())


def packed(run: FilingRun) -> bytes:
    keys = vault_keys()
    held = {
        name: Held(digest=digest, packed=content)
        for name, (digest, content) in kept_files(run.season, run.province, run.public_id).items()
    }
    told = {
        "season": run.season,
        "province": run.province,
        "run": run.number,
        "input_digest": run.input_digest,
        "result_digest": run.result_digest,
    }
    return pack_of(told, held, keys, keys.ring.current.suite.name)


@pytest.fixture
def pack(run: FilingRun, tmp_path: Path) -> Path:
    path = tmp_path / "run.zip"
    path.write_bytes(packed(run))
    return path


def entries_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def written(path: Path, entries: Mapping[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)


def signed_again(path: Path, change: Callable[[dict[str, bytes], dict[str, Any]], None], keys: Keys) -> None:
    """Somebody who has keys of their own changes a file and makes the manifest and the signature fit."""
    entries = entries_of(path)
    manifest = json.loads(entries["pack.json"])
    change(entries, manifest)
    for name, content in entries.items():
        if "/" in name:
            plain = gzip.decompress(content) if name.endswith(".gz") else content
            manifest["files"][name.removesuffix(".gz")] = sha256(plain).hexdigest()
    entries["pack.json"] = json.dumps(manifest).encode()
    entries["pack.sig"] = keys.sign(signed_bytes(entries["pack.json"])).hex().encode()
    written(path, entries)


def paper_key() -> SealKey:
    """The key of this installation as `chengzhao audit keys` prints it."""
    keys = vault_keys()
    current = keys.ring.current
    return SealKey(first=1, suite=current.suite.name, id=current.id, public=keys.public_key())


def replayed(path: Path, *keys: SealKey) -> int:
    return replay_command.run(path, keys, program_sheet())


def test_pack_replays_to_the_same_bytes(
    pack: Path, run: FilingRun, capsys: pytest.CaptureFixture[str]
) -> None:
    assert replayed(pack, paper_key()) == SAME
    said = capsys.readouterr()
    assert said.err == ""
    assert f"结果摘要 {run.result_digest}\n" in said.out
    assert said.out.endswith("重放结果与证据包逐字节相同。\n")


def test_pack_holds_inputs_outputs_and_records(pack: Path) -> None:
    assert sorted(entries_of(pack)) == sorted(FILES)
    order = read_pack(pack).files["record"]["order.csv"].decode().splitlines()
    assert order[0] == "level,category,college,place,candidate_id,extra,filing_score,ties"
    assert [row.split(",")[3] for row in order if row.startswith("GAOQIBEN,HUMANITIES,,")] == [
        "1",
        "2",
        "3",
        "4",
        "5",
    ]


def test_pack_is_the_same_each_time(run: FilingRun) -> None:
    entries = [zipfile.ZipFile(io.BytesIO(packed(run))) for _ in range(2)]
    # An SM2 signature carries chance, so the rest is compared.
    names = [name for name in entries[0].namelist() if name != "pack.sig"]
    assert [entries[0].read(name) for name in names] == [entries[1].read(name) for name in names]


def test_pack_of_a_key_that_is_not_on_paper_is_told(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stranger = SealKey(first=1, suite="intl", id="00000000", public=bytes(32))
    assert replayed(pack, stranger) == OTHERWISE
    assert "签名所用的公钥不在给定的公钥之中" in capsys.readouterr().err


def test_manifest_that_was_changed_is_told(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    entries = entries_of(pack)
    entries["pack.json"] = entries["pack.json"].replace(b'"run": 1', b'"run": 2')
    written(pack, entries)
    assert replayed(pack) == OTHERWISE
    assert "签名不对，证据包在签发后有改动" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("output/results.csv", b"NOT_ADMITTED", b"ADMITTED", "output/results.csv第"),
        ("output/explanations.csv", b"UNIT_FULL", b"BELOW_LINE", "output/explanations.csv第"),
        ("output/proofs.csv", b"P1,", b"P1,9", "output/proofs.csv第2行"),
        ("record/order.csv", b",230.5,", b",231,", "record/order.csv第"),
        ("record/log.csv", b"GAOQIBEN", b"GAOQIZHUAN", "record/log.csv第2行"),
        ("record/claims.csv", b",20,1,1,0", b",20,1,0,0", "P8：5例中1例不成立"),
        ("input/candidates.csv", b",70.5,", b",7.5,", "结果摘要应为"),
    ],
)
def test_any_file_that_does_not_follow_from_the_input_is_told(
    pack: Path, name: str, old: bytes, new: bytes, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def change(entries: dict[str, bytes], manifest: dict[str, Any]) -> None:
        path = f"{name}.gz"
        content = gzip.decompress(entries[path])
        assert old in content
        entries[path] = gzip.compress(content.replace(old, new, 1))

    signed_again(pack, change, vault_keys())
    assert replayed(pack, paper_key()) == OTHERWISE
    assert f"不符：{said}" in capsys.readouterr().err


def test_file_that_does_not_fit_the_manifest_is_not_read(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entries = entries_of(pack)
    entries["output/units.csv.gz"] = gzip.compress(b"college\n")
    written(pack, entries)
    assert replayed(pack) == NOT_READ
    assert "output/units.csv.gz与pack.json中的摘要不符" in capsys.readouterr().err


def test_pack_without_a_file_of_its_manifest_is_not_read(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entries = entries_of(pack)
    del entries["output/results.csv.gz"]
    written(pack, entries)
    assert replayed(pack) == NOT_READ
    assert "证据包缺少文件：output/results.csv" in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut off", b"anything else"])
def test_file_that_is_no_pack_is_not_read(
    tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "run.zip").write_bytes(content)
    assert replayed(tmp_path / "run.zip") == NOT_READ
    assert "不是证据包，或已损坏" in capsys.readouterr().err


def test_pack_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert replayed(tmp_path / "none.zip") == NOT_READ
    assert "none.zip" in capsys.readouterr().err


def test_pack_of_a_newer_format_is_not_read(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def change(entries: dict[str, bytes], manifest: dict[str, Any]) -> None:
        manifest["format"] = 2

    signed_again(pack, change, vault_keys())
    assert replayed(pack) == NOT_READ
    assert "证据包的格式是2" in capsys.readouterr().err


def test_another_program_is_told_and_is_no_fault(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert replay_command.run(pack, [], b'{"sources": "00"}') == SAME
    assert "提示：投档所用程序与本程序版本不同。" in capsys.readouterr().out


def test_file_that_was_changed_in_the_tables_makes_no_pack(run: FilingRun) -> None:
    held = Held(digest="00" * 32, packed=kept_files(run.season, run.province, run.public_id)["lines.csv"][1])
    with pytest.raises(BadPack, match=r"^lines\.csv与投档时留存的不一致"):
        pack_of({}, {"lines.csv": held}, vault_keys(), "intl")
