"""Every act of the system has a Chinese name in the trail."""

import ast
from pathlib import Path

from chengzhao.web.shared.acts import ACTS, act_label, object_label


def acts_of(root: Path) -> set[str]:
    """The public functions of the actions floor that are one transaction each."""
    found = set()
    for path in sorted((root / "src/chengzhao/actions").glob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                decorators = [ast.unparse(decorator) for decorator in node.decorator_list]
                if any(decorator.endswith("atomic") for decorator in decorators):
                    found.add(node.name)
    return found


def test_acts_have_labels(root: Path) -> None:
    assert acts_of(root) - set(ACTS) == set()


def test_labels_belong_to_acts(root: Path) -> None:
    assert set(ACTS) - acts_of(root) == set()


def test_an_unknown_act_shows_its_own_name() -> None:
    assert (act_label("fly"), object_label("kite")) == ("fly", "kite")
    assert (act_label("release_run"), object_label("filing_run")) == ("放行投档结果", "投档运行")
