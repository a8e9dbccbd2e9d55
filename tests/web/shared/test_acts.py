"""Every act of the system has a Chinese name in the trail."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from chengzhao.actions.signatures import BATCH
from chengzhao.rules.governance import TWO_PERSON_ACTS
from chengzhao.web.shared.acts import ACTS, OBJECTS, act_label, object_label

NAME = re.compile(r"[a-z]+(_[a-z]+)+")
STEPS_OF_WORK = {
    *("claim_questions", "release_questions", "claim_refunds", "note_job"),
    "count_mistakes",
    # Of the two names the trail bears the other: a paper that proves something else is an upload.
    "reuse_file",
}
"""What a worker takes up, puts back and notes, and what is only counted: no business acts, and on no trail."""


def trees(root: Path) -> Iterator[ast.Module]:
    """The modules of the actions floor."""
    for path in sorted((root / "src/chengzhao/actions").glob("*.py")):
        yield ast.parse(path.read_text(encoding="utf-8"))


def acts_of(root: Path) -> set[str]:
    """The public functions that are one transaction each, and the names given to whatever records an act."""
    found = set()
    for tree in trees(root):
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                decorators = [ast.unparse(decorator) for decorator in node.decorator_list]
                if any(decorator.endswith("atomic") for decorator in decorators):
                    found.add(node.name)
            elif isinstance(node, ast.Call):
                found |= named_acts(node)
    return found


def named_acts(call: ast.Call) -> set[str]:
    """The act that a call names: by `act=`, or as an argument of a function that records."""
    given = [keyword.value for keyword in call.keywords if keyword.arg == "act"]
    if re.search("record|trail|_move", ast.unparse(call.func)):
        given += call.args
    texts = [one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    return {text for text in texts if NAME.fullmatch(text)}


def objects_of(root: Path) -> set[str]:
    """Every kind of object that is recorded, as it stands there or in what the name there was made."""
    return {kind for tree in trees(root) for kind in kinds_in(tree)}


def kinds_in(tree: ast.Module) -> Iterator[str]:
    """The kinds of objects of one module."""
    given = [
        node.value for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "object_kind"
    ]
    names = {one.id for one in given if isinstance(one, ast.Name)}
    made = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and {getattr(target, "id", "") for target in node.targets} & names
    ]
    for one in [node for node in given if isinstance(node, ast.Constant)] + made:
        for part in [one.body, one.orelse] if isinstance(one, ast.IfExp) else [one]:
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield part.value


def test_acts_have_labels(root: Path) -> None:
    assert acts_of(root) - set(ACTS) == STEPS_OF_WORK


def test_labels_belong_to_acts(root: Path) -> None:
    assert set(ACTS) - acts_of(root) == set()


def test_kinds_of_object_have_labels_and_labels_kinds(root: Path) -> None:
    assert {*objects_of(root), BATCH} == set(OBJECTS)


def test_acts_of_two_are_called_the_same_everywhere() -> None:
    assert {act: ACTS[act] for act in TWO_PERSON_ACTS} == {
        act: one.title for act, one in TWO_PERSON_ACTS.items()
    }


def test_an_unknown_act_shows_its_own_name() -> None:
    assert (act_label("fly"), object_label("kite")) == ("fly", "kite")
    assert (act_label("release_run"), object_label("filing_run")) == ("放行投档结果", "投档运行")
