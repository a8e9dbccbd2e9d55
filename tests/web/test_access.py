"""Every URL for every visitor, against one table: a URL without an entry fails."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests import factories
from tests.web.world import LogIn, World

from chengzhao.documents.fonts import font_folders
from chengzhao.documents.web_fonts import pieces
from chengzhao.law.words import Role
from chengzhao.records.models import StaffRole

IMPORTERS = {Role.COUNTY_REVIEWER, Role.PREFECTURE_OFFICER, Role.PROVINCE_OFFICER}
STAFF_OF_CONFIRMATION = {Role.COUNTY_REVIEWER, Role.SECOND_REVIEWER, Role.PREFECTURE_OFFICER}
STAFF_OF_COLLEGE = {Role.COLLEGE_OFFICER, Role.COLLEGE_LEAD}
STAFF_OF_PROVINCE = {Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD, Role.COMMITTEE_MEMBER}
LEADS = {Role.PREFECTURE_OFFICER, Role.PROVINCE_LEAD, Role.COLLEGE_LEAD}
ADMINISTRATORS = {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN}
SIGNERS = {
    *(STAFF_OF_CONFIRMATION | STAFF_OF_PROVINCE),
    *(Role.COLLEGE_LEAD, Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN),
}
EVERYBODY = "everybody"
LOGGED_IN = "whoever is logged in"

TABLE: dict[str, set[Role] | str] = {
    "public:home": EVERYBODY,
    "public:eligibility": EVERYBODY,
    "public:eligibility-question": EVERYBODY,
    "public:eligibility-answer": EVERYBODY,
    "public:subjects": EVERYBODY,
    "public:plans": EVERYBODY,
    "public:calendar": EVERYBODY,
    "public:lines": EVERYBODY,
    "public:distribution": EVERYBODY,
    "public:distribution-csv": EVERYBODY,
    "public:results": EVERYBODY,
    "public:notices": EVERYBODY,
    "public:notice": EVERYBODY,
    "public:objection": EVERYBODY,
    "public:receipt": EVERYBODY,
    "public:responsible": EVERYBODY,
    "public:clauses": EVERYBODY,
    "public:clause": EVERYBODY,
    "public:changes": EVERYBODY,
    "public:orders": EVERYBODY,
    "public:order": EVERYBODY,
    "public:supplements": EVERYBODY,
    "public:supplement": EVERYBODY,
    "public:privacy": EVERYBODY,
    "public:help": EVERYBODY,
    "public:care": EVERYBODY,
    "public:screen": EVERYBODY,
    "public:names-css": EVERYBODY,
    "public:font": EVERYBODY,
    "public:design": EVERYBODY,
    "account:login": EVERYBODY,
    "account:login-code": EVERYBODY,
    "account:login-code-enter": EVERYBODY,
    "account:second-factor": EVERYBODY,
    "account:enrol": EVERYBODY,
    "account:enrol-qr": EVERYBODY,
    "account:old-password": EVERYBODY,
    "account:register": EVERYBODY,
    "account:register-code": EVERYBODY,
    "account:register-identity": EVERYBODY,
    "account:register-done": EVERYBODY,
    "account:recover": EVERYBODY,
    "account:recover-code": EVERYBODY,
    "account:recover-password": EVERYBODY,
    "account:invitation": EVERYBODY,
    "account:logout": LOGGED_IN,
    "account:seats": LOGGED_IN,
    "account:home": LOGGED_IN,
    "account:revoke-session": LOGGED_IN,
    "account:revoke-sessions": LOGGED_IN,
    "account:password": LOGGED_IN,
    "account:recovery-codes": LOGGED_IN,
    "account:replace-factor": LOGGED_IN,
    "account:phone": LOGGED_IN,
    "account:phone-code": LOGGED_IN,
    "account:confirm": LOGGED_IN,
    "account:confirm-code": LOGGED_IN,
    "candidate:home": {Role.CANDIDATE},
    "candidate:messages": {Role.CANDIDATE},
    "candidate:question": {Role.CANDIDATE},
    "candidate:claim-file": {Role.CANDIDATE},
    "candidate:drop-file": {Role.CANDIDATE},
    "candidate:check": {Role.CANDIDATE},
    "candidate:receipts": {Role.CANDIDATE},
    "candidate:registration-pdf": {Role.CANDIDATE},
    "candidate:withdraw": {Role.CANDIDATE},
    "candidate:confirm": {Role.CANDIDATE},
    "candidate:take-over": {Role.CANDIDATE},
    "candidate:admit-card": {Role.CANDIDATE},
    "candidate:score": {Role.CANDIDATE},
    "candidate:choices": {Role.CANDIDATE},
    "candidate:claims": {Role.CANDIDATE},
    "candidate:result": {Role.CANDIDATE},
    "candidate:letter": {Role.CANDIDATE},
    "candidate:notice": {Role.CANDIDATE},
    "candidate:privacy": {Role.CANDIDATE},
    "candidate:consent": {Role.CANDIDATE},
    "candidate:ask": {Role.CANDIDATE},
    "candidate:export": {Role.CANDIDATE},
    "candidate:take-back": {Role.CANDIDATE},
    "candidate:access-log": {Role.CANDIDATE},
    "county:home": STAFF_OF_CONFIRMATION,
    "county:risks": STAFF_OF_CONFIRMATION,
    "county:risk": STAFF_OF_CONFIRMATION,
    "county:in-person": STAFF_OF_CONFIRMATION,
    "county:in-person-case": STAFF_OF_CONFIRMATION,
    "county:queue": STAFF_OF_CONFIRMATION,
    "county:file": STAFF_OF_CONFIRMATION,
    "county:review-image": STAFF_OF_CONFIRMATION,
    "county:find": STAFF_OF_CONFIRMATION,
    "county:tally": STAFF_OF_CONFIRMATION,
    "county:tally-table": STAFF_OF_CONFIRMATION,
    "county:confirmation": STAFF_OF_CONFIRMATION,
    "county:batches": STAFF_OF_CONFIRMATION,
    "county:batch": STAFF_OF_CONFIRMATION,
    "candidate:evidence": {Role.CANDIDATE},
    "county:evidence": STAFF_OF_CONFIRMATION,
    "county:person": STAFF_OF_CONFIRMATION,
    "site:home": {Role.SITE_HEAD},
    "department:home": {Role.DEPARTMENT_OFFICER},
    "department:claims": {Role.DEPARTMENT_OFFICER},
    "department:claims-table": {Role.DEPARTMENT_OFFICER},
    "department:claim": {Role.DEPARTMENT_OFFICER},
    "department:evidence": {Role.DEPARTMENT_OFFICER},
    "college:home": STAFF_OF_COLLEGE,
    "college:person": STAFF_OF_COLLEGE,
    "college:files": STAFF_OF_COLLEGE,
    "college:export": STAFF_OF_COLLEGE,
    "college:papers": STAFF_OF_COLLEGE,
    "college:file": STAFF_OF_COLLEGE,
    "college:evidence": STAFF_OF_COLLEGE,
    "province:home": STAFF_OF_PROVINCE | {Role.INSPECTOR},
    "province:figures": {Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD, Role.INSPECTOR},
    "province:figures-csv": {Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD, Role.INSPECTOR},
    "province:runs": STAFF_OF_PROVINCE,
    "province:new-run": {Role.PROVINCE_OFFICER},
    "province:run": STAFF_OF_PROVINCE,
    "province:run-pack": {Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD},
    "province:person": {Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD, Role.INSPECTOR},
    "province:places": {Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD, Role.INSPECTOR},
    "province:mistakes": {Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD, Role.INSPECTOR},
    "province:deadlines": {Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD, Role.INSPECTOR},
    "province:risk": {Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD, Role.INSPECTOR},
    "province:risks": {Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD, Role.INSPECTOR},
    "province:requests": {Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD},
    "province:request": {Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD},
    "province:unmasking": {Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD},
    "province:unmasked-csv": {Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD},
    "province:fees": {Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD},
    "province:fees-csv": {Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD},
    "candidate:fee": {Role.CANDIDATE},
    "public:test-payment": EVERYBODY,
    "province:registers": {Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD, Role.INSPECTOR},
    "province:register-questions": {Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD},
    "province:characters": {Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD},
    "province:messages": {Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD},
    "province:message": {Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD},
    "province:send-messages": {Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD},
    "province:publicity": {Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD},
    "province:publicity-notice": {Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD},
    "province:complaints": {Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD},
    "province:complaint": {Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD},
    "province:gate": {Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD},
    "province:holds": {Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD},
    "province:evidence": {Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD, Role.INSPECTOR},
    "province:things": {Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD},
    "province:thing": {Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD},
    "province:stages": {Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD},
    "province:responsible": {Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD},
    "province:audit": {Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD},
    "ministry:home": {Role.MINISTRY_OFFICER},
    "oversight:home": {Role.OVERSIGHT},
    "oversight:run-pack": {Role.OVERSIGHT},
    "oversight:trail": {Role.OVERSIGHT, Role.AUDIT_ADMIN},
    "oversight:trail-csv": {Role.OVERSIGHT, Role.AUDIT_ADMIN},
    "oversight:access": {Role.OVERSIGHT, Role.AUDIT_ADMIN},
    "oversight:person": {Role.OVERSIGHT, Role.AUDIT_ADMIN},
    "oversight:seals": {Role.OVERSIGHT, Role.AUDIT_ADMIN},
    "system:home": ADMINISTRATORS,
    "system:users": {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN},
    "system:user": {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN},
    "system:sessions": {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN},
    "system:invite": {Role.SECURITY_ADMIN},
    "system:grant": {Role.SECURITY_ADMIN},
    "system:organisations": {Role.SYSTEM_ADMIN},
    "system:organisation": {Role.SYSTEM_ADMIN},
    "system:roles": ADMINISTRATORS,
    "system:policies": ADMINISTRATORS,
    "system:jobs": {Role.SYSTEM_ADMIN},
    "system:health": {Role.SYSTEM_ADMIN},
    "system:keys": {Role.SECURITY_ADMIN},
    "system:retention": {Role.SECURITY_ADMIN},
    "desk:approvals": SIGNERS,
    "desk:approval": SIGNERS,
    "desk:jobs": set(Role) - {Role.CANDIDATE},
    "desk:job": set(Role) - {Role.CANDIDATE},
    "desk:job-file": set(Role) - {Role.CANDIDATE},
    "desk:imports": IMPORTERS,
    "desk:import-template": IMPORTERS,
    "desk:import": IMPORTERS,
    "desk:inbox": set(Role) - {Role.CANDIDATE},
    "desk:settings": set(Role) - {Role.CANDIDATE},
    "desk:columns": set(Role) - {Role.CANDIDATE},
    "desk:search": set(Role) - {Role.CANDIDATE},
    "desk:members": LEADS,
    "desk:member": LEADS,
    "desk:invite": LEADS,
    "desk:lanes": STAFF_OF_CONFIRMATION | {Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD},
    "desk:lanes-table": STAFF_OF_CONFIRMATION | {Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD},
    "desk:recusals": {*STAFF_OF_CONFIRMATION, Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD},
    "desk:why": set(Role),
}

# The pages that answer a GET with a redirect, or take a POST only.
ANSWERS = {
    # No answer without the six questions.
    "public:eligibility-answer": 302,
    "public:care": 302,
    "account:logout": 405,
    "oversight:person": 405,
    "college:export": 405,
    "college:papers": 405,
    "desk:columns": 405,
    "account:seats": 302,
    # Steps of the way in that nobody has come to.
    "account:login-code-enter": 302,
    "account:second-factor": 302,
    "account:enrol": 302,
    "account:enrol-qr": 404,
    "account:old-password": 302,
    "account:register-code": 302,
    "account:register-identity": 302,
    "account:recover-code": 302,
    "account:recover-password": 302,
    "account:revoke-session": 405,
    "account:revoke-sessions": 405,
    # Candidates prove their phone first, staff have none.
    "account:phone": 302,
    "account:phone-code": 302,
    "account:confirm-code": 405,
    "candidate:take-back": 405,
    # The candidate of the small season registered at the counter, and the office has it.
    "candidate:question": 302,
    "candidate:claim-file": 302,
    "candidate:check": 302,
    "candidate:receipts": 302,
    "candidate:registration-pdf": 404,
    "candidate:drop-file": 405,
    "candidate:export": 405,
    "province:unmasked-csv": 405,
    "province:send-messages": 405,
    # Nobody was looked up: back to the form.
    "county:in-person-case": 302,
    "department:claims-table": 405,
    "province:register-questions": 405,
    # The province of the small season charges no fee.
    "candidate:fee": 404,
    "public:test-payment": 404,
    "county:tally-table": 405,
    "desk:lanes-table": 405,
    # No claim, and no proof of one, that this department is in charge of.
    "department:claim": 404,
    "department:evidence": 404,
    # Nobody has the file open.
    "county:review-image": 404,
}
NOBODY_LOOKED_UP = UUID(int=1)
ONLY_BEFORE_LOGGING_IN = {"account:login", "account:register"}
MAY_GIVE_A_REVIEWER = {Role.PREFECTURE_OFFICER, Role.PROVINCE_LEAD, Role.SECURITY_ADMIN}
SEE_THE_JOB = {
    # A reviewer of the county is no business of a college.
    "desk:member": {Role.PREFECTURE_OFFICER, Role.PROVINCE_LEAD},
    # The college's, and what is above it; its file is for whoever asked.
    "desk:job": {Role.COLLEGE_OFFICER, Role.COLLEGE_LEAD, Role.MINISTRY_OFFICER},
    "desk:job-file": {Role.COLLEGE_OFFICER},
}
ONLY_FOR_STAFF = {"account:replace-factor"}
FORBIDDEN, FOUND, TO_LOGIN, NOT_FOUND = 403, 200, 302, 404


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One URL of the site with arguments that exist in the small season."""

    name: str
    href: str


