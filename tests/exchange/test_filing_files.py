"""The files of an offline filing: every error in one pass, and output that never stands half written."""

import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from chengzhao.exchange import filing_files
from chengzhao.exchange.filing_files import (
    InputErrors,
    OutputRefused,
    read_input,
    write_output,
)
from chengzhao.rules.dossier import Candidate, Choice, ExtraTest, Programme, field_text

SMALL = Path(__file__).parent / "fixtures" / "filing_small"
MARK = "应为0至150，至多两位小数，未考留空"
PAPERS = "应为科目的列表，科目不重复，取自chinese、maths、foreign、combined、politics、specialised"
RATIO = '应为不小于1的十进制小数，写作字符串，如"1.05"'
NOT_TIERS = "应为批次的列表，每批次为招生类型的列表"
LEVELS = "GAOQIBEN、ZHUANSHENGBEN、GAOQIZHUAN"


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "input"))


def change(directory: Path, file: str, old: str, new: str) -> None:
    """Replace the first occurrence of a text in a file."""
    path = directory / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def errors_of(directory: Path) -> list[str]:
    with pytest.raises(InputErrors) as caught:
        read_input(directory)
    assert str(caught.value) == "\n".join(map(str, caught.value.errors))
    return [str(one) for one in caught.value.errors]


def test_input_is_read_into_values() -> None:
    given = read_input(SMALL)
    assert given.programmes[2] == Programme(
        programme_id="10002-01",
        college="10002",
        level="GAOQIZHUAN",
        category="ARTS_HUMANITIES",
        kind="ARTS",
        is_relaxable=False,
        has_extra_test=True,
        places=1,
    )
    assert given.candidates[0] == Candidate(
        candidate_id="14240001",
        level="ZHUANSHENGBEN",
        category="ECONOMICS_MANAGEMENT",
        foreign=60_00,
        politics=80_00,
        specialised=70_50,
        bonus=20_00,
    )
    assert given.choices[0] == Choice(
        candidate_id="14240001",
        level="ZHUANSHENGBEN",
        rank=1,
        college="10001",
        programmes=("10001-01", "10001-02"),
        accepts_reassignment=False,
    )
    assert given.extra_tests[1] == ExtraTest(
        candidate_id="14240006", college="10002", test_score=80_00, has_passed=True
    )
    assert given.control_lines["GAOQIZHUAN", "HUMANITIES", "GENERAL"] == 120_00
    assert (given.rules.ratio, given.rules.relaxation, given.rules.gaps) == (Fraction(1), 20_00, ())
    assert given.rules.tie_keys == {"ZHUANSHENGBEN": ("specialised", "politics")}


def test_a_bom_and_windows_line_ends_change_nothing(directory: Path) -> None:
    for path in directory.iterdir():
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_input(directory) == read_input(SMALL)


def test_columns_may_stand_in_any_order(directory: Path) -> None:
    rows = [line.split(",") for line in (SMALL / "lines.csv").read_text(encoding="utf-8").splitlines()]
    (directory / "lines.csv").write_text("".join(",".join(row[::-1]) + "\n" for row in rows), "utf-8")
    assert read_input(directory) == read_input(SMALL)


def test_extra_tests_may_be_absent(directory: Path) -> None:
    (directory / "extra_tests.csv").unlink()
    assert read_input(directory).extra_tests == ()


def test_missing_files_are_all_reported(tmp_path: Path) -> None:
    assert errors_of(tmp_path) == [
        f"{file}:1:: 没有这个文件: 应有此文件"
        for file in ("candidates.csv", "choices.csv", "lines.csv", "programmes.csv", "rules.toml")
    ]


def test_bytes_that_are_not_utf8_are_reported_with_their_row(directory: Path) -> None:
    with (directory / "lines.csv").open("ab") as stream:
        stream.write("高".encode("gb18030"))
    assert errors_of(directory) == ["lines.csv:5:: b8: 应为UTF-8编码"]


HEADER_ERRORS = [
    ("level,category,kind,score", "", ["level", "category", "kind", "score"]),
    ("level,category,kind,score", "level,category,kind", ["score"]),
]


