"""附件1·三（三）: a table of registrations that a unit hands in together, from the file to the registrations."""

from chengzhao.law.words import Word
from chengzhao.rules.registration.states import RegistrationState
from chengzhao.rules.states import StateMachine


class ImportState(Word):
    """批量导入的状态."""

    RECEIVED = "RECEIVED", "已接收"
    CHECKED = "CHECKED", "已检查"
    IMPORTING = "IMPORTING", "导入中"
    IMPORTED = "IMPORTED", "已导入"
    UNDONE = "UNDONE", "已撤销"
    DROPPED = "DROPPED", "未导入"


class ImportChoice(Word):
    """What is to become of a table once everything that is wrong in it is known."""

    NONE = "NONE", "全部不导入"
    RIGHT = "RIGHT", "只导入正确的"
    MEND = "MEND", "先导入正确的，错误的改好再传"


_S = ImportState

IMPORT = StateMachine(
    name="批量导入",
    states=ImportState,
    clauses=("A1.3.9",),
    moves={
        # What was checked may be checked again under other columns.
        _S.RECEIVED: (_S.CHECKED, _S.DROPPED),
        _S.CHECKED: (_S.RECEIVED, _S.IMPORTING, _S.DROPPED),
        _S.IMPORTING: (_S.IMPORTED, _S.UNDONE),
        _S.IMPORTED: (_S.UNDONE,),
        _S.UNDONE: (),
        _S.DROPPED: (),
    },
    sets={"COUNTS": frozenset({_S.RECEIVED, _S.CHECKED, _S.IMPORTING, _S.IMPORTED})},
)
"""`COUNTS` are the states in which the same file is not taken a second time."""

UNTOUCHED = frozenset({RegistrationState.AWAITING, RegistrationState.SUBMITTED})
"""Registrations of a table that nobody has looked at: while all of it are so, the table can be taken back whole."""
