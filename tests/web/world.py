"""A small season with everything that the pages show, and somebody in every role."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from django.test import Client
from django.utils import timezone
from tests import factories
from tests.factories import BEIJING, BORDER

from chengzhao.actions.approvals import open_approval
from chengzhao.actions.filing_sheets import keep_sheets
from chengzhao.actions.roles import GrantForm, grant_arguments
from chengzhao.law.words import ClaimKind, EntryRoute, PaperSlot, ProgrammeLevel, Role
from chengzhao.records.models import (
    Account,
    Approval,
    Candidate,
    CandidateFile,
    College,
    Complaint,
    FilingRun,
    ImportBatch,
    Job,
    Organisation,
    Programme,
    ReviewBatch,
    RightsRequest,
    RiskCase,
    SealedFile,
    StaffRole,
)
from chengzhao.records.models.people import AccountKind
from chengzhao.rules.admission import FileState

RULES = {
    "year": 2024,
    "province": "14",
    "mechanism": "sequential",
    "unit": "programme",
    "ratio": "1",
    "ties": "seed",
    "seed": "shanxi-2024-public-seed",
    "assignment": "score_first",
    "merit": "filing_score",
    "refill": True,
    "relaxation": 0,
    "tiers": [["ZHUANSHENGBEN"]],
    "tie_keys": {"ZHUANSHENGBEN": ["specialised", "politics", "foreign"]},
}


SCOPE = 6
"""Statements of a request's door for somebody who has logged in: a savepoint and its end, in, who, through, back."""
PUBLIC_SCOPE = SCOPE - 1
"""Nobody is asked for without a session."""
LOOK = 9
"""Statements by which a look at a person's file is written down: its own door, three savepoints, the row."""

INPUT = Path(__file__).resolve().parents[1] / "exchange/fixtures/filing_small"
"""The input that the small season's run keeps."""

LogIn = Callable[[Account], Client]
"""Gives a client of somebody who logged in and took their only seat."""


@dataclass(kw_only=True)
class World:
    """The season's things that tests name, and an account for each role."""

    tree: factories.Tree
    college: College
    other_college: College
    programme: Programme
    other_programme: Programme
    run: FilingRun
    admitted: Candidate
    waiting: Candidate
    file: CandidateFile
    other_file: CandidateFile
    request: RightsRequest
    approval: Approval
    portrait: SealedFile
    batch: ReviewBatch
    table: ImportBatch
    risk: RiskCase
    complaint: Complaint
    job: Job = field(init=False)
    accounts: dict[Role, Account] = field(default_factory=dict)


def a_world() -> World:
    """山西 2024 after its filing: one admitted, one not, another college's file, a released run."""
    factories.a_season()
    tree = factories.a_tree()
    factories.every_stage_open()
    for office in (tree.province, tree.county):
        factories.responsible_persons_of(office)
    college = factories.a_college(name="山西财经大学")
    other_college = factories.a_college(name="太原理工大学")
    programme = factories.a_programme(college=college, places=2)
    other_programme = factories.a_programme(college=other_college, places=1)
    factories.a_control_line(score=100)
    run = factories.a_run()
    FilingRun.objects.filter(pk=run.pk).update(rules=RULES)
    keep_sheets(
        BORDER, run.pk, {path.name: path.read_bytes() for path in INPUT.iterdir()} | {"log.csv": b"tier\n"}
    )
    admitted = a_sitter(tree, "张三丰", (86, 58, 87), chosen=[other_programme, programme])
    factories.a_claim(candidate=admitted, kind=ClaimKind.AGED_25, effective=True)
    waiting = a_sitter(tree, "唐敏", (70, 40, 60), chosen=[other_programme, programme])
    top = a_sitter(tree, "吴华", (100, 70, 100), chosen=[other_programme])
    _file(run, admitted, top, waiting, programme, other_programme)
    admission = factories.an_admission(candidate=admitted, programme=programme, run=run)
    CandidateFile.objects.filter(pk=admission.file_id).update(choice_rank=2, filing_score=251)
    factories.a_letter(admission=admission)
    other_file = factories.a_file(
        candidate=top, programme=other_programme, run=run, state=FileState.UNDER_REVIEW, filing_score=270
    )
    notice = factories.a_notice(claims=list(admitted.claims.all()))
    world = World(
        tree=tree,
        college=college,
        other_college=other_college,
        programme=programme,
        other_programme=other_programme,
        run=run,
        admitted=admitted,
        waiting=waiting,
        file=CandidateFile.objects.get(pk=admission.file_id),
        other_file=other_file,
        request=factories.a_rights_request(candidate=admitted),
        approval=a_waiting_approval(tree),
        portrait=factories.an_evidence_file(candidate=admitted),
        batch=factories.a_batch(org_path=tree.county.path),
        table=factories.an_import_batch(org_path=tree.county.path),
        risk=factories.a_risk_case(admitted, waiting),
        complaint=factories.a_complaint(notice=notice, claim=admitted.claims.get()),
    )
    _people(world)
    return world


