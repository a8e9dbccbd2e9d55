"""通知·一.1 and 二.5: who may give which role to others, and where (trust C-08, C-11).

Nobody gives a role that is not in his own list, and nobody gives one outside the part of the tree that he
answers for. Leads, overseers, committee members and administrators are made by the security administrators.
"""

from collections.abc import Mapping
from types import MappingProxyType

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.words import Role, Word

COLLEGES_PATH = "/college/"
"""Below it hang the colleges, which belong to no province's tree."""


class Reach(Word):
    """Where a role may be given, seen from the organisation of the one who gives it."""

    OWN = "OWN", "本单位"
    BELOW = "BELOW", "本单位和下级单位"
    COLLEGES = "COLLEGES", "各院校"


_R = Reach
_STAFF = tuple(role for role in Role if role is not Role.CANDIDATE)

DELEGATION: Mapping[Role, Mapping[Role, tuple[Reach, ...]]] = MappingProxyType(
    {
        Role.SECURITY_ADMIN: MappingProxyType(dict.fromkeys(_STAFF, (_R.BELOW, _R.COLLEGES))),
        Role.PROVINCE_LEAD: MappingProxyType(
            {
                Role.PROVINCE_OFFICER: (_R.OWN,),
                Role.INSPECTOR: (_R.OWN,),
                Role.PREFECTURE_OFFICER: (_R.BELOW,),
                Role.COUNTY_REVIEWER: (_R.BELOW,),
                Role.SECOND_REVIEWER: (_R.BELOW,),
                Role.SITE_HEAD: (_R.BELOW,),
                Role.DEPARTMENT_OFFICER: (_R.BELOW,),
                Role.COLLEGE_LEAD: (_R.COLLEGES,),
                Role.COLLEGE_OFFICER: (_R.COLLEGES,),
            }
        ),
        Role.PREFECTURE_OFFICER: MappingProxyType(
            {
                Role.COUNTY_REVIEWER: (_R.BELOW,),
                Role.SECOND_REVIEWER: (_R.BELOW,),
                Role.SITE_HEAD: (_R.BELOW,),
            }
        ),
        Role.COLLEGE_LEAD: MappingProxyType({Role.COLLEGE_OFFICER: (_R.OWN,)}),
    }
)
"""Who may give which role, and where; whoever is not in it gives none."""

GRANTERS = tuple(DELEGATION)
"""The roles that may give roles."""

_MANAGES_COLLEGES = frozenset(
    {
        Role.PROVINCE_OFFICER,
        Role.PROVINCE_LEAD,
        Role.MINISTRY_OFFICER,
        *(Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN),
    }
)


def reaches(role: Role, org_path: str, path: str) -> bool:
    """Whether somebody in a role at `org_path` answers for `path`: what lies below, and for some the colleges."""
    is_college = path.startswith(COLLEGES_PATH)
    return path.startswith(org_path) or (is_college and role in _MANAGES_COLLEGES)


@cites("N1.1", "N5.1")
def delegation_findings(giver: Role, giver_path: str, role: Role, path: str) -> tuple[Finding, ...]:
    """Whether somebody may give (or extend, or end) a role at a path."""
    where = DELEGATION.get(giver, {}).get(role)
    if where is None:
        return (
            finding(
                "N5.1",
                f"{giver.label}不能授予“{role.label}”角色，请由安全管理员办理。",
                授予人=giver.label,
                角色=role.label,
            ),
        )
    if any(_lies(reach, giver_path, path) for reach in where):
        return ()
    names = "或".join(reach.label for reach in where)
    message = f"{giver.label}只能在{names}授予“{role.label}”角色。"
    return (finding("N1.1", message, 授予人=giver.label, 角色=role.label, 单位=path),)


def _lies(reach: Reach, giver_path: str, path: str) -> bool:
    if reach is Reach.OWN:
        return path == giver_path
    if reach is Reach.BELOW:
        return path.startswith(giver_path)
    return path.startswith(COLLEGES_PATH)
