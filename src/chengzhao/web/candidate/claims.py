"""我的照顾申请: how far each claim is reviewed and publicised, and what it is worth once it is in effect."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from chengzhao.actions.departments import OWN_OFFICE
from chengzhao.law.words import EntryRoute
from chengzhao.law.years import year_law
from chengzhao.records.queries.own_claims import OwnClaim, own_claims
from chengzhao.records.queries.registration import registration_of
from chengzhao.rules.preferences import ClaimState, department_of
from chengzhao.web.candidate.permissions import may_see_own_registration
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.chinese import closing_moment
from chengzhao.web.shared.page import page
from chengzhao.web.shared.shows import shows

HEARD = frozenset(
    {ClaimState.DEPARTMENT_AGREED, ClaimState.NOTIFIED, ClaimState.OBJECTED, ClaimState.EFFECTIVE}
)
"""States behind the opinion of the department in charge."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """A step of a claim: its name, what is said of it, when it was taken, None where it was not."""

    name: str
    note: str
    at: datetime | None
    is_done: bool


@require_GET
@shows("N3.5", "N3.6", "N3.8", "A1.5.21", "A1.6.3", called="我的照顾申请")
@allow(may_see_own_registration)
def claims(request: StaffRequest) -> HttpResponse:
    """Each claim with its steps; for 免试 and 单考 also the day by which the registration is to be finished."""
    candidate_id = request.acting.candidate_id or 0
    law = year_law(request.acting.season)
    mine = registration_of(candidate_id)
    found = own_claims(candidate_id, timezone.localdate())
    context = {
        "claims": [(one, tuple(steps(one, department_of(one.kind, law)))) for one in found],
        "best": max((one.points for one in found if one.state is ClaimState.EFFECTIVE), default=0),
        "is_exempt": any(one.exempts and one.state is ClaimState.EFFECTIVE for one in found),
        "route": mine.route if mine is not None and mine.route is not EntryRoute.UNIFIED else None,
        "deadline": law.exempt_deadline.value,
    }
    return page(request, "candidate/claims.html", context)


def steps(claim: OwnClaim, department: str) -> Iterator[Step]:
    """申请、审核、部门、公示、生效, with the moments that are known."""
    yield Step(name="提出申请", note="", at=claim.claimed_at, is_done=True)
    yield Step(
        name="招生考试机构审核",
        note="" if claim.approved_at else "在确认点交验原始证件后审核",
        at=claim.approved_at,
        is_done=claim.approved_at is not None,
    )
    if claim.opinion is not None:
        name, agrees, at = claim.opinion
        yield Step(name=f"{name}的意见", note="同意" if agrees else "不同意", at=at, is_done=True)
    elif department != OWN_OFFICE:
        yield Step(name=f"{department}部门核准", note="", at=None, is_done=claim.state in HEARD)
    yield _publicity(claim)
    completed_at = claim.notice.completed_at if claim.notice else None
    is_effective = claim.state is ClaimState.EFFECTIVE
    yield Step(name="生效", note="", at=completed_at if is_effective else None, is_done=is_effective)


def _publicity(claim: OwnClaim) -> Step:
    notice = claim.notice
    if notice is None:
        return Step(name="公示", note="", at=None, is_done=claim.state is ClaimState.EFFECTIVE)
    until = f"异议截止{closing_moment(notice.objections_until)}" if notice.objections_until else ""
    return Step(name="公示", note=f"{notice.number}　{until}", at=notice.up_at, is_done=True)
