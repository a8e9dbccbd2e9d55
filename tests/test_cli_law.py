"""`chengzhao law show|diff|check`, run in the process."""

import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from chengzhao.cli import main
from chengzhao.rules.coverage import coverage_of

YUNHAI = Path(__file__).parent / "law" / "provinces" / "yunhai_2024.toml"


def test_show_prints_text_rule_and_number(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "show", "A1.5.10", "--province", "14"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("A1.5.10  附件1·五（四）  降分投档\n\n（四）录取时，")
    assert re.search(r"\n\n参数：\n- 2024年 降分投档最大幅度: 20分　law/years/y2024\.py:[0-9]+\n", printed)
    assert "\n- rules.control_lines.relaxation_findings（还没有用于网上办理）\n" in printed
    assert "\n- actions.filing.run_filing\n" in printed
    assert "\n- control_lines/relaxation: " in printed
    assert "\n  - 农学降21分（层次：专升本；专业：090101；降分：21）→ A1.5.10；说法：降分投档" in printed
    assert "\n- tests/rules/test_control_lines_cases.py\n" in printed
    assert printed.endswith("\n\n页面：\n- /province/runs/<public_id>/ 一次投档运行\n")


def test_show_tells_no_names_that_are_private(capsys: pytest.CaptureFixture[str]) -> None:
    assert "actions.directory._kind_findings" in coverage_of("A1.5.4").code
    assert main(["law", "show", "A1.5.4"]) == 0
    assert "._" not in capsys.readouterr().out


def test_show_says_where_there_is_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "show", " n1.2"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("N1.2  通知·一.1  应急预案和突发事件\n")
    assert "\n\n参数：\n- 没有\n" in printed


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["A9.9"], "没有条目“A9.9”，条目的写法如N3.1、A1.5.10。\n"),
        (["A1.5.25"], "没有条目“A1.5.25”，这一部分的条目是A1.5.1至A1.5.24。\n"),
        (["A1.5.10", "--province", "11"], "没有省份11在2024年的补充规定，现有：山西省2024年、江苏省2025年、"),
        (["a3"], "没有条目“A3”，这一部分的条目是A3.1至A3.2。\n"),
        (["A1.5.10", "--year", "2019"], "没有2019年的招生规定，现有：2024、2025。\n"),
    ],
)
def test_show_refuses_what_there_is_not(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["law", "show", *words]) == 2
    assert capsys.readouterr().err.startswith(message)


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


def test_check_tells_what_only_a_guessed_calendar_forbids(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written = (files("chengzhao.law.provinces") / "41_2025.toml").read_text(encoding="utf-8")
    file = tmp_path / "41_2025.toml"
    file.write_text(written.replace("2025-09-01T08", "2025-07-01T08"), encoding="utf-8")
    assert main(["law", "check", str(file)]) == 0
    assert capsys.readouterr().out == (
        "河南省2025年的补充规定与通知不抵触。\n"
        "【待核】附件2: 报名时间2025-07-01至2025-09-06不在2025-08-01至2025-09-30之内；"
        "国家的规定是推定的，以本省公布的为准。\n"
    )


@pytest.mark.parametrize("province", ["山西", "山西省", "14"])
def test_show_takes_a_province_by_its_name(province: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "show", "A1.5.7", "--province", province]) == 0
    assert "山西" in capsys.readouterr().out


def test_equal_years_do_not_differ(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "diff", "2024", "2024"]) == 0
    assert capsys.readouterr().out == "2024年和2024年的规定没有不同。\n"


def test_diff_with_an_unknown_year_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "diff", "2024", "2030"]) == 2
    assert capsys.readouterr().err == "没有2030年的招生规定，现有：2024、2025。\n"


def test_check_of_what_is_no_text_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "gbk.toml").write_bytes("云海省".encode("gbk"))
    (tmp_path / "folder.toml").mkdir()
    for name, sentence in (
        ("none.toml", "没有这个文件，请核对路径。"),
        ("folder.toml", "是文件夹，请指定其中的文件。"),
        ("gbk.toml", "不是UTF-8文字，请另存为UTF-8。"),
    ):
        assert main(["law", "check", str(tmp_path / name)]) == 2
        assert capsys.readouterr().err == f"{name}: {sentence}\n"


@pytest.mark.parametrize("clause", ["N5.3", "A1.5.10"])
def test_show_says_of_a_clause_whether_it_is_carried_out(
    clause: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["law", "show", clause]) == 0
    said = "\n- 目前只有检查规则，还没有开放网上办理。\n" in capsys.readouterr().out
    assert said is coverage_of(clause).is_open is (clause == "N5.3")


def test_output_that_is_read_in_part_ends_without_a_trace() -> None:
    command = [sys.executable, "-m", "chengzhao.cli", "law", "show", "A1.4.2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as shown:
        assert shown.stdout is not None
        assert shown.stderr is not None
        shown.stdout.close()
        assert shown.stderr.read() == b""
    assert shown.returncode == 141
