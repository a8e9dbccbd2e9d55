"""Every URL for every role of another county, city, college, province or season: nothing of the small season shows.

The table of URLs is that of `test_access`, so that a new URL is walked here without being named. A thing of
somebody else is not found, and a page without an argument names nobody of the small season.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pytest
from django.test import Client
from tests import factories
from tests.web.test_access import EVERYBODY, SEE_THE_JOB, TABLE, arguments_of, visits
from tests.web.test_presence import acting_views
from tests.web.world import LogIn, World

from chengzhao.law.words import OrganisationKind, Role
from chengzhao.records.models import Account, AuditRow, Candidate, Organisation

CONFIRMATION = (Role.COUNTY_REVIEWER, Role.SECOND_REVIEWER)
COLLEGE = (Role.COLLEGE_OFFICER, Role.COLLEGE_LEAD)
OF_THE_PROVINCE = (
    Role.PROVINCE_OFFICER,
    Role.PROVINCE_LEAD,
    Role.COMMITTEE_MEMBER,
    Role.INSPECTOR,
    Role.OVERSIGHT,
    Role.SYSTEM_ADMIN,
    Role.SECURITY_ADMIN,
    Role.AUDIT_ADMIN,
)
OF_EVERY_SEASON = {"system:organisation"}
"""Things that belong to no season, and are those of the same office in each."""
STAFF = tuple(role for role in Role if role is not Role.CANDIDATE)


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where somebody works who has nothing to do with the small season."""

    organisation: Organisation
    season: int = factories.YEAR
    province: str = factories.PROVINCE


def _sibling(world: World, role: Role) -> Place:
    return Place(organisation=factories.an_organisation(code="140106", parent=world.tree.prefecture))


def _other_city(world: World, role: Role) -> Place:
    kinds = OrganisationKind
    city = factories.an_organisation(kind=kinds.PREFECTURE, code="1402", parent=world.tree.province)
    if role is Role.PREFECTURE_OFFICER:
        return Place(organisation=city)
    county = factories.an_organisation(code="140203", parent=city)
    if role is not Role.SITE_HEAD:
        return Place(organisation=county)
    return Place(organisation=factories.an_organisation(kind=kinds.SITE, code="14020301", parent=county))


def _other_college(world: World, role: Role) -> Place:
    return Place(organisation=factories.a_college(name="山西大学").organisation)


def _other_province(world: World, role: Role) -> Place:
    factories.a_season(province="32")
    tree = factories.a_tree(province="32")
    places = {
        Role.COUNTY_REVIEWER: tree.county,
        Role.SECOND_REVIEWER: tree.county,
        Role.PREFECTURE_OFFICER: tree.prefecture,
        Role.SITE_HEAD: tree.site,
        Role.DEPARTMENT_OFFICER: tree.department,
        Role.COLLEGE_OFFICER: world.college.organisation,
        Role.COLLEGE_LEAD: world.college.organisation,
        Role.MINISTRY_OFFICER: tree.ministry,
    }
    return Place(organisation=places.get(role, tree.province), province="32")


def _other_season(world: World, role: Role) -> Place:
    factories.a_season(year=2025)
    held = world.accounts[role].roles.get()
    return Place(organisation=held.organisation, season=2025)


RELATIONS: Mapping[str, tuple[Callable[[World, Role], Place], tuple[Role, ...]]] = {
    "sibling county": (_sibling, CONFIRMATION),
    "other city": (_other_city, (*CONFIRMATION, Role.PREFECTURE_OFFICER, Role.SITE_HEAD)),
    "other college": (_other_college, COLLEGE),
    "other province": (_other_province, STAFF),
    "other season": (_other_season, STAFF),
}
"""Who is a stranger to the small season, and which roles can be strangers in that way."""

CASES = [(relation, role) for relation, (_, roles) in RELATIONS.items() for role in roles]


ACTS_OF_STRANGERS = {"fail_code", "fail_log_in", "note_refusal", "send_code", "touch_decoy"}
"""What somebody leaves on the trail who never came in."""

OF_NOBODY = {
    *("candidate:question", "candidate:claim-file", "candidate:drop-file"),
    *("candidate:consent", "province:message", "province:send-messages", "province:unmasked-csv"),
    "county:in-person-case",
    "desk:columns",
    *("province:figures-csv", "province:fees-csv", "province:register-questions"),
}
"""Addresses that name a text or a step of the visitor's own, and nobody's thing; and those that answer no GET."""