@pytest.mark.parametrize(("old", "new", "missing"), HEADER_ERRORS)
def test_missing_columns_are_reported(directory: Path, old: str, new: str, missing: list[str]) -> None:
    change(directory, "lines.csv", old, new)
    assert errors_of(directory) == sorted(f"lines.csv:1:{column}: : 缺少此列" for column in missing)


def test_unknown_and_repeated_columns_are_reported(directory: Path) -> None:
    change(directory, "lines.csv", "level,category,kind,score", "level,category,kind,score,level,note")
    assert errors_of(directory) == [
        "lines.csv:1:level: level: 列不应重复",
        "lines.csv:1:note: note: 不应有此列",
    ]


def test_an_empty_file_lacks_its_columns(directory: Path) -> None:
    (directory / "extra_tests.csv").write_bytes(b"")
    assert errors_of(directory) == [
        f"extra_tests.csv:1:{column}: : 缺少此列" for column in ("candidate_id", "college", "passed", "score")
    ]


def test_rows_of_wrong_length_are_reported_and_break_no_reference(directory: Path) -> None:
    change(directory, "candidates.csv", "14240002,ZHUANSHENGBEN", "14240002,14240002,ZHUANSHENGBEN")
    change(directory, "lines.csv", "GAOQIZHUAN,HUMANITIES,GENERAL,120", "GAOQIZHUAN,HUMANITIES,120\n")
    assert errors_of(directory) == [
        "candidates.csv:3:: 12个字段: 应为11个字段",
        "lines.csv:4:: 3个字段: 应为4个字段",
        "lines.csv:5:: 0个字段: 应为4个字段",
    ]


def test_a_broken_quotation_is_reported(directory: Path) -> None:
    change(directory, "extra_tests.csv", "14240006,10002", '14240006,"10002"x')
    (error,) = errors_of(directory)
    assert (error[:20], error[-8:]) == ("extra_tests.csv:3:: ", "应为合规的CSV")


