"""docs/doors.md is current."""

from tools import doors_doc


def test_page_is_current() -> None:
    assert doors_doc.PAGE.read_text(encoding="utf-8") == doors_doc.render()