def url_names(patterns: list[URLPattern | URLResolver], namespace: str = "") -> Iterator[str]:
    """Every name of the URL configuration, with its namespace."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from url_names(pattern.url_patterns, f"{pattern.namespace}:")
        else:
            yield f"{namespace}{pattern.name}"


def arguments_of(world: World) -> dict[str, list[object]]:
    """What the URLs need that name one thing: a year, a clause, or an object of the small season."""
    return {
        "public:calendar": [2024],
        "public:lines": [2024],
        "public:notice": [world.admitted.claims.get().entries.get().notice.public_id],
        "public:objection": [world.complaint.notice.public_id],
        "public:receipt": [world.complaint.public_id],
        "province:publicity-notice": [world.complaint.notice.public_id],
        "province:complaint": [world.complaint.public_id],
        "public:clause": ["A1.5.7"],
        "public:changes": [2024, 2025],
        "public:order": ["order-33"],
        "public:supplement": ["14", 2024],
        "public:screen": ["college-files"],
        "public:eligibility-question": ["level"],
        "account:invitation": ["a-link-that-nobody-sent"],
        "candidate:consent": ["face"],
        "candidate:take-back": [world.request.public_id],
        "candidate:question": ["employer"],
        "candidate:claim-file": ["MODEL_WORKER"],
        "candidate:drop-file": [world.portrait.public_id],
        "college:file": [world.file.public_id],
        "college:person": [world.admitted.public_id],
        "county:in-person-case": [NOBODY_LOOKED_UP],
        "county:person": [world.admitted.public_id],
        "county:file": [world.admitted.public_id],
        "county:confirmation": [world.admitted.public_id],
        "department:claim": [world.admitted.public_id, "AGED_25"],
        "department:evidence": [world.portrait.public_id],
        "county:batch": [world.batch.public_id],
        "county:risk": [world.risk.public_id],
        "province:risk": [world.risk.public_id],
        "county:review-image": [world.admitted.public_id, world.portrait.public_id],
        "province:person": [world.admitted.public_id],
        "province:unmasked-csv": [world.approval.public_id],
        "public:distribution": [2024, "ZHUANSHENGBEN", "ECONOMICS_MANAGEMENT"],
        "public:distribution-csv": [2024, "ZHUANSHENGBEN", "ECONOMICS_MANAGEMENT"],
        "public:font": [next(iter(pieces(font_folders())))],
        "province:message": ["return_ends"],
        "province:send-messages": [world.approval.public_id],
        "province:request": [world.request.public_id],
        "province:register-questions": ["EDUCATION"],
        "province:fees-csv": ["2024-09-05"],
        "public:test-payment": ["nobodys"],
        "candidate:evidence": [world.portrait.public_id],
        "county:evidence": [world.portrait.public_id],
        "college:evidence": [world.portrait.public_id],
        "province:evidence": [world.portrait.public_id],
        "province:thing": ["plans", world.programme.public_id],
        "province:figures-csv": ["days"],
        "province:run": [world.run.public_id],
        "province:run-pack": [world.run.public_id],
        "oversight:run-pack": [world.run.public_id],
        "desk:approval": [world.approval.public_id],
        "desk:columns": ["college-files"],
        "desk:member": [world.accounts[Role.COUNTY_REVIEWER].public_id],
        "desk:import": [world.table.public_id],
        "desk:job": [world.job.public_id],
        "desk:job-file": [world.job.public_id, "result"],
        "system:user": [world.accounts[Role.COUNTY_REVIEWER].public_id],
        "system:organisation": [world.tree.county.public_id],
    }


def visits(world: World) -> list[Visit]:
    """Every URL of the table with the arguments it needs."""
    arguments = arguments_of(world)
    return [Visit(name=name, href=reverse(name, args=arguments.get(name, []))) for name in TABLE]


def test_table_every_url_has_an_entry() -> None:
    assert set(url_names(get_resolver().url_patterns)) == set(TABLE)


def test_access_anonymous_sees_only_public_pages(world: World, client: Client) -> None:
    for visit in visits(world):
        response = client.get(visit.href)
        if TABLE[visit.name] == EVERYBODY:
            assert (visit.name, response.status_code) == (visit.name, ANSWERS.get(visit.name, FOUND))
        else:
            assert (visit.name, response.status_code) == (visit.name, TO_LOGIN)
            assert response.headers["Location"] == f"/login/?next={visit.href}"


@pytest.mark.parametrize("role", list(Role))
def test_access_of_each_role(world: World, log_in: LogIn, role: Role) -> None:
    client = log_in(world.accounts[role])
    for visit in visits(world):
        allowed = TABLE[visit.name]
        expected = ANSWERS.get(visit.name, FOUND)
        if visit.name in ONLY_BEFORE_LOGGING_IN or (visit.name in ONLY_FOR_STAFF and role is Role.CANDIDATE):
            expected = 302
        elif isinstance(allowed, set) and role not in allowed:
            expected = FORBIDDEN
        elif visit.name == "desk:approval" and role not in MAY_GIVE_A_REVIEWER:
            # What waits in the small season is a role that these could not have given.
            expected = NOT_FOUND
        elif role not in SEE_THE_JOB.get(visit.name, set(Role)):
            expected = NOT_FOUND
        assert (visit.name, client.get(visit.href).status_code) == (visit.name, expected)


def test_access_with_several_seats_and_none_taken_asks_which(world: World, client: Client) -> None:
    account = world.accounts[Role.PROVINCE_OFFICER]
    factories.a_role(account=account, organisation=world.tree.county, role=Role.COUNTY_REVIEWER)
    client.force_login(account)
    response = client.get("/province/")
    assert (response.status_code, response.headers["Location"]) == (302, "/seats/")


def test_access_with_an_expired_role_is_lost(world: World, log_in: LogIn) -> None:
    client = log_in(world.accounts[Role.PROVINCE_OFFICER])
    StaffRole.objects.filter(account=world.accounts[Role.PROVINCE_OFFICER]).update(
        valid_until="2024-02-01T00:00+08:00", valid_from="2024-01-01T00:00+08:00"
    )
    response = client.get("/province/")
    assert (response.status_code, response.headers["Location"]) == (302, "/seats/")


def test_access_to_another_colleges_file_is_not_found(world: World, log_in: LogIn) -> None:
    client = log_in(world.accounts[Role.COLLEGE_OFFICER])
    assert client.get(f"/college/files/{world.other_file.public_id}/").status_code == NOT_FOUND
    assert client.get(f"/college/files/{world.file.public_id}/").status_code == FOUND


def test_access_to_another_provinces_run_is_not_found(world: World, log_in: LogIn) -> None:
    elsewhere = factories.an_organisation(code="32", path="/32/", name="江苏省教育考试院")
    account = factories.an_account()
    factories.a_role(account=account, organisation=elsewhere, province="32")
    client = log_in(account)
    assert client.get(f"/province/runs/{world.run.public_id}/").status_code == NOT_FOUND
    assert client.get(f"/province/runs/{world.run.public_id}/evidence.zip").status_code == NOT_FOUND


def test_access_to_another_candidates_pages_has_no_address(world: World, log_in: LogIn) -> None:
    assert world.waiting.account is not None
    client = log_in(world.waiting.account)
    assert client.get("/candidate/letter.pdf").status_code == NOT_FOUND
    shown = client.get("/candidate/result/").content.decode()
    assert world.admitted.candidate_number not in shown
    assert world.waiting.candidate_number in shown


def test_access_to_a_seat_of_somebody_else_is_refused(world: World, client: Client) -> None:
    client.force_login(world.accounts[Role.COUNTY_REVIEWER])
    factories.a_role(
        account=world.accounts[Role.COUNTY_REVIEWER],
        organisation=world.tree.prefecture,
        role=Role.PREFECTURE_OFFICER,
    )
    theirs = StaffRole.objects.get(role=Role.PROVINCE_LEAD)
    client.post("/seats/", {"seat": f"role:{theirs.pk}"})
    assert client.get("/province/").status_code == 302
