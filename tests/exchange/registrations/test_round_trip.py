"""A table that is read and written again is the same, sign by sign, in each kind of file."""

import csv
from datetime import date
from pathlib import Path

import pytest
from tests.exchange.registrations.tables import EXTRA, a_file, a_reader, a_row

from chengzhao.exchange.confined import Refused
from chengzhao.exchange.gb18030 import decoded, encoded
from chengzhao.exchange.registrations.columns import COLUMNS, guessed, missing
from chengzhao.exchange.registrations.writing import HEAD, row_of, template
from chengzhao.exchange.tables import KINDS, open_table
from chengzhao.law.words import IdentityDocument
from chengzhao.rules.registration import kept_name, name_findings


def rare_names(shared: Path) -> list[str]:
    with (shared / "data" / "rare_names_test.csv").open(encoding="utf-8") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    return [name for name in names if not name_findings(name, IdentityDocument.RESIDENT_ID)]


def again(kind: str, rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    table = open_table(a_file(kind, rows), name=f"报名.{kind}")
    reader, made = a_reader(table.columns), []
    for number, texts in table.rows():
        form, faults = reader.read(number, texts)
        assert faults == []
        assert form is not None
        made.append(row_of(form, EXTRA))
    return made


@pytest.mark.parametrize("kind", KINDS)
def test_every_cell_comes_back_as_it_was(kind: str) -> None:
    rows = [
        a_row(),
        a_row(
            sex="女",
            ethnicity="蒙古族",
            phone="+85261234567",
            identity_kind="港澳居民来往内地通行证",
            identity_number="H12345678",
            employer="无",
            choice_1="D00002",
            choice_2="D00001",
            reassigned_2="是",
            licences="护士执业证书：0012；执业助理医师及以上资格证书：A-7",
            claims="烈士子女、烈士配偶；归侨、归侨子女、华侨子女、台湾省籍",
            evidence="烈士证；侨办证明",
            residence_proofs="居住证；社保",
            address="1号楼，“东”单元",
        ),
    ]
    assert again(kind, rows) == rows


@pytest.mark.parametrize("kind", KINDS)
def test_every_rare_name_comes_back_exactly(kind: str, shared: Path) -> None:
    names = [name for name in rare_names(shared) if kept_name(name).name == name]
    assert len(names) > 60
    found = again(kind, [a_row(name=name) for name in names])
    assert [row[0] for row in found] == names


def test_csv_of_the_old_programs_is_read_in_their_encoding(shared: Path) -> None:
    names = [name for name in rare_names(shared) if kept_name(name).name == name]
    text = a_file("csv", [a_row(name=name) for name in names]).decode("utf-8-sig")
    table = open_table(encoded(text), name="报名.CSV")
    assert [texts[0] for _, texts in table.rows()] == names


def test_characters_that_the_standard_moved_are_read_and_written() -> None:
    moved = "".join(chr(point) for point in (*range(0x9FB4, 0x9FBC), *range(0xFE10, 0xFE1A)))
    assert encoded("龴") == b"\xfe\x59"
    assert decoded(encoded(moved)) == moved
    assert len(encoded(moved)) == 2 * len(moved)


@pytest.mark.parametrize("kind", KINDS)
def test_headings_are_known_again(kind: str) -> None:
    table = open_table(a_file(kind, [a_row()]), name=f"报名.{kind}")
    assert list(guessed(table.columns)) == [one.name for one in COLUMNS]


def test_what_the_unit_said_of_a_heading_comes_first() -> None:
    headings = ("姓名", "曾用名", "身份证号码 *")
    assert guessed(headings) == {"name": "姓名", "identity_number": "身份证号码 *"}
    assert guessed(headings, {"name": "曾用名", "phone": "电话"}) == {
        "name": "曾用名",
        "identity_number": "身份证号码 *",
    }
    assert [one.name for one in missing({"name": "姓名"})][:2] == ["sex", "birth_date"]


def test_template_is_a_table_of_these_columns_with_the_hints_beside_it() -> None:
    with pytest.raises(Refused, match="只有表头，没有内容"):
        open_table(template(), name="模板.xlsx")
    assert HEAD[0] == "姓名"


def test_dbf_says_which_text_it_has_no_room_for() -> None:
    with pytest.raises(Refused, match="第2行的“TXDZ”有256字节，放不下"):
        a_file("dbf", [a_row(), a_row(address="路" * 128)])


def test_dbf_has_the_day_on_which_it_was_written() -> None:
    assert a_file("dbf", [a_row()])[1:4] == bytes((date(2024, 9, 2).year - 2000 + 0, 9, 2))
