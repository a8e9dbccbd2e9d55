"""A small season played through the acts themselves, from the opening to the letters."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from tests.factories.border import BEIJING, BORDER, KEYS, PROVINCE, YEAR
from tests.factories.colleges import CHARTER_CONTENTS
from tests.factories.forms import (
    a_choice_form,
    a_programme_form,
    a_registration_form,
    from_secondary_school,
)
from tests.factories.people import PLACE_OF_ROLE
from tests.factories.preferences import REPORT_CHANNEL

from chengzhao.actions import (
    admission,
    approvals,
    colleges,
    control_lines,
    exams,
    filing,
    filing_trials,
    governance,
    list_approval,
    people,
    plans,
    preferences,
    registration,
    roles,
    stage_windows,
)
from chengzhao.actions.audit import Actor
from chengzhao.actions.duties import ACT_ROLES
from chengzhao.actions.files import ListScope
from chengzhao.actions.signatures import Arguments
from chengzhao.law.words import (
    CollegeKind,
    ExamCategory,
    OrganisationKind,
    PaperSlot,
    ProgrammeKind,
    ProgrammeLevel,
    Role,
    Stage,
)
from chengzhao.law.years import year_law
from chengzhao.records.models import Approval, Claim, Organisation
from chengzhao.records.models.filing import FilingRound

T = TypeVar("T")

LEVEL = ProgrammeLevel.GAOQIBEN
SLOTS = (PaperSlot.CHINESE, PaperSlot.MATHS, PaperSlot.FOREIGN, PaperSlot.COMBINED)
TOP, COUNTY, SITE, DEPARTMENT = "/14/", "/14/1401/140105/", "/14/1401/140105/01/", "/14/D1/"
PLACES = {"10108": 2, "10109": 1}
LINE = 200
MARKS: tuple[int | None, ...] = (100, 90, 80, 70, 40, None)
"""The mark in each paper of each candidate; None was absent from all."""


def _on(month: int, day: int, hour: int = 9) -> datetime:
    return datetime(YEAR, month, day, hour, tzinfo=BEIJING)


WINDOWS = {
    Stage.DIRECTORY: (_on(8, 1), _on(9, 30)),
    Stage.REGISTRATION: (_on(9, 1), _on(9, 6)),
    Stage.REVIEW: (_on(9, 1), _on(9, 20)),
    Stage.PLACES: (_on(10, 1), _on(10, 31)),
    Stage.EXAM: (_on(10, 1), _on(10, 31)),
    Stage.MARKING: (_on(11, 1), _on(11, 18)),
    Stage.LINES: (_on(11, 18), _on(11, 22)),
    Stage.CHOICES: (_on(11, 22), _on(11, 30)),
    Stage.ADMISSION: (_on(12, 1), _on(12, 31)),
}


@dataclass(frozen=True, kw_only=True)
class SmallSeason:
    """What the season left: candidates by the order of MARKS, officers by role, the released run.

    The first two are admitted by 10108, the third by 10109 as the second choice; the fourth, of 34, has
    20 points for age and no place left; the fifth is below the line; the sixth was absent.
    """

    candidates: tuple[int, ...]
    programmes: dict[str, int]
    officers: dict[Role, int]
    run_id: int


def a_whole_small_season() -> SmallSeason:
    """山西 2024 with six candidates for two colleges, 高起本 文史, played act by act."""
    officers = _offices()
    _stages(officers)
    programmes = _directory(officers)
    candidates = _registrations(officers)
    _notice(officers)
    _places(officers)
    _exam(officers, candidates)
    _lines(officers, candidates)
    run_id = _filing(officers)
    _admission(officers, run_id)
    return SmallSeason(candidates=tuple(candidates), programmes=programmes, officers=officers, run_id=run_id)


def _do(
    act: Callable[..., T],
    at: datetime,
    role: Role | None = None,
    account: int | None = None,
    **facts: Any,
) -> T:
    """Does an act as the first role that may, or as the given one."""
    role = role or ACT_ROLES[act.__name__][0]
    path = PLACE_OF_ROLE.get(role, TOP)
    return act(border=BORDER, actor=Actor(account=account, role=role, org_path=path), at=at, **facts)


def _offices() -> dict[Role, int]:
    at = _on(7, 20)
    _do(
        governance.open_season,
        at,
        name="2024年山西省成人高校招生",
        office_name="山西省招生考试管理中心",
        tie_seed="shanxi-2024",
        synthetic=True,
    )
    kinds = OrganisationKind
    nodes = [
        (kinds.MINISTRY, "000", "教育部", "/", None),
        (kinds.PROVINCE, PROVINCE, "山西省招生考试管理中心", TOP, "/"),
        (kinds.DEPARTMENT, "D1", "山西省教育厅", DEPARTMENT, TOP),
        (kinds.PREFECTURE, "1401", "太原市招生考试中心", "/14/1401/", TOP),
        (kinds.COUNTY, "140105", "小店区招生考试中心", COUNTY, "/14/1401/"),
        (kinds.SITE, "01", "小店区第一中学", SITE, COUNTY),
        *((kinds.COLLEGE, code, f"成人高校{code}", f"/college/{code}/", None) for code in PLACES),
    ]
    forms = [
        people.OrganisationForm(kind=kind, code=code, name=name, path=path, parent_path=parent)
        for kind, code, name, path, parent in nodes
    ]
    _do(people.add_organisations, at, organisations=forms)
    return _officers(at)


def _officers(at: datetime) -> dict[Role, int]:
    posts = {
        Role.PROVINCE_OFFICER: TOP,
        Role.PROVINCE_LEAD: TOP,
        Role.COUNTY_REVIEWER: COUNTY,
        Role.COLLEGE_OFFICER: "/college/10108/",
        Role.COLLEGE_LEAD: "/college/10109/",
    }
    forms = [
        people.AccountForm(
            username=role.value.lower(), display_name=role.label, kind=people.AccountKind.STAFF
        )
        for role in posts
    ]
    ids = _do(people.create_accounts, at, accounts=forms)
    officers = {role: ids[role.value.lower()] for role in posts}
    grants = [
        roles.GrantForm(
            account_id=officers[role],
            org_path=path,
            role=role,
            valid_from=at,
            valid_until=at + timedelta(days=365),
        )
        for role, path in posts.items()
    ]
    givers = _security_administrators(at)
    _by_two("grant_roles", roles.grant_arguments(grants), at, *givers)
    return officers


def _security_administrators(at: datetime) -> tuple[Actor, Actor]:
    """The two who give everybody else their roles, appointed before anybody could."""
    names = ("anquan", "anquan2")
    forms = [
        people.AccountForm(username=name, display_name=name, kind=people.AccountKind.STAFF) for name in names
    ]
    ids = _do(people.create_accounts, at, accounts=forms)
    grants = [
        roles.GrantForm(
            account_id=ids[name],
            org_path="/",
            role=Role.SECURITY_ADMIN,
            valid_from=at,
            valid_until=at + timedelta(days=365),
        )
        for name in names
    ]
    _do(roles.appoint_administrators, at, grants=grants)
    first, second = (Actor(account=ids[name], role=Role.SECURITY_ADMIN, org_path="/") for name in names)
    return first, second


def _by_two(act: str, arguments: Arguments, at: datetime, first: Actor, second: Actor) -> Any:
    """Two persons do an act: the first puts it forward, the second confirms it."""
    key = approvals.open_approval(border=BORDER, actor=first, at=at, act=act, arguments=arguments)
    digest = Approval.objects.get(pk=key).digest
    return approvals.confirm_approval(border=BORDER, actor=second, at=at, approval_id=key, digest=digest)


def _two_of_the_province(act: str, arguments: Arguments, at: datetime, officers: dict[Role, int]) -> Any:
    """The province's officer puts an act forward and its lead confirms it."""
    first, second = (
        Actor(account=officers[role], role=role, org_path=TOP)
        for role in (Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD)
    )
    return _by_two(act, arguments, at, first, second)


