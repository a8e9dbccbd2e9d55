"""Each named constraint has a test that it fires, by its name."""

from pathlib import Path

import pytest
from django.apps import apps

from chengzhao.records.models import base

CHAPTERS = (
    *(
        "people",
        "accounts",
        "governance",
        "colleges",
        "plans",
        "registration",
        "preferences",
        "exams",
        "filing",
    ),
    *("admission", "disclosure", "work"),
)


def names_of(chapter: str) -> list[str]:
    module = f"{base.__package__}.{chapter}"
    return [
        constraint.name
        for model in apps.get_app_config("records").get_models()
        if model.__module__ == module
        for constraint in model._meta.constraints
    ]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_named_constraint_has_a_test(chapter: str) -> None:
    names = names_of(chapter)
    # A large chapter has its tests in several files.
    text = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert names
    assert [name for name in names if f'"{name}"' not in text] == []


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_check_has_a_sentence(chapter: str) -> None:
    module = f"{base.__package__}.{chapter}"
    without = [
        constraint.name
        for model in apps.get_app_config("records").get_models()
        if model.__module__ == module
        for constraint in model._meta.constraints
        if type(constraint).__name__ != "UniqueConstraint"
        and constraint.violation_error_message == constraint.default_violation_error_message
    ]
    assert without == []
