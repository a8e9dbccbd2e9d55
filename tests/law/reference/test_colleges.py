"""Colleges: the ministry's lists of 2024, complete, and codes that two of them share."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from chengzhao.law.reference import AmbiguousCode, college, colleges
from chengzhao.law.words import CollegeKind


def test_counts_are_the_ministrys() -> None:
    assert Counter(entry.is_adult for entry in colleges()) == {False: 2868, True: 249}


def test_shanxi_has_83_regular_and_8_adult_colleges() -> None:
    assert Counter(entry.is_adult for entry in colleges("14")) == {False: 83, True: 8}


def test_colleges_are_as_collected(shared: Path) -> None:
    collected = []
    for name in ("heis_regular_2024.csv", "heis_adult_2024.csv"):
        with (shared / "data" / name).open(encoding="utf-8") as file:
            collected += [(row["id_code10"], row["name"], row["authority"]) for row in csv.DictReader(file)]
    assert [(entry.identifier, entry.name, entry.authority) for entry in colleges()] == collected


def test_identifier_holds_province_and_national_code() -> None:
    wrong = [e for e in colleges() if e.identifier[2:4] != e.province or e.identifier[-5:] != e.national_code]
    assert wrong == []


def test_college_by_national_code_and_by_identifier() -> None:
    found = college("10108")
    assert found is not None
    assert found.name == "山西大学"
    assert college("4114010108") is found
    assert college("00000") is None


def test_national_code_of_two_colleges_is_refused_with_both() -> None:
    with pytest.raises(AmbiguousCode, match="长春数字科技职业学院（4122014839）、江西飞行学院（4136014839）"):
        college("14839")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("山西开放大学", CollegeKind.OPEN_UNIVERSITY),
        ("山西煤炭职工联合大学", CollegeKind.WORKERS_COLLEGE),
        ("山西省政法管理干部学院", CollegeKind.CADRE_COLLEGE),
        ("扬州教育学院", CollegeKind.EDUCATION_COLLEGE),
        ("长治职业技术学院", CollegeKind.VOCATIONAL_COLLEGE),
        ("运城职业技术大学", CollegeKind.VOCATIONAL_UNIVERSITY),
        ("山西大学", CollegeKind.REGULAR_COLLEGE),
    ],
)
def test_kind_is_read_from_the_name(name: str, kind: CollegeKind) -> None:
    assert [entry.kind for entry in colleges() if entry.name == name] == [kind]
