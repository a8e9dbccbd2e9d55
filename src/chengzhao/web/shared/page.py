"""How a page is rendered: the shell that every page needs, then what the page itself shows."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from chengzhao.documents.web_fonts import runs_of
from chengzhao.law.words import Role
from chengzhao.records.queries.governance import SeasonView, current_season, season_of
from chengzhao.records.queries.messages import unread_messages
from chengzhao.records.queries.notices_to_me import count_notices
from chengzhao.records.queries.people import Acting
from chengzhao.records.walls.doors import Door
from chengzhao.web.shared.access import HAS_OTHER_SEATS, current_acting
from chengzhao.web.shared.navigation import CANDIDATE_NAV, HOMES, PUBLIC_NAV, YEARLY, NavItem, desk_nav
from chengzhao.web.shared.screens import Crumb, crumbs_of, screens
from chengzhao.web.shared.templatetags.show import RARE_NAME

CARE_COOKIE, CONTRAST_COOKIE = "care", "contrast"
MESSAGES = "candidate:messages"
MOST_COUNTED = 99
_END_OF_HEAD = b"</head>"
_MARK = RARE_NAME[0].encode()
_RARE_NAMES = re.compile("([^<]*)".join(RARE_NAME))


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """One link of a navigation; `current` marks it: "page" on its own page, "true" on one beneath it.

    `count` says how much that is new waits there.
    """

    label: str
    href: str
    icon: str
    current: str
    is_on_masthead: bool = True
    count: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Bell:
    """The numbers beside the bell: what is to be done, and what has happened; the latter "" where nothing has."""

    waiting: str
    new: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Shell:
    """What stands around every page: the season, who is here, where they may go, how large it is set."""

    season: SeasonView | None
    acting: Acting | None
    is_logged_in: bool
    has_other_seats: bool
    home: str
    care: bool
    high_contrast: bool
    is_demo: bool
    now: datetime
    site_nav: tuple[Link, ...]
    own_nav: tuple[Link, ...]
    sections: tuple[tuple[str, tuple[Link, ...]], ...]
    new_messages: int
    is_at_entry: bool
    crumbs: tuple[Crumb, ...]
    help: str

    @property
    def has_sidenav(self) -> bool:
        """Whether the desk's navigation is long enough to stand at the side, in sections."""
        return len(self.sections) > 1

    @property
    def may_be_candidate(self) -> bool:
        """Whether the candidates' own pages are offered: to candidates, and to whoever has not logged in."""
        return self.acting is None or self.acting.role is Role.CANDIDATE

    @property
    def asks_why(self) -> bool:
        """Whether the page that says why something is not visible is offered: to whoever acts as somebody."""
        return self.acting is not None

    @property
    def has_keys(self) -> bool:
        """Whether keys of the keyboard push what the page shows: unless the visitor has turned them off."""
        return self.acting is None or self.acting.has_keys

    @property
    def is_staffed(self) -> bool:
        """Whether whoever acts does so at a desk, and not as a candidate or as nobody."""
        return self.acting is not None and self.acting.role is not Role.CANDIDATE

    @property
    def bell(self) -> Bell | None:
        """What waits for a member of staff and what is new, read where the bell stands alone: one statement.

        None on pages that stay at the entry's door, where no row of the business is read.
        """
        if self.acting is None or self.is_at_entry:
            return None
        found = count_notices(self.acting, self.now)
        return Bell(waiting=_counted(found.waiting), new=_counted(found.new) if found.new else "")

    @property
    def home_label(self) -> str:
        """How the link to the visitor's own home is called."""
        if self.acting is None:
            return "选择身份"
        return "我的报名" if self.acting.role is Role.CANDIDATE else "我的工作台"

    @property
    def year(self) -> int:
        """The year that links to yearly pages use."""
        return self.season.season if self.season else beginning_year(self.now)

    @property
    def office(self) -> str:
        """Who runs this site."""
        return self.season.office_name if self.season else "省级招生考试机构"


