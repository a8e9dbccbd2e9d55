"""Divisions: as collected for the exam day, and old codes for life."""

import csv
from pathlib import Path

import pytest

from chengzhao.law.reference import division, division_existed, divisions


def test_divisions_are_as_collected(shared: Path) -> None:
    with (shared / "data" / "gbt2260_divisions_2024_10.csv").open(encoding="utf-8") as file:
        collected = [(row["code"], row["name"], row["parent_code"]) for row in csv.DictReader(file)]
    assert [(d.code, d.name, d.parent) for d in divisions()] == collected


def test_shanxi_has_eleven_prefectures_and_117_counties() -> None:
    prefectures = divisions("140000")
    assert len(prefectures) == 11
    assert sum(len(divisions(prefecture.code)) for prefecture in prefectures) == 117


def test_provinces_have_no_parent() -> None:
    assert len(divisions("")) == 34


def test_division_by_code() -> None:
    found = division("140105")
    assert found is not None
    assert (found.name, found.level, found.parent) == ("小店区", "county", "140100")
    assert division("999999") is None


@pytest.mark.parametrize(
    ("code", "birth_year", "existed"),
    [
        ("140105", 1960, True),  # in force today
        ("110103", 1980, True),  # 崇文区, ended 2009
        ("110103", 2009, True),
        ("110103", 2010, False),
        ("990105", 1990, False),
    ],
)
def test_code_in_an_identity_number(code: str, birth_year: int, existed: bool) -> None:
    assert division_existed(code, birth_year) is existed
