"""N3.2: the officers' cases of names and telephones; the collected names all keep their shape."""

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.rules.chapter_cases import Case, cases, check

from chengzhao.law.words import IdentityDocument
from chengzhao.rules.registration import (
    PhoneRegion,
    kept_name,
    name_findings,
    phone_findings,
    postcode_findings,
    searched_address,
    searched_phone,
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


@pytest.fixture(scope="module")
def collected(shared: Path) -> dict[str, Any]:
    text = (shared / "data" / "id_phone_name_rules.json").read_text(encoding="utf-8")
    rules: dict[str, Any] = json.loads(text)
    return rules


def test_every_dot_that_keyboards_give_becomes_the_one_dot(collected: dict[str, Any]) -> None:
    dots = [chr(int(name.removeprefix("U+"), 16)) for name in collected["names"]["dots_to_normalise"]]
    assert len(dots) == 14
    assert {kept_name(f"阿卜杜拉{dot}买买提").name for dot in dots} == {"阿卜杜拉·买买提"}


def test_numbers_for_machines_are_refused_and_those_of_virtual_operators_not(
    collected: dict[str, Any],
) -> None:
    rules = collected["phone"]
    machines = [prefix for prefix in rules["iot_prefixes_not_for_people"] if prefix.isdigit()]
    for prefix in (*machines, "145", "149"):
        assert len(phone_findings(f"{prefix}00000000", PhoneRegion.MAINLAND)) == 1
    for prefix in rules["virtual_operator_prefixes"]:
        assert phone_findings(f"{prefix}00000000", PhoneRegion.MAINLAND) == ()


@pytest.mark.parametrize(
    ("region", "pattern"),
    [
        (PhoneRegion.LANDLINE, "landline_regex"),
        (PhoneRegion.HONG_KONG, "hk"),
        (PhoneRegion.MACAO, "macau"),
        (PhoneRegion.TAIWAN, "taiwan"),
    ],
)
@pytest.mark.parametrize(
    "number",
    ["0351-2345678", "010-87654321-8001", "91234567", "+85261234567", "+85362345678", "0912345678", "12345"],
)
def test_numbers_elsewhere_are_those_of_the_collected_patterns(
    collected: dict[str, Any], region: PhoneRegion, pattern: str, number: str
) -> None:
    fits = re.fullmatch(collected["phone"][pattern], number) is not None
    assert (phone_findings(number, region) == ()) is fits


@pytest.mark.parametrize(
    "typed",
    [
        "13800000000",
        " 138 0000 0000",
        "138-0000-0000",
        "+86 13800000000",
        "8613800000000",
        "008613800000000",
        "１３８００００００００",
        "(86)138 00000000",
    ],
)
def test_a_phone_is_searched_however_it_is_typed(typed: str) -> None:
    assert searched_phone(typed) == "13800000000"


@pytest.mark.parametrize(
    ("typed", "searched"),
    [
        ("+852 6123 4567", "61234567"),
        ("6123-4567", "61234567"),
        ("+886 912 345 678", "912345678"),
        ("0912345678", "912345678"),
        ("0351-7654321", "03517654321"),
        ("10012345678", "10012345678"),
        ("", ""),
    ],
)
def test_a_phone_of_elsewhere_is_searched_without_its_country(typed: str, searched: str) -> None:
    assert searched_phone(typed) == searched


def test_two_phones_that_differ_in_a_digit_are_searched_apart() -> None:
    assert searched_phone("13800000000") != searched_phone("13800000001")


def test_an_address_is_searched_without_its_signs() -> None:
    typed = (
        "太原市小店区学府街1号（3-501）",
        "太原市 小店区 学府街１号 3－501",
        "太原市小店区学府街1号3—501",
    )
    assert {searched_address(one) for one in typed} == {"太原市小店区学府街1号3501"}
    assert searched_address("太原市小店区学府街2号") != searched_address("太原市小店区学府街1号")
