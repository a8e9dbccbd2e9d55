"""The orders as data: every row of the collection, its confidence, and what an office may put right."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from chengzhao.law.numerals import numeral
from chengzhao.law.orders import (
    CRIMINAL_LAW,
    ORDER_33,
    ORDER_36,
    NotEditable,
    UnknownArticle,
    edited,
    order_row,
    order_rows,
)


@pytest.mark.parametrize("document", [ORDER_33, ORDER_36, CRIMINAL_LAW])
def test_rows_are_as_collected(shared: Path, document: str) -> None:
    with (shared / "data" / "violations_and_penalties.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["instrument"] == document]
    collected = [(row["article"], row["actor"], row["behaviour_paraphrase"]) for row in rows]
    assert [(row.article, row.actor, row.behaviour) for row in order_rows(document)] == collected


def test_every_row_has_source_and_confidence() -> None:
    rows = [row for document in (ORDER_33, ORDER_36, CRIMINAL_LAW) for row in order_rows(document)]
    assert len(rows) == 116
    assert [row.label for row in rows if not row.source or not 0 < row.confidence < 1] == []


def test_items_are_unique() -> None:
    for document in (ORDER_33, ORDER_36, CRIMINAL_LAW):
        keys = [(row.article, row.item) for row in order_rows(document)]
        assert len(keys) == len(set(keys))


def test_label_is_how_the_item_is_cited() -> None:
    assert order_row(ORDER_33, "6", "5").label == "教育部令第33号第六条第五项"
    assert order_row(ORDER_33, "15").label == "教育部令第33号第十五条"
    assert order_row(CRIMINAL_LAW, "284-1", "1").label == "刑法第二百八十四条之一第一项"


def test_unknown_item_names_those_there_are() -> None:
    with pytest.raises(UnknownArticle, match="教育部令第33号没有第8条第6项，该条各项：1、2、3、4、5"):
        order_row(ORDER_33, "8", "6")


def test_unknown_document_names_those_there_are() -> None:
    with pytest.raises(UnknownArticle, match="没有“民法典”，现有：教育部令第33号、教育部令第36号、刑法"):
        order_rows("民法典")


def uncertain():
    from dataclasses import replace

    return replace(order_row(ORDER_36, "11", "3"), confidence=Decimal("0.74"))


def test_uncertain_row_is_put_right_and_certain_after() -> None:
    row = edited(uncertain(), {"behaviour": "泄露评委名单"}, source="教育部令第36号原文")
    assert (row.behaviour, row.source, row.is_certain) == ("泄露评委名单", "教育部令第36号原文", True)


@pytest.mark.parametrize(("confidence", "certain"), [("0.74", False), ("0.75", True)])
def test_three_quarters_is_certain(confidence: str, certain: bool) -> None:
    from dataclasses import replace

    assert replace(uncertain(), confidence=Decimal(confidence)).is_certain is certain


def test_settled_row_is_not_edited() -> None:
    settled = edited(order_row(ORDER_33, "6", "5"), {"behaviour": "x"}, source="x")
    with pytest.raises(NotEditable, match="已经核实"):
        edited(settled, {"behaviour": "y"}, source="y")


def test_what_was_never_compared_is_not_certain_however_sure() -> None:
    rows = order_rows(ORDER_36)
    assert {row.article for row in rows if not row.is_certain} == {"6", "7", "8", "9", "10"}
    assert {row.article for row in rows if row.is_certain} == {"11"}


def test_edit_without_source_is_refused() -> None:
    with pytest.raises(NotEditable, match="出处"):
        edited(uncertain(), {"behaviour": "x"}, source=" ")


def test_edit_of_a_strange_field_is_refused() -> None:
    with pytest.raises(NotEditable, match="不能改写：article"):
        edited(uncertain(), {"article": "9"}, source="x")


@pytest.mark.parametrize(
    ("number", "text"), [(1, "一"), (10, "十"), (17, "十七"), (20, "二十"), (31, "三十一")]
)
def test_numeral(number: int, text: str) -> None:
    assert numeral(number) == text


@pytest.mark.parametrize("number", [0, 100])
def test_numeral_outside_its_range(number: int) -> None:
    with pytest.raises(ValueError, match="1至99"):
        numeral(number)
