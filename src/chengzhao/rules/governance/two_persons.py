"""通知·二.5: the acts that nobody does alone, and what two signatures must be to count as two.

One person opens the act, another who may do it sees exactly what will be done and confirms it (trust C-09).
The powers of admission stay with named officers (N5.1); each act names the clause that makes it weighty.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.words import Role, Word
from chengzhao.rules.governance.delegation import GRANTERS
from chengzhao.rules.states import StateMachine

PROVINCE = (Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD)
PROVINCE_LEADS = (Role.PROVINCE_LEAD,)
COMMITTEE = (Role.COMMITTEE_MEMBER, Role.PROVINCE_LEAD)
OFFICES = (*PROVINCE, Role.COUNTY_REVIEWER, Role.SECOND_REVIEWER, Role.PREFECTURE_OFFICER)

ADMINISTRATORS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN)

A_DAY, THREE_DAYS = timedelta(days=1), timedelta(days=3)


class ApprovalState(Word):
    """双人复核状态."""

    OPEN = "OPEN", "待复核"
    DONE = "DONE", "已办理"
    REFUSED = "REFUSED", "未同意"
    WITHDRAWN = "WITHDRAWN", "已撤回"
    LAPSED = "LAPSED", "已失效"


_S = ApprovalState

APPROVAL = StateMachine(
    name="双人复核",
    states=ApprovalState,
    clauses=("N5.1",),
    moves={
        _S.OPEN: (_S.DONE, _S.REFUSED, _S.WITHDRAWN, _S.LAPSED),
        _S.DONE: (),
        _S.REFUSED: (),
        _S.WITHDRAWN: (),
        _S.LAPSED: (),
    },
    sets={"ANSWERED": frozenset({_S.DONE, _S.REFUSED})},
)


@dataclass(frozen=True, kw_only=True, slots=True)
class TwoPersonAct:
    """An act of two: who may open it, who may confirm it, for how long it waits, and why it needs two."""

    title: str
    firsts: tuple[Role, ...]
    seconds: tuple[Role, ...]
    clauses: tuple[str, ...]
    waits: timedelta = THREE_DAYS


TWO_PERSON_ACTS: Mapping[str, TwoPersonAct] = MappingProxyType(
    {
        "grant_roles": TwoPersonAct(
            title="授予角色", firsts=GRANTERS, seconds=GRANTERS, clauses=("N1.1", "N5.1")
        ),
        "extend_role": TwoPersonAct(
            title="延长角色任期", firsts=GRANTERS, seconds=GRANTERS, clauses=("N1.1", "N5.1")
        ),
        "invite_staff": TwoPersonAct(
            title="邀请工作人员", firsts=GRANTERS, seconds=GRANTERS, clauses=("N1.1", "N5.1")
        ),
        "start_replacement": TwoPersonAct(
            title="重新绑定两步验证",
            firsts=ADMINISTRATORS,
            seconds=ADMINISTRATORS,
            clauses=("N1.1",),
            waits=A_DAY,
        ),
        "release_account": TwoPersonAct(
            title="注销证件名下的账号",
            firsts=(Role.COUNTY_REVIEWER, Role.SECOND_REVIEWER, Role.PREFECTURE_OFFICER),
            seconds=(Role.SECOND_REVIEWER, Role.PREFECTURE_OFFICER),
            clauses=("N3.2", "N5.1"),
        ),
        "reopen_stage": TwoPersonAct(
            title="重新开放或延长阶段",
            firsts=PROVINCE,
            seconds=PROVINCE_LEADS,
            clauses=("A2.1",),
            waits=A_DAY,
        ),
        "void_registrations": TwoPersonAct(
            title="取消重复的报名",
            firsts=OFFICES,
            seconds=(*PROVINCE, Role.SECOND_REVIEWER, Role.PREFECTURE_OFFICER),
            clauses=("N3.4", "N5.1"),
        ),
        "approve_claims": TwoPersonAct(
            title="照顾申请初审通过", firsts=OFFICES, seconds=OFFICES, clauses=("N3.5", "A1.5.21")
        ),
        "sign_notice": TwoPersonAct(title="签发公示", firsts=PROVINCE, seconds=PROVINCE, clauses=("A1.6.3",)),
        "override_gate": TwoPersonAct(
            title="放行含个人号码的公示",
            firsts=PROVINCE,
            seconds=(Role.SECURITY_ADMIN,),
            clauses=("A1.6.3",),
            waits=A_DAY,
        ),
        "publish_control_lines": TwoPersonAct(
            title="公布控制线",
            firsts=(*COMMITTEE, Role.PROVINCE_OFFICER),
            seconds=COMMITTEE,
            clauses=("A1.5.3", "A1.5.4"),
        ),
        "reopen_choices": TwoPersonAct(
            title="重新开放已封存的志愿",
            firsts=PROVINCE,
            seconds=PROVINCE_LEADS,
            clauses=("A2.2",),
            waits=A_DAY,
        ),
        "unmask_people": TwoPersonAct(
            title="批量查看完整信息",
            firsts=PROVINCE,
            seconds=PROVINCE_LEADS,
            clauses=("N5.1", "A1.6.4"),
            waits=A_DAY,
        ),
        "send_messages": TwoPersonAct(
            title="群发短信",
            firsts=PROVINCE,
            seconds=PROVINCE_LEADS,
            clauses=("N5.1",),
            waits=A_DAY,
        ),
        "order_retention": TwoPersonAct(
            title="到期删除",
            firsts=(Role.SECURITY_ADMIN,),
            seconds=PROVINCE_LEADS,
            clauses=("A1.6.4",),
            waits=A_DAY,
        ),
        "adjust_places": TwoPersonAct(
            title="录取期间调整计划",
            firsts=(Role.COLLEGE_LEAD, *PROVINCE),
            seconds=PROVINCE,
            clauses=("A1.5.22",),
        ),
        "sign_run": TwoPersonAct(
            title="投档结果签字", firsts=PROVINCE, seconds=PROVINCE, clauses=("A1.5.7",)
        ),
        "release_run": TwoPersonAct(
            title="放行投档结果", firsts=PROVINCE, seconds=PROVINCE_LEADS, clauses=("A1.5.7",), waits=A_DAY
        ),
        "approve_lists": TwoPersonAct(
            title="批准录取名单", firsts=PROVINCE, seconds=PROVINCE_LEADS, clauses=("A1.5.2", "A1.5.23")
        ),
    }
)
"""Every act that takes two persons (trust C-09), by the name under which it stands on the trail."""


@cites("N5.1")
def proposing_findings(act: str, role: Role) -> tuple[Finding, ...]:
    """Whether somebody in this role may open an act of two."""
    return _role_findings(act, role, TWO_PERSON_ACTS[act].firsts, "提请")


@cites("N5.1")
def confirming_findings(act: str, role: Role, *, is_first: bool) -> tuple[Finding, ...]:
    """Whether somebody in this role may answer an act that was opened: never the one who opened it."""
    same = (
        (finding("N5.1", f"“{TWO_PERSON_ACTS[act].title}”由你提请，须由另一人复核。", 事项=act),)
        if is_first
        else ()
    )
    return same + _role_findings(act, role, TWO_PERSON_ACTS[act].seconds, "复核")


def _role_findings(act: str, role: Role, roles: tuple[Role, ...], step: str) -> tuple[Finding, ...]:
    if role in roles:
        return ()
    names = "、".join(one.label for one in roles)
    message = f"“{TWO_PERSON_ACTS[act].title}”由{names}{step}，你的角色是{role.label}。"
    return (finding("N5.1", message, 事项=act, 角色=role.label),)


def state_at(state: ApprovalState, lapses_at: datetime, now: datetime) -> ApprovalState:
    """The state of an approval at a moment: one that nobody answered in time has lapsed."""
    return _S.LAPSED if state is _S.OPEN and now >= lapses_at else state