def _counted(found: int) -> str:
    return str(found) if found <= MOST_COUNTED else f"{MOST_COUNTED}+"


def beginning_year(now: datetime) -> int:
    """The year of the clock, for an installation that holds no season yet."""
    return timezone.localtime(now).year


def page(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """Render a template inside its shell; where it shows a rare name, its head loads the font for it."""
    answer = render(request, template, {"shell": shell_of(request), **(context or {})}, status=status)
    shown = _RARE_NAMES.findall(answer.content.decode()) if _MARK in answer.content else ()
    if runs := runs_of("".join(shown)):
        href = f"{reverse('public:names-css')}?runs={'-'.join(runs)}"
        link = format_html('<link rel="stylesheet" href="{}">\n', href)
        answer.content = answer.content.replace(_END_OF_HEAD, link.encode() + _END_OF_HEAD, 1)
    return answer


def shell_of(request: HttpRequest) -> Shell:
    """The shell of a request: at most three statements, of the role, the season and a candidate's new messages."""
    acting = current_acting(request)
    season = season_of(acting.season, acting.province) if acting else current_season()
    now = timezone.now()
    own = _own_nav(acting)
    year = season.season if season else beginning_year(now)
    new = _unread(acting)
    links = tuple(_link(request, item, year, new if item.url_name == MESSAGES else 0) for item in own)
    sections = [item.section for item in own]
    grouped = groupby(zip(sections, links, strict=True), key=lambda pair: pair[0])
    return Shell(
        season=season,
        acting=acting,
        is_logged_in=request.user.is_authenticated,
        has_other_seats=request.session.get(HAS_OTHER_SEATS, False),
        home=_home(request, acting),
        care=request.COOKIES.get(CARE_COOKIE) == "1",
        high_contrast=request.COOKIES.get(CONTRAST_COOKIE) == "1",
        is_demo=settings.DEMO_PERSONAS or bool(season and season.synthetic),
        now=now,
        site_nav=tuple(_link(request, item, year) for item in PUBLIC_NAV),
        own_nav=links,
        new_messages=new,
        is_at_entry=_is_at_entry(request),
        crumbs=crumbs_of(request.path, acting.role) if acting and acting.candidate_id is None else (),
        help=_help(request),
        sections=tuple((title, tuple(link for _, link in pairs)) for title, pairs in grouped),
    )


def _home(request: HttpRequest, acting: Acting | None) -> str:
    if acting is not None:
        return reverse(HOMES[acting.role])
    return reverse("account:seats" if request.user.is_authenticated else "account:login")


def _help(request: HttpRequest) -> str:
    """Where the page is explained; empty for a page that has no name."""
    match = request.resolver_match
    screen = screens().get(match.view_name) if match is not None else None
    return reverse("public:screen", args=[screen.slug]) if screen else ""


def _is_at_entry(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and getattr(match.func, "door", None) is Door.ENTRY


def _own_nav(acting: Acting | None) -> Iterable[NavItem]:
    if acting is None:
        return ()
    return CANDIDATE_NAV if acting.role is Role.CANDIDATE else desk_nav(acting.role)


def _unread(acting: Acting | None) -> int:
    """How many new messages a candidate has; nobody else is written to here."""
    if acting is None or acting.candidate_id is None:
        return 0
    return unread_messages(acting.candidate_id, acting.account_id)


def _link(request: HttpRequest, item: NavItem, year: int, new: int = 0) -> Link:
    href = reverse(item.url_name, args=[year] if item.url_name in YEARLY else [])
    match = request.resolver_match
    is_beneath = match is not None and match.view_name in item.beneath
    return Link(
        label=item.label,
        href=href,
        icon=item.icon,
        current="page" if request.path == href else "true" if is_beneath else "",
        is_on_masthead=item.is_on_masthead,
        count=new,
    )
