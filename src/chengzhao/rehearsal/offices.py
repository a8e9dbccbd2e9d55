"""The offices of a rehearsed season, as a tree from the ministry to the exam sites."""

from collections.abc import Iterator
from dataclasses import dataclass

from chengzhao.law.reference import division
from chengzhao.law.words import ClaimKind, OrganisationKind
from chengzhao.rehearsal.generator import SyntheticSeason

MINISTRY = "/"


@dataclass(frozen=True, kw_only=True, slots=True)
class Office:
    """A node of the organisation tree."""

    kind: OrganisationKind
    code: str
    name: str
    path: str
    parent: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class SitePlan:
    """An exam site of a county: its office and how many rooms it has."""

    code: str
    path: str
    name: str
    rooms: int


ROOMS_PER_SITE = 32
"""四川 2014: 6,190 rooms at 196 sites (calibration_numbers)."""

_HEADS_PER_ROOM = 30
_SESSION_GROUPS = 2


def province_path(season: SyntheticSeason) -> str:
    """The path of the province's examination office."""
    return f"/{season.scenario.province}/"


def college_path(national_code: str) -> str:
    """The path of a college."""
    return f"/college/{national_code}/"


def site_plans(season: SyntheticSeason) -> tuple[SitePlan, ...]:
    """The sites of each county: rooms for everybody who registers there, in both timetables."""
    heads: dict[str, int] = {county.code: 0 for county in season.counties}
    for person in season.people:
        heads[person.lives_in.code] += 1
    found = []
    for county in season.counties:
        rooms = heads[county.code] // _HEADS_PER_ROOM + _SESSION_GROUPS
        for number in range(1, -(-rooms // ROOMS_PER_SITE) + 1):
            code = f"{county.code}{number:02d}"
            found.append(
                SitePlan(
                    code=code,
                    path=f"{county.path}{code}/",
                    name=f"{county.name}第{_numeral(number)}考点",
                    rooms=ROOMS_PER_SITE,
                )
            )
    return tuple(found)


def offices(season: SyntheticSeason) -> tuple[Office, ...]:
    """Every office, the upper ones first."""
    top = province_path(season)
    kinds = OrganisationKind
    found = [
        Office(kind=kinds.MINISTRY, code="000000", name="教育部", path=MINISTRY, parent=None),
        Office(
            kind=kinds.PROVINCE,
            code=season.scenario.province,
            name=season.scenario.office,
            path=top,
            parent=MINISTRY,
        ),
    ]
    for head in sorted({county.prefecture for county in season.counties}):
        found.append(
            Office(
                kind=kinds.PREFECTURE,
                code=head,
                name=f"{_prefecture_name(season, head)}招生考试机构",
                path=f"{top}{head}/",
                parent=top,
            )
        )
    for county in season.counties:
        found.append(
            Office(
                kind=kinds.COUNTY,
                code=county.code,
                name=f"{county.name}招生考试机构",
                path=county.path,
                parent=f"{top}{county.prefecture}/",
            )
        )
    found += _sites(season)
    found += _departments(season)
    found += _colleges(season)
    return tuple(found)


def _sites(season: SyntheticSeason) -> Iterator[Office]:
    for site in site_plans(season):
        parent = site.path.removesuffix(f"{site.code}/")
        yield Office(
            kind=OrganisationKind.SITE, code=site.code, name=site.name, path=site.path, parent=parent
        )


def authorities(season: SyntheticSeason) -> tuple[str, ...]:
    """The departments in charge of the colleges, by name."""
    return tuple(sorted({college.entry.authority for college in season.colleges}))


def claim_departments(season: SyntheticSeason) -> tuple[str, ...]:
    """The departments that review claims, in the order of the notice."""
    named = [season.scenario.law.preferences[kind].value.department for kind in ClaimKind]
    return tuple(dict.fromkeys(named))


def department_path(season: SyntheticSeason, name: str) -> str:
    """The path of the department of this name, whether it runs colleges or reviews claims."""
    names = (*authorities(season), *claim_departments(season))
    return f"{province_path(season)}D{names.index(name) + 1:02d}/"


def _departments(season: SyntheticSeason) -> Iterator[Office]:
    province = season.scenario.supplement.province_name
    for name in authorities(season):
        yield _department(season, name, f"{name}（主管部门）" if name == province else name)
    for name in claim_departments(season):
        yield _department(season, name, f"{province}{name}主管部门")


def _department(season: SyntheticSeason, name: str, title: str) -> Office:
    path = department_path(season, name)
    code = f"{season.scenario.province}{path.strip('/').rpartition('/')[2]}"
    return Office(
        kind=OrganisationKind.DEPARTMENT, code=code, name=title, path=path, parent=province_path(season)
    )


def _colleges(season: SyntheticSeason) -> Iterator[Office]:
    for college in season.colleges:
        yield Office(
            kind=OrganisationKind.COLLEGE,
            code=college.code,
            name=college.entry.name,
            path=college_path(college.code),
            parent=None,
        )


def _prefecture_name(season: SyntheticSeason, head: str) -> str:
    found = division(f"{head}00")
    return found.name if found else f"{season.scenario.supplement.province_name}直管"


def _numeral(number: int) -> str:
    return "一二三四五六七八九十"[number - 1] if number <= 10 else str(number)
