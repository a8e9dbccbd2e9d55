"""Corrections of orders and bans by an office's file: read, checked, and only of what is not settled."""

from decimal import Decimal
from pathlib import Path

import pytest

from chengzhao.cli import main
from chengzhao.law.orders import (
    EIGHT_REQUIREMENTS,
    ORDER_36,
    THIRTY_BANS,
    Correction,
    CorrectionFileErrors,
    CorrectionsRefused,
    bans,
    bans_with_corrections,
    check_corrections,
    read_corrections,
    shape,
)

HEAD = "document,article,item,actor,behaviour,penalty,decided_by,source,confidence\n"
GOOD = f"{HEAD}30个不得,19,19,高校,新生入学后将特殊类型学生转入普通专业,,,教育部文件原文,1\n"


def correction(**changes: str | Decimal) -> Correction:
    given: dict[str, str | Decimal] = {
        "document": THIRTY_BANS,
        "article": "19",
        "item": "19",
        "actor": "",
        "behaviour": "不得转入普通专业",
        "penalty": "",
        "decided_by": "",
        "source": "原文",
        "confidence": Decimal(1),
    }
    return Correction(**(given | changes))  # type: ignore[arg-type]


def test_uncertain_rule_is_put_right() -> None:
    found = bans_with_corrections(THIRTY_BANS, [correction()])
    assert len(found) == 28
    nineteenth = found[18]
    assert (nineteenth.number, nineteenth.actor, nineteenth.text) == (19, "高校", "不得转入普通专业")
    assert nineteenth.is_certain
    assert bans(THIRTY_BANS)[18].number is None


def test_rules_come_in_the_place_of_a_list_that_was_not_found() -> None:
    rules = [correction(document=EIGHT_REQUIREMENTS, article=str(number), item="") for number in (2, 1)]
    found = bans_with_corrections(EIGHT_REQUIREMENTS, rules)
    assert [(ban.number, ban.text) for ban in found] == [(1, "不得转入普通专业"), (2, "不得转入普通专业")]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"item": "1", "article": ""}, "30个不得第1条已经核实，不能改写。"),
        ({"item": "29"}, "30个不得没有第29行，共28行。"),
        ({"article": "31"}, "30个不得共30条，没有第31条。"),
        ({"article": "3"}, "30个不得有两个第3条。"),
        ({"confidence": Decimal("0.5")}, "30个不得第19行原来的可靠程度是0.8，不能降低。"),
        ({"item": "", "behaviour": " "}, "30个不得的条文不能空着。"),
        ({"document": "十严禁", "item": "", "article": ""}, "十严禁各条都已经核实，不能增加。"),
        (
            {"document": ORDER_36, "article": "6", "item": "1", "confidence": Decimal("0.8")},
            "教育部令第36号第六条第一项原来的可靠程度是0.9，不能降低。",
        ),
        ({"document": ORDER_36, "article": "99", "item": "1"}, "教育部令第36号没有第99条第1项。"),
        ({"document": "民法典"}, "没有“民法典”，现有：教育部令第33号、教育部令第36号、刑法。"),
    ],
)
def test_what_may_not_be_corrected_is_refused(changes: dict[str, str], refusal: str) -> None:
    with pytest.raises(CorrectionsRefused) as refused:
        check_corrections([correction(**changes)])
    assert refused.value.refusals == (refusal,)


def test_two_files_cannot_put_one_row_right() -> None:
    with pytest.raises(CorrectionsRefused) as refused:
        check_corrections([correction(), correction(article="20")])
    assert refused.value.refusals == ("30个不得第19行改了两次。",)


@pytest.mark.parametrize(("article", "item"), [("7", "1"), ("10", "3"), ("11", "1")])
def test_row_of_an_order_that_is_not_settled_is_put_right(article: str, item: str) -> None:
    change = correction(document=ORDER_36, article=article, item=item, behaviour="泄露评委名单")
    before = shape.order_row(ORDER_36, article, item)
    [row] = [each for each in shape.with_corrections(ORDER_36, [change]) if each.source == "原文"]
    assert (row.behaviour, row.penalty, row.confidence) == ("泄露评委名单", before.penalty, Decimal(1))
    assert row.is_certain
    assert row.is_settled


def test_row_that_an_office_settled_is_not_put_right(monkeypatch: pytest.MonkeyPatch) -> None:
    change = correction(document=ORDER_36, article="7", item="1")
    settled = shape.with_corrections(ORDER_36, [change])
    monkeypatch.setattr(shape, "_collected", lambda document: settled)
    with pytest.raises(CorrectionsRefused) as refused:
        shape.with_corrections(ORDER_36, [change])
    assert refused.value.refusals == ("教育部令第36号第七条第一项已经核实，不能改写。",)


@pytest.mark.parametrize(
    ("content", "errors"),
    [
        (
            "a,b\n1,2\n",
            (
                "x.csv:1: 表头: document、article、item、actor、behaviour、penalty、decided_by、source、confidence",
            ),
        ),
        (f"{HEAD}30个不得,19,19,,x,,,,1\n", ("x.csv:1: source: （空）: 依据的原文出处",)),
        (
            f"{HEAD}30个不得,19,19,,x,,,原文,2\n",
            ("x.csv:1: confidence: 2: 大于0、不大于1的数，如0.95；空着是1",),
        ),
        (f"{HEAD}30个不得,19\n", ("x.csv:1: 列数: 应为9列",)),
        (f"{GOOD}30个不得,19,19,,x,,,原文,\n", ("x.csv:2: 同一条改了两次: 30个不得 19 19",)),
    ],
)
def test_every_error_of_a_file_is_told(content: str, errors: tuple[str, ...]) -> None:
    with pytest.raises(CorrectionFileErrors) as refused:
        read_corrections(content, "x.csv")
    assert refused.value.errors == errors


@pytest.mark.parametrize(
    ("content", "status", "said"),
    [
        (GOOD, 0, "1条改正可以使用。\n"),
        (GOOD.replace("19,19", "1,1"), 1, "x.csv: 30个不得第1条已经核实，不能改写。\n"),
        (GOOD.replace(",1\n", ",x\n"), 2, "x.csv:1: confidence: x: 大于0、不大于1的数，如0.95；空着是1\n"),
    ],
)
def test_check_command_reads_corrections(
    content: str, status: int, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.csv").write_text(content, encoding="utf-8")
    assert main(["law", "check", str(tmp_path / "x.csv")]) == status
    printed = capsys.readouterr()
    assert printed.out + printed.err == said
