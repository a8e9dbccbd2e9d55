"""Progress in the terminal, and as plain text where there is none."""

from io import StringIO

from rich.console import Console

from chengzhao.rehearsal.progress import Bars


def told(*, stages: int, is_terminal: bool) -> str:
    out = StringIO()
    with Bars(Console(file=out, force_terminal=is_terminal, width=120)) as bars:
        for number in range(stages):
            bars.stage_begins(f"阶段{number}", 2, 1)
            bars.act_done("导入", 1234)
            bars.stage_ends()
    return out.getvalue()


def test_each_stage_has_its_bar_with_acts_and_rows() -> None:
    shown = told(stages=2, is_terminal=False)
    assert [row.split()[0].strip("　") for row in shown.splitlines()] == ["阶段0", "阶段1"]
    assert shown.count("2/2") == 2
    assert shown.count("1,234行") == 2


def test_a_terminal_is_left_with_the_same_bars() -> None:
    assert "1,234行" in told(stages=1, is_terminal=True)


def test_a_stage_that_touched_nothing_names_no_rows() -> None:
    out = StringIO()
    with Bars(Console(file=out, width=120)) as bars:
        bars.stage_begins("空", 1, 0)
        bars.act_done("无", 0)
        bars.stage_ends()
    assert "行" not in out.getvalue()


def test_acts_outside_a_stage_are_passed_over() -> None:
    out = StringIO()
    with Bars(Console(file=out, width=120)) as bars:
        bars.act_done("无", 5)
        bars.stage_ends()
    assert "5" not in out.getvalue()
