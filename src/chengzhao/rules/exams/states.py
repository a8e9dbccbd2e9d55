"""The states of one paper of one candidate: on the day of the exam, and of its mark afterwards."""

from chengzhao.law.words import Word
from chengzhao.rules.states import StateMachine


class PaperState(Word):
    """到考状态."""

    EXPECTED = "EXPECTED", "应考"
    CHECKED_IN = "CHECKED_IN", "已签到"
    SAT = "SAT", "实考"
    ABSENT = "ABSENT", "缺考"
    CANCELLED = "CANCELLED", "取消"


class MarkState(Word):
    """成绩状态."""

    NONE = "NONE", "未录入"
    IMPORTED = "IMPORTED", "已导入"
    RECONCILED = "RECONCILED", "已核对"
    FROZEN = "FROZEN", "已封账"
    RELEASED = "RELEASED", "已发布"
    CORRECTED = "CORRECTED", "已更正"


_P = PaperState
_M = MarkState

ATTENDANCE = StateMachine(
    name="到考",
    states=PaperState,
    clauses=("N2.3", "A1.4.6"),
    moves={
        _P.EXPECTED: (_P.CHECKED_IN, _P.ABSENT),
        _P.CHECKED_IN: (_P.SAT, _P.ABSENT),
        _P.SAT: (_P.CANCELLED,),
        _P.ABSENT: (),
        _P.CANCELLED: (),
    },
    sets={"COUNTS_AS_ZERO": frozenset({_P.ABSENT, _P.CANCELLED})},
)

MARKING = StateMachine(
    name="成绩",
    states=MarkState,
    clauses=("A1.4.7",),
    moves={
        _M.NONE: (_M.IMPORTED,),
        _M.IMPORTED: (_M.RECONCILED,),
        _M.RECONCILED: (_M.FROZEN,),
        _M.FROZEN: (_M.RELEASED,),
        _M.RELEASED: (_M.CORRECTED,),
        _M.CORRECTED: (),
    },
    sets={"VISIBLE_TO_CANDIDATE": frozenset({_M.RELEASED, _M.CORRECTED})},
)
