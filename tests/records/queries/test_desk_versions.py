"""Which answers a candidate changed, told to the confirmation point without what they were."""

import json
from typing import Any

import pytest
from tests.factories import KEYS, REGISTRATION_DAY, a_candidate

from chengzhao.records.bulk import reserve_ids
from chengzhao.records.models import Candidate, RegistrationVersion
from chengzhao.records.queries.desk_versions import changed_between, changes_of
from chengzhao.records.sealed import VERSION_CONTENT
from chengzhao.rules.registration import STEP, DraftTask


def a_version(candidate: Candidate, number: int, content: dict[str, Any]) -> None:
    [key] = reserve_ids(RegistrationVersion, 1)
    RegistrationVersion.objects.create(
        pk=key,
        season=2024,
        province="14",
        candidate=candidate,
        number=number,
        content_sealed=KEYS.seal(json.dumps(content), row=VERSION_CONTENT.place(key)),
        digest="0" * 64,
        submitted_at=REGISTRATION_DAY,
    )


def content(files: tuple[tuple[str, str], ...] = (), **answers: Any) -> dict[str, Any]:
    return {"answers": answers, "files": [{"file": file, "kind": kind} for kind, file in files]}


def first_field(task: DraftTask) -> tuple[str, str]:
    """A field of a task, and the label of the question that it is of."""
    step = next(one for one in STEP.values() if one.task is task and one.fields)
    return step.fields[0], step.label


def test_changed_answers_and_papers_are_named() -> None:
    field, label = first_field(DraftTask.EDUCATION)
    old = content((("PORTRAIT", "1"), ("EDUCATION", "2")), EDUCATION={field: "甲"}, IDENTITY={"name": "李"})
    new = content((("PORTRAIT", "1"), ("EDUCATION", "3")), EDUCATION={field: "乙"}, IDENTITY={"name": "李"})
    assert list(changed_between(old, new)) == [label, "学历证书"]
    assert list(changed_between(new, new)) == []


def test_choices_and_needs_of_health_are_not_told() -> None:
    field, _ = first_field(DraftTask.CHOICES)
    old = content((("HEALTH", "1"),), CHOICES={field: [1]})
    new = content((("HEALTH", "2"),), CHOICES={field: [2]})
    assert list(changed_between(old, new)) == []


@pytest.mark.django_db
def test_changes_of_each_version_after_the_first() -> None:
    candidate = a_candidate()
    field, label = first_field(DraftTask.EDUCATION)
    for number, text in enumerate(("甲", "乙", "乙"), start=1):
        a_version(candidate, number, content(EDUCATION={field: text}))
    assert [(one.number, one.changed) for one in changes_of(candidate.pk, KEYS)] == [(2, (label,)), (3, ())]
