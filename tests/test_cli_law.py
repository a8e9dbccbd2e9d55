"""`chengzhao law show|diff|check`, run in the process."""

from pathlib import Path

import pytest

from chengzhao.cli import main

YUNHAI = Path(__file__).parent / "law" / "provinces" / "yunhai_2024.toml"


def test_show_prints_text_rule_and_number(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "show", "A1.5.10", "--province", "14"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("A1.5.10  附件1·五（四）\n")
    assert "- rules.control_lines.relaxation_findings: " in printed
    assert "= 2024年 降分投档最大幅度: 20分\n" in printed


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["A9.9"], "notice-2024 has no clause 'A9.9'\n"),
        (["A1.5.10", "--year", "2019"], "没有2019年的招生规定，现有：2024、2025。\n"),
    ],
)
def test_show_refuses_what_there_is_not(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["law", "show", *words]) == 2
    assert capsys.readouterr().err == message


def test_diff_names_clause_and_both_values(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "diff", "2024", "2025"]) == 0
    assert capsys.readouterr().out.startswith("N4.4 学习形式\n- 脱产、业余、函授\n+ 脱产、非脱产\n")


def test_check_accepts_a_good_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "check", str(YUNHAI)]) == 0
    assert capsys.readouterr().out == "云海省2024年的补充规定与通知不抵触。\n"


@pytest.mark.parametrize(
    ("before", "after", "code", "message"),
    [
        (
            "AGED_25 = 15",
            "AGED_25 = 21",
            1,
            "bad.toml:附件1·五（五）5（7）: “年满25周岁”加21分，高于国家规定的20分\n",
        ),
        (
            'value = "1.05"',
            "value = 1.05",
            2,
            'bad.toml:ratio.value: 1.05: 加引号的数，如"1.05"或"7/10"（附件1·五（四））\n',
        ),
    ],
)
def test_check_tells_errors_and_contradictions(
    before: str, after: str, code: int, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text(YUNHAI.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    assert main(["law", "check", str(bad)]) == code
    assert capsys.readouterr().err == message


def test_check_of_no_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "check", str(tmp_path / "none.toml")]) == 2
    assert capsys.readouterr().err.startswith("none.toml: ")