def stranger(world: World, relation: str, role: Role) -> Account:
    """An account with a role in a place of the relation."""
    place = RELATIONS[relation][0](world, role)
    account = factories.an_account()
    factories.a_role(
        account=account,
        organisation=place.organisation,
        role=role,
        season=place.season,
        province=place.province,
    )
    return account


def told_of(content: str) -> list[str]:
    """The persons of the small season whom a page names, by number or in full."""
    rows = Candidate.objects.values_list("candidate_number", "name")
    return [number for number, name in rows if number in content or name in content]


def hrefs(world: World, role: Role) -> Iterator[tuple[str, str, bool]]:
    """Name, address and whether it names a thing, of each URL that the role may enter, but the public's."""
    named = arguments_of(world)
    for visit in visits(world):
        allowed = TABLE[visit.name]
        if isinstance(allowed, set) and role in allowed:
            yield visit.name, visit.href, visit.name in named and visit.name not in OF_NOBODY


@pytest.mark.parametrize(("relation", "role"), CASES)
def test_stranger_finds_no_thing_and_reads_no_person(
    world: World, log_in: LogIn, relation: str, role: Role
) -> None:
    client = log_in(stranger(world, relation, role))
    for name, href, names_a_thing in hrefs(world, role):
        response = client.get(href)
        if names_a_thing and not (relation == "other season" and name in OF_EVERY_SEASON):
            assert (name, response.status_code) == (name, 404)
            continue
        assert (name, response.status_code in (200, 302, 404, 405, 409)) == (name, True)
        assert (name, told_of(body_of(response))) == (name, [])


def body_of(response: object) -> str:
    """What an answer says, streamed or not."""
    streamed = getattr(response, "streaming_content", None)
    content = b"".join(streamed) if streamed is not None else getattr(response, "content", b"")
    return content.decode("utf-8", errors="replace")


def test_another_candidate_reads_nothing_of_the_admitted(world: World, log_in: LogIn) -> None:
    assert world.waiting.account is not None
    client = log_in(world.waiting.account)
    for name, href, names_a_thing in hrefs(world, Role.CANDIDATE):
        response = client.get(href)
        if names_a_thing:
            assert (name, response.status_code) == (name, 404)
        else:
            assert (name, world.admitted.candidate_number in body_of(response)) == (name, False)


def test_public_pages_name_nobody_by_number(world: World, client: Client) -> None:
    for visit in visits(world):
        if TABLE[visit.name] == EVERYBODY:
            content = body_of(client.get(visit.href))
            numbers = Candidate.objects.values_list("candidate_number", flat=True)
            assert (visit.name, [number for number in numbers if number in content]) == (visit.name, [])


def test_a_stranger_posts_nothing_anywhere(world: World, client: Client) -> None:
    """Whoever never came in is sent to the log-in by every address behind the doors, and nothing is done."""
    before, acting = AuditRow.objects.count(), acting_views()
    for visit in visits(world):
        if TABLE[visit.name] == EVERYBODY and visit.name not in acting:
            # It reads, whatever the method; nothing is sent there.
            continue
        response = client.post(visit.href, {"seat": "role:1", "reason": "x", "confirm": "1"})
        if TABLE[visit.name] != EVERYBODY:
            came = (visit.name, response.status_code, response.headers.get("Location", "").partition("?")[0])
            assert came == (visit.name, 302, "/login/")
        assert response.status_code in (200, 302, 404, 405, 429), visit.name
        told = [number for number in told_of(body_of(response)) if number in body_of(response)]
        assert (visit.name, told) == (visit.name, [])
    assert set(AuditRow.objects.order_by("pk")[before:].values_list("act", flat=True)) <= ACTS_OF_STRANGERS


def test_own_people_do_find_them(world: World, log_in: LogIn) -> None:
    """The walk would prove nothing if nobody found anything."""
    found = {}
    for role in (Role.COLLEGE_OFFICER, Role.PROVINCE_LEAD, Role.OVERSIGHT):
        client = log_in(world.accounts[role])
        found[role] = {
            status if (status := client.get(href).status_code) == 200 else f"{name} {status}"
            for name, href, named in hrefs(world, role)
            if named and role in SEE_THE_JOB.get(name, set(Role))
        }
    assert found == {role: {200} for role in found}
