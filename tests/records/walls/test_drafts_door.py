"""What is filled in and not handed in is its account's alone: no other candidate, no office, no inspector sees it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import ProgrammingError, transaction
from tests import factories

from chengzhao.records.models import (
    Account,
    DraftAnswer,
    Registration,
    RegistrationDraft,
    RegistrationVersion,
    SealedFile,
    SealedPiece,
)
from chengzhao.records.models.people import AccountKind
from chengzhao.records.scope import Scope, scope
from chengzhao.records.walls.doors import Door
from chengzhao.rules.registration import DraftTask, RegistrationState

pytestmark = pytest.mark.django_db
BORDER = {"season": 2024, "province": "14"}
KEPT = (RegistrationDraft, DraftAnswer, SealedFile, SealedPiece)


@pytest.fixture
def account() -> Account:
    """Somebody who fills in, with an answer and a file."""
    account = factories.an_account(kind=AccountKind.CANDIDATE)
    draft = factories.a_draft(account=account, answers={DraftTask.IDENTITY: {"name": "张三丰"}})
    factories.an_evidence_file(draft=draft)
    return account


def door(account: Account, candidate: int | None = None, **border: Any) -> Scope:
    return Scope(door=Door.CANDIDATE, account=account.pk, candidate=candidate, **{**BORDER, **border})


def counts() -> list[int]:
    return [model._default_manager.values("pk").count() for model in KEPT]


def test_owner_sees_the_own_draft(account: Account) -> None:
    with scope(door(account)):
        assert counts() == [1, 1, 1, 1]


@pytest.mark.parametrize("border", [{"season": 2025}, {"province": "32"}])
def test_draft_stands_in_its_own_season_and_province(account: Account, border: dict[str, Any]) -> None:
    with scope(door(account, **border)):
        assert counts() == [0, 0, 0, 0]


@pytest.mark.parametrize(
    "place",
    [
        {"door": Door.OFFICE, "org_path": "/14/"},
        {"door": Door.OFFICE, "org_path": "/14/1401/140105/"},
        {"door": Door.INSPECTION, "org_path": "/14/"},
        {"door": Door.DEPARTMENT, "org_path": "/14/D1/"},
        {"door": Door.COLLEGE, "org_path": "/college/10108/", "college": 1},
        {"door": Door.OVERSIGHT, "org_path": "/"},
        {"door": Door.SYSTEM, "org_path": "/"},
        {"door": Door.PUBLIC},
    ],
)
def test_nobody_else_sees_a_draft(account: Account, place: dict[str, Any]) -> None:
    stranger = factories.an_account()
    with scope(Scope(account=stranger.pk, **BORDER, **place)):
        assert [seen_of(model) for model in KEPT] == [0, 0, 0, 0]


def seen_of(model: Any) -> int:
    """How many rows of a table are seen; a door that the table has no rule for sees none, either."""
    try:
        with transaction.atomic():
            return int(model._default_manager.values("pk").count())
    except ProgrammingError:
        return 0


def test_another_candidate_neither_sees_nor_changes_a_draft(account: Account) -> None:
    draft = RegistrationDraft.objects.get()
    other = factories.an_account(kind=AccountKind.CANDIDATE)
    with scope(door(other)):
        assert counts() == [0, 0, 0, 0]
        assert RegistrationDraft.objects.filter(pk=draft.pk).update(saved_at=draft.saved_at) == 0
        assert SealedFile.objects.filter(draft=draft.pk)._raw_delete("default") == 0
        for row in (
            DraftAnswer(
                **BORDER, draft=draft, task="IDENTITY", version=9, sealed=b"x", saved_at=draft.saved_at
            ),
            RegistrationDraft(**BORDER, account=account, opened_at=draft.saved_at, saved_at=draft.saved_at),
        ):
            with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
                row.save(force_insert=True)


@pytest.mark.parametrize(
    "change",
    [
        lambda: DraftAnswer.objects.update(sealed=b"x"),
        lambda: DraftAnswer.objects.filter(pk=0)._raw_delete("default"),
        lambda: RegistrationDraft.objects.update(candidate=None),
        lambda: RegistrationVersion.objects.update(digest="0" * 64),
        lambda: RegistrationVersion.objects.filter(pk=0)._raw_delete("default"),
    ],
)
def test_what_was_saved_or_handed_in_is_not_changed_by_its_owner(
    account: Account, change: Callable[[], object]
) -> None:
    with (
        scope(door(account)),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        change()


@pytest.mark.parametrize("state", list(RegistrationState))
def test_files_are_taken_back_only_while_the_candidate_has_the_registration(state: RegistrationState) -> None:
    own = factories.a_candidate(account=factories.an_account(kind=AccountKind.CANDIDATE), state=state)
    assert own.account is not None
    factories.an_evidence_file(candidate=own)
    with scope(door(own.account, own.pk)):
        taken = SealedPiece.objects.filter(file__candidate=own)._raw_delete("default")
    is_open = Registration.objects.get(candidate=own).state in ("DRAFT", "RETURNED", "AWAITING")
    assert taken == (1 if is_open else 0)


def test_versions_are_read_by_their_owner_and_the_own_office_without_what_is_of_health() -> None:
    own = factories.a_candidate(account=factories.an_account(kind=AccountKind.CANDIDATE))
    factories.a_version(candidate=own)
    assert own.account is not None
    with scope(door(own.account, own.pk)):
        assert RegistrationVersion.objects.values("help_sealed").count() == 1
    office = Scope(door=Door.OFFICE, org_path=own.org_path, account=0, **BORDER)
    with scope(office):
        assert RegistrationVersion.objects.values("content_sealed").count() == 1
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            list(RegistrationVersion.objects.values("help_sealed"))
    with scope(Scope(door=Door.OFFICE, org_path="/14/1402/", account=0, **BORDER)):
        assert RegistrationVersion.objects.values("content_sealed").count() == 0