FIELD_ERRORS = [
    ("programmes.csv", "10001-02,1", "10001-01,1", "3:programme_id: 10001-01: programme_id不应重复，已见第2行"),
    ("programmes.csv", "10003-01,10003", "10003-01,", "5:college: : 不应为空"),
    ("programmes.csv", "ZHUANSHENGBEN", "zsb", f"2:level: zsb: 应为{LEVELS}之一"),
    ("programmes.csv", "ARTS,0,1,1", "ART,0,1,1", "4:kind: ART: 应为GENERAL、ARTS、ARTS_THEORY、SPORTS之一"),
    ("programmes.csv", "ARTS,0,1,1", "ARTS,no,1,1", "4:relaxable: no: 应为0、1之一"),
    ("programmes.csv", "ARTS,0,1,1", "ARTS,0,,1", "4:extra_test: : 应为0、1之一"),
    ("programmes.csv", "ARTS,0,1,1", "ARTS,0,1,-1", "4:places: -1: 应为不小于0的整数"),
    ("programmes.csv", "ARTS,0,1,1", "ARTS,0,1,1.0", "4:places: 1.0: 应为不小于0的整数"),
    ("programmes.csv", "ARTS,0,1,1", "ARTS,0,1,１", "4:places: １: 应为不小于0的整数"),
    ("lines.csv", ",140", ",450.5", "2:score: 450.5: 应为0至450的整数"),
    ("lines.csv", ",140", ",451", "2:score: 451: 应为0至450的整数"),
    ("candidates.csv", "60,,80,70.5", "60,,80,70.505", "2:specialised: 70.505: " + MARK),
    ("candidates.csv", "60,,80,70.5", "60,,80,.5", "2:specialised: .5: " + MARK),
    ("candidates.csv", "60,,80,70.5", "60,,80,5.", "2:specialised: 5.: " + MARK),
    ("candidates.csv", "60,,80,70.5", "60,,150.01,70.5", "2:politics: 150.01: " + MARK),
    ("candidates.csv", "60,,80,70.5", "60,,80, 70.5", "2:specialised:  70.5: " + MARK),
    ("candidates.csv", "70.5,20,OK", "70.5,25,OK", "2:bonus: 25: 应为0、10、20、30、50之一"),
    ("candidates.csv", "70.5,20,OK", "70.5,,OK", "2:bonus: : 应为0、10、20、30、50之一"),
    ("candidates.csv", "0,VOID", "0,ABSENT", "9:status: ABSENT: 应为OK、VOID、ADMITTED、SUSPENDED之一"),
    ("choices.csv", "14240002,Z", "14240009,Z", "3:candidate_id: 14240009: 应见于candidates.csv"),
    ("choices.csv", "02,ZHUANSHENGBEN", "02,GAOQIBEN", "3:level: GAOQIBEN: candidates.csv中此考生应有此招生类型"),
    ("choices.csv", "BEN,1,10001,10001-02,0", "BEN,0,10001,10001-02,0", "3:rank: 0: 应为不小于1的整数"),
    ("choices.csv", "BEN,1,10001,10001-02,0", "BEN,1,10009,10001-02,0", "3:college: 10009: 应见于programmes.csv"),
    ("choices.csv", "1,10001,10001-02,0", "1,10001,10001-02 10001-9,0", "3:programmes: 10001-9: 应见于programmes.csv"),
    ("choices.csv", "1,10001,10001-02,0", "1,10001,10003-01,0", "3:programmes: 10003-01: 应为院校10001的专业"),
    ("choices.csv", "1,10001,10001-02,0", "1,10001, ,0", "3:programmes:  : 至少应有一个专业"),
    ("choices.csv", "10001-01 10001-02,0", "10001-01 10001-01,0", "2:programmes: 10001-01 10001-01: 专业不应重复"),
    ("choices.csv", "10001-01 10001-02,0", "10001-01 10001-02,yes", "2:accepts_reassignment: yes: 应为0、1之一"),
    ("extra_tests.csv", "14240006,10002", "14240016,10002", "3:candidate_id: 14240016: 应见于candidates.csv"),
    ("extra_tests.csv", "14240006,10002", "14240006,10012", "3:college: 10012: 应见于programmes.csv"),
    ("extra_tests.csv", "80.00,1", "80.000,1", "3:score: 80.000: 应为非负数，至多两位小数"),
    ("extra_tests.csv", "80.00,1", "80.00,Y", "3:passed: Y: 应为0、1之一"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "expected"), FIELD_ERRORS)
def test_a_wrong_field_is_reported_with_its_place(
    directory: Path, file: str, old: str, new: str, expected: str
) -> None:
    change(directory, file, old, new)
    assert f"{file}:{expected}" in errors_of(directory)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("candidates.csv", "60,,80,70.5", "60,,150.00,070"),
        ("candidates.csv", "ECONOMICS_MANAGEMENT,,,60,,80", "ECONOMICS_MANAGEMENT,150,,60,,80"),
        ("lines.csv", ",140", ",450"),
        ("lines.csv", ",140", ",0"),
        (
            "lines.csv",
            "GAOQIZHUAN,HUMANITIES,GENERAL",
            "GAOQIBEN,LAW,SPORTS,0\nGAOQIZHUAN,HUMANITIES,GENERAL",
        ),
        ("programmes.csv", "ARTS,0,1,1", "ARTS,0,1,0"),
        ("choices.csv", "10001,10001-01 10001-02,0", "10001, 10001-01   10001-02 ,0"),
        ("choices.csv", "BEN,1,10001,10001-02,0", "BEN,07,10001,10001-02,0"),
        ("extra_tests.csv", "80.00,1", "1000,0"),
        ("rules.toml", "relaxation = 20", "relaxation = 0"),
        ("rules.toml", "relaxation = 20", "gaps = [3, 0]\nmerit = 'total'\nrefill = false"),
        ("rules.toml", 'ratio = "1"', 'ratio = "1.0"'),
        ("rules.toml", 'ZHUANSHENGBEN = ["specialised", "politics"]', '"GAOQIZHUAN/ARTS_HUMANITIES" = []'),
        ("rules.toml", '[["GAOQIBEN", "ZHUANSHENGBEN"], ["GAOQIZHUAN"]]', "[]"),
    ],
)
def test_unusual_input_is_accepted(directory: Path, file: str, old: str, new: str) -> None:
    change(directory, file, old, new)
    assert len(read_input(directory).candidates) == 8


