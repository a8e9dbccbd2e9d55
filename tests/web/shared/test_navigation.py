"""Navigation names only what exists."""

from pathlib import Path

from chengzhao.web.shared.navigation import AUDIENCES


def test_every_audience_has_a_name(root: Path) -> None:
    folders = {file.parent.name for file in (root / "src/chengzhao/web").glob("*/urls.py")}
    assert folders == set(AUDIENCES)
