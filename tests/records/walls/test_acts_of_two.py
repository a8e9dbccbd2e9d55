"""Acts of two through the doors of the two persons: what each may do, the walls let through, and no more."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import ProgrammingError
from tests import factories
from tests.actions import admission_desk, ready_season
from tests.actions.two_persons import confirm, in_office, put_forward
from tests.factories import BORDER, Tree
from tests.factories.accounts import HALF_DIGEST, a_candidate_account
from tests.factories.retention import an_ended_season

from chengzhao.actions.audit import Actor
from chengzhao.actions.bulk_unmasking import unmasking_arguments
from chengzhao.actions.control_lines import ControlLineForm, propose_control_lines
from chengzhao.actions.invitations import InvitationForm, invitation_arguments
from chengzhao.actions.list_approval import list_arguments
from chengzhao.actions.mass_messages import sending_arguments
from chengzhao.actions.notices import draft_notice
from chengzhao.actions.plan_adjustments import AdjustmentForm, adjustment_arguments
from chengzhao.actions.recoveries import replacement_arguments
from chengzhao.actions.released_accounts import release_arguments
from chengzhao.actions.reopened_choices import ReopeningForm, reopening_arguments
from chengzhao.actions.risk_cases import CaseForm, shown_digest
from chengzhao.actions.roles import GrantForm, grant_arguments
from chengzhao.actions.stage_windows import WindowForm, window_arguments
from chengzhao.actions.terms import extension_arguments
from chengzhao.actions.voided_registrations import voiding_arguments
from chengzhao.law.words import ClaimKind, ExamCategory, ProgrammeKind, ProgrammeLevel, Role, Stage
from chengzhao.records.models import College, Organisation, PublicNotice, StaffRole
from chengzhao.records.models.filing import FilingRound
from chengzhao.records.queries.approvals import approval_by_id
from chengzhao.records.scope import Scope, scope
from chengzhao.records.walls.doors import DOOR_OF_ROLE
from chengzhao.rules.governance import TWO_PERSON_ACTS
from chengzhao.rules.preferences import ClaimState
from chengzhao.rules.privacy.sights import Room
from chengzhao.rules.registration import CaseDecision, CaseState, RegistrationState

pytestmark = pytest.mark.django_db

AT = ready_season.AT
COUNTY, PREFECTURE, PROVINCE = "/14/1401/140105/", "/14/1401/", "/14/"


@dataclass(frozen=True, kw_only=True)
class Step:
    """An act of two made ready: its arguments, who puts it forward and who confirms, and when."""

    arguments: dict[str, Any]
    first: tuple[Role, str]
    second: tuple[Role, str]
    at: datetime = AT


def office() -> Tree:
    factories.a_season()
    factories.every_stage_open()
    return factories.a_tree()


def a_county_sitter(tree: Tree, *chosen: Any) -> Any:
    return ready_season.an_entrant(400, *chosen, confirmation_point=tree.county)


def a_proved_run() -> int:
    tree = factories.a_tree()
    ready_season.a_season_with_lines()
    a_county_sitter(tree, ready_season.a_programme_of(1, code="A1"))
    return ready_season.compute()


def grant(path: str, role: Role, giver: Role, at_path: str) -> Step:
    form = GrantForm(
        account_id=factories.an_account().pk,
        org_path=path,
        role=role,
        valid_from=AT,
        valid_until=AT + timedelta(days=9),
    )
    return Step(arguments=grant_arguments([form]), first=(giver, at_path), second=(giver, at_path))


def by_prefecture() -> Step:
    office()
    return grant(COUNTY, Role.COUNTY_REVIEWER, Role.PREFECTURE_OFFICER, PREFECTURE)


def by_college() -> Step:
    office()
    path = factories.a_college().organisation.path
    return grant(path, Role.COLLEGE_OFFICER, Role.COLLEGE_LEAD, path)


def by_security() -> Step:
    office()
    return grant(PROVINCE, Role.OVERSIGHT, Role.SECURITY_ADMIN, PROVINCE)


def reopening() -> Step:
    factories.responsible_persons_of(office().province)
    opens = datetime(2025, 1, 1, tzinfo=factories.BEIJING)
    form = WindowForm(
        stage=Stage.REGISTRATION,
        org_path=PROVINCE,
        opens_at=opens,
        closes_at=opens + timedelta(days=2),
        extension="晋招委〔2024〕9号",
    )
    return Step(
        arguments=window_arguments(form),
        first=(Role.PROVINCE_OFFICER, PROVINCE),
        second=(Role.PROVINCE_LEAD, PROVINCE),
    )


def claims() -> Step:
    tree = office()
    person = factories.a_candidate(confirmation_point=tree.county)
    claim = factories.a_claim(candidate=person, kind=ClaimKind.AGED_25, state=ClaimState.CLAIMED)
    return Step(
        arguments={"claim_ids": [claim.pk]},
        first=(Role.COUNTY_REVIEWER, COUNTY),
        second=(Role.SECOND_REVIEWER, COUNTY),
    )


def voiding() -> Step:
    tree = office()
    pair = [factories.a_candidate(confirmation_point=tree.county) for _ in range(2)]
    case = factories.a_risk_case(*pair, state="CHECKING", heard_until=AT)
    form = CaseForm(
        case_id=case.pk,
        decision=CaseDecision.MERGE,
        reason="本人确认重复",
        seen=shown_digest(case.pk, CaseState.CHECKING, case.changed_at),
        voided=(pair[1].candidate_number,),
    )
    return Step(
        arguments=voiding_arguments(form),
        first=(Role.COUNTY_REVIEWER, COUNTY),
        second=(Role.SECOND_REVIEWER, COUNTY),
    )


def notice() -> Step:
    tree = office()
    person = factories.a_candidate(confirmation_point=tree.county)
    claim = factories.a_claim(candidate=person, kind=ClaimKind.AGED_25, state=ClaimState.DEPARTMENT_AGREED)
    key = draft_notice(
        border=BORDER,
        actor=factories.an_actor(),
        at=AT,
        number="1号",
        title="公示",
        report_channel=factories.REPORT_CHANNEL,
        claim_ids=[claim.pk],
    )
    officer = (Role.PROVINCE_OFFICER, PROVINCE)
    return Step(arguments={"notice_id": key}, first=officer, second=officer)


def leaking_notice() -> Step:
    step = notice()
    PublicNotice.objects.update(title=f"公示 {factories.an_identity_number()}")
    return Step(
        arguments={**step.arguments, "reason": "号码是单位的，不是个人的"},
        first=step.first,
        second=(Role.SECURITY_ADMIN, PROVINCE),
    )


def lines() -> Step:
    office()
    form = ControlLineForm(
        level=ProgrammeLevel.GAOQIBEN,
        category=ExamCategory.HUMANITIES,
        kind=ProgrammeKind.GENERAL,
        score=120,
    )
    propose_control_lines(border=BORDER, actor=factories.an_actor(), at=AT, lines=[form])
    member = (Role.COMMITTEE_MEMBER, PROVINCE)
    return Step(arguments={}, first=member, second=member)


def choices() -> Step:
    tree = factories.a_tree()
    ready_season.a_season_with_lines()
    person = a_county_sitter(tree, ready_season.a_programme_of(1))
    form = ReopeningForm(filing_round=FilingRound.MAIN, candidate_ids=[person.pk], reason="核实")
    return Step(
        arguments=reopening_arguments(form),
        first=(Role.PROVINCE_OFFICER, PROVINCE),
        second=(Role.PROVINCE_LEAD, PROVINCE),
    )


def places() -> Step:
    office()
    college = factories.a_college()
    for code in ("A1", "A2"):
        factories.a_programme(college=college, code=code, places=5)
    form = AdjustmentForm(giving="A1", taking="A2", moved=1, reason="生源不足")
    return Step(
        arguments=adjustment_arguments(form),
        first=(Role.COLLEGE_LEAD, college.organisation.path),
        second=(Role.PROVINCE_OFFICER, PROVINCE),
    )


def signing() -> Step:
    officer = (Role.PROVINCE_OFFICER, PROVINCE)
    return Step(arguments={"run_id": a_proved_run()}, first=officer, second=officer)


def release() -> Step:
    run_id = a_proved_run()
    ready_season.sign(run_id)
    return Step(
        arguments={"run_id": run_id},
        first=(Role.PROVINCE_OFFICER, PROVINCE),
        second=(Role.PROVINCE_LEAD, PROVINCE),
    )


def lists() -> Step:
    tree = factories.a_tree()
    ready_season.a_season_with_lines()
    programme = ready_season.a_programme_of(1, code="A1")
    desk = ready_season.a_desk(programme)
    a_county_sitter(tree, programme)
    admission_desk.file_out(ready_season.release())
    admission_desk.take_up()
    admission_desk.decide_as_proposed(desk)
    admission_desk.submit()
    admission_desk.check()
    return Step(
        arguments=list_arguments(admission_desk.MAIN),
        first=(Role.PROVINCE_OFFICER, PROVINCE),
        second=(Role.PROVINCE_LEAD, PROVINCE),
    )


def extension() -> Step:
    tree = office()
    row = factories.a_role(
        account=factories.an_account(), organisation=tree.county, role=Role.COUNTY_REVIEWER
    )
    StaffRole.objects.filter(pk=row.pk).update(valid_until=AT + timedelta(days=1))
    post = (Role.PREFECTURE_OFFICER, PREFECTURE)
    return Step(arguments=extension_arguments(row.pk, AT + timedelta(days=9)), first=post, second=post)


def inviting() -> Step:
    office()
    form = InvitationForm(
        display_name="李新",
        org_path=COUNTY,
        role=Role.COUNTY_REVIEWER,
        valid_from=AT,
        valid_until=AT + timedelta(days=9),
        link_digest=HALF_DIGEST,
    )
    post = (Role.PREFECTURE_OFFICER, PREFECTURE)
    return Step(arguments=invitation_arguments(form), first=post, second=post)


def replacing() -> Step:
    office()
    arguments = replacement_arguments(factories.an_account().pk, "本人到场", HALF_DIGEST)
    return Step(
        arguments=arguments, first=(Role.SYSTEM_ADMIN, PROVINCE), second=(Role.SECURITY_ADMIN, PROVINCE)
    )


def releasing() -> Step:
    office()
    return Step(
        arguments=release_arguments(a_candidate_account().pk, COUNTY, "核对居民身份证原件"),
        first=(Role.COUNTY_REVIEWER, COUNTY),
        second=(Role.PREFECTURE_OFFICER, PREFECTURE),
    )


def retention() -> Step:
    office_of = factories.a_tree()
    an_ended_season()
    factories.a_candidate(confirmation_point=office_of.county)
    return Step(
        arguments={"day": "2026-09-20"},
        first=(Role.SECURITY_ADMIN, PROVINCE),
        second=(Role.PROVINCE_LEAD, PROVINCE),
        at=datetime(2026, 9, 20, 10, tzinfo=factories.BEIJING),
    )


def unmasking() -> Step:
    person = factories.a_candidate(confirmation_point=factories.a_tree().county)
    return Step(
        arguments=unmasking_arguments([person.candidate_number], [Room.PHONE], "考点变更通知"),
        first=(Role.PROVINCE_OFFICER, PROVINCE),
        second=(Role.PROVINCE_LEAD, PROVINCE),
    )


def mass_message() -> Step:
    factories.a_candidate(confirmation_point=factories.a_tree().county, state=RegistrationState.RETURNED)
    return Step(
        arguments=sending_arguments("return_ends", {"deadline": "9月12日17:00"}, PROVINCE, count=1),
        first=(Role.PROVINCE_OFFICER, PROVINCE),
        second=(Role.PROVINCE_LEAD, PROVINCE),
    )


READY: dict[str, tuple[str, Callable[[], Step]]] = {
    "by the prefecture": ("grant_roles", by_prefecture),
    "by a college": ("grant_roles", by_college),
    "by the administrators": ("grant_roles", by_security),
    "extend_role": ("extend_role", extension),
    "invite_staff": ("invite_staff", inviting),
    "start_replacement": ("start_replacement", replacing),
    "release_account": ("release_account", releasing),
    "reopen_stage": ("reopen_stage", reopening),
    "approve_claims": ("approve_claims", claims),
    "void_registrations": ("void_registrations", voiding),
    "sign_notice": ("sign_notice", notice),
    "override_gate": ("override_gate", leaking_notice),
    "publish_control_lines": ("publish_control_lines", lines),
    "reopen_choices": ("reopen_choices", choices),
    "adjust_places": ("adjust_places", places),
    "sign_run": ("sign_run", signing),
    "release_run": ("release_run", release),
    "approve_lists": ("approve_lists", lists),
    "unmask_people": ("unmask_people", unmasking),
    "send_messages": ("send_messages", mass_message),
    "order_retention": ("order_retention", retention),
}


def somebody(post: tuple[Role, str]) -> tuple[Actor, Scope]:
    """A person in a role somewhere, and the scope in which a request of theirs runs."""
    role, path = post
    actor = factories.an_actor(role=role, org_path=path)
    in_office(actor)
    place = Organisation.objects.filter(path=path).first()
    college = College.objects.filter(organisation=place).first()
    seen = Scope(
        door=DOOR_OF_ROLE[role],
        season=BORDER.season,
        province=BORDER.province,
        org_path=path,
        account=actor.account,
        college=college.pk if college else None,
    )
    return actor, seen


def test_every_act_of_two_is_tried() -> None:
    assert {act for act, _ in READY.values()} == set(TWO_PERSON_ACTS)


@pytest.mark.parametrize("name", READY)
def test_an_act_of_two_goes_through_the_doors(name: str) -> None:
    act, ready = READY[name]
    step = ready()
    (first, its), (second, theirs) = somebody(step.first), somebody(step.second)
    with scope(its):
        waiting = put_forward(act, step.arguments, step.at, first=first)
    with scope(theirs):
        confirm(waiting, step.at, second=second)
    waiting.refresh_from_db()
    seen = approval_by_id(BORDER.season, BORDER.province, waiting.public_id, step.at)
    assert seen is not None
    # Lists call it as people do: neither by a key nor by a digest.
    assert seen.facts[-1][1][:8] not in seen.what
    assert any(value in seen.what for _, value in seen.facts)
    assert (waiting.state, waiting.first_id, waiting.second_id) == ("DONE", first.account, second.account)


@pytest.mark.parametrize(
    ("post", "path"),
    [
        ((Role.PREFECTURE_OFFICER, PREFECTURE), "/14/1402/"),
        ((Role.PREFECTURE_OFFICER, PREFECTURE), PROVINCE),
        ((Role.COLLEGE_LEAD, "/college/10001/"), "/college/10002/"),
    ],
)
def test_a_role_outside_one_s_own_part_of_the_tree_does_not_pass_the_wall(
    post: tuple[Role, str], path: str
) -> None:
    factories.a_tree()
    for code in ("10001", "10002"):
        factories.a_college(national_code=code)
    factories.an_organisation(path="/14/1402/")
    account, place = factories.an_account(), Organisation.objects.get(path=path)
    _, seen = somebody(post)
    with pytest.raises(ProgrammingError, match="row-level security"), scope(seen):
        factories.a_role(account=account, organisation=place, role=Role.COUNTY_REVIEWER)
    assert not StaffRole.objects.filter(account=account).exists()
