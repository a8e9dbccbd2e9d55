"""The tags of the templates."""

from datetime import UTC, datetime
from decimal import Decimal

from django.template import Context, Template

from chengzhao.rules.admission import FileState


def shown(source: str, **values: object) -> str:
    return Template("{% load show %}" + source).render(Context(values))


def test_tag_has_label_and_colour() -> None:
    assert shown("{{ state|tag }}", state=FileState.ADMITTED) == '<span class="tag tag--ok">已录取</span>'
    assert shown("{{ state|tag }}", state=FileState.FREE) == '<span class="tag">自由可投</span>'


def test_numbers_and_missing_values() -> None:
    assert shown("{{ n|number }} {{ x|number }}", n=104318, x=None) == "104,318 —"
    assert shown("{{ n|points }} {{ x|points }}", n=Decimal("251.50"), x=None) == "251.5 —"
    assert shown("{{ a|percent_of:b }}", a=1, b=4) == "25.0"
    assert (
        shown("{{ a|money }} {{ b|money }}", a=Decimal("1900.00"), b=Decimal("1900.50")) == "1,900 1,900.50"
    )


def test_days_of_moments_are_those_of_beijing() -> None:
    late = datetime(2024, 12, 15, 17, tzinfo=UTC)
    assert shown("{{ at|short_day }} {{ at|full_day }}", at=late) == "12月16日 2024年12月16日"


def test_cite_links_to_the_paragraph() -> None:
    assert shown('{% cite "A1.5.7" %}') == '<a class="cite" href="/clauses/A1.5.7/">附件1·五（四）</a>'


def test_icon_is_decoration() -> None:
    assert shown('{% icon "ok" "ok" %}') == (
        '<svg class="icon icon--ok" aria-hidden="true"><use href="/static/icons.svg#ok"/></svg>'
    )


def test_bar_never_leaves_its_box() -> None:
    assert 'class="bar__1" width="50.0000"' in shown("{% bar 1 2 %}")
    assert 'class="bar__1" width="100.0000"' in shown("{% bar 3 2 %}")
    assert 'class="bar__1" width="0"' in shown("{% bar 3 0 %}")
    assert 'class="bar__2" width="75.0000"' in shown("{% bar 1 4 2 %}")


def test_values_of_people_are_escaped() -> None:
    assert shown("{{ name|masked }}", name="<b>x") == "&lt;*x"


def test_chip_marks_the_filter_in_force_and_escapes_its_label() -> None:
    off = shown("{% chip label href is_on %}", label="待审<b>", href="?a=1&b=2", is_on=False)
    assert off == '<a class="chip" href="?a=1&amp;b=2">待审&lt;b&gt;</a>'
    assert shown('{% chip "全部" "?" True %}') == '<a class="chip" href="?" aria-current="true">全部</a>'