def a_waiting_approval(tree: factories.Tree) -> Approval:
    """A role of the county that one administrator has put forward and nobody has confirmed."""
    giver = factories.an_account(username="anquan-jia", display_name="安全管理员甲")
    factories.a_role(account=giver, organisation=tree.province, role=Role.SECURITY_ADMIN)
    now = timezone.now()
    form = GrantForm(
        account_id=factories.an_account(username="new", display_name="李新").pk,
        org_path="/14/1401/140105/",
        role=Role.COUNTY_REVIEWER,
        valid_from=now,
        valid_until=now + timedelta(days=30),
    )
    key = open_approval(
        border=BORDER,
        actor=factories.an_actor(role=Role.SECURITY_ADMIN, org_path="/14/", account=giver),
        at=now,
        act="grant_roles",
        arguments=grant_arguments([form]),
    )
    return Approval.objects.get(pk=key)


def a_sitter(
    tree: factories.Tree, name: str, marks: tuple[int, int, int], chosen: list[Programme]
) -> Candidate:
    """A candidate of the county who sat the exam of 专升本, with an account to log in with."""
    account = factories.an_account(kind=AccountKind.CANDIDATE, display_name=name)
    candidate = factories.a_candidate(
        name=name, account=account, confirmation_point=tree.county, ticketed=True, chosen=chosen
    )
    slots = (PaperSlot.POLITICS, PaperSlot.FOREIGN, PaperSlot.SPECIALISED)
    for slot, mark in zip(slots, marks, strict=True):
        factories.a_mark(candidate=candidate, slot=slot, mark=mark)
    factories.a_seat(candidate=candidate)
    return candidate


def _file(
    run: FilingRun,
    admitted: Candidate,
    top: Candidate,
    waiting: Candidate,
    programme: Programme,
    other_programme: Programme,
) -> None:
    factories.a_result(run=run, candidate=admitted, programme=programme, choice_rank=2, filing_score=251)
    factories.a_result(run=run, candidate=top, programme=other_programme, filing_score=270)
    factories.a_result(run=run, candidate=waiting, filing_score=170)
    full = "filing_score=270;ties=100/100/70"
    factories.a_reason(run=run, candidate=admitted, choice_rank=1, code="UNIT_FULL", detail=full)
    factories.a_reason(run=run, candidate=admitted, choice_rank=2, code="ADMITTED", detail="programme=P1")
    factories.a_reason(run=run, candidate=top, choice_rank=1, code="ADMITTED", detail="programme=P2")
    for rank in (1, 2):
        factories.a_reason(run=run, candidate=waiting, choice_rank=rank, code="UNIT_FULL", detail=full)
    factories.a_unit(run=run, programme=programme, by_programme=True, lowest_admitted=251)
    factories.a_unit(run=run, programme=other_programme, by_programme=True, lowest_admitted=270)


def _people(world: World) -> None:
    """An account in each role; the candidate's is that of the admitted one."""
    tree = world.tree
    places: dict[Role, Organisation] = {
        Role.COUNTY_REVIEWER: tree.county,
        Role.SECOND_REVIEWER: tree.county,
        Role.PREFECTURE_OFFICER: tree.prefecture,
        Role.SITE_HEAD: tree.site,
        Role.DEPARTMENT_OFFICER: tree.department,
        Role.COLLEGE_OFFICER: world.college.organisation,
        Role.COLLEGE_LEAD: world.college.organisation,
        Role.PROVINCE_OFFICER: tree.province,
        Role.PROVINCE_LEAD: tree.province,
        Role.COMMITTEE_MEMBER: tree.province,
        Role.MINISTRY_OFFICER: tree.ministry,
        Role.OVERSIGHT: tree.province,
        Role.INSPECTOR: tree.province,
        Role.SYSTEM_ADMIN: tree.province,
        Role.SECURITY_ADMIN: tree.province,
        Role.AUDIT_ADMIN: tree.province,
    }
    for role, place in places.items():
        account = factories.an_account(username=role.value.lower(), display_name=role.label)
        factories.a_role(account=account, organisation=place, role=role)
        world.accounts[role] = account
    world.job = factories.a_job(
        account=world.accounts[Role.COLLEGE_OFFICER],
        org_path=world.college.organisation.path,
        seat=f"role:{StaffRole.objects.get(account=world.accounts[Role.COLLEGE_OFFICER]).pk}",
        with_file=True,
    )
    assert world.admitted.account is not None
    world.accounts[Role.CANDIDATE] = world.admitted.account


def exempt_candidate(tree: factories.Tree) -> Candidate:
    """Somebody who enters without an exam."""
    account = factories.an_account(kind=AccountKind.CANDIDATE, display_name="阿依古丽·买买提")
    return factories.a_candidate(
        name="阿依古丽·买买提",
        account=account,
        confirmation_point=tree.county,
        confirmed=True,
        route=EntryRoute.EXEMPT,
        level=ProgrammeLevel.ZHUANSHENGBEN,
    )


def beijing(*parts: int) -> datetime:
    """A moment in 北京时间."""
    return datetime(*parts, tzinfo=BEIJING)  # type: ignore[misc,arg-type]
