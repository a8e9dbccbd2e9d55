"""通知·一.1 and 二.5: where a role can be held, and which roles one person may not hold together.

Responsibility is personal (N1.1) and the powers of admission are not handed on (N5.1). That those who run
the system, those who give out rights and those who read the trail are three persons, and that none of them
does the business, is 三权分立 of GB/T 22239-2019, third level (8.1.5).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.words import OrganisationKind, Role, Word

_KINDS = OrganisationKind

ROLE_PLACES: Mapping[Role, tuple[OrganisationKind, ...]] = MappingProxyType(
    {
        Role.COUNTY_REVIEWER: (_KINDS.COUNTY,),
        Role.SECOND_REVIEWER: (_KINDS.COUNTY, _KINDS.PREFECTURE),
        Role.PREFECTURE_OFFICER: (_KINDS.PREFECTURE,),
        Role.SITE_HEAD: (_KINDS.SITE,),
        Role.DEPARTMENT_OFFICER: (_KINDS.DEPARTMENT,),
        Role.COLLEGE_OFFICER: (_KINDS.COLLEGE,),
        Role.COLLEGE_LEAD: (_KINDS.COLLEGE,),
        Role.PROVINCE_OFFICER: (_KINDS.PROVINCE,),
        Role.PROVINCE_LEAD: (_KINDS.PROVINCE,),
        Role.COMMITTEE_MEMBER: (_KINDS.PROVINCE,),
        Role.INSPECTOR: (_KINDS.PROVINCE,),
        Role.MINISTRY_OFFICER: (_KINDS.MINISTRY,),
        Role.OVERSIGHT: (_KINDS.PROVINCE, _KINDS.MINISTRY),
        Role.SYSTEM_ADMIN: (_KINDS.PROVINCE, _KINDS.MINISTRY),
        Role.SECURITY_ADMIN: (_KINDS.PROVINCE, _KINDS.MINISTRY),
        Role.AUDIT_ADMIN: (_KINDS.PROVINCE, _KINDS.MINISTRY),
    }
)
"""In which kinds of organisation a role can be held."""


class Power(Word):
    """The four powers that no person holds two of."""

    BUSINESS = "BUSINESS", "业务"
    SYSTEM = "SYSTEM", "系统管理"
    SECURITY = "SECURITY", "安全管理"
    AUDIT = "AUDIT", "审计管理"


POWERS: Mapping[Role, Power] = MappingProxyType(
    {
        Role.SYSTEM_ADMIN: Power.SYSTEM,
        Role.SECURITY_ADMIN: Power.SECURITY,
        Role.AUDIT_ADMIN: Power.AUDIT,
    }
)
"""The power of each administrator's role; every other role is business."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """A role that somebody holds or is to hold, and from when until when."""

    role: Role
    valid_from: datetime
    valid_until: datetime

    def overlaps(self, other: "Term") -> bool:
        """Whether there is a moment at which both are in force."""
        return self.valid_from < other.valid_until and other.valid_from < self.valid_until


def power_of(role: Role) -> Power:
    """The power that a role belongs to."""
    return POWERS.get(role, Power.BUSINESS)


@cites("N1.1")
def place_findings(role: Role, kind: OrganisationKind) -> tuple[Finding, ...]:
    """Whether an organisation of this kind has such a role."""
    if kind in ROLE_PLACES.get(role, ()):
        return ()
    return (finding("N1.1", f"{kind.label}不能有“{role.label}”角色。", 单位=kind.label, 角色=role.label),)


TEMPORARY = frozenset({Role.COUNTY_REVIEWER, Role.SECOND_REVIEWER, Role.SITE_HEAD, Role.INSPECTOR})
"""Who is lent for one season's work; everybody else may stay on."""
SEASON_ENDS = (6, 30)
"""Month and day, in the year after the season's, on which temporary staff are done: our own default."""


@cites("N1.1")
def term_findings(wanted: Term, season: int) -> tuple[Finding, ...]:
    """Whether a role ends in time: that of temporary staff does with the season (trust C-11)."""
    month, day = SEASON_ENDS
    last = date(season + 1, month, day)
    if wanted.role not in TEMPORARY or wanted.valid_until.date() <= last:
        return ()
    message = f"{wanted.role.label}是临时人员，任期最迟到{last}，年度结束即止。"
    return (finding("N1.1", message, 角色=wanted.role.label, 失效=wanted.valid_until.date()),)


@cites("N5.1")
def separation_findings(wanted: Term, held: Collection[Term]) -> tuple[Finding, ...]:
    """The roles held at the same time that forbid a new one: those of another power."""
    power = power_of(wanted.role)
    hindering = {
        term.role: term for term in held if power_of(term.role) is not power and term.overlaps(wanted)
    }
    return tuple(
        finding(
            "N5.1",
            f"已是{role.label}（{power_of(role).label}），同一时间不能再任{wanted.role.label}（{power.label}），"
            "须由不同的人担任。",
            已任=role.label,
            拟任=wanted.role.label,
        )
        for role in hindering
    )
