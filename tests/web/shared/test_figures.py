"""Funnels and heat."""

from chengzhao.records.queries.progress import STEPS, Tally
from chengzhao.web.shared.figures import STEP_LABELS, HeatCell, funnel, heat_column


def test_every_step_has_a_label() -> None:
    assert tuple(STEP_LABELS) == STEPS


def test_funnel_shows_the_share_of_the_step_before() -> None:
    steps = funnel(Tally(registered=200, submitted=100, approved=97))
    assert [(step.name, step.heads, step.of_previous) for step in steps[:4]] == [
        ("登记", 200, "—"),
        ("提交报名", 100, "50.0"),
        ("审核通过", 97, "97.0"),
        ("编排考场", 0, "0.0"),
    ]
    assert steps[4].of_previous == "—"
    assert {step.widest for step in steps} == {200}


def test_heat_runs_from_the_coolest_to_the_hottest_of_the_column() -> None:
    cells = heat_column([(90, 100), (95, 100), (100, 100), (0, 0)])
    assert cells == (
        HeatCell(text="90.0", heat=1),
        HeatCell(text="95.0", heat=3),
        HeatCell(text="100.0", heat=6),
        HeatCell(text="—", heat=0),
    )


def test_heat_of_equal_shares_is_even() -> None:
    assert {cell.heat for cell in heat_column([(1, 2), (50, 100)])} == {3}
    assert heat_column([]) == ()
