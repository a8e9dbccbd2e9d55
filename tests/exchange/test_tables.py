"""Large tables that are not read, each with the sentence that its sender reads; and what is left aside."""

import io
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
import xlsxwriter
from tests.exchange.bad_sheets import BAD_SHEETS, BadSheet, workbook

from chengzhao.exchange import tables
from chengzhao.exchange.confined import Refused
from chengzhao.exchange.dbf import dbf
from chengzhao.exchange.gb18030 import encoded
from chengzhao.exchange.tables import open_table

OLD = "这是旧格式（.xls）或有密码的表格，系统不能读取。请去掉密码，另存为.xlsx文件后上传。"
COLUMNS = [("XM", 4), ("SFZH", 18)]


def made(fill: Callable[[xlsxwriter.Workbook, xlsxwriter.workbook.Worksheet], object]) -> bytes:
    def whole(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("名单")
        sheet.write_row(0, 0, ("姓名", "证件号码"))
        sheet.write_row(1, 0, ("甲", "0014"))
        fill(book, sheet)

    return workbook(whole)


def a_dbf(*names: str) -> bytes:
    return dbf(COLUMNS, [(name, "0014") for name in names], on=date(2024, 9, 2))


def changed(content: bytes, place: int, new: bytes) -> bytes:
    return content[:place] + new + content[place + len(new) :]


REFUSED = (
    ("名单.xlsx", made(lambda _, sheet: sheet.write_formula(2, 0, "=A2", value="甲")), "工作表“名单”的A3是公式，"),
    ("名单.xlsx", made(lambda _, sheet: sheet.merge_range(2, 0, 3, 1, "甲")), "工作表“名单”的A3:B4是合并的单元格，"),
    ("名单.xlsx", made(lambda _, sheet: sheet.write_number(2, 1, 140105199001011234)), "B3是数字格式，超过15位"),
    ("名单.csv", made(lambda *_: None), "请上传.xlsx、.csv或.dbf文件；文件名的结尾应与内容一致"),
    ("名单.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLD),
    ("名单.csv", b"", "这个文件是空的，请重新选择。"),
    ("名单.csv", "姓名\n甲\n".encode("utf-16"), "这个文件是UTF-16编码"),
    ("名单.csv", b"\xff\xfe\xfa", "这个文件是UTF-16编码"),
    ("名单.csv", b"a,b\n\x81\x20,1", "这个文件的文字编码认不出来。"),
    ("名单.csv", '姓名\n"甲'.encode(), "第2行的引号没有成对"),
    ("名单.csv", "姓名,姓名\n甲,乙".encode(), "表头有重名的列：“姓名”。"),
    ("名单.csv", "姓名\n甲,乙".encode(), "第2行比表头多出1列。"),
    ("名单.csv", "姓名\n".encode(), "这个表格只有表头，没有内容。"),
    ("名单.dbf", "姓名\n甲".encode(), "这个文件不是DBF表。"),
    ("名单.dbf", a_dbf("甲")[:20], "这个DBF文件不完整"),
    ("名单.dbf", a_dbf("甲", "乙")[:-20], "这个DBF文件的表头写2条记录，实际有1条"),
    ("名单.dbf", changed(a_dbf("甲"), 4, b"\x05"), "这个DBF文件的表头写5条记录，实际有1条"),
    ("名单.dbf", changed(a_dbf("甲"), 10, b"\x09"), "这个DBF文件的表头写每条记录9字节，各列合计23字节"),
    ("名单.dbf", changed(a_dbf("甲"), 29, b"\x78"), "这个DBF文件是繁体编码（Big5）"),
    ("名单.dbf", changed(a_dbf("甲"), 32 + 11, b"M"), "这个DBF文件的“XM”是备注或图片列"),
    ("名单.dbf", changed(a_dbf("甲"), 96, b"\x20"), "这个DBF文件的表头损坏"),
    ("名单.dbf", a_dbf(), "这个表格里没有内容。"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "content", "sentence"), REFUSED)
def test_file_that_cannot_be_read_says_why(name: str, content: bytes, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        open_table(content, name=name)
    assert str(refused.value).startswith(sentence)


@pytest.mark.parametrize(
    "bad", [one for one in BAD_SHEETS if one.name.endswith(".xlsx")], ids=lambda bad: bad.title
)
def test_bad_workbook_is_refused_here_as_well(bad: BadSheet) -> None:
    content = bad.make()
    if not content.startswith(b"PK\x03\x04"):
        return
    with pytest.raises(Refused):
        open_table(content, name=bad.name)


def test_too_many_rows_are_refused_in_each_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_ROWS", 2)
    for name, content in (
        ("a.csv", b"x\n1\n2\n3"),
        ("a.dbf", a_dbf("a", "b", "c")),
        ("a.xlsx", made(lambda _, sheet: [sheet.write_row(row, 0, ("乙", "1")) for row in (2, 3)])),
    ):
        with pytest.raises(Refused, match=r"最多[23]|超过2行"):
            open_table(content, name=name)


def test_hidden_and_further_sheets_are_named_and_not_read() -> None:
    def fill(book: xlsxwriter.Workbook, _: object) -> None:
        book.add_worksheet("旧名单").hide()
        book.add_worksheet("说明").write_formula(0, 0, "=1+1", value="2")

    table = open_table(made(fill), name="名单.xlsx")
    assert (table.sheet, table.total) == ("名单", 1)
    assert table.notes == ("只读取了工作表“名单”，没有读取：旧名单、说明。",)


def test_rows_have_the_numbers_of_the_senders_program_and_begin_anew_each_time() -> None:
    table = open_table("姓名,证件号码\n\n甲,0014\n乙\n".encode(), name="名单.csv")
    assert list(table.rows()) == list(table.rows()) == [(3, ["甲", "0014"]), (4, ["乙", ""])]


def test_deleted_records_are_left_aside_and_cut_characters_are_marked() -> None:
    content = a_dbf("甲", "乙")
    start = content.index(encoded("甲")) - 1
    table = open_table(changed(content, start, b"*"), name="名单.dbf")
    assert [number for number, _ in table.rows()] == [2]
    assert table.notes == ("有1条带删除标记的记录，没有读取。",)
    cut = a_dbf("甲乙").replace(encoded("甲乙"), encoded("a甲") + encoded("乙")[:1])
    [(_, [name, _])] = open_table(cut, name="名单.dbf").rows()
    assert name == "a甲\ufffd"


@pytest.mark.parametrize("page", [b"\x00", b"\x4d", b"\x7a"])
def test_pages_of_codes_of_chinese_files(page: bytes) -> None:
    [(_, texts)] = open_table(changed(a_dbf("龴"), 29, page), name="名单.dbf").rows()
    assert texts == ["龴", "0014"]


def test_macros_are_refused() -> None:
    inside = io.BytesIO(made(lambda *_: None))
    with zipfile.ZipFile(inside, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    with pytest.raises(Refused, match="宏或嵌入的对象"):
        open_table(inside.getvalue(), name="名单.xlsx")