RULES_ERRORS = [
    ("year = 2024", "year = '2024'", "1:year: 2024: 应为整数"),
    ('province = "14"', 'province = ""', "2:province: : 应为非空字符串"),
    ('"sequential"', '"serial"', "3:mechanism: serial: 应为sequential、parallel之一"),
    ('unit = "college"', 'unit = "major"', "4:unit: major: 应为college、programme之一"),
    ('ratio = "1"', "ratio = 1.05", '5:ratio: 1.05: ' + RATIO),
    ('ratio = "1"', 'ratio = "0.99"', '5:ratio: 0.99: ' + RATIO),
    ('ties = "all_in"', "ties = true", "6:ties: True: 应为all_in、seed之一"),
    ('seed = "2024-12-01"', "seed = 2024", "7:seed: 2024: 应为字符串"),
    ('"score_first"', '"first"', "8:assignment: first: 应为score_first、major_first、graded之一"),
    ("relaxation = 20", "relaxation = 21", "9:relaxation: 21: 应为0至20的整数"),
    ("relaxation = 20", "relaxation = -1", "9:relaxation: -1: 应为0至20的整数"),
    ("relaxation = 20", "relaxation = true", "9:relaxation: True: 应为0至20的整数"),
    ("relaxation = 20", "merit = 'exam'", "9:merit: exam: 应为filing_score、total之一"),
    ("relaxation = 20", "refill = 1", "9:refill: 1: 应为true或false"),
    ("relaxation = 20", "gaps = [3, -1]", "9:gaps: [3, -1]: 应为非负整数的列表"),
    ("relaxation = 20", "gaps = 3", "9:gaps: 3: 应为非负整数的列表"),
    ("relaxation = 20", "relax = 20", "9:relax: 20: 不应有此项"),
    ('seed = "2024-12-01"\n', "", "1:seed: : 缺少此项"),
    ('["GAOQIZHUAN"]]', '["GAOQIZHUAN", "GAOQIBEN"]]', "10:tiers: GAOQIBEN: 同一招生类型至多列入一个批次一次"),
    ('["GAOQIZHUAN"]]', '["ZHUANKE"]]', f"10:tiers: ZHUANKE: 应为{LEVELS}之一"),
    ('["GAOQIZHUAN"]]', '"GAOQIZHUAN"]', "10:tiers: [['GAOQIBEN', 'ZHUANSHENGBEN'], 'GAOQIZHUAN']: " + NOT_TIERS),
    ("ZHUANSHENGBEN = [", "ZHUANKE = [", "13:ZHUANKE: ZHUANKE: 应为招生类型或“招生类型/科类”"),
    ("ZHUANSHENGBEN = [", '"ZHUANSHENGBEN/" = [', "13:ZHUANSHENGBEN/: ZHUANSHENGBEN/: 应为招生类型或“招生类型/科类”"),
    ('"specialised", "politics"', '"physics"', "13:ZHUANSHENGBEN: ['physics']: " + PAPERS),
    ('"specialised", "politics"', '"politics", "politics"', "13:ZHUANSHENGBEN: ['politics', 'politics']: " + PAPERS),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), RULES_ERRORS)
def test_a_wrong_rule_is_reported_with_its_row(directory: Path, old: str, new: str, expected: str) -> None:
    change(directory, "rules.toml", old, new)
    assert errors_of(directory) == [f"rules.toml:{expected}"]


def test_toml_that_cannot_be_read_is_reported(directory: Path) -> None:
    change(directory, "rules.toml", "ratio =", "ratio")
    (error,) = errors_of(directory)
    assert (error[:15], error[-9:]) == ("rules.toml:5:: ", "应为合规的TOML")


