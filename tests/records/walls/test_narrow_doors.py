"""What a door does not open: sessions, acts of two, files given back, invitations, notices, and others' accounts."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.db.models import Model
from django.utils import timezone
from tests import factories
from tests.web.world import World, a_world

from chengzhao.law.words import Role
from chengzhao.records.models import (
    Account,
    Admission,
    Approval,
    Candidate,
    CandidateFile,
    Choice,
    Claim,
    Education,
    FilingResult,
    Invitation,
    LogInSession,
    NoticeEntry,
    PaperMark,
    PublicNotice,
    Registration,
    SealedFile,
    SealedPiece,
)
from chengzhao.records.models.evidence import EvidenceKind
from chengzhao.records.scope import Scope, scope
from chengzhao.records.sessions import SessionStore
from chengzhao.records.walls.doors import Door
from chengzhao.rules.admission import FileState

pytestmark = pytest.mark.django_db
BORDER = {"season": 2024, "province": "14"}


@pytest.fixture
def world() -> World:
    """The small season."""
    return a_world()


def at(door: Door, **facts: Any) -> Scope:
    return Scope(door=door, **{**BORDER, **facts})


@contextmanager
def denied() -> Iterator[None]:
    """The database itself refuses."""
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        yield


def a_session(account: Account) -> None:
    store = SessionStore()
    store["_auth_user_id"] = str(account.pk)
    store.save()


@pytest.mark.parametrize("door", [door for door in Door if door not in (Door.ENTRY, Door.MAINTENANCE)])
def test_no_door_but_the_entry_opens_a_session(world: World, door: Door) -> None:
    a_session(world.accounts[Role.CANDIDATE])
    with scope(at(door, org_path="/14/", account=world.accounts[Role.CANDIDATE].pk)), denied():
        list(LogInSession.objects.values_list("session_data", flat=True))


def test_a_session_is_kept_and_found_whatever_the_door(world: World) -> None:
    store = SessionStore()
    with scope(at(Door.CANDIDATE, candidate=world.admitted.pk)):
        store["mark"] = "here"
        store.save()
        assert SessionStore(store.session_key)["mark"] == "here"
        store.delete()
        assert SessionStore(store.session_key).load() == {}
        assert Candidate.objects.count() == 0


def test_administrators_end_the_sessions_of_staff_and_offices_those_of_their_candidates(world: World) -> None:
    a_session(world.accounts[Role.CANDIDATE])
    a_session(world.accounts[Role.COUNTY_REVIEWER])
    elsewhere, county = at(Door.OFFICE, org_path="/14/1499/"), at(Door.OFFICE, org_path="/14/1401/140105/")
    for wanted, gone in ((elsewhere, 0), (county, 1), (at(Door.SYSTEM, org_path="/14/"), 1)):
        with scope(wanted):
            assert LogInSession.objects.all().delete()[0] == gone
    assert not LogInSession.objects.exists()


def approvals_seen(wanted: Scope) -> int:
    with scope(wanted):
        return Approval.objects.count()


def test_an_act_of_two_is_seen_by_its_signers_and_by_who_may_sign_it_there(world: World) -> None:
    signer = world.approval.first_id
    assert approvals_seen(at(Door.SECURITY, org_path="/14/")) == 1
    # Who runs the system gives no role.
    assert approvals_seen(at(Door.SYSTEM, org_path="/14/")) == 0
    assert approvals_seen(at(Door.OFFICE, org_path="/14/")) == 1
    assert approvals_seen(at(Door.OFFICE, org_path="/14/1401/")) == 1
    assert approvals_seen(at(Door.OFFICE, org_path="/14/1402/")) == 0
    assert approvals_seen(at(Door.OFFICE, org_path="/14/1402/", account=signer)) == 1
    assert approvals_seen(at(Door.COLLEGE, org_path="/college/10001/")) == 0
    assert approvals_seen(at(Door.COMMITTEE, org_path="/14/")) == 0
    assert approvals_seen(at(Door.SECURITY, org_path="/14/", province="32")) == 0
    for door in (Door.CANDIDATE, Door.SITE, Door.DEPARTMENT, Door.MINISTRY, Door.OVERSIGHT, Door.INSPECTION):
        with scope(at(door, org_path="/14/")), denied():
            Approval.objects.count()


def test_nobody_puts_an_act_forward_in_the_name_of_another(world: World) -> None:
    facts = Approval.objects.filter(pk=world.approval.pk).values().get()
    del facts["id"], facts["public_id"]
    facts["object_id"] = "another"
    stranger = world.accounts[Role.SECURITY_ADMIN].pk
    with (
        scope(at(Door.SECURITY, org_path="/14/", account=stranger)),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        Approval.objects.create(**facts)
    with scope(at(Door.SECURITY, org_path="/14/", account=world.approval.first_id)):
        Approval.objects.create(**facts)


def test_of_an_act_put_forward_only_the_answer_changes(world: World) -> None:
    row = Approval.objects.filter(pk=world.approval.pk)
    with scope(at(Door.SECURITY, org_path="/14/")), denied():
        row.update(arguments={})
    for change in (
        {"arguments": {}},
        {"digest": "0" * 64},
        {"first": world.accounts[Role.SYSTEM_ADMIN]},
        {"lapses_at": timezone.now()},
    ):
        with pytest.raises(IntegrityError, match="only the answer changes"), transaction.atomic():
            row.update(**change)
    with scope(at(Door.SECURITY, org_path="/14/")):
        assert row.update(state="WITHDRAWN") == 1


def test_a_college_sees_no_more_of_a_file_that_it_gave_back(world: World) -> None:
    college = at(Door.COLLEGE, college=world.college.pk)
    factories.an_evidence_file(candidate=world.admitted, kind=EvidenceKind.PORTRAIT)
    of_person = (Candidate, Registration, Education, PaperMark, Choice, Claim, SealedFile, SealedPiece)
    with scope(college):
        assert [model._default_manager.exists() for model in of_person] == [True] * len(of_person)
    Admission.objects.update(revoked_at=timezone.now())
    give_back(world.file)
    with scope(college):
        assert [model._default_manager.exists() for model in of_person] == [False] * len(of_person)
        kept = CandidateFile.objects.get()
        assert (kept.state, kept.return_code) == (FileState.RETURNED, "HEALTH")
        assert kept.candidate_number == world.admitted.candidate_number


def test_a_file_given_back_and_sent_on_is_seen_by_the_college_that_has_it(world: World) -> None:
    Admission.objects.update(revoked_at=timezone.now())
    give_back(world.file)
    factories.a_file(candidate=world.admitted, programme=world.other_programme, state=FileState.FILED)
    for college, seen in ((world.college, False), (world.other_college, True)):
        with scope(at(Door.COLLEGE, college=college.pk)):
            for model in (Candidate, Registration, Education, PaperMark):
                found = model._default_manager.filter(**{of_admitted(model): world.admitted.pk}).exists()
                assert (college.name, model.__name__, found) == (college.name, model.__name__, seen)


def of_admitted(model: type[Model]) -> str:
    return "pk" if model is Candidate else "candidate"


def give_back(file: CandidateFile) -> None:
    CandidateFile.objects.filter(pk=file.pk).update(state=FileState.RETURNED, return_code="HEALTH")


def test_a_college_sees_nobodys_choices_results_and_places_elsewhere(world: World) -> None:
    other = factories.a_file(
        candidate=factories.a_candidate(confirmation_point=world.tree.county),
        programme=world.programme,
        state=FileState.RETURNED,
    )
    factories.an_admission(candidate=other.candidate, programme=world.other_programme)
    with scope(at(Door.COLLEGE, college=world.college.pk)):
        assert set(Choice.objects.values_list("college", flat=True)) == {world.college.pk}
        assert set(Admission.objects.values_list("programme", flat=True)) == {world.programme.pk}
        with denied():
            FilingResult.objects.count()


def an_invitation(world: World, place: Any) -> None:
    now = timezone.now()
    Invitation.objects.create(
        token_digest=str(place.pk).encode().ljust(32),
        display_name="李新",
        organisation=place,
        role=Role.COUNTY_REVIEWER,
        purpose="JOIN",
        invited_at=now,
        expires_at=now + timedelta(hours=1),
        **BORDER,
    )


def test_an_office_sees_and_writes_invitations_into_its_own_part_of_the_tree(world: World) -> None:
    an_invitation(world, world.tree.county)
    for path, seen in (("/14/", 1), ("/14/1401/", 1), ("/14/1402/", 0)):
        with scope(at(Door.OFFICE, org_path=path)):
            assert (path, Invitation.objects.count()) == (path, seen)
            with denied():
                Invitation.objects.update(display_name="李新")
            assert Invitation.objects.update(revoked_at=None) == seen
    with (
        scope(at(Door.OFFICE, org_path="/14/1402/")),
        pytest.raises(ProgrammingError, match="row-level security"),
    ):
        an_invitation(world, world.tree.prefecture)


def test_notices_are_the_provinces_to_write(world: World) -> None:
    with scope(at(Door.OFFICE, org_path="/14/1401/140105/")):
        assert PublicNotice.objects.exists()
        assert PublicNotice.objects.update(title="改名") == 0
        assert NoticeEntry.objects.update(name="改名") == 0
    with scope(at(Door.OFFICE, org_path="/14/")):
        assert NoticeEntry.objects.update(objected=True) == 1


def test_inspectors_read_what_the_office_reads_and_change_nothing(world: World) -> None:
    with scope(at(Door.INSPECTION, org_path="/14/")):
        assert Candidate.objects.count() == 3
        assert PaperMark.objects.count() == 9
        for model in (Candidate, PaperMark, CandidateFile, Registration):
            with denied():
                model._default_manager.update(season=2024)
    assert rights_but_reading(Door.INSPECTION) == {
        *("records_auditrow", "records_habit"),
    }


def test_members_of_the_committee_count_name_nobody_and_write_lines_and_answers(world: World) -> None:
    with scope(at(Door.COMMITTEE, org_path="/14/")):
        assert Candidate.objects.count() == 3
        for column in ("name", "identity_sealed", "phone_sealed", "birth_date", "public_id"):
            with denied():
                list(Candidate.objects.values_list(column, flat=True))
    written = {
        "records_auditrow",
        "records_approval",
        "records_controlline",
        "records_habit",
    }
    # A lock on the season needs the right to change its key, which the policy lets no change pass through.
    assert rights_but_reading(Door.COMMITTEE) == written | {"records_season"}


def rights_but_reading(door: Door) -> set[str]:
    """The tables on which a door has more than the right to read, but those that belong to nobody."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.column_privileges "
            "WHERE grantee = %s AND privilege_type <> 'SELECT'",
            [door.value],
        )
        return {name for (name,) in cursor.fetchall()} - {"records_requestcount"}


SECRETS = ("identity_sealed", "identity_index", "phone_sealed", "phone_index")


@pytest.mark.parametrize(
    "door",
    [
        *(Door.COMMITTEE, Door.INSPECTION, Door.SITE, Door.COLLEGE, Door.DEPARTMENT),
        *(Door.MINISTRY, Door.OVERSIGHT, Door.AUDIT, Door.SYSTEM, Door.SECURITY),
    ],
)
def test_of_other_accounts_names_are_read_and_no_way_to_reach_them(world: World, door: Door) -> None:
    with scope(at(door, org_path="/14/")):
        assert Account.objects.filter(kind="STAFF").values_list("display_name").exists()
        for column in SECRETS:
            with denied():
                list(Account.objects.values_list(column, flat=True))


def test_administrators_close_accounts_and_touch_no_password(world: World) -> None:
    staff = Account.objects.filter(username="county_reviewer")
    with scope(at(Door.SYSTEM, org_path="/14/")):
        assert staff.update(is_active=False) == 1
        with denied():
            list(staff.values_list("password", flat=True))
        for change in ({"password": "x"}, {"username": "other"}, {"kind": "CANDIDATE"}):
            with denied():
                staff.update(**change)
