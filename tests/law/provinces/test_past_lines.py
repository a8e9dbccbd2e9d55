"""Past control lines: as collected, with their sources."""

import csv
from importlib.resources import files
from pathlib import Path

import pytest

from chengzhao.law.provinces import past_lines
from chengzhao.law.words import ExamCategory, ProgrammeLevel


def test_shanxi_2018_is_as_collected(shared: Path) -> None:
    with (shared / "data" / "control_lines_by_province_year.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if (row["province"], row["year"]) == ("山西", "2018")]
    collected = [
        (row["level"], row["category"], int(row["full_marks"]), int(row["control_line"])) for row in rows
    ]
    ours = [(line.level.label, line.name, line.full_mark, line.score) for line in past_lines("14")]
    assert ours == collected


def test_jiangsu_has_what_was_collected_and_what_2025_shows() -> None:
    assert sorted({line.year for line in past_lines("32")}) == [2015, 2016, 2017, 2025]


def test_shanxi_2023_is_left_out_and_the_head_says_why() -> None:
    assert {line.year for line in past_lines("14")} == {2018}
    head = (files("chengzhao.law.provinces") / "past_lines.csv").read_text(encoding="utf-8")
    assert "\n# 山西 2023 (two lines of 高起专) is left out: " in head


def test_law_of_shanxi_2018() -> None:
    law = [
        line.score
        for line in past_lines("14")
        if (line.level, line.category) == (ProgrammeLevel.ZHUANSHENGBEN, ExamCategory.LAW)
    ]
    assert law == [132]


def test_every_past_line_names_its_source() -> None:
    lines = past_lines("14") + past_lines("32")
    assert [line for line in lines if not line.source] == []
    assert max(line.confidence for line in lines) < 1


def test_province_without_lines_has_none() -> None:
    assert past_lines("11") == ()


@pytest.mark.parametrize(("code", "province"), [("41", "河南"), ("33", "浙江"), ("32", "江苏")])
def test_other_provinces_are_as_collected(shared: Path, code: str, province: str) -> None:
    with (shared / "data" / "control_lines_by_province_year.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["province"] == province]
    collected = [
        (int(row["year"]), row["level"], row["category"], int(row["full_marks"]), int(row["control_line"]))
        for row in rows
    ]
    ours = [(line.year, line.level.label, line.name, line.full_mark, line.score) for line in past_lines(code)]
    # What 2025 shows of 江苏 is read from its filing lines, another file.
    assert [each for each in ours if (code, each[0]) != ("32", 2025)] == collected
