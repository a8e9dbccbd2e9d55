"""通知·二.5: 十严禁、30个不得、八项基本要求: signed each year before access to admission (N5.3)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.orders import ORDERED, Ban, bans
from chengzhao.law.words import Role

ADMISSION_ROLES = frozenset(
    {
        Role.COLLEGE_OFFICER,
        Role.COLLEGE_LEAD,
        Role.PROVINCE_OFFICER,
        Role.PROVINCE_LEAD,
        Role.COMMITTEE_MEMBER,
    }
)
"""Who works on admission and therefore signs."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Commitment:
    """What one officer signed for one year: the lists, by their names, and the day."""

    year: int
    lists: tuple[str, ...]
    signed_on: date


@cites("N5.3")
def commitment_lists() -> tuple[tuple[str, tuple[Ban, ...]], ...]:
    """The lists to be signed, in the order of the notice, each with its rules as far as they are known."""
    return tuple((name, bans(name)) for name in ORDERED)


@cites("N5.3")
def commitment_findings(
    role: Role, commitments: Collection[Commitment], year: int, day: date
) -> tuple[Finding, ...]:
    """Whether an officer may get access to admission: all three lists signed for the year, by that day."""
    if role not in ADMISSION_ROLES:
        return ()
    signed = {
        name for each in commitments if each.year == year and each.signed_on <= day for name in each.lists
    }
    return tuple(
        finding("N5.3", f"{role.label}尚未签署{year}年“{name}”承诺，不能进入录取工作。", 纪律=name)
        for name in ORDERED
        if name not in signed
    )


@cites("N5.3")
def uncertain_rules() -> tuple[Ban, ...]:
    """The rules whose words or number are not certain: shown with a warning until an office has the text."""
    return tuple(ban for name in ORDERED for ban in bans(name) if not ban.is_certain)
