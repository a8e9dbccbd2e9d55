"""The accounts of a rehearsed season and the role each has; one of each role is a persona, of departments two."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from chengzhao.law.reference import HAN
from chengzhao.law.words import ClaimKind, OrganisationKind, Role, Sex
from chengzhao.rehearsal.chance import stream
from chengzhao.rehearsal.generator import SyntheticSeason
from chengzhao.rehearsal.names import Names
from chengzhao.rehearsal.offices import (
    MINISTRY,
    Office,
    claim_departments,
    college_path,
    department_path,
    offices,
    province_path,
)
from chengzhao.rules.preferences import department_of

PASSWORD = "demo-chengzhao"


@dataclass(frozen=True, kw_only=True, slots=True)
class Post:
    """An account with one role in one office; a persona can log in with the demonstration password."""

    username: str
    display_name: str
    role: Role
    path: str
    is_persona: bool = False


_BY_KIND: Mapping[OrganisationKind, tuple[tuple[Role, str], ...]] = {
    OrganisationKind.MINISTRY: (
        (Role.MINISTRY_OFFICER, "jiaoyubu"),
        (Role.SECURITY_ADMIN, "bu-anquan"),
        (Role.SECURITY_ADMIN, "bu-anquan2"),
    ),
    OrganisationKind.PROVINCE: (
        (Role.PROVINCE_OFFICER, "sheng"),
        (Role.PROVINCE_OFFICER, "sheng2"),
        (Role.PROVINCE_LEAD, "sheng-fuzeren"),
        (Role.PROVINCE_LEAD, "sheng-fuzeren2"),
        (Role.COMMITTEE_MEMBER, "zhaoweihui"),
        (Role.COMMITTEE_MEMBER, "zhaoweihui2"),
        (Role.OVERSIGHT, "jijian"),
        (Role.INSPECTOR, "xunkao"),
        (Role.SYSTEM_ADMIN, "xitong"),
        (Role.SECURITY_ADMIN, "anquan"),
        (Role.SECURITY_ADMIN, "anquan2"),
        (Role.AUDIT_ADMIN, "shenji"),
    ),
    OrganisationKind.PREFECTURE: ((Role.PREFECTURE_OFFICER, "shi"),),
    OrganisationKind.COUNTY: (
        (Role.COUNTY_REVIEWER, "xian"),
        (Role.SECOND_REVIEWER, "xian-fuhe"),
    ),
    OrganisationKind.SITE: ((Role.SITE_HEAD, "kaodian"),),
    OrganisationKind.DEPARTMENT: ((Role.DEPARTMENT_OFFICER, "zhuguan"),),
    OrganisationKind.COLLEGE: (
        (Role.COLLEGE_OFFICER, "yuanxiao"),
        (Role.COLLEGE_LEAD, "yuanxiao-fuzeren"),
    ),
}
"""What each kind of office has: the role, and the head of the user name."""

BORN = (1966, 1994)
"""The years in which the staff of the demonstration were born, the last one excluded."""

_BEHIND = frozenset({"bu-anquan", "bu-anquan2"})
"""Who gives everybody their roles and is no persona: the province has administrators of its own to look at."""

_ONE_OF_A_KIND = (OrganisationKind.MINISTRY, OrganisationKind.PROVINCE)


CLAIMS_REVIEWER = "zhuguan2"
"""The persona of the department that reviews most claims; the other one's runs colleges."""


def posts(season: SyntheticSeason) -> tuple[Post, ...]:
    """Every post of every office, each with somebody whose name is made up."""
    shown, claims, names = shown_offices(season), claims_office(season), Names()
    called = partial(_name, season.scenario.seed, names)
    return tuple(
        replace(post, username=CLAIMS_REVIEWER, is_persona=True) if post.path == claims else post
        for office in offices(season)
        for post in _of(office, shown, called)
    )


def _name(seed: str, names: Names, username: str) -> str:
    """Who holds the post of this user name; the same in every run of the seed."""
    chance = stream(seed, f"post {username}")
    sex = chance.choice([Sex.MALE, Sex.FEMALE])
    return names.draw(chance, sex=sex, born=chance.randrange(*BORN), ethnicity=HAN)


def claims_office(season: SyntheticSeason) -> str:
    """The path of the department, no examination office, to which most claims go."""
    law = season.scenario.law
    counts = Counter(
        department_of(claim.kind, law)
        for claims in season.claims
        for claim in claims
        if claim.kind is not ClaimKind.AGED_25
    )
    name = min(claim_departments(season), key=lambda one: (-counts[one], one))
    return department_path(season, name)


def shown_offices(season: SyntheticSeason) -> Mapping[OrganisationKind, str]:
    """The offices whose people are personas, by path: where most live, what most want, and who runs that."""
    lives = Counter(person.lives_in.path for person in season.people)
    wanted = Counter(wish.main.national_code for wish in season.wishes)
    county = min(lives, key=lambda path: (-lives[path], path))
    college = min(wanted, key=lambda code: (-wanted[code], code))
    authority = next(one.entry.authority for one in season.colleges if one.code == college)
    kinds = OrganisationKind
    site = next(one.path for one in offices(season) if one.kind is kinds.SITE and one.parent == county)
    return {
        kinds.MINISTRY: MINISTRY,
        kinds.PROVINCE: province_path(season),
        kinds.PREFECTURE: county.rstrip("/").rpartition("/")[0] + "/",
        kinds.COUNTY: county,
        kinds.SITE: site,
        kinds.DEPARTMENT: department_path(season, authority),
        kinds.COLLEGE: college_path(college),
    }


def _of(
    office: Office, shown: Mapping[OrganisationKind, str], called: Callable[[str], str]
) -> Iterator[Post]:
    """The posts of an office; where there are many such offices, user names end in the office's code."""
    is_shown = shown[office.kind] == office.path
    seen: set[Role] = set()
    for role, head in _BY_KIND[office.kind]:
        is_persona = is_shown and role not in seen and head not in _BEHIND
        seen.add(role)
        is_only = office.kind in _ONE_OF_A_KIND
        username = head if is_only or is_persona else f"{head}-{office.code}"
        yield Post(
            username=username,
            display_name=called(username),
            role=role,
            path=office.path,
            is_persona=is_persona,
        )
