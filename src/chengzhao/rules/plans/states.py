"""The states of a source plan, from the college's first draft to its publication (A1.2.7, A1.2.13)."""

from chengzhao.law.words import Word
from chengzhao.rules.states import StateMachine


class PlanState(Word):
    """招生来源计划状态."""

    DRAFT = "DRAFT", "编制中"
    SUBMITTED = "SUBMITTED", "已上报"
    DEPARTMENT_AGREED = "DEPARTMENT_AGREED", "主管部门已审"
    TOTALLED = "TOTALLED", "教育部已汇总"
    DISTRIBUTED = "DISTRIBUTED", "已分送"
    PUBLISHED = "PUBLISHED", "已公布"
    RETURNED = "RETURNED", "被退回"


_S = PlanState

PLAN = StateMachine(
    name="招生来源计划",
    states=PlanState,
    clauses=("A1.2.7", "A1.2.13"),
    moves={
        _S.DRAFT: (_S.SUBMITTED,),
        _S.SUBMITTED: (_S.DEPARTMENT_AGREED, _S.RETURNED),
        _S.DEPARTMENT_AGREED: (_S.TOTALLED, _S.RETURNED),
        _S.TOTALLED: (_S.DISTRIBUTED, _S.RETURNED),
        _S.DISTRIBUTED: (_S.PUBLISHED,),
        _S.PUBLISHED: (),
        _S.RETURNED: (_S.DRAFT,),
    },
    sets={
        "WITH_COLLEGE": frozenset({_S.DRAFT, _S.RETURNED}),
        "FIXED": frozenset({_S.DISTRIBUTED, _S.PUBLISHED}),
    },
)