def _stages(officers: dict[Role, int]) -> None:
    at = _on(7, 25)
    posts = year_law(YEAR).responsible_persons.value[OrganisationKind.PROVINCE]
    persons = [
        governance.ResponsiblePersonForm(
            org_path=TOP,
            duty=governance.Duty.FIRST if item.is_first else governance.Duty.DIRECT,
            name="赵建国",
            post=item.post,
        )
        for item in posts
    ]
    lead = officers[Role.PROVINCE_LEAD]
    _do(governance.name_responsible_persons, at, account=lead, persons=persons)
    for stage, (opens_at, closes_at) in WINDOWS.items():
        _do(
            stage_windows.open_stage,
            at,
            account=lead,
            stage=stage,
            org_path=TOP,
            opens_at=opens_at,
            closes_at=closes_at,
        )


def _directory(officers: dict[Role, int]) -> dict[str, int]:
    at = _on(8, 5)
    forms = [
        colleges.CollegeForm(
            org_path=f"/college/{code}/",
            national_code=code,
            identifier=f"41140{code}",
            name=f"成人高校{code}",
            kind=CollegeKind.REGULAR_COLLEGE,
            authority="山西省教育厅",
            home_province=PROVINCE,
        )
        for code in PLACES
    ]
    _do(colleges.register_colleges, at, colleges=forms)
    sites = [
        colleges.TeachingSiteForm(
            national_code=code, province=PROVINCE, name="太原教学点", registered_from=date(2023, 9, 1)
        )
        for code in PLACES
    ]
    _do(colleges.register_teaching_sites, at, sites=sites)
    majors = [colleges.RegisteredMajorForm(national_code=code, major_code="120203") for code in PLACES]
    _do(colleges.register_majors, at, majors=majors)
    charters = [colleges.CharterForm(national_code=code, contents=CHARTER_CONTENTS) for code in PLACES]
    _do(colleges.publish_charters, at, charters=charters)
    programmes = [
        a_programme_form(
            national_code=code,
            code=f"{code}01",
            level=LEVEL,
            category=ExamCategory.HUMANITIES,
            half_years=10,
            specialised_paper=None,
        )
        for code in PLACES
    ]
    return _do(plans.submit_directory, at, programmes=programmes)