def test_tie_keys_that_are_no_table_are_reported(directory: Path) -> None:
    change(directory, "rules.toml", "[tie_keys]\nZHUANSHENGBEN =", "tie_keys =")
    assert errors_of(directory) == ["rules.toml:12:tie_keys: ['specialised', 'politics']: 应为表"]


def test_programmes_without_a_line_are_reported(directory: Path) -> None:
    change(directory, "lines.csv", "GAOQIZHUAN,HUMANITIES,GENERAL,120\n", "")
    assert errors_of(directory) == [
        "programmes.csv:5:kind: GAOQIZHUAN HUMANITIES GENERAL: lines.csv中应有此控制线"
    ]


@pytest.mark.parametrize(
    ("file", "row", "again", "columns"),
    [
        ("lines.csv", "GAOQIZHUAN,HUMANITIES,GENERAL,100", 5, "level、category、kind"),
        ("candidates.csv", "14240007,GAOQIZHUAN,SCIENCE,,,,,,,0,OK", 10, "candidate_id、level"),
        ("choices.csv", "14240007,GAOQIZHUAN,01,10003,10003-01,1", 10, "candidate_id、level、rank"),
        ("extra_tests.csv", "14240006,10002,1,0", 4, "candidate_id、college"),
    ],
)
def test_repeated_keys_are_reported(directory: Path, file: str, row: str, again: int, columns: str) -> None:
    with (directory / file).open("a", encoding="utf-8") as stream:
        stream.write(row + "\n")
    (error,) = errors_of(directory)
    assert error.startswith(f"{file}:{again}:{columns.split('、')[0]}: ")
    assert f"{columns}不应重复，已见第" in error


def test_one_person_has_one_status(directory: Path) -> None:
    with (directory / "candidates.csv").open("a", encoding="utf-8") as stream:
        stream.write("14240008,GAOQIBEN,HUMANITIES,,,,,,,0,OK\n")
    assert errors_of(directory) == ["candidates.csv:10:status: OK: 同一考生应为同一状态，第9行为VOID"]


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("GAOQIZHUAN", []),
        (
            "GAOQIBEN",
            ["candidates.csv:10:level: GAOQIBEN: 同一考生不应在同一批次有两个招生类型，第2行为ZHUANSHENGBEN"],
        ),
    ],
)
def test_one_person_has_no_two_levels_in_a_tier(directory: Path, level: str, expected: list[str]) -> None:
    with (directory / "candidates.csv").open("a", encoding="utf-8") as stream:
        stream.write(f"14240001,{level},HUMANITIES,,,,,,,0,OK\n")
    assert (errors_of(directory) if expected else len(read_input(directory).candidates)) == (expected or 9)


def test_a_programme_as_unit_allows_one_programme_a_choice(directory: Path) -> None:
    change(directory, "rules.toml", 'unit = "college"', 'unit = "programme"')
    assert errors_of(directory) == [
        "choices.csv:2:programmes: 10001-01 10001-02: 投档单位为专业时，应为一个专业"
    ]


@pytest.mark.parametrize("mechanism", ["sequential", "parallel"])
def test_a_mixture_of_orderings_is_an_error_under_parallel(directory: Path, mechanism: str) -> None:
    change(directory, "rules.toml", '"sequential"', f'"{mechanism}"')
    with (directory / "choices.csv").open("a", encoding="utf-8") as stream:
        stream.write("14240007,GAOQIZHUAN,2,10002,10002-01,0\n")
    if mechanism == "sequential":
        assert len(read_input(directory).choices) == 9
    else:
        assert errors_of(directory) == [
            "choices.csv:10:programmes: 10002-01: 平行志愿中，按加试成绩与按统考成绩排序的专业不应混填"
        ]


