"""通知·二.3: what an office may do with a cluster of applications, and what must go before a registration is voided.

A cluster is a cue. It is kept, looked into, or taken for one case; a registration is voided by two persons alone,
after whom it concerns was asked and had time to answer (N3.4, 个人信息保护法第二十四条).
"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.words import Word
from chengzhao.rules.registration.states import REGISTRATION, RegistrationState
from chengzhao.rules.states import StateMachine

HEARD_FOR = timedelta(days=3)
"""So long whoever is asked has to answer. Our own default: no text names a time."""


class CaseState(Word):
    """线索状态."""

    OPEN = "OPEN", "待核实"
    CHECKING = "CHECKING", "查证中"
    KEPT = "KEPT", "已保留"
    MERGED = "MERGED", "已并案"
    ENDED = "ENDED", "线索已消失"


class CaseDecision(Word):
    """对一组线索的决定."""

    CHECK = "CHECK", "查证"
    KEEP = "KEEP", "保留"
    MERGE = "MERGE", "并案"


_S = CaseState

CASE = StateMachine(
    name="可疑线索",
    states=CaseState,
    clauses=("N3.4",),
    moves={
        _S.OPEN: (_S.CHECKING, _S.KEPT, _S.MERGED, _S.ENDED),
        _S.CHECKING: (_S.KEPT, _S.MERGED, _S.ENDED),
        _S.KEPT: (_S.OPEN,),
        _S.MERGED: (_S.OPEN,),
        _S.ENDED: (_S.OPEN,),
    },
    sets={"WAITING": frozenset({_S.OPEN, _S.CHECKING}), "DECIDED": frozenset({_S.KEPT, _S.MERGED})},
)

AFTER: Mapping[CaseDecision, CaseState] = {
    CaseDecision.CHECK: _S.CHECKING,
    CaseDecision.KEEP: _S.KEPT,
    CaseDecision.MERGE: _S.MERGED,
}
"""The state that each decision leads to."""

Pair = tuple[int, str]
"""A candidate's key and the signal that the candidate shares with others."""


@cites("N3.4")
def is_news(before: Collection[Pair], now: Collection[Pair]) -> bool:
    """Whether a cluster that was decided has evidence that whoever decided had not seen."""
    return not set(now) <= set(before)


@cites("N3.4")
def voiding_findings(
    *,
    state: CaseState,
    heard_until: datetime | None,
    now: datetime,
    states: Mapping[str, RegistrationState],
    voided: Collection[str],
) -> tuple[Finding, ...]:
    """What stands against voiding some of a cluster's registrations (number → state); empty where nothing does."""
    found = []
    if state is not _S.CHECKING or heard_until is None:
        found.append("要取消其中的报名，先决定“查证”：系统通知本人，到期听取说明以后再办。")
    elif now < heard_until:
        found.append("还在听取本人说明的期限内，到期以后才能取消其中的报名。")
    strangers = sorted(set(voided) - set(states))
    if strangers:
        found.append(f"{'、'.join(strangers)}不在这一组里，请重新打开这一页。")
    live = {number for number, held in states.items() if held in REGISTRATION.sets["ACTIVE"]}
    if not live - set(voided):
        found.append("至少保留一份报名：同一个人也有报名的权利。")
    for number in sorted(set(voided) & set(states)):
        if states[number] is _R.TICKETED or not REGISTRATION.allows(states[number], _R.CANCELLED):
            found.append(f"{number}现在是“{states[number].label}”，不能在这里取消。")
    return tuple(finding("N3.4", sentence) for sentence in found)


_R = RegistrationState
