"""Every reference table says where it comes from, and SOURCES.md names it."""

from importlib.resources import files

import pytest

from chengzhao.law.reference.tables import rows

FOLDER = files("chengzhao.law.reference")
TABLES = sorted(item.name for item in FOLDER.iterdir() if item.name.endswith(".csv"))


@pytest.mark.parametrize("name", TABLES)
def test_table_begins_with_its_source(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize("name", TABLES)
def test_table_is_named_in_the_sources(name: str) -> None:
    assert f"| {name} |" in (FOLDER / "SOURCES.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TABLES)
def test_every_row_has_the_columns_of_the_header(name: str) -> None:
    assert [row for row in rows(name) if None in row or None in row.values()] == []
