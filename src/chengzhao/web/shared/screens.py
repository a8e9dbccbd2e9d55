"""What each page of the site is called, what it is for and where people go wrong on it: one table, `screens.csv`.

Help pages and the way back above each desk page are made from it; who may open a page and what clauses it shows
are asked of its view.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from django.urls import Resolver404, resolve, reverse

from chengzhao.law.words import Role, Stage
from chengzhao.web.shared.navigation import HOMES, NavItem, desk_nav


@dataclass(frozen=True, kw_only=True, slots=True)
class Screen:
    """One page: the name of its URL, what it is called, what is done there, what goes wrong and in which stages."""

    url_name: str
    title: str
    does: str
    mistakes: tuple[str, ...]
    stages: tuple[Stage, ...]

    @property
    def slug(self) -> str:
        """How the page is named in the address of its help."""
        return self.url_name.replace(":", "-", 1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Crumb:
    """One step of the way to a page; the page itself has no address."""

    label: str
    href: str = ""


@cache
def screens() -> Mapping[str, Screen]:
    """Every page, by the name of its URL. Raises ValueError for a stage that there is not."""
    text = (files("chengzhao.web.shared") / "screens.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return MappingProxyType({row["screen"]: _screen(row) for row in csv.DictReader(lines)})


def screen_by_slug(slug: str) -> Screen | None:
    """The page that an address of help names; None where there is none."""
    return next((one for one in screens().values() if one.slug == slug), None)


def crumbs_of(path: str, role: Role) -> tuple[Crumb, ...]:
    """The way from the role's home to a page below it; () at home, and on a page that has no name."""
    name = name_at(path)
    own = {item.url_name: item for item in desk_nav(role)}
    if name is None or name == HOMES[role] or name not in screens():
        return ()
    way = [HOMES[role], *_between(path, name, role)]
    steps = tuple(Crumb(label=label_of(one, own), href=reverse(one)) for one in way)
    return (*steps, Crumb(label=label_of(name, own)))


def name_at(path: str) -> str | None:
    """The name of the URL at an address; None where there is no page."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return None


def label_of(name: str, own: Mapping[str, NavItem]) -> str:
    """What a page is called: as the navigation calls it, otherwise by the table."""
    return own[name].label if name in own else screens()[name].title


def _between(path: str, name: str, role: Role) -> list[str]:
    """The pages between home and this one that need no argument: those of the address, or the entry that holds it."""
    own = {item.url_name: item for item in desk_nav(role)}
    holding = [item.url_name for item in own.values() if name in item.beneath]
    parts = path.strip("/").split("/")
    above = [name_at(f"/{'/'.join(parts[:count])}/") for count in range(1, len(parts))]
    found = [one for one in above if one in own and one != HOMES[role]]
    return found or holding


def _screen(row: Mapping[str, str]) -> Screen:
    return Screen(
        url_name=row["screen"],
        title=row["title"],
        does=row["does"],
        mistakes=tuple(part for part in row["mistakes"].split("|") if part),
        stages=tuple(Stage(one) for one in row["stages"].split()),
    )
