"""The geometry of the score chart."""

from decimal import Decimal

import pytest
from tests.web.candidate.test_fate import a_choice

from chengzhao.records.queries.fates import ChoiceFate, FateCode
from chengzhao.web.candidate.chart import (
    END,
    LABEL_ROWS,
    LEFT,
    MARGIN,
    RIGHT,
    START,
    WIDTH,
    Point,
    ScoreChart,
    score_chart,
    width_of,
)


def fate(college: str, lowest: int | None) -> ChoiceFate:
    return ChoiceFate(
        choice=a_choice(college=college),
        code=FateCode.UNIT_FULL,
        detail={},
        lowest_admitted=None if lowest is None else Decimal(lowest),
    )


def test_chart_places_scores_in_proportion() -> None:
    chart = score_chart(Decimal(251), 100, [fate("甲大学", 238), fate("乙大学", 256)])
    assert [tick.label for tick in chart.ticks] == ["50", "100", "150", "200", "", "300"]
    assert chart.control is not None
    assert (chart.control.x, chart.ticks[0].x, chart.ticks[-1].x) == (chart.ticks[1].x, LEFT, RIGHT)
    assert chart.control.x < chart.lasts[0].x < chart.own.x < chart.lasts[1].x
    assert chart.description == "控制线100分；你251分；甲大学最低238分；乙大学最低256分。"


def test_label_of_the_control_line_stands_away_from_the_readers_mark() -> None:
    above, below = score_chart(Decimal(134), 123, []), score_chart(Decimal(120), 123, [])
    assert above.control is not None
    assert below.control is not None
    assert (above.control.anchor, below.control.anchor) == (END, START)


def test_chart_gives_each_label_a_row_of_its_own() -> None:
    chart = score_chart(Decimal(251), 100, [fate("甲大学", 256), fate("乙大学", 238), fate("丙大学", 200)])
    assert [last.y for last in chart.lasts] == list(LABEL_ROWS)
    assert [last.label for last in chart.lasts] == ["乙大学最低 238", "甲大学最低 256"]


def test_chart_without_line_or_admissions_shows_the_reader_alone() -> None:
    chart = score_chart(Decimal("170.5"), None, [fate("甲大学", None)])
    assert (chart.control, chart.lasts) == (None, ())
    assert chart.own.label == "你 170.5"
    assert LEFT <= chart.own.x <= RIGHT


def test_chart_of_equal_scores_still_has_an_axis() -> None:
    chart = score_chart(Decimal(0), 0, [])
    assert [tick.label for tick in chart.ticks] == ["0", "10", "20"]


def span(point: Point) -> tuple[int, int]:
    begins = point.text_x - (width_of(point.label) if point.anchor == END else 0)
    return begins, begins + width_of(point.label)


def crossed(chart: ScoreChart) -> list[str]:
    """The labels below the axis through which a line runs that another order of the rows would have spared."""
    found = [
        tick.label
        for tick in chart.ticks
        if tick.label and min(abs(tick.x - one.x) for one in chart.lasts) < 12
    ]
    upper, lower = chart.lasts
    return found + ([upper.label] if upper.covers(lower.x) and not lower.covers(upper.x) else [])


@pytest.mark.parametrize("own", [76, 120, 155, 200])
@pytest.mark.parametrize("pair", [(137, 139), (137, 155), (142, 171), (139, 300), (90, 91), (200, 400)])
def test_no_line_runs_through_a_label_and_no_label_over_the_edge(own: int, pair: tuple[int, int]) -> None:
    names = ("山西运城农业职业技术学院", "临汾职业技术学院")
    fates = [fate(name, score) for name, score in zip(names, pair, strict=True)]
    for told in (fates, fates[::-1]):
        chart = score_chart(Decimal(own), 100, told)
        assert crossed(chart) == []
        for point in chart.lasts:
            assert MARGIN <= span(point)[0] < span(point)[1] <= WIDTH - MARGIN


def test_name_that_fits_on_no_side_stays_in_the_drawing() -> None:
    chart = score_chart(Decimal(150), 100, [fate("一所名字长得两边都放不下的职业技术大学继续教育学院", 150)])
    begins, ends = span(chart.lasts[0])
    assert (begins >= MARGIN, ends <= WIDTH - MARGIN) == (True, True)
