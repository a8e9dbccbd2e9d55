"""N3.2: the officers' cases of names and telephones; the collected names all keep their shape."""

import csv
from pathlib import Path

import pytest
from tests.rules.chapter_cases import Case, cases, check

from chengzhao.law.words import IdentityDocument
from chengzhao.rules.registration import (
    PhoneRegion,
    kept_name,
    name_findings,
    phone_findings,
    postcode_findings,
)


@pytest.mark.parametrize("case", cases("registration", "names"))
def test_name(case: Case) -> None:
    kept = kept_name(case["姓名"])
    assert (kept.name, kept.was_changed) == (case["存为"], case["姓名"] != case["存为"])
    check(case, name_findings(kept.name, case.word(IdentityDocument, "证件", "居民身份证")))


@pytest.mark.parametrize("case", cases("registration", "phones"))
def test_phone(case: Case) -> None:
    check(case, phone_findings(case["号码"], case.word(PhoneRegion, "地区")))


@pytest.mark.parametrize(("postcode", "count"), [("030006", 0), ("03000", 1), ("0300066", 1), ("", 1)])
def test_postcode(postcode: str, count: int) -> None:
    assert len(postcode_findings(postcode)) == count


def test_keeping_a_kept_name_changes_nothing(shared: Path) -> None:
    with (shared / "data" / "rare_names_test.csv").open(encoding="utf-8") as file:
        names = [next(iter(row.values())) for row in csv.DictReader(file)]
    assert len(names) > 80
    for name in names:
        once = kept_name(name).name
        assert kept_name(once).name == once
        assert not kept_name(once).was_changed
