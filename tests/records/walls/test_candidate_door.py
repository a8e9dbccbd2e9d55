"""What a candidate's door opens of the own rows: nothing before it is announced, and nothing to be written."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, transaction
from django.utils import timezone
from tests import factories
from tests.web.world import World, a_world

from chengzhao.law.words import Role
from chengzhao.records.models import (
    Admission,
    AdmissionLetter,
    AuditRow,
    Candidate,
    CandidateFile,
    Choice,
    Claim,
    Education,
    ExtraTestResult,
    FileMove,
    FilingReason,
    FilingResult,
    FilingRun,
    LegalHold,
    PaperMark,
    PracticeLicence,
    Recusal,
    Registration,
    RegistrationTrace,
    SealedFile,
    SealedPiece,
)
from chengzhao.records.queries.announced import own_trail
from chengzhao.records.scope import Scope, scope
from chengzhao.records.walls.doors import Door
from chengzhao.rules.admission import FileState, RunState
from chengzhao.rules.exams import MarkState
from chengzhao.rules.governance import Relation

pytestmark = pytest.mark.django_db
BORDER = {"season": 2024, "province": "14"}
ANNOUNCED_FILES = {
    FileState.FREE,
    FileState.FILED,
    FileState.ADMITTED,
    FileState.RETURNED,
    FileState.REVOKED,
}


@pytest.fixture
def world() -> World:
    """The small season."""
    return a_world()


def door_of(candidate: Candidate) -> Scope:
    return Scope(door=Door.CANDIDATE, account=candidate.account_id, candidate=candidate.pk, **BORDER)  # type: ignore[arg-type]


def seen(candidate: Candidate, *models: Any) -> list[int]:
    """How many rows of each table the candidate's door opens."""
    with scope(door_of(candidate)):
        return [model._default_manager.values("pk").count() for model in models]


@pytest.mark.parametrize("state", list(MarkState))
def test_a_mark_and_an_extra_test_are_seen_once_they_are_released(world: World, state: MarkState) -> None:
    factories.an_extra_test(candidate=world.waiting, college=world.college)
    PaperMark.objects.filter(candidate=world.waiting).update(state=state)
    is_told = state in (MarkState.RELEASED, MarkState.CORRECTED)
    assert seen(world.waiting, PaperMark, ExtraTestResult) == ([3, 1] if is_told else [0, 0])


@pytest.mark.parametrize("state", list(RunState))
def test_what_a_run_found_is_seen_once_it_is_released(world: World, state: RunState) -> None:
    now, signer, other = timezone.now(), factories.an_account(), factories.an_account()
    signed = {"first_signer": signer, "second_signer": other, "signed_at": now, "released_at": now}
    names = {field.name for field in FilingRun._meta.concrete_fields}
    FilingRun.objects.filter(pk=world.run.pk).update(
        state=state, **{name: value for name, value in signed.items() if name in names}
    )
    is_told = state in (RunState.RELEASED, RunState.SUPERSEDED)
    assert seen(world.waiting, FilingResult, FilingReason) == ([1, 2] if is_told else [0, 0])


@pytest.mark.parametrize("state", list(FileState))
def test_a_file_its_moves_and_its_trail_are_seen_once_it_is_settled(world: World, state: FileState) -> None:
    file = factories.a_file(candidate=world.waiting, programme=world.programme, state=state)
    college = world.accounts[Role.COLLEGE_OFFICER]
    decided_at = timezone.now()
    CandidateFile.objects.filter(pk=file.pk).update(decided_at=decided_at, decided_by=college)
    for kind, name in (("candidate_file", str(file.pk)), ("candidate", str(world.waiting.pk))):
        a_row(
            world.waiting,
            account=college,
            act="decide_files",
            object_kind=kind,
            object_id=name,
            at=decided_at,
        )
    is_told = state in ANNOUNCED_FILES
    files, moves, rows = seen(world.waiting, CandidateFile, FileMove, AuditRow)
    assert (files, rows) == ((1, 2) if is_told else (0, 1))
    with scope(door_of(world.waiting)):
        assert set(FileMove.objects.values_list("after", flat=True)) <= ANNOUNCED_FILES
        # Nothing leads to a file that is free from the start.
        assert (moves > 0) is (is_told and state is not FileState.FREE)
    # Whoever reads through another door for the candidate leaves the same out.
    assert own_trail(world.waiting.pk, 2024, "14").count() == rows