def _registrations(officers: dict[Role, int]) -> list[int]:
    choices = tuple(
        a_choice_form(f"{code}01", rank=rank, level=LEVEL) for rank, code in enumerate(PLACES, start=1)
    )
    births = [date(1990, 3, 5) if place == 3 else date(2001, 3, 5) for place in range(len(MARKS))]
    forms = [
        from_secondary_school(
            a_registration_form(
                confirmation_path=COUNTY, birth_date=birth, name=f"考生{place}", choices=choices
            )
        )
        for place, birth in enumerate(births)
    ]
    ids = _do(registration.submit_registrations, _on(9, 2), registrations=forms, keys=KEYS)
    reviewer = officers[Role.COUNTY_REVIEWER]
    reviews = [
        registration.ReviewForm(candidate_id=key, reviewer_id=reviewer, verdict=registration.Verdict.PASS)
        for key in ids.values()
    ]
    _do(registration.decide_registrations, _on(9, 8), account=reviewer, decisions=reviews)
    _do(registration.confirm_registrations, _on(9, 10), candidate_ids=list(ids.values()))
    claims = list(Claim.objects.values_list("pk", flat=True))
    _two_of_the_province("approve_claims", {"claim_ids": claims}, _on(9, 10), officers)
    return list(ids.values())


def _notice(officers: dict[Role, int]) -> None:
    claims = list(Claim.objects.values_list("pk", flat=True))
    notice = _do(
        preferences.draft_notice,
        _on(10, 8),
        number="晋招考公示〔2024〕1号",
        title="享受照顾政策考生公示",
        report_channel=REPORT_CHANNEL,
        claim_ids=claims,
    )
    _two_of_the_province("sign_notice", {"notice_id": notice}, _on(10, 8), officers)
    until = _do(preferences.put_up_notice, _on(10, 8), notice_id=notice)
    _do(preferences.complete_notice, until, notice_id=notice)


