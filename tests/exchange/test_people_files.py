"""People in a YAML file: every value is the text that stands there, every mistake has its line."""

from pathlib import Path

import pytest

from chengzhao.exchange.people_files import PeopleFileError, WrittenPerson, read_people


def people_of(folder: Path, text: str) -> tuple[tuple[WrittenPerson, ...], tuple[str, ...]]:
    file = folder / "people.yaml"
    file.write_text(text, encoding="utf-8")
    return read_people(file)


def test_one_person(tmp_path: Path) -> None:
    people, errors = people_of(
        tmp_path, "报考层次: 专升本\n照顾项目:\n  - 一级运动员\n  - 自主就业退役士兵\n"
    )
    assert errors == ()
    [person] = people
    assert person.called == "第1人"
    assert person.given == {"报考层次": "专升本", "照顾项目": ["一级运动员", "自主就业退役士兵"]}
    assert person.lines == {"报考层次": 1, "照顾项目": 2}


def test_list_of_people_with_what_they_are_called(tmp_path: Path) -> None:
    people, _ = people_of(tmp_path, "- 称呼: 甲\n  level: 高起专\n- name: 乙\n- student: 否\n")
    assert [person.called for person in people] == ["甲", "乙", "第3人"]
    assert [person.given for person in people] == [{"level": "高起专"}, {}, {"student": "否"}]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("030101", "030101"),
        ("1998-02-30", "1998-02-30"),
        ("no", "no"),
        ("1.10", "1.10"),
        ("'140105'", "140105"),
    ],
)
def test_value_is_the_text_that_stands_there(tmp_path: Path, written: str, text: str) -> None:
    [person], _ = people_of(tmp_path, f"major: {written}\n")
    assert person.given == {"major": text}


@pytest.mark.parametrize("written", ["", "~", "null", "''"])
def test_empty_value_was_not_said(tmp_path: Path, written: str) -> None:
    [person], errors = people_of(tmp_path, f"level: 高起专\nmajor: {written}\n")
    assert (person.given, errors) == ({"level": "高起专"}, ())


def test_empty_list_was_said(tmp_path: Path) -> None:
    [person], _ = people_of(tmp_path, "执业证书: []\n")
    assert person.given == {"执业证书": []}


@pytest.mark.parametrize(
    ("text", "errors"),
    [
        ("level: 高起专\nlevel: 专升本\n", ["people.yaml:2: level：这一项写了两次，请只留一处。"]),
        ("level: {a: 1}\n", ["people.yaml:1: level：应为一个值，或几个值的列表。"]),
        ("honour: [[一级运动员]]\n", ["people.yaml:1: honour：应为一个值，或几个值的列表。"]),
        ("[1]: 高起专\n", ["people.yaml:1: 项目：应为一个值，或几个值的列表。"]),
        ("专升本\n", ["people.yaml:1: 第1人应写成“项目: 值”，如“报考层次: 专升本”。"]),
        (
            "- level: 高起专\n- 专升本\n- [1]\n",
            [
                "people.yaml:2: 第2人应写成“项目: 值”，如“报考层次: 专升本”。",
                "people.yaml:3: 第3人应写成“项目: 值”，如“报考层次: 专升本”。",
            ],
        ),
        ("", ["people.yaml: 没有写任何人。"]),
        ("# 什么都没有\n", ["people.yaml: 没有写任何人。"]),
        ("[]\n", ["people.yaml: 没有写任何人。"]),
    ],
)
def test_mistake_has_its_line(tmp_path: Path, text: str, errors: list[str]) -> None:
    assert list(people_of(tmp_path, text)[1]) == errors


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [1\nb", "people.yaml:2: 不是YAML格式，请检查缩进、冒号和引号。"),
        ("a: 1\n---\na: 2\n", "people.yaml:2: 不是YAML格式，请检查缩进、冒号和引号。"),
        ("\t- a", "people.yaml:1: 不是YAML格式，请检查缩进、冒号和引号。"),
        ("[" * 5000, "people.yaml: 不是YAML格式，请检查缩进、冒号和引号。"),
    ],
)
def test_file_that_is_no_yaml_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(PeopleFileError) as caught:
        people_of(tmp_path, text)
    assert str(caught.value) == message


def test_object_of_a_program_is_never_made(tmp_path: Path) -> None:
    made = tmp_path / "made"
    [person], _ = people_of(tmp_path, f'major: !!python/object/apply:os.mkdir ["{made}"]\n')
    assert person.given == {"major": [str(made)]}
    assert not made.exists()


def test_text_in_another_encoding_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "people.yaml"
    file.write_bytes("报考层次: 专升本".encode("gb18030"))
    with pytest.raises(PeopleFileError, match="不是UTF-8文字"):
        read_people(file)
    with pytest.raises(PeopleFileError, match=r"^none\.yaml: 没有这个文件，请核对路径。$"):
        read_people(tmp_path / "none.yaml")


def test_name_of_a_person_is_told_where_it_goes(tmp_path: Path) -> None:
    _, errors = people_of(tmp_path, "姓名: 张三\n报考层次: 高起专\n")
    assert [error.partition(": ")[2] for error in errors] == [
        "姓名：没有这一项，不需要姓名；要区分各人请写“称呼”。"
    ]
