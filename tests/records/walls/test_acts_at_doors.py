"""Acts of one person through the door of whoever does them: what a role may do, its wall lets through, and no more."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.db import ProgrammingError, transaction
from tests import factories
from tests.actions import admission_desk, ready_season
from tests.actions.two_persons import in_office
from tests.factories import BORDER, KEYS, REGISTRATION_DAY, Tree

from chengzhao.actions.admission import FileDecisionForm, decide_files, take_up_files
from chengzhao.actions.attendance import AbsenceForm, record_attendance
from chengzhao.actions.audit import Actor
from chengzhao.actions.certificates import verify_education
from chengzhao.actions.duties import ACT_ROLES
from chengzhao.actions.evidence import NoSuchFile, open_file
from chengzhao.actions.extra_tests import ExtraTestForm, file_extra_tests
from chengzhao.actions.places import PlacesForm, PlanCapForm, set_plan_caps, submit_places
from chengzhao.actions.plans import agree_places, distribute_plans, publish_plans, total_places
from chengzhao.actions.preferences import OpinionForm, give_opinions
from chengzhao.actions.refusals import RowsRefused
from chengzhao.actions.registration_forms import ReviewForm, Verdict, VerificationForm
from chengzhao.actions.review import decide_registrations
from chengzhao.law.words import (
    ClaimKind,
    ExamCategory,
    OrganisationKind,
    PaperSlot,
    ProgrammeKind,
    ReturnReason,
    Role,
)
from chengzhao.records.models import (
    AuditRow,
    Candidate,
    CandidateFile,
    College,
    Organisation,
    Programme,
    Registration,
)
from chengzhao.records.models.evidence import EvidenceKind
from chengzhao.records.models.people import AccountKind
from chengzhao.records.scope import Scope, scope
from chengzhao.records.walls.doors import DOOR_OF_ROLE, Door
from chengzhao.rules.admission import FileState
from chengzhao.rules.exams import MarkState
from chengzhao.rules.plans import PlanState
from chengzhao.rules.preferences import ClaimState
from chengzhao.rules.registration import RegistrationState

pytestmark = pytest.mark.django_db

AT = ready_season.AT
EXAM = datetime(2024, 10, 20, 18, tzinfo=factories.BEIJING)
REVIEW_DAY = REGISTRATION_DAY + timedelta(days=2)
COUNTY, PREFECTURE, PROVINCE = "/14/1401/140105/", "/14/1401/", "/14/"
SITE = f"{COUNTY}14010501/"
"""The site of `a_tree`."""


@dataclass(frozen=True, kw_only=True)
class Turn:
    """An act made ready: who does it, where, and the act itself."""

    role: Role
    path: str
    press: Callable[[Actor], object]
    account: int | None = None
    candidate: int | None = None
    marks: str = ""


def office() -> Tree:
    factories.a_season()
    factories.every_stage_open()
    return factories.a_tree()


def a_sitter(tree: Tree, site: Organisation, code: str) -> Candidate:
    person = factories.a_candidate(ticketed=True, confirmation_point=tree.county)
    held = factories.a_site(organisation=site, code=code)
    factories.a_seat(candidate=person, room=factories.a_room(site=held))
    factories.a_mark(candidate=person, slot=PaperSlot.POLITICS, mark=None, state=MarkState.NONE)
    return person


def attendance(tree: Tree, site: Organisation, code: str) -> Callable[[Actor], object]:
    person = a_sitter(tree, site, code)
    form = AbsenceForm(candidate_id=person.pk, slot=PaperSlot.POLITICS)
    return lambda actor: record_attendance(border=BORDER, actor=actor, at=EXAM, absences=[form])


def attendance_by_site() -> Turn:
    tree = office()
    return Turn(role=Role.SITE_HEAD, path=SITE, press=attendance(tree, tree.site, "14010501"))


def attendance_by_prefecture() -> Turn:
    tree = office()
    return Turn(role=Role.PREFECTURE_OFFICER, path=PREFECTURE, press=attendance(tree, tree.site, "14010501"))


def opening(person: Candidate, kind: EvidenceKind) -> Callable[[Actor], object]:
    claim = ClaimKind.MASTER_ATHLETE if kind is EvidenceKind.CLAIM else None
    file = factories.an_evidence_file(candidate=person, kind=kind, claim_kind=claim or "")
    return lambda actor: open_file(
        border=BORDER, actor=actor, at=EXAM, public_id=file.public_id, reason="审核需要核对", keys=KEYS
    )


def an_athlete(tree: Tree, state: RegistrationState = RegistrationState.SUBMITTED) -> Candidate:
    person = factories.a_candidate(confirmation_point=tree.county, state=state)
    factories.a_claim(candidate=person, kind=ClaimKind.MASTER_ATHLETE, points=50)
    return person


def opened_by(role: Role, path: str) -> Callable[[], Turn]:
    def ready() -> Turn:
        person = an_athlete(office())
        return Turn(role=role, path=path, press=opening(person, EvidenceKind.CLAIM))

    return ready


def opened_by_department() -> Turn:
    tree = office()
    a_sport_department(tree)
    return Turn(
        role=Role.DEPARTMENT_OFFICER,
        path="/14/1498/",
        press=opening(an_athlete(tree), EvidenceKind.CLAIM),
    )


def a_sport_department(tree: Tree) -> Organisation:
    return factories.an_organisation(
        kind=OrganisationKind.DEPARTMENT,
        code="1498",
        path="/14/1498/",
        name="山西省体育局",
        parent=tree.province,
    )


def opened_by_site() -> Turn:
    tree = office()
    person = a_sitter(tree, tree.site, "14010501")
    return Turn(role=Role.SITE_HEAD, path=SITE, press=opening(person, EvidenceKind.PORTRAIT))


def opened_by_college() -> Turn:
    tree = office()
    programme = factories.a_programme(places=2)
    person = factories.a_candidate(ticketed=True, confirmation_point=tree.county)
    factories.a_file(candidate=person, programme=programme, state=FileState.UNDER_REVIEW)
    path = programme.college.organisation.path
    return Turn(role=Role.COLLEGE_OFFICER, path=path, press=opening(person, EvidenceKind.PORTRAIT))


def opened_by_owner() -> Turn:
    account = factories.an_account(kind=AccountKind.CANDIDATE)
    person = factories.a_candidate(account=account, confirmation_point=office().county)
    press = opening(person, EvidenceKind.EDUCATION)
    return Turn(role=Role.CANDIDATE, path=COUNTY, press=press, account=account.pk, candidate=person.pk)


def extra_tests() -> Turn:
    tree = office()
    programme = factories.a_programme(kind=ProgrammeKind.ARTS, category=ExamCategory.ARTS)
    person = factories.a_candidate(category=ExamCategory.ARTS, confirmed=True, confirmation_point=tree.county)
    form = ExtraTestForm(
        candidate_id=person.pk,
        national_code=programme.college.national_code,
        score=Decimal("82.5"),
        passed=True,
    )
    in_time = datetime(2024, 10, 18, 12, tzinfo=factories.BEIJING)
    return Turn(
        role=Role.COLLEGE_OFFICER,
        path=programme.college.organisation.path,
        press=lambda actor: file_extra_tests(border=BORDER, actor=actor, at=in_time, results=[form]),
    )


def verifying() -> Turn:
    person = factories.a_candidate(confirmation_point=office().county, education_verified=False)
    form = VerificationForm(candidate_id=person.pk, verified_by="学信网在线核验")
    return Turn(
        role=Role.COUNTY_REVIEWER,
        path=COUNTY,
        press=lambda actor: verify_education(border=BORDER, actor=actor, at=REVIEW_DAY, outcomes=[form]),
    )


def deciding() -> Turn:
    person = factories.a_candidate(confirmation_point=office().county)

    def press(actor: Actor) -> None:
        form = ReviewForm(
            candidate_id=person.pk, reviewer_id=actor.account or 0, verdict=Verdict.PASS, reason=""
        )
        decide_registrations(border=BORDER, actor=actor, at=REVIEW_DAY, decisions=[form])

    return Turn(role=Role.COUNTY_REVIEWER, path=COUNTY, press=press)


def opinion() -> Turn:
    tree = office()
    a_sport_department(tree)
    person = factories.a_candidate(confirmation_point=tree.county)
    claim = factories.a_claim(
        candidate=person, kind=ClaimKind.MASTER_ATHLETE, state=ClaimState.OFFICE_APPROVED
    )
    form = OpinionForm(claim_id=claim.pk, department_path="/14/1498/", agrees=True, text="属实")
    return Turn(
        role=Role.DEPARTMENT_OFFICER,
        path="/14/1498/",
        press=lambda actor: give_opinions(border=BORDER, actor=actor, at=REVIEW_DAY, opinions=[form]),
    )


def a_filed() -> tuple[Programme, CandidateFile]:
    tree = office()
    programme = factories.a_programme(places=2)
    person = factories.a_candidate(ticketed=True, confirmation_point=tree.county)
    file = factories.a_file(candidate=person, programme=programme, state=FileState.FILED)
    return programme, file


def taking_up() -> Turn:
    programme, _ = a_filed()
    return Turn(
        role=Role.COLLEGE_OFFICER,
        path=programme.college.organisation.path,
        press=lambda actor: take_up_files(border=BORDER, actor=actor, at=AT, scope=admission_desk.MAIN),
    )


def deciding_files() -> Turn:
    programme, file = a_filed()
    CandidateFile.objects.filter(pk=file.pk).update(state=FileState.UNDER_REVIEW)

    def press(actor: Actor) -> None:
        form = FileDecisionForm(
            file_id=file.pk, officer_id=actor.account or 0, return_code=ReturnReason.PROGRAMME_FULL
        )
        decide_files(border=BORDER, actor=actor, at=AT, decisions=[form])

    return Turn(role=Role.COLLEGE_OFFICER, path=programme.college.organisation.path, press=press)


def ceiling() -> Turn:
    tree = office()
    college = factories.a_college(national_code="10108", ceiling=None)
    form = PlanCapForm(national_code=college.national_code, ceiling=500, set_by="山西省教育厅")
    return Turn(
        role=Role.DEPARTMENT_OFFICER,
        path=tree.department.path,
        press=lambda actor: set_plan_caps(border=BORDER, actor=actor, at=REGISTRATION_DAY, caps=[form]),
    )


def submitting_places() -> Turn:
    tree = office()
    college = factories.a_college(national_code="10108", ceiling=1000)
    programme = factories.a_programme(college=college, code="01", places=0, state=PlanState.DRAFT)
    for _ in range(10):
        factories.a_candidate(chosen=[programme], confirmation_point=tree.county)
    # 8 of 10 keep within 85%, so that no reason is asked for; a door that counts nobody would ask for one.
    form = PlacesForm(code="01", places=8)
    return Turn(
        role=Role.COLLEGE_LEAD,
        path=college.organisation.path,
        press=lambda actor: submit_places(
            border=BORDER, actor=actor, at=REGISTRATION_DAY, places=[form], reasons={}
        ),
    )


def step_of_plans(act: Callable[..., int], role: Role, path: str, before: PlanState) -> Callable[[], Turn]:
    def ready() -> Turn:
        office()
        factories.a_programme(code="01", state=before)
        return Turn(
            role=role,
            path=path,
            press=lambda actor: act(border=BORDER, actor=actor, at=REGISTRATION_DAY),
        )

    return ready


TURNS: Mapping[str, tuple[str, Callable[[], Turn]]] = {
    "absent at the site": ("record_attendance", attendance_by_site),
    "absent in the prefecture": ("record_attendance", attendance_by_prefecture),
    "evidence by the county": ("open_file", opened_by(Role.COUNTY_REVIEWER, COUNTY)),
    "evidence by the second reviewer": ("open_file", opened_by(Role.SECOND_REVIEWER, COUNTY)),
    "evidence by the prefecture": ("open_file", opened_by(Role.PREFECTURE_OFFICER, PREFECTURE)),
    "evidence by the province": ("open_file", opened_by(Role.PROVINCE_OFFICER, PROVINCE)),
    "evidence by an inspector": ("open_file", opened_by(Role.INSPECTOR, PROVINCE)),
    "evidence by the department": ("open_file", opened_by_department),
    "evidence by the site": ("open_file", opened_by_site),
    "evidence by the college": ("open_file", opened_by_college),
    "evidence by its owner": ("open_file", opened_by_owner),
    "extra tests": ("file_extra_tests", extra_tests),
    "certificates": ("verify_education", verifying),
    "registrations": ("decide_registrations", deciding),
    "opinions": ("give_opinions", opinion),
    "ceilings": ("set_plan_caps", ceiling),
    "places": ("submit_places", submitting_places),
    "places agreed": (
        "agree_places",
        step_of_plans(agree_places, Role.DEPARTMENT_OFFICER, "/14/14D1/", PlanState.SUBMITTED),
    ),
    "places totalled": (
        "total_places",
        step_of_plans(total_places, Role.MINISTRY_OFFICER, "/", PlanState.DEPARTMENT_AGREED),
    ),
    "plans distributed": (
        "distribute_plans",
        step_of_plans(distribute_plans, Role.MINISTRY_OFFICER, "/", PlanState.TOTALLED),
    ),
    "plans published": (
        "publish_plans",
        step_of_plans(publish_plans, Role.PROVINCE_OFFICER, PROVINCE, PlanState.DISTRIBUTED),
    ),
    "files taken up": ("take_up_files", taking_up),
    "files decided": ("decide_files", deciding_files),
}
"""Which act, by whom: the acts of whoever does not sit in the province's own office, and of some who do."""


