import csv
from pathlib import Path

from chengzhao.documents.fonts import missing_glyphs


def test_missing_glyphs_common_text_lacks_none() -> None:
    assert missing_glyphs(["张三丰，阿不都热依木·买买提 2024"]) == ""


def test_missing_glyphs_names_each_character_once_in_order() -> None:
    assert missing_glyphs(["\U0002a6a5一\U00031350", "\U0002a6a5"]) == "\U0002a6a5\U00031350"


def test_missing_glyphs_covers_basic_plane_and_extension_a_of_the_rare_names(shared: Path) -> None:
    with (shared / "data" / "rare_names_test.csv").open(encoding="utf-8") as file:
        names = [row["name"] for row in csv.DictReader(file) if row["blocks"] == "Ext A"]
    assert [name for name in names if missing_glyphs([name])] == []
