"""`chengzhao eligible`, run in the process: by options, by questions, by a file."""

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from chengzhao.cli import main
from chengzhao.cli.eligible_parser import FACTS, LISTS
from chengzhao.rules.advice import FIELDS

VETERAN = [
    *("--level", "专升本", "--education", "专科毕业", "--student", "否", "--hukou", "140105"),
    *("--document", "居民身份证", "--major", "会计学", "--birth", "1998-05-01", "--language", "英语"),
    *("--honour", "一级运动员", "--honour", "自主就业退役士兵"),
]


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch):
    """Gives the command its input, line by line."""

    def give(*lines: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))

    give()
    return give


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[str], list[str]]:
    """The status, the lines of the answer, the lines beside it."""
    status = main(["eligible", *words])
    printed = capsys.readouterr()
    return status, printed.out.splitlines(), printed.err.splitlines()


def test_every_fact_has_its_option() -> None:
    names = [flag.removeprefix("--").replace("-", "_") for flag, _ in (*FACTS, *LISTS)]
    assert sorted(names) == sorted(FIELDS)
    assert {flag.removeprefix("--") for flag, _ in LISTS} == {
        field.name for field in FIELDS.values() if field.is_list
    }


def test_answer_to_a_veteran_of_26_with_an_athlete_title(capsys: pytest.CaptureFixture[str]) -> None:
    status, said, beside = run(capsys, *VETERAN, "--no-ask")
    assert (status, beside) == (0, [])
    assert said[:2] == ["结论：可以", "可以报考专升本。"]
    assert (
        "10月20日（周日）9:00—11:30　高等数学（二）　150分钟，满分150分（附件1·四（一）2、附件3（二））"
        in said
    )
    bonus = (
        "- 加30分　一级运动员：参加统考的，按“一级运动员”加30分投档，其他照顾分不累计，取最高一项。"
        "（附件1·五（五）4）"
    )
    assert bonus in said
    assert "- 不累计：“年满25周岁”、“自主就业退役士兵”（附件1·五（五）末）" in said
    assert said[-1] == "- 小店区：到户口所在县（市、区）的招生考试机构确认点办理。（附件1·三（三））"


def test_doubtful_paper_is_marked(capsys: pytest.CaptureFixture[str]) -> None:
    _, said, _ = run(capsys, "--level", "专升本", "--major", "环境科学", "--no-ask")
    [paper] = [line for line in said if "高等数学（二）" in line]
    assert paper.endswith("【待核】")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--level", "高起硕"], "报考层次：“高起硕”不对，可填：高起本、专升本、高起专。"),
        (["--birth", "1998-02-30"], "出生日期：“1998-02-30”不对，应为存在的日期，写成1998-05-01。"),
        (
            ["--level", "高起专", "--category", "法学类", "--province", "11"],
            "科类：“法学类”不对，高起专没有这个科类的科目，"
            "可填：文史类、理工类、艺术（文）、艺术（理）、体育（文）、体育（理）。",
        ),
        (["--year", "2019"], "没有2019年的招生规定，现有：2024、2025。"),
    ],
)
def test_wrong_word_is_refused(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str], answers
) -> None:
    status, said, beside = run(capsys, *words)
    assert (status, said, beside[-1]) == (2, [], message)


def test_every_mistake_is_told_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, beside = run(capsys, "--level", "x", "--birth", "x", "--student", "x", "--no-ask")
    assert status == 2
    assert [line.partition("：")[0] for line in beside] == ["报考层次", "在校生", "出生日期"]


def test_only_what_is_open_is_asked(capsys: pytest.CaptureFixture[str], answers) -> None:
    answers()
    _, _, beside = run(capsys, *VETERAN, "--recognised", "是")
    assert [line for line in beside if line.endswith("？")] == []


def test_questions_lead_to_the_answer(capsys: pytest.CaptureFixture[str], answers) -> None:
    answers("2", "3", "1", "2", "2", "1", "", "1 3", "", "1", "1", "", "1998-05-01", "")
    status, said, beside = run(capsys)
    assert status == 0
    assert said[:2] == ["结论：可以", "可以报考专升本。"]
    asked = [line for line in beside if line.partition("（")[0].endswith("？")]
    assert asked[:6] == [
        "你要报考哪个层次？",
        "你已经取得的最高学历是什么？",
        "你现在是在校学生吗？",
        "你的户口和工作、居住地在哪里？",
        "你要报医学类专业吗？",
        "你用什么证件报名？",
    ]
    assert "你有下面哪些执业证书？（可以不答，直接回车）" in asked
    assert len(asked) == len(set(asked))


def test_wrong_answer_is_told_and_asked_again(capsys: pytest.CaptureFixture[str], answers) -> None:
    answers("9", "", "高起专", "1", "1", "1", "1", "1", "炼金术", "会计", "")
    _, said, beside = run(capsys)
    assert "> 没有这个选项，请填1至3的序号。" in beside
    assert "> 这一题要回答才能得出结论。" in beside
    assert beside.count("你要报考哪个层次？") == 2
    hint = "请填写目录中的6位代码或专业名称"
    assert f"> 专业：“炼金术”不对，高起专专业在高职（专科）专业目录中没有“炼金术”，{hint}。" in beside
    assert said[0] == "结论：可以"


