"""The doors: one database role for each kind of visitor, and which door a person's role opens."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from chengzhao.law.words import Role

APP_ROLE = "chengzhao_app"
"""The role that the service logs in with: it may go through the doors and has no rights of its own."""


class Door(StrEnum):
    """A database role. Its policies are only its own, so each of them stays a plain, indexable condition."""

    ENTRY = "chengzhao_entry"
    """Logging in, and finding out who somebody is."""
    PUBLIC = "chengzhao_public"
    CANDIDATE = "chengzhao_candidate"
    OFFICE = "chengzhao_office"
    """Province, prefecture and county: the rows of their own part of the tree."""
    COMMITTEE = "chengzhao_committee"
    """Members of the committee: control lines, runs, figures and acts of two; no column that says who somebody is."""
    INSPECTION = "chengzhao_inspection"
    """Inspectors: what the province's office reads, and nothing that they could change."""
    SITE = "chengzhao_site"
    COLLEGE = "chengzhao_college"
    DEPARTMENT = "chengzhao_department"
    MINISTRY = "chengzhao_ministry"
    OVERSIGHT = "chengzhao_oversight"
    AUDIT = "chengzhao_audit"
    """The trail, and nothing of the business that it speaks of."""
    SYSTEM = "chengzhao_system"
    """Accounts, organisations and jobs; no role is given here, and nothing of a candidate is seen."""
    SECURITY = "chengzhao_security"
    """Who has which role: those who give out rights run nothing (三权分立)."""
    FIGURES = "chengzhao_figures"
    """Counting over everybody of a season, without a column that says who somebody is."""
    WORK = "chengzhao_work"
    """Background work of one season and province."""
    MAINTENANCE = "chengzhao_maintenance"
    """Commands of an administrator over all seasons: sealing, rotation of keys, retention."""


DOOR_OF_ROLE: Mapping[Role, Door] = MappingProxyType(
    {
        Role.CANDIDATE: Door.CANDIDATE,
        Role.COUNTY_REVIEWER: Door.OFFICE,
        Role.SECOND_REVIEWER: Door.OFFICE,
        Role.PREFECTURE_OFFICER: Door.OFFICE,
        Role.PROVINCE_OFFICER: Door.OFFICE,
        Role.PROVINCE_LEAD: Door.OFFICE,
        Role.COMMITTEE_MEMBER: Door.COMMITTEE,
        Role.SITE_HEAD: Door.SITE,
        Role.DEPARTMENT_OFFICER: Door.DEPARTMENT,
        Role.COLLEGE_OFFICER: Door.COLLEGE,
        Role.COLLEGE_LEAD: Door.COLLEGE,
        Role.MINISTRY_OFFICER: Door.MINISTRY,
        Role.OVERSIGHT: Door.OVERSIGHT,
        Role.INSPECTOR: Door.INSPECTION,
        Role.SYSTEM_ADMIN: Door.SYSTEM,
        Role.SECURITY_ADMIN: Door.SECURITY,
        Role.AUDIT_ADMIN: Door.AUDIT,
    }
)


def roles_of(door: Door) -> tuple[Role, ...]:
    """The roles that open a door."""
    return tuple(role for role, held in DOOR_OF_ROLE.items() if held is door)
