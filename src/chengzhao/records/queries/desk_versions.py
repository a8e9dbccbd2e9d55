"""What changed between the versions that a candidate handed in, as the confirmation point is told: which, not what.

The values stand on the page as they are now; of those before a reviewer needs to know what was mended.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from chengzhao.records.looks import of_one_person
from chengzhao.records.models import RegistrationVersion
from chengzhao.records.models.evidence import EvidenceKind
from chengzhao.records.sealed import VERSION_CONTENT
from chengzhao.rules.registration import STEP, DraftTask
from chengzhao.vault.sealing import Keys

NOT_SHOWN = frozenset({DraftTask.CHOICES, DraftTask.HELP})
"""Choices and needs of health are not for the confirmation point."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeView:
    """A version after the first: when it was handed in, and what is no longer as it was."""

    number: int
    submitted_at: datetime
    changed: tuple[str, ...]


@of_one_person
def changes_of(candidate_id: int, keys: Keys) -> tuple[ChangeView, ...]:
    """Every version of a candidate after the first, in order; one that was erased says nothing. Raises SealBroken."""
    rows = RegistrationVersion.objects.filter(candidate=candidate_id).order_by("number")
    held = [
        (number, submitted_at, _content(keys, key, bytes(sealed)))
        for key, number, submitted_at, sealed in rows.values_list(
            "pk", "number", "submitted_at", "content_sealed"
        )
    ]
    return tuple(
        ChangeView(number=number, submitted_at=submitted_at, changed=tuple(changed_between(old, new)))
        for (_, _, old), (number, submitted_at, new) in pairwise(held)
    )


def changed_between(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """The questions whose answers differ between two versions, and the kinds of papers that do, by their labels."""
    before, after = old.get("answers", {}), new.get("answers", {})
    for step in STEP.values():
        if step.task in NOT_SHOWN:
            continue
        was, now = before.get(step.task.value, {}), after.get(step.task.value, {})
        names = [name for name in {*was, *now} if step.holds(name)]
        if any(was.get(name) != now.get(name) for name in names):
            yield step.label
    for kind in EvidenceKind:
        if kind is not EvidenceKind.HEALTH and _files(old, kind) != _files(new, kind):
            yield kind.label


def _files(content: Mapping[str, Any], kind: EvidenceKind) -> set[str]:
    return {one["file"] for one in content.get("files", ()) if one["kind"] == kind.value}


def _content(keys: Keys, key: int, sealed: bytes) -> Mapping[str, Any]:
    text = VERSION_CONTENT.text(keys, key, sealed)
    found: Mapping[str, Any] = json.loads(text) if text else {}
    return found
