"""The offline command: a small season filed by hand, and its exit statuses."""

import hashlib
import random
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from chengzhao.exchange import filing_command
from chengzhao.exchange.filing_command import Engine, run
from chengzhao.rules import filing as readable
from chengzhao.rules.dossier import FilingInput, FilingResult
from chengzhao.rules.verify.proof import Proof

SMALL = Path(__file__).parent / "fixtures" / "filing_small"
RESULTS = """\
candidate_id,level,outcome,programme_id,choice_rank,programme_rank,filing_score,relaxed
14240001,ZHUANSHENGBEN,ADMITTED,10001-01,1,1,230.5,0
14240002,ZHUANSHENGBEN,ADMITTED,10001-02,1,1,200,0
14240003,ZHUANSHENGBEN,ADMITTED,10001-01,1,0,199.5,0
14240004,ZHUANSHENGBEN,NOT_ADMITTED,,,,139.5,0
14240005,GAOQIZHUAN,ADMITTED,10002-01,1,1,110,0
14240006,GAOQIZHUAN,NOT_ADMITTED,,,,130,0
14240007,GAOQIZHUAN,ADMITTED,10003-01,1,1,105,1
14240008,GAOQIZHUAN,NOT_ADMITTED,,,,300,0
"""
EXPLANATIONS = """\
candidate_id,level,choice_rank,code,detail
14240001,ZHUANSHENGBEN,1,ADMITTED,programme=10001-01
14240002,ZHUANSHENGBEN,1,ADMITTED,programme=10001-02
14240003,ZHUANSHENGBEN,1,ADMITTED,programme=10001-01
14240004,ZHUANSHENGBEN,1,BELOW_LINE,missing=0.5
14240005,GAOQIZHUAN,1,ADMITTED,programme=10002-01
14240006,GAOQIZHUAN,1,UNIT_FULL,extra=85;filing_score=110;ties=
14240007,GAOQIZHUAN,1,ADMITTED,programme=10003-01;relaxed=1
14240008,GAOQIZHUAN,1,NOT_TAKING_PART,
"""
UNITS = """\
college,level,category,ordering,programme_id,places,filed,admitted,lowest_admitted
10001,ZHUANSHENGBEN,ECONOMICS_MANAGEMENT,score,,3,3,3,199.5
10002,GAOQIZHUAN,ARTS_HUMANITIES,extra,,1,1,1,110
10003,GAOQIZHUAN,HUMANITIES,score,,1,1,1,105
"""
PROOFS = """\
name,checked,failed
P1,4,0
P2,8,0
P3,5,0
P4,5,0
P5,1,0
P6,1,0
P7,5,0
"""


def contents(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(directory.iterdir())}


def test_small_season_is_filed_as_worked_by_hand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(SMALL, tmp_path / "output", force=False) == 0
    assert contents(tmp_path / "output") == {
        "digest.txt": hashlib.sha256(RESULTS.encode()).hexdigest().encode() + b"\n",
        "explanations.csv": EXPLANATIONS.encode(),
        "proofs.csv": PROOFS.encode(),
        "results.csv": RESULTS.encode(),
        "units.csv": UNITS.encode(),
    }
    assert capsys.readouterr() == ("", "")


def test_same_rows_in_another_order_give_the_same_bytes(tmp_path: Path) -> None:
    mixed = Path(shutil.copytree(SMALL, tmp_path / "mixed"))
    dice = random.Random(7)
    for path in mixed.glob("*.csv"):
        header, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text(header + "".join(dice.sample(rows, len(rows))), "utf-8")
    outputs = [tmp_path / "first", tmp_path / "second"]
    assert [
        run(source, output, force=False) for source, output in zip((SMALL, mixed), outputs, strict=True)
    ] == [0, 0]
    assert contents(mixed) != contents(SMALL)
    assert contents(outputs[0]) == contents(outputs[1])


def test_an_input_with_errors_is_not_filed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = Path(shutil.copytree(SMALL, tmp_path / "broken"))
    (broken / "lines.csv").unlink()
    (broken / "extra_tests.csv").write_text("candidate_id,college,score,passed\nX,10002,85,1\n", "utf-8")
    assert run(broken, tmp_path / "output", force=False) == 2
    assert capsys.readouterr().err.splitlines() == [
        "extra_tests.csv:2:candidate_id: X: 应见于candidates.csv",
        "lines.csv:1:: 没有这个文件: 应有此文件",
    ]
    assert not (tmp_path / "output").exists()


def test_an_output_directory_in_use_is_refused_unless_forced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "results.csv").write_text("old", "utf-8")
    assert run(SMALL, tmp_path, force=False) == 2
    assert capsys.readouterr().err == f"{tmp_path}: 目录不为空；要替换其中的结果，请加 --force\n"
    assert run(SMALL, tmp_path, force=True) == 0
    assert (tmp_path / "results.csv").read_text(encoding="utf-8") == RESULTS


def test_an_output_that_cannot_be_written_is_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    assert run(SMALL, tmp_path / "file" / "output", force=False) == 2
    assert capsys.readouterr().err.startswith(f"{tmp_path}")


def test_a_result_whose_proof_fails_is_written_and_marked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    proofs = (Proof(name="P1", checked=4, failed=0), Proof(name="P5", checked=9, failed=2))
    monkeypatch.setattr(filing_command, "prove", lambda given, result: proofs)
    assert run(SMALL, tmp_path / "output", force=False) == 1
    assert capsys.readouterr().err == "P5: 9例中2例不成立，结果不得放行\n"
    assert (tmp_path / "output" / "proofs.csv").read_text(encoding="utf-8").splitlines()[1:] == [
        "P1,4,0",
        "P5,9,2",
    ]
    assert (tmp_path / "output" / "results.csv").read_text(encoding="utf-8") == RESULTS


def test_the_command_needs_no_django(tmp_path: Path) -> None:
    script = (
        "import sys; from chengzhao.exchange.filing_command import run; "
        f"assert run({str(SMALL)!r}, {str(tmp_path / 'output')!r}, force=False) == 0; "
        "sys.exit(any(name.split('.')[0] in ('django', 'psycopg') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


@pytest.mark.parametrize("engine", Engine)
def test_every_engine_writes_the_same_files(engine: Engine, tmp_path: Path) -> None:
    assert run(SMALL, tmp_path / "output", force=False, engine=engine) == 0
    assert run(SMALL, tmp_path / "reference", force=False, engine=Engine.READABLE) == 0
    assert contents(tmp_path / "output") == contents(tmp_path / "reference")


def test_two_engines_that_differ_are_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def without_log(given: FilingInput) -> FilingResult:
        return replace(readable.file_candidates(given), log=())

    monkeypatch.setitem(filing_command.ENGINES, Engine.BOTH, (readable.file_candidates, without_log))  # type: ignore[arg-type]
    assert run(SMALL, tmp_path / "output", force=False, engine=Engine.BOTH) == 1
    assert capsys.readouterr().err == "P12: 两套程序结果不一致，结果不得放行\n"
    assert (tmp_path / "output" / "results.csv").read_text(encoding="utf-8") == RESULTS


def test_numbers_beyond_the_fast_engine_are_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    large = Path(shutil.copytree(SMALL, tmp_path / "large"))
    with (large / "extra_tests.csv").open("a", encoding="utf-8") as tests:
        tests.write("14240001,10001,999999999999,1\n")
    assert run(large, tmp_path / "output", force=False) == 2
    assert "--engine readable" in capsys.readouterr().err
    assert run(large, tmp_path / "output", force=False, engine=Engine.READABLE) == 0
