"""Cases of registrations that share something."""

from typing import Any

from tests.factories.border import REGISTRATION_DAY

from chengzhao.actions.grounds import common_path
from chengzhao.records.models import Candidate, RiskCase, RiskTrait


def a_risk_case(*members: Candidate, signal: str = "PHONE", **facts: Any) -> RiskCase:
    """A case of these registrations, which share a telephone; it waits."""
    first = members[0]
    border = {"season": first.season, "province": first.province}
    given = {
        "org_path": common_path(one.org_path for one in members),
        "state": "OPEN",
        "weight": 50,
        "size": len(members),
        "out_of_place": 0,
        "signals": [[signal, len(members), 50, ""]],
        "found_at": REGISTRATION_DAY,
        "changed_at": REGISTRATION_DAY,
    }
    case = RiskCase.objects.create(**border, **{**given, **facts})
    for one in members:
        RiskTrait.objects.create(
            **border, case=case, candidate=one, signal=signal, group=first.pk, seen_at=REGISTRATION_DAY
        )
    case.refresh_from_db()
    return case