@pytest.mark.parametrize("state", sorted(ANNOUNCED_FILES))
def test_of_a_settled_file_the_decision_that_stands_is_seen_and_none_that_was_overturned(
    world: World, state: FileState
) -> None:
    file = factories.a_file(candidate=world.waiting, programme=world.programme, state=state)
    college, office = world.accounts[Role.COLLEGE_OFFICER], world.accounts[Role.PROVINCE_OFFICER]
    stands = timezone.now()
    steps = (
        ("take_up_files", college, stands - timedelta(hours=3), ""),
        ("decide_files", college, stands - timedelta(hours=2), "PROGRAMME_FULL"),
        ("query_files", office, stands - timedelta(hours=1), "请说明为什么退档"),
        ("decide_files", college, stands, "P01"),
        ("approve_files", office, stands + timedelta(hours=1), ""),
    )
    for act, account, at, reason in steps:
        facts = {"object_kind": "candidate_file", "object_id": str(file.pk)}
        a_row(world.waiting, act=act, account=account, at=at, reason=reason, **facts)
    CandidateFile.objects.filter(pk=file.pk).update(decided_at=stands, decided_by=college)
    told = [("take_up_files", ""), ("decide_files", "P01"), ("approve_files", "")]
    with scope(door_of(world.waiting)):
        assert list(AuditRow.objects.order_by("at").values_list("act", "reason")) == told
    # Whoever reads through another door for the candidate leaves the same out.
    rows = own_trail(world.waiting.pk, 2024, "14").filter(object_kind="candidate_file")
    assert list(rows.order_by("at").values_list("act", "reason")) == told


def test_a_settled_file_that_nobody_decided_on_tells_of_no_decision(world: World) -> None:
    file = factories.a_file(candidate=world.waiting, programme=world.programme, state=FileState.FREE)
    CandidateFile.objects.filter(pk=file.pk).update(decided_at=None)
    for act in ("decide_files", "query_files"):
        a_row(world.waiting, act=act, object_kind="candidate_file", object_id=str(file.pk))
    with scope(door_of(world.waiting)):
        assert not AuditRow.objects.exists()
    assert not own_trail(world.waiting.pk, 2024, "14").exists()


def a_row(candidate: Candidate, **facts: Any) -> None:
    given = {"at": timezone.now(), "role": Role.COLLEGE_OFFICER, "org_path": "/14/", "reason": "P01"}
    AuditRow.objects.create(candidate=candidate, **BORDER, **{**given, **facts})


@pytest.mark.parametrize("state", [FileState.PENDING_CHECK, FileState.ADMITTED])
def test_a_place_is_seen_with_its_file(world: World, state: FileState) -> None:
    CandidateFile.objects.filter(pk=world.file.pk).update(state=state)
    is_told = state is FileState.ADMITTED
    assert seen(world.admitted, Admission, AdmissionLetter) == ([1, 1] if is_told else [0, 0])


def test_why_a_file_is_held_and_who_keeps_away_from_it_stay_with_the_office(world: World) -> None:
    officer = world.accounts[Role.PROVINCE_OFFICER]
    LegalHold.objects.create(
        **BORDER, candidate=world.admitted, reason="纪检立案", placed_by=officer, placed_at=timezone.now()
    )
    Recusal.objects.create(
        **BORDER,
        candidate=world.admitted,
        account=officer,
        relation=Relation.RELATIVE,
        declared_at=timezone.now(),
    )
    a_row(world.admitted, act="place_hold", object_kind="legal_hold", object_id="1", reason="纪检立案")
    a_row(world.admitted, act="declare_recusal", object_kind="candidate", object_id="1")
    with scope(door_of(world.admitted)):
        assert LegalHold.objects.values("placed_at").count() == 1
        for closed in (LegalHold.objects.values("reason"), Recusal.objects.values("pk")):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                list(closed)
        assert not AuditRow.objects.filter(act__in=["place_hold", "declare_recusal"]).exists()
    assert not own_trail(world.admitted.pk, 2024, "14").filter(act__in=["place_hold"]).exists()


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Candidate, {"candidate_number": "14000000000001"}),
        (Candidate, {"org_path": "/14/1402/"}),
        (Candidate, {"identity_sealed": b"x"}),
        (Registration, {"state": "APPROVED"}),
        (Education, {"verified_by": "学信网"}),
        (PracticeLicence, {"number": "1"}),
        (Claim, {"state": "EFFECTIVE"}),
        (Choice, {"frozen_at": None}),
        (SealedFile, {"digest": "0" * 64}),
        (SealedPiece, {"number": 9}),
        (RegistrationTrace, {"seconds": 1}),
        (PaperMark, {"mark": 150}),
        (CandidateFile, {"state": "ADMITTED"}),
    ],
)
def test_a_candidate_decides_nothing(world: World, model: Any, change: dict[str, Any]) -> None:
    with (
        scope(door_of(world.admitted)),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        model._default_manager.update(**change)


@pytest.mark.parametrize("model", [Candidate, Registration, Education, PracticeLicence, Claim, Choice])
def test_a_candidate_removes_nothing(world: World, model: Any) -> None:
    with (
        scope(door_of(world.admitted)),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        model._default_manager.filter(pk=0)._raw_delete("default")
