"""What 江苏 published in 2025: as collected."""

import csv
from pathlib import Path

from chengzhao.law.provinces import supplement
from chengzhao.law.reference import filing_lines, vacancies
from chengzhao.law.words import ProgrammeLevel


def test_filing_lines_are_as_collected(shared: Path) -> None:
    with (shared / "data" / "jiangsu_2025_zsb_filing_lines.csv").open(encoding="utf-8") as file:
        collected = [
            (row["institution"], row["kl_code4"], float(row["filing_line"]) if row["filing_line"] else None)
            for row in csv.DictReader(file)
        ]
    assert [(line.college, line.category_code, line.filing_line) for line in filing_lines()] == collected


def test_five_units_had_nobody() -> None:
    assert [line.category_code for line in filing_lines() if line.filing_line is None] == ["1120"] * 5


def test_vacancies_add_up_to_734() -> None:
    assert (len(vacancies()), sum(vacancy.places for vacancy in vacancies())) == (89, 734)


def test_categories_are_those_of_the_supplement() -> None:
    in_use = {
        item.code: item.category
        for item in supplement("32", 2025).categories.value[ProgrammeLevel.ZHUANSHENGBEN]
    }
    assert {line.category_code: line.category for line in filing_lines()} == in_use
