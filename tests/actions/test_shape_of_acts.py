"""Every act of exams, filing and admission has the same shape: keyword-only, one transaction, cited."""

import inspect
from collections.abc import Callable
from typing import Any

import pytest

from chengzhao.actions import admission, control_lines, exams, filing

READS = {"proposals"}
ACTS = [
    getattr(module, name)
    for module, names in (
        (exams, exams.__all__),
        (filing, filing.__all__),
        (admission, admission.__all__),
        (control_lines, ["propose_control_lines", "publish_control_lines"]),
    )
    for name in names
    if inspect.isfunction(getattr(module, name)) and name not in READS
]


def test_the_acts_of_the_three_chapters_are_all_here() -> None:
    assert sorted(act.__name__ for act in ACTS) == [
        "approve_lists",
        "arrange_rooms",
        "cancel_papers",
        "certify_sites",
        "check_lists",
        "confirm_choices",
        "decide_files",
        "file_extra_tests",
        "file_to_colleges",
        "freeze_choices",
        "freeze_marks",
        "import_marks",
        "place_exempt",
        "prepare_run",
        "propose_control_lines",
        "publish_control_lines",
        "reconcile_marks",
        "record_attendance",
        "release_run",
        "release_scores",
        "run_filing",
        "save_choices",
        "seat_candidates",
        "send_letters",
        "settle_returns",
        "sign_run",
        "submit_lists",
        "take_up_files",
    ]


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_an_act_is_keyword_only_and_knows_border_actor_and_time(act: Callable[..., Any]) -> None:
    parameters = inspect.signature(act).parameters
    assert list(parameters)[:3] == ["border", "actor", "at"]
    assert {one.kind for one in parameters.values()} == {inspect.Parameter.KEYWORD_ONLY}


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_an_act_is_one_transaction_and_cites_its_clauses(act: Callable[..., Any]) -> None:
    # transaction.atomic wraps the function: without a database the first statement is what it opens.
    assert act.__wrapped__.__name__ == act.__name__  # type: ignore[attr-defined]
    assert act.__code__.co_filename.endswith("contextlib.py")
    assert act.__clauses__  # type: ignore[attr-defined]