def test_errors_of_all_files_come_in_one_pass_by_file_and_row(directory: Path) -> None:
    change(directory, "rules.toml", "relaxation = 20", "relaxation = 30")
    change(directory, "programmes.csv", "ARTS,0,1,1", "ARTS,2,2,x")
    change(directory, "candidates.csv", "0,VOID", "0,?")
    change(directory, "candidates.csv", "60,,80,70.5", "60,,800,70.5")
    assert [error.rsplit(": ", 1)[0] for error in errors_of(directory)] == [
        "candidates.csv:2:politics: 800",
        "candidates.csv:9:status: ?",
        "programmes.csv:4:relaxable: 2",
        "programmes.csv:4:extra_test: 2",
        "programmes.csv:4:places: x",
        "rules.toml:9:relaxation: 30",
    ]


def test_errors_stay_on_one_line_each(directory: Path) -> None:
    change(directory, "programmes.csv", "10003-01,10003,GAOQIZHUAN", '10003-01,10003,"GAO\nQI\u2028"')
    assert errors_of(directory)[0] == f"programmes.csv:5:level: GAO\\nQI\\u2028: 应为{LEVELS}之一"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        (True, "1"),
        (False, "0"),
        (7, "7"),
        ("a b;c=d/e", "a b;c=d/e"),
        ("a,b", '"a,b"'),
        ('say "a"', '"say ""a"""'),
        ("a\nb", '"a\nb"'),
        ("a\rb", '"a\rb"'),
        (" 甲 ", " 甲 "),
    ],
)
def test_fields_are_quoted_only_where_needed(value: object, expected: str) -> None:
    assert field_text(value) == expected


FILES = {"results.csv": "a\n", "digest.txt": "b\n"}


def contents(directory: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in directory.iterdir()}


@pytest.mark.parametrize("is_made", [True, False])
def test_output_is_written_to_a_new_or_empty_directory(tmp_path: Path, is_made: bool) -> None:
    output = tmp_path / "deep" / "output"
    if is_made:
        output.mkdir(parents=True)
    write_output(output, FILES, force=False)
    assert contents(output) == FILES
    assert [path.name for path in output.parent.iterdir()] == ["output"]


def test_output_directory_that_is_not_empty_is_refused(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("mine", "utf-8")
    with pytest.raises(OutputRefused):
        write_output(tmp_path, FILES, force=False)
    assert contents(tmp_path) == {"note.txt": "mine"}


def test_output_that_is_a_file_is_refused_even_by_force(tmp_path: Path) -> None:
    output = tmp_path / "output"
    output.write_text("mine", "utf-8")
    with pytest.raises(OutputRefused):
        write_output(output, FILES, force=True)
    assert output.read_text(encoding="utf-8") == "mine"


def test_force_replaces_the_results_and_leaves_other_files_alone(tmp_path: Path) -> None:
    for name in (*FILES, "note.txt"):
        (tmp_path / name).write_text("old", "utf-8")
    write_output(tmp_path, FILES, force=True)
    assert contents(tmp_path) == {**FILES, "note.txt": "old"}


@pytest.mark.parametrize("is_made", [True, False])
def test_a_write_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_made: bool
) -> None:
    output = tmp_path / "output"
    if is_made:
        output.mkdir()
        (output / "digest.txt").write_text("old", "utf-8")
    write_first = filing_files.write_durably

    def fail_on_the_second(path: Path, content: str) -> None:
        if path.name == "digest.txt":
            raise OSError(28, "No space left on device", str(path))
        write_first(path, content)

    monkeypatch.setattr(filing_files, "write_durably", fail_on_the_second)
    with pytest.raises(OSError, match="No space"):
        write_output(output, FILES, force=True)
    assert [path.name for path in tmp_path.iterdir()] == (["output"] if is_made else [])
    assert not is_made or contents(output) == {"digest.txt": "old"}


def test_a_replacement_that_breaks_off_leaves_no_digest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "digest.txt").write_text("old", "utf-8")

    def break_off(self: Path, target: Path) -> None:
        raise OSError(5, "Input/output error", str(target))

    monkeypatch.setattr(Path, "replace", break_off)
    with pytest.raises(OSError, match="Input/output"):
        write_output(tmp_path, FILES, force=True)
    assert contents(tmp_path) == {}
