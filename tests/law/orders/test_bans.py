"""十严禁, 30个不得, 八项基本要求: as collected, and what is not certain says so."""

import csv
from pathlib import Path

import pytest

from chengzhao.law.orders import EIGHT_REQUIREMENTS, TEN_BANS, TEN_DISCLOSURES, THIRTY_BANS, bans
from chengzhao.law.years import year_law


def test_rules_are_as_collected(shared: Path) -> None:
    with (shared / "data" / "admission_bans.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for name in (TEN_BANS, THIRTY_BANS):
        collected = [(row["actor"], row["text_paraphrase"]) for row in rows if row["set"] == name]
        assert [(ban.actor, ban.text) for ban in bans(name)] == collected


def test_ten_bans_are_certain() -> None:
    assert [ban.number for ban in bans(TEN_BANS) if ban.is_certain] == list(range(1, 11))


def test_thirty_bans_from_nineteen_on_have_no_certain_number() -> None:
    certain = [ban.number for ban in bans(THIRTY_BANS) if ban.is_certain]
    assert certain == list(range(1, 19))
    assert [ban.number for ban in bans(THIRTY_BANS)[18:]] == [None] * 10


def test_eight_requirements_were_not_found() -> None:
    [only] = bans(EIGHT_REQUIREMENTS)
    assert (only.text, only.is_certain, only.label) == ("", False, "八项基本要求（条次待核）")


def test_ten_disclosures_are_the_items_of_the_notice() -> None:
    ours = [ban.text.removesuffix("公开") for ban in bans(TEN_DISCLOSURES)]
    assert ours == list(year_law(2024).disclosure_items.value)


def test_label_has_list_and_number() -> None:
    assert bans(TEN_BANS)[2].label == "十严禁第3条"


def test_unknown_list_names_those_there_are() -> None:
    with pytest.raises(LookupError, match="没有“七不准”，现有：十严禁、30个不得"):
        bans("七不准")
