"""附件1·二（二）: plans are compiled, submitted, distributed and adjusted online, each step by its own office."""

from collections.abc import Collection, Mapping
from types import MappingProxyType

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.words import OrganisationKind
from chengzhao.rules.plans.states import PLAN, PlanState

_S = PlanState
_O = OrganisationKind

MOVERS: Mapping[PlanState, tuple[OrganisationKind, ...]] = MappingProxyType(
    {
        _S.DRAFT: (_O.COLLEGE,),
        _S.SUBMITTED: (_O.COLLEGE,),
        _S.DEPARTMENT_AGREED: (_O.DEPARTMENT, _O.PROVINCE, _O.MINISTRY),
        _S.TOTALLED: (_O.MINISTRY,),
        _S.DISTRIBUTED: (_O.MINISTRY,),
        _S.PUBLISHED: (_O.PROVINCE,),
        _S.RETURNED: (_O.DEPARTMENT, _O.PROVINCE, _O.MINISTRY),
    }
)
"""Who brings a plan into a state: the college compiles, its own department agrees, the ministry distributes."""


@cites("A1.2.7")
def mover_findings(
    before: PlanState,
    after: PlanState,
    mover: OrganisationKind,
    *,
    is_own_college: bool,
) -> tuple[Finding, ...]:
    """Whether an office may make a move: a legal one, of its kind, and for a college under it.

    `is_own_college` says whether the college is, or belongs to, the office. Only the ministry handles all.
    """
    if not PLAN.allows(before, after):
        return (finding("A1.2.7", f"招生来源计划“{before.label}”不能转为“{after.label}”。"),)
    if mover not in MOVERS[after]:
        names = "、".join(kind.label for kind in MOVERS[after])
        return (finding("A1.2.7", f"转为“{after.label}”由{names}办理，{mover.label}不能办理。"),)
    is_bound = mover is not OrganisationKind.MINISTRY and after is not PlanState.PUBLISHED
    if is_bound and not is_own_college:
        return (finding("A1.2.7", f"{mover.label}只能办理所属成人高校的招生计划。"),)
    return ()


@cites("A1.2.7")
def uncompiled_findings(colleges: Collection[str], compiled: Collection[str]) -> tuple[Finding, ...]:
    """The colleges that enrol but have not compiled their plan online, 省属高校 at home included (全口径)."""
    return tuple(
        finding("A1.2.7", f"{college}尚未在网上系统编制分省分专业计划。", 院校=college)
        for college in sorted(set(colleges) - set(compiled))
    )


@cites("A1.2.13")
def distribution_findings(distributed: Collection[str], published: Collection[str]) -> tuple[Finding, ...]:
    """Plans that a province published without distribution, and those it did not publish despite it.

    Both are given by their codes; the findings come in the order of the codes.
    """
    unsent = sorted(set(published) - set(distributed))
    withheld = sorted(set(distributed) - set(published))
    return (
        *(
            finding(
                "A1.2.13",
                f"计划{code}未经教育部汇总分送，不得公布。",
                mend="请撤下，分送后再公布。",
                计划代码=code,
            )
            for code in unsent
        ),
        *(
            finding(
                "A1.2.13",
                f"计划{code}已由教育部汇总分送，不得拒绝公布。",
                mend="请公布。",
                计划代码=code,
            )
            for code in withheld
        ),
    )