def _places(officers: dict[Role, int]) -> None:
    at = _on(10, 10)
    caps = [plans.PlanCapForm(national_code=code, ceiling=100, set_by="山西省教育厅") for code in PLACES]
    _do(plans.set_plan_caps, at, Role.DEPARTMENT_OFFICER, caps=caps)
    places = [plans.PlacesForm(code=f"{code}01", places=count) for code, count in PLACES.items()]
    _do(plans.submit_places, at, places=places, reasons={})
    _do(plans.agree_places, at, Role.DEPARTMENT_OFFICER)
    _do(plans.total_places, at, Role.MINISTRY_OFFICER)
    _do(plans.distribute_plans, at, Role.MINISTRY_OFFICER)
    _do(plans.publish_plans, at)


def _exam(officers: dict[Role, int], candidates: Sequence[int]) -> None:
    site = exams.SiteForm(
        org_path=SITE, code="01", address="学府街1号", room_count=3, phone_policy="手机不得带入考点"
    )
    _do(exams.certify_sites, _on(10, 1), sites=[site])
    _do(exams.arrange_rooms, _on(10, 12))
    _do(exams.seat_candidates, _on(10, 12), seed="seats")
    absences = [
        exams.AbsenceForm(candidate_id=key, slot=slot)
        for key, mark in zip(candidates, MARKS, strict=True)
        for slot in SLOTS
        if mark is None
    ]
    _do(exams.record_attendance, _on(10, 20, 18), absences=absences)
    marks = [
        exams.MarkForm(candidate_id=key, slot=slot, mark=Decimal(mark))
        for key, mark in zip(candidates, MARKS, strict=True)
        for slot in SLOTS
        if mark is not None
    ]
    _do(exams.import_marks, _on(11, 5), marks=marks)
    for act in (exams.reconcile_marks, exams.freeze_marks, exams.release_scores):
        _do(act, _on(11, 15))


def _lines(officers: dict[Role, int], candidates: Sequence[int]) -> None:
    line = control_lines.ControlLineForm(
        level=LEVEL, category=ExamCategory.HUMANITIES, kind=ProgrammeKind.GENERAL, score=LINE
    )
    first = officers[Role.PROVINCE_OFFICER]
    _do(control_lines.propose_control_lines, _on(11, 20), Role.PROVINCE_OFFICER, first, lines=[line])
    _two_of_the_province("publish_control_lines", {}, _on(11, 20), officers)
    _do(filing.confirm_choices, _on(11, 23), candidate_ids=candidates)
    _do(filing.freeze_choices, _on(11, 25), filing_round=FilingRound.MAIN)


def _filing(officers: dict[Role, int]) -> int:
    at = _on(12, 3)
    first = officers[Role.PROVINCE_OFFICER]
    run_id = _do(filing.prepare_run, at, account=first, filing_round=FilingRound.MAIN, tier=1)
    _do(filing_trials.try_filing, at, account=first, run_id=run_id)
    _do(filing.run_filing, at, account=first, run_id=run_id)
    _two_of_the_province("sign_run", {"run_id": run_id}, at, officers)
    _two_of_the_province("release_run", {"run_id": run_id}, at, officers)
    return run_id


def _admission(officers: dict[Role, int], run_id: int) -> None:
    at = _on(12, 4)
    everything = ListScope(filing_round=FilingRound.MAIN)
    first = officers[Role.PROVINCE_OFFICER]
    readers = {"10108": officers[Role.COLLEGE_OFFICER], "10109": officers[Role.COLLEGE_LEAD]}
    for rank in range(1, len(PLACES) + 1):
        _do(admission.file_to_colleges, at, account=first, run_id=run_id, rank=rank)
        _do(admission.take_up_files, at, scope=everything)
        decisions = [
            admission.FileDecisionForm(
                file_id=proposal.file_id,
                officer_id=readers[proposal.national_code],
                programme_code=proposal.programme_code,
            )
            for proposal in admission.proposals(BORDER, everything)
        ]
        _do(admission.decide_files, at, decisions=decisions)
    _do(admission.submit_lists, at, account=readers["10109"], scope=everything)
    _do(admission.check_lists, at, account=first, scope=everything)
    _two_of_the_province("approve_lists", list_approval.list_arguments(everything), at, officers)
    _do(admission.send_letters, at, scope=everything)


def county() -> Organisation:
    """The county in which everybody of the small season registered."""
    return Organisation.objects.get(path=COUNTY)