def test_places_of_athletes_are_read_together(capsys: pytest.CaptureFixture[str], answers) -> None:
    words = ["--level", "高起本", "--honour", "优秀运动员免试"]
    answers(*["1"] * 4, "", "", "", "", "7", "3", "1")
    _, said, beside = run(capsys, *words, "--education", "同等学力")
    assert any(line.startswith("- 免试　优秀运动员免试：") for line in said), beside


def test_end_of_the_input_answers_with_what_is_known(capsys: pytest.CaptureFixture[str], answers) -> None:
    answers("3", "1")
    status, said, _ = run(capsys)
    assert (status, said[0]) == (0, "结论：还需材料")
    assert "? 还没回答　身份证件：还没有回答：身份证件。（附件1·三（二））" in said


def test_bytes_that_are_no_text_are_a_wrong_answer() -> None:
    command = [sys.executable, "-m", "chengzhao.cli", "eligible"]
    done = subprocess.run(command, input=b"\xff\xfe\n3\n", capture_output=True, timeout=60, check=False)
    assert done.returncode == 0
    assert "没有这个选项，请填1至3的序号。" in done.stderr.decode()


def test_ctrl_c_ends_cleanly() -> None:
    command = [sys.executable, "-m", "chengzhao.cli", "eligible"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as started:
        assert started.stderr is not None
        said = b""
        while b"> " not in said and started.poll() is None:
            said += os.read(started.stderr.fileno(), 4096)
        time.sleep(0.1)
        started.send_signal(signal.SIGINT)
        out, err = started.communicate(timeout=30)
    assert started.returncode == 130
    assert (out, err) == (b"", b"\nchengzhao: stopped.\n")


PEOPLE = """\
- 称呼: 甲
  报考层次: 专升本
  学历: 专科毕业
  在校生: 否
  户籍所在地: 140105
  证件: 居民身份证
  专业: 030101
- name: 乙
  level: 高起专
  education: 同等学力
  student: 是
"""


def test_file_of_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "people.yaml"
    file.write_text(PEOPLE, encoding="utf-8")
    status, said, beside = run(capsys, "--file", str(file))
    assert (status, beside) == (0, [])
    assert [said[0], *said[said.index("—— 乙 ——") - 1 :][:4]] == [
        "—— 甲 ——",
        "",
        "—— 乙 ——",
        "结论：不可以",
        "现在不可以报考高起专，不符合的是：是否在校生。",
    ]
    assert any("民法" in line for line in said)


def test_file_of_one_person_has_no_heading(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "person.yaml"
    file.write_text("报考层次: 高起专\n", encoding="utf-8")
    assert run(capsys, "--file", str(file))[1][0] == "结论：还需材料"


def test_mistakes_of_everybody_are_told_with_their_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "people.yaml"
    text = PEOPLE.replace("专升本", "高起硕").replace("同等学力", "自学") + "  level: 高起本\n"
    file.write_text(text, encoding="utf-8")
    status, said, beside = run(capsys, "--file", str(file))
    assert (status, said) == (2, [])
    assert [line.partition("，")[0] for line in beside] == [
        "people.yaml:12: level：这一项写了两次",
        "people.yaml:2: 甲　报考层次：“高起硕”不对",
        "people.yaml:10: 乙　学历：“自学”不对",
    ]


def test_file_and_facts_together_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, beside = run(capsys, "--file", str(tmp_path / "people.yaml"), "--level", "高起专")
    assert (status, beside) == (2, ["--file 不能与其他项目同时使用：把这些项目写进文件。"])


def test_exemption_is_not_promised_to_who_has_no_certificate(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--level", "专升本", "--education", "高级中等教育毕业", "--honour", "自主就业退役士兵"]
    _, said, _ = run(capsys, *words, "--no-ask")
    assert not [line for line in said if line.startswith("- 免试")]
    [refused] = [line for line in said if line.startswith("- 不能享受")]
    assert refused == (
        "- 不能享受：“退役军人免试专升本”须符合专升本报考条件：报考专升本须具有专科毕业、本科结业或以上证书，"
        "填报的是“高级中等教育毕业”。（附件1·五（五）3）"
    )
    condition = [line for line in said if line.startswith("  条件：")]
    assert len(condition) == 1


def test_claim_that_lacks_a_fact_waits(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--level", "高起本", "--honour", "优秀运动员免试", "--no-ask"]
    _, said, _ = run(capsys, *words)
    assert not [line for line in said if line.startswith("- 免试")]
    waiting = "- 还需材料：没有填比赛、名次和是否奥运会项目，不能判断“优秀运动员免试”。（附件1·五（五）2）"
    assert waiting in said


def test_digits_of_no_province_are_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    status, told, beside = run(capsys, "--level", "高起专", "--province", "99", "--no-ask")
    assert (status, told) == (2, [])
    assert beside[0].startswith("没有省份99在2024年的补充规定")