def at_the_door(turn: Turn) -> tuple[Actor, Scope]:
    """Somebody in the role, and the scope in which a request of theirs runs."""
    account = turn.account or factories.an_account().pk
    actor = Actor(account=account, role=turn.role, org_path=turn.path)
    in_office(actor)
    college = College.objects.filter(organisation__path=turn.path).first()
    seen = Scope(
        door=DOOR_OF_ROLE[turn.role],
        season=BORDER.season,
        province=BORDER.province,
        org_path=turn.path,
        account=account,
        candidate=turn.candidate,
        college=college.pk if college else None,
    )
    return actor, seen


@pytest.mark.parametrize("name", TURNS)
def test_an_act_is_done_through_its_own_door(name: str) -> None:
    act, ready = TURNS[name]
    turn = ready()
    actor, seen = at_the_door(turn)
    with scope(seen):
        turn.press(actor)
    assert AuditRow.objects.filter(act=act, account=actor.account).count() == 1


def test_every_role_that_records_attendance_or_reads_evidence_has_its_turn() -> None:
    played: dict[str, set[Role]] = {}
    for act, ready in TURNS.values():
        with transaction.atomic():
            played.setdefault(act, set()).add(ready().role)
            transaction.set_rollback(True)
    assert played["record_attendance"] == set(ACT_ROLES["record_attendance"])
    # The lead of an office or a college comes through the same door as its officers.
    leads = {Role.PROVINCE_LEAD, Role.COLLEGE_LEAD}
    assert played["open_file"] == set(ACT_ROLES["open_file"]) - leads


