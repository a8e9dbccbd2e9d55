"""The states of a registration, from the first line filled in to the seat (A1.3.9)."""

from chengzhao.law.words import Word
from chengzhao.rules.states import StateMachine


class RegistrationState(Word):
    """报名状态."""

    DRAFT = "DRAFT", "填写中"
    AWAITING = "AWAITING", "待补材料"
    SUBMITTED = "SUBMITTED", "待审核"
    UNDER_REVIEW = "UNDER_REVIEW", "审核中"
    RETURNED = "RETURNED", "退回补正"
    SECOND_REVIEW = "SECOND_REVIEW", "待复核"
    APPROVED = "APPROVED", "已通过"
    REJECTED = "REJECTED", "不通过"
    CONFIRMED = "CONFIRMED", "已确认"
    TICKETED = "TICKETED", "已编排"
    WITHDRAWN = "WITHDRAWN", "已撤回"
    CANCELLED = "CANCELLED", "已取消"


_S = RegistrationState

REGISTRATION = StateMachine(
    name="报名",
    states=RegistrationState,
    clauses=("N3.1", "A1.3.9"),
    moves={
        _S.DRAFT: (_S.SUBMITTED, _S.AWAITING, _S.WITHDRAWN),
        # A unit handed in for the person: the papers are missing, and nobody reviews it yet.
        _S.AWAITING: (_S.SUBMITTED, _S.WITHDRAWN, _S.CANCELLED),
        _S.SUBMITTED: (_S.UNDER_REVIEW, _S.WITHDRAWN, _S.CANCELLED),
        _S.UNDER_REVIEW: (_S.APPROVED, _S.RETURNED, _S.SECOND_REVIEW, _S.WITHDRAWN, _S.CANCELLED),
        _S.RETURNED: (_S.SUBMITTED, _S.WITHDRAWN, _S.CANCELLED),
        _S.SECOND_REVIEW: (_S.APPROVED, _S.REJECTED, _S.WITHDRAWN, _S.CANCELLED),
        _S.APPROVED: (_S.CONFIRMED, _S.UNDER_REVIEW, _S.WITHDRAWN, _S.CANCELLED),
        _S.REJECTED: (),
        _S.CONFIRMED: (_S.TICKETED, _S.WITHDRAWN, _S.CANCELLED),
        _S.TICKETED: (_S.CANCELLED,),
        _S.WITHDRAWN: (),
        _S.CANCELLED: (),
    },
    sets={
        "ACTIVE": frozenset(RegistrationState) - {_S.REJECTED, _S.WITHDRAWN, _S.CANCELLED},
        "WITH_CANDIDATE": frozenset({_S.DRAFT, _S.AWAITING, _S.RETURNED}),
        "WITH_OFFICE": frozenset({_S.SUBMITTED, _S.UNDER_REVIEW, _S.SECOND_REVIEW}),
        "PASSED_REVIEW": frozenset({_S.APPROVED, _S.CONFIRMED, _S.TICKETED}),
    },
)
