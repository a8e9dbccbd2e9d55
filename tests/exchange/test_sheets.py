"""Tables that people send: rows as their program shows them, or the sentence for their sender."""

import subprocess
import sys
from datetime import date, datetime

import pytest
import xlsxwriter
from tests.exchange.bad_sheets import BAD_SHEETS, BadSheet, bomb_of_half_a_gigabyte, workbook

from chengzhao.exchange.sheets import Refused, Sheet, read_sheet

MEGABYTE = 1_000_000


def read(content: bytes, name: str = "成绩.xlsx") -> Sheet:
    return read_sheet(content, name=name)


@pytest.mark.parametrize("bad", BAD_SHEETS, ids=lambda bad: bad.title)
def test_bad_sheet_is_refused_with_its_sentence(bad: BadSheet) -> None:
    with pytest.raises(Refused) as refused:
        read_sheet(bad.make(), name=bad.name)
    assert str(refused.value) == bad.sentence


def test_rows_of_a_workbook() -> None:
    sheet = read(workbook())
    assert (sheet.name, sheet.columns) == ("成绩", ("准考证号", "成绩"))
    [row] = sheet.rows
    assert (row.number, row["准考证号"], row["成绩"]) == (2, "14010500101", "88")


def test_values_are_texts_as_they_are_shown() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("甲", "乙", "丙", "丁", "戊", "己", "庚"))
        sheet.write_string(1, 0, "0014")
        sheet.write_number(1, 1, 88)
        sheet.write_number(1, 2, 88.5)
        sheet.write_boolean(1, 3, True)
        sheet.write_datetime(1, 4, date(2024, 10, 19), book.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write_datetime(
            1,
            5,
            datetime(2024, 10, 19, 9, 30),  # noqa: DTZ001
            book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        )
        sheet.write_formula(1, 6, "=B2+1", value=89)

    [row] = read(workbook(fill)).rows
    assert list(row.values.values()) == [
        "0014", "88", "88.5", "TRUE", "2024-10-19", "2024-10-19 09:30:00", "89",
    ]  # fmt: skip


def test_empty_rows_and_columns_around_the_table_do_not_move_its_numbers() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(3, 2, ("甲", "乙", ""))
        sheet.write_row(5, 2, ("1", "2"))
        sheet.write_row(9, 2, ("3",))

    def inexact(book: xlsxwriter.Workbook) -> None:
        fill(book)
        book.worksheets()[0].write_number(9, 3, 1e17)

    with pytest.raises(Refused, match=r"^D10是数字格式"):
        read(workbook(inexact))
    sheet = read(workbook(fill))
    assert sheet.columns == ("甲", "乙")
    assert [(row.number, row["甲"], row["乙"]) for row in sheet.rows] == [(6, "1", "2"), (10, "3", "")]


def test_first_sheet_that_is_shown_is_read() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        hidden, shown = book.add_worksheet("隐藏"), book.add_worksheet("成绩")
        hidden.write_row(0, 0, ("甲",))
        shown.write_row(0, 0, ("乙",))
        shown.activate()
        shown.set_first_sheet()
        hidden.hide()

    assert read(workbook(fill)).name == "成绩"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_in_the_encodings_that_offices_use(encoding: str) -> None:
    sheet = read("姓名,成绩\r\n张三丰,88\r\n\r\n𠮷田,90\r\n".encode(encoding), "成绩.CSV")
    assert [(row.number, row["姓名"], row["成绩"]) for row in sheet.rows] == [
        (2, "张三丰", "88"),
        (4, "𠮷田", "90"),
    ]


def test_missing_columns_are_all_named() -> None:
    sheet = read(workbook())
    sheet.require_columns("成绩", "准考证号")
    with pytest.raises(Refused) as refused:
        sheet.require_columns("姓名", "成绩", "科目")
    assert str(refused.value) == "表头缺少“姓名”、“科目”。请使用系统提供的模板填写。"


def test_many_rows_are_read() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        for row in range(20_001):
            sheet.write_row(row, 0, ("准考证号", "成绩") if row == 0 else (f"{row:011d}", str(row % 150)))

    sheet = read(workbook(fill))
    assert (len(sheet.rows), sheet.rows[-1]["准考证号"]) == (20_000, "00000020000")


def test_a_bomb_of_half_a_gigabyte_takes_less_than_60_megabytes() -> None:
    """The server that is sent it, and the process that looks at it, each stay under 60 MB (trust I-07)."""
    bomb = bomb_of_half_a_gigabyte()
    assert len(bomb) < 600_000
    program = (
        "import resource, sys\n"
        "from chengzhao.exchange.sheets import Refused, read_sheet\n"
        "try:\n    read_sheet(sys.stdin.buffer.read(), name='a.xlsx')\n"
        "except Refused as refused:\n"
        # What getrusage says of this process itself is inherited from the test run that began it.
        "    status = open('/proc/self/status').read()\n"
        "    print(status.partition('VmHWM:')[2].split()[0])\n"
        "    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
    )
    done = subprocess.run([sys.executable, "-I", "-c", program], input=bomb, capture_output=True, check=True)
    kilobytes = [int(line) for line in done.stdout.split()]
    assert len(kilobytes) == 2
    assert [size for size in kilobytes if not 0 < size < 60_000] == []