def test_another_site_books_nobody_and_reads_no_level() -> None:
    tree = office()
    other = factories.an_organisation(
        kind=OrganisationKind.SITE, code="14010502", path=f"{COUNTY}14010502/", parent=tree.county
    )
    press = attendance(tree, tree.site, "14010501")
    _, seen = at_the_door(Turn(role=Role.SITE_HEAD, path=other.path, press=press))
    actor = Actor(account=seen.account, role=Role.SITE_HEAD, org_path=other.path)
    with scope(seen):
        with pytest.raises(RowsRefused, match="应为本年度应考的科目"):
            press(actor)
        assert not Registration.objects.values_list("level").exists()
    assert not AuditRow.objects.filter(act="record_attendance").exists()


def test_a_department_opens_no_file_of_a_claim_that_is_not_its_own() -> None:
    tree = office()
    press = opening(an_athlete(tree), EvidenceKind.CLAIM)
    actor, seen = at_the_door(Turn(role=Role.DEPARTMENT_OFFICER, path="/14/14D1/", press=press))
    with scope(seen), pytest.raises(NoSuchFile):
        press(actor)


@pytest.mark.parametrize(("door", "path"), [(Door.SITE, SITE), (Door.DEPARTMENT, "/14/1498/")])
def test_of_registration_and_file_only_how_far_they_are(door: Door, path: str) -> None:
    tree = office()
    a_sport_department(tree)
    person = a_sitter(tree, tree.site, "14010501")
    factories.a_claim(candidate=person, kind=ClaimKind.MASTER_ATHLETE, points=50)
    factories.a_file(candidate=person, programme=factories.a_programme(places=2))
    factories.a_candidate(confirmation_point=tree.county)
    with scope(Scope(door=door, org_path=path, season=BORDER.season, province=BORDER.province)):
        assert Registration.objects.values_list("candidate_id", flat=True).get() == person.pk
        assert CandidateFile.objects.values_list("candidate_id", flat=True).get() == person.pk
        for rows, column in (
            (Registration.objects, "category"),
            (Registration.objects, "submitted_at"),
            (CandidateFile.objects, "college_id"),
            (CandidateFile.objects, "total_score"),
            (CandidateFile.objects, "return_code"),
        ):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                list(rows.values_list(column))


def test_a_college_learns_no_number_of_whom_it_does_not_see() -> None:
    turn = extra_tests()
    actor, seen = at_the_door(turn)
    with scope(seen):
        turn.press(actor)
        with pytest.raises(RowsRefused) as caught:
            turn.press(actor)
        assert not Registration.objects.exists()
    person = Candidate.objects.get()
    assert person.candidate_number not in str(caught.value)
    assert f"考生{person.pk}" in str(caught.value)
