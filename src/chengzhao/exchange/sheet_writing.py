"""Tables that we hand out, .xlsx and .csv: the one writer, whose cells never become formulas (trust I-10).

A cell is a text, a whole number, exact points, a day, or nothing. Texts stay texts: a 报名号 keeps its zeros
and all of its digits. What a spreadsheet would take for a formula is marked as text in .xlsx and gets an
apostrophe in front in .csv, where there is no such mark.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

Cell = str | int | Decimal | date | None
Row = Sequence[Cell]

BOM = "\ufeff"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
NOT_IN_SHEET_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
LONGEST_SHEET_NAME = 31
WIDEST, NARROWEST = 40, 8

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def could_be_formula(text: str) -> bool:
    """Whether a spreadsheet might calculate the text instead of showing it."""
    return text.lstrip(" ").startswith(FORMULA_STARTS)


def csv_text(cell: Cell) -> str:
    """A cell as it stands in a CSV; points without zeros at their end."""
    match cell:
        case None:
            return ""
        case str():
            return f"'{cell}" if could_be_formula(cell) else cell
        case date():
            return cell.isoformat()
        case Decimal():
            digits = f"{cell:f}"
            return digits.rstrip("0").rstrip(".") if "." in digits else digits
    return str(cell)


def csv_lines(rows: Iterable[Row]) -> Iterator[str]:
    """The lines of a CSV, one by one, after the mark without which spreadsheets misread Chinese."""
    yield BOM
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    for row in rows:
        yield writer.writerow([csv_text(cell) for cell in row])


def xlsx(rows: Iterable[Row], *, title: str, more: Mapping[str, Iterable[Row]] | None = None) -> bytes:
    """A workbook: the first row of its sheet is its head, held in view. `more` are further sheets by their titles."""
    made = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "default_date_format": "yyyy-mm-dd",
    }
    with xlsxwriter.Workbook(made, options) as book:
        formats = _Formats(
            head=book.add_format({"bold": True, "num_format": "@", "bottom": 1}),
            text=book.add_format({"num_format": "@"}),
            marked=book.add_format({"num_format": "@", "quote_prefix": True}),
        )
        for name, lines in {title: rows, **(more or {})}.items():
            sheet = book.add_worksheet(
                name.translate(NOT_IN_SHEET_NAMES).strip()[:LONGEST_SHEET_NAME] or "表"
            )
            for column, width in enumerate(_fill(sheet, lines, formats)):
                sheet.set_column(column, column, min(WIDEST, max(NARROWEST, width)))
            sheet.freeze_panes(1, 0)
    return made.getvalue()


class _Formats:
    def __init__(self, *, head: Format, text: Format, marked: Format) -> None:
        self.head, self.text, self.marked = head, text, marked

    def of(self, text: str, place: int) -> Format:
        """The format of a text in the row at `place`, counted from 0."""
        if could_be_formula(text):
            return self.marked
        return self.text if place else self.head


def _fill(sheet: Worksheet, rows: Iterable[Row], formats: _Formats) -> list[int]:
    """Write the rows; returns how wide each column has to be, Chinese characters counting two."""
    widths: list[int] = []
    for place, row in enumerate(rows):
        for column, cell in enumerate(row):
            if column == len(widths):
                widths.append(0)
            widths[column] = max(widths[column], _width(csv_text(cell)) + 2)
            if isinstance(cell, str):
                sheet.write_string(place, column, cell, formats.of(cell, place))
            elif isinstance(cell, date):
                sheet.write_datetime(place, column, cell)
            elif cell is not None:
                sheet.write_number(place, column, cell)
    return widths


def _width(text: str) -> int:
    return sum(1 if sign.isascii() else 2 for sign in text)


class _Echo:
    """A file that hands each line back."""

    def write(self, line: str) -> str:
        return line
