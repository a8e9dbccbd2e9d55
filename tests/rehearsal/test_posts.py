"""Offices, posts and personas: a whole tree, every role in it, one persona a role."""

import re
from collections import Counter

from django.urls import resolve

from chengzhao.law.words import OrganisationKind, Role
from chengzhao.records.queries.stories import Story
from chengzhao.rehearsal.generator import SyntheticSeason
from chengzhao.rehearsal.offices import (
    MINISTRY,
    ROOMS_PER_SITE,
    authorities,
    claim_departments,
    department_path,
    offices,
    province_path,
    site_plans,
)
from chengzhao.rehearsal.personas import candidate_personas, staff_personas, username_of
from chengzhao.rehearsal.posts import CLAIMS_REVIEWER, PASSWORD, posts, shown_offices
from chengzhao.rules.preferences import department_of


def test_every_office_hangs_below_one_that_comes_before_it(season: SyntheticSeason) -> None:
    seen: set[str] = set()
    for office in offices(season):
        assert office.parent is None or office.parent in seen
        assert office.path.startswith(office.parent or "/")
        assert office.path not in seen
        seen.add(office.path)


def test_codes_are_unique_within_a_kind(season: SyntheticSeason) -> None:
    counts = Counter((office.kind, office.code) for office in offices(season))
    assert counts.most_common(1)[0][1] == 1
    assert {kind for kind, _ in counts} == set(OrganisationKind)


def test_sites_have_rooms_for_everybody_in_either_timetable(season: SyntheticSeason) -> None:
    heads = Counter(person.lives_in.path for person in season.people)
    rooms: Counter[str] = Counter()
    for site in site_plans(season):
        rooms[site.path.removesuffix(f"{site.code}/")] += ROOMS_PER_SITE
    assert all(rooms[path] >= count // 30 + 2 for path, count in heads.items())


def test_each_college_has_its_department(season: SyntheticSeason) -> None:
    paths = {office.path for office in offices(season) if office.kind is OrganisationKind.DEPARTMENT}
    assert {department_path(season, name) for name in authorities(season)} <= paths


def test_every_role_of_staff_has_one_persona_and_that_of_departments_two(season: SyntheticSeason) -> None:
    personas = Counter(post.role for post in posts(season) if post.is_persona)
    once = Counter({role: 1 for role in Role if role is not Role.CANDIDATE})
    assert personas == once + Counter({Role.DEPARTMENT_OFFICER: 1})


def test_second_department_reviews_claims_that_people_made(season: SyntheticSeason) -> None:
    [post] = [post for post in posts(season) if post.username == CLAIMS_REVIEWER]
    names = {department_path(season, name): name for name in claim_departments(season)}
    made = [claim.kind for claims in season.claims for claim in claims]
    assert any(department_of(kind, season.scenario.law) == names[post.path] for kind in made)
    assert post.path != shown_offices(season)[OrganisationKind.DEPARTMENT]


def test_names_say_the_office_once(season: SyntheticSeason) -> None:
    for post in posts(season):
        assert not re.search(r"(.{2,})\1", post.display_name), post.display_name


def test_user_names_are_unique_and_those_of_personas_are_fixed(season: SyntheticSeason) -> None:
    every = posts(season)
    assert Counter(post.username for post in every).most_common(1)[0][1] == 1
    assert {post.username for post in every if post.is_persona} == {
        *("jiaoyubu", "sheng", "sheng-fuzeren", "zhaoweihui", "jijian", "shi", "xian", "xian-fuhe"),
        *("kaodian", "zhuguan", "zhuguan2", "yuanxiao", "yuanxiao-fuzeren"),
        *("xunkao", "xitong", "anquan", "shenji"),
    }


def test_two_persons_are_there_for_every_act_of_two(season: SyntheticSeason) -> None:
    counts = Counter((post.role, post.path) for post in posts(season))
    top = province_path(season)
    for role, path in (
        *((role, top) for role in (Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD, Role.COMMITTEE_MEMBER)),
        *((Role.SECURITY_ADMIN, path) for path in (MINISTRY, top)),
    ):
        assert counts[role, path] == 2


def test_the_table_has_every_role_and_story_with_a_page_that_exists(season: SyntheticSeason) -> None:
    lent = {username_of(story): "某人" for story in Story}
    rows = [*staff_personas(season), *candidate_personas(lent)]
    assert len(rows) == 17 + len(Story)
    assert {row.password for row in rows} == {PASSWORD}
    for row in rows:
        assert row.who
        assert row.what_to_try
        assert resolve(row.url).url_name


def test_stories_that_nobody_has_are_left_out() -> None:
    assert list(candidate_personas({})) == []
    told = list(candidate_personas({username_of(Story.EXEMPT): "王伟"}))
    assert [(row.who, row.role) for row in told] == [("王伟", "考生（免试录取）")]
