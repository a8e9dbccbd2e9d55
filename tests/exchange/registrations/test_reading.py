"""What a table of registrations may have wrong in its cells: each mistake is named with what belongs there."""

from dataclasses import replace

import pytest
from tests.exchange.registrations.tables import COUNTY, FRAME, SIBLING, a_reader, a_row

from chengzhao.exchange.registrations.writing import HEAD
from chengzhao.exchange.sheets import SheetFault
from chengzhao.law.words import EntryRoute, ProgrammeLevel

CASES = (
    ("name", "李?森", "姓名中的生僻字不能用“?”代替，请输入该字"),
    ("name", "阿卜杜\ufffd", "完整的文字：这一格的末尾有半个汉字或认不出的字，可能在原来的系统里超过了列宽"),
    ("name", "", "不能空着：与证件一致，中间不空格"),
    ("sex", "男性", "男、女"),
    ("birth_date", "36955", "日期：现在是表格软件的日期序号，可能是2001-03-05，请把列设为日期或文本"),
    ("birth_date", "2001-02-30", "存在的日期，如2022-06-30"),
    ("birth_date", "去年", "日期，如2022-06-30"),
    ("ethnicity", "1", "民族的名称或两位代码，如汉族、01（开头的0不能省）"),
    (
        "identity_number",
        "1.40105E+17",
        "完整的号码：现在是科学计数，后面几位已经丢失，请把列设为文本后重新填写",
    ),
    ("phone", "12345", "11位手机号；港澳台手机号前加+852、+853或+886"),
    ("postcode", "30006", "邮政编码应为6位数字"),
    ("hukou_division", "1401", "6位行政区划代码"),
    ("identity_number", "999999200103050010", "号码最后一位校验码不对"),
    ("confirmation_path", "140106", "本单位管辖范围内的确认点"),
    ("confirmation_path", "999999", "确认点所在县（市、区）的6位代码"),
    ("level", "本科", "高起本、专升本、高起专"),
    ("category", "医学", None),
    ("category", "航天", "山西省专升本的科类：文史、"),
    ("foreign_language", "法语", "英语、日语、俄语"),
    ("works_in_health", "也许", "是或否"),
    ("graduated_on", "", "不能空着：如2022-06-30"),
    ("choice_1", "D99999", "招生专业目录里的专业代号：没有D99999"),
    ("reassigned_2", "是", "志愿2空着的，这一格也空着"),
    ("licences", "护士执业证书", "证书名称：编号，名称为"),
    ("claims", "烈士子女、烈士配偶", "每项照顾申请一份证明，用分号隔开：申请1项，证明0份"),
    ("employer", "厂" * 121, "不超过120个字，现有121个字"),
    ("pledge_signed", "", "不能空着：本人已在诚信承诺书上签字的填“是”"),
)


def faults_of(**changes: str) -> list[SheetFault]:
    return a_reader(HEAD).read(7, a_row(**changes))[1]


@pytest.mark.parametrize(("name", "value", "expected"), CASES)
def test_wrong_cell_says_what_belongs_there(name: str, value: str, expected: str | None) -> None:
    faults = faults_of(**{name: value})
    if expected is None:
        assert faults == []
        return
    [fault] = faults
    assert fault.row == 7
    assert fault.expected.startswith(expected)


@pytest.mark.parametrize(
    "typed",
    [
        "2001-03-05",
        "20010305",
        "2001/3/5",
        "2001.3.5",
        "2001年3月5日",
        "2001-03-05 00:00:00",
        "２００１０３０５",
    ],
)
def test_days_are_read_as_people_write_them(typed: str) -> None:
    form, faults = a_reader(HEAD).read(2, a_row(birth_date=typed))
    assert faults == []
    assert form is not None
    assert form.birth_date.isoformat() == "2001-03-05"


def test_all_that_is_wrong_in_a_row_is_said_at_once() -> None:
    faults = faults_of(sex="", phone="1", level="本科", choice_1="D99999", graduated_on="2022-13-01")
    assert [one.column for one in faults] == ["性别", "手机号", "报考层次", "毕业日期", "志愿1"]


def test_empty_cells_mean_what_their_columns_say() -> None:
    empty = dict.fromkeys(("identity_kind", "route", "also_gaoqizhuan", "confirmation_path", "choice_1"), "")
    form, faults = a_reader(HEAD).read(2, a_row(**empty))
    assert faults == []
    assert form is not None
    assert (form.route, form.confirmation_path, form.choices) == (EntryRoute.UNIFIED, COUNTY, ())


def test_a_unit_of_several_counties_has_to_name_one() -> None:
    reader = a_reader(HEAD, replace(FRAME, reach="/14/1401/"))
    [fault] = reader.read(2, a_row(confirmation_path=""))[1]
    assert fault.expected == "不能空着：本单位有几个确认点，请写明是哪一个"
    form, _ = reader.read(2, a_row(confirmation_path="140106"))
    assert form is not None
    assert form.confirmation_path == SIBLING


def test_choices_are_counted_at_each_level() -> None:
    levels = {"B1": ProgrammeLevel.GAOQIBEN, "B2": ProgrammeLevel.GAOQIBEN, "Z1": ProgrammeLevel.GAOQIZHUAN}
    reader = a_reader(HEAD, replace(FRAME, levels=levels))
    form, faults = reader.read(2, a_row(choice_1="B1", choice_2="Z1", choice_3="B2", reassigned_3="是"))
    assert faults == []
    assert form is not None
    assert [(one.level.label, one.rank, one.accepts_reassignment) for one in form.choices] == [
        ("高起本", 1, False), ("高起专", 1, False), ("高起本", 2, True),
    ]  # fmt: skip
