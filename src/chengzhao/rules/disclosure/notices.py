"""Public notices of bonuses and exemptions (附件1·六（二）（三）): what they say and how long they stay."""

from calendar import monthrange
from collections.abc import Collection, Mapping
from datetime import date

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.provinces import Supplement
from chengzhao.law.words import Stage, Word
from chengzhao.law.years import YearLaw
from chengzhao.rules.states import StateMachine


class NoticeState(Word):
    """公示状态."""

    DRAFT = "DRAFT", "待公示"
    SIGNED = "SIGNED", "已签发"
    UP = "UP", "公示中"
    COMPLETED = "COMPLETED", "公示期满"
    DOWN = "DOWN", "已撤下"
    DISCARDED = "DISCARDED", "已作废"


class PublicityTag(Word):
    """What is told of a notice (公示状态标记)."""

    COMING = "COMING", "待公示"
    RUNNING = "RUNNING", "公示中"
    UNDISPUTED = "UNDISPUTED", "公示无异议"
    DISPUTED = "DISPUTED", "有异议"
    GONE = "GONE", "已撤下"


_S = NoticeState

PUBLIC_NOTICE = StateMachine(
    name="公示",
    states=NoticeState,
    clauses=("N3.6", "A1.6.3"),
    moves={
        _S.DRAFT: (_S.SIGNED, _S.DISCARDED),
        _S.SIGNED: (_S.UP, _S.DISCARDED),
        _S.UP: (_S.COMPLETED,),
        _S.COMPLETED: (_S.DOWN,),
        _S.DOWN: (),
        _S.DISCARDED: (),
    },
    sets={
        "VISIBLE_TO_PUBLIC": frozenset({_S.UP, _S.COMPLETED}),
        "NOT_YET_PUBLIC": frozenset({_S.DRAFT, _S.SIGNED}),
    },
)


@cites("A1.6.3", "N3.6")
def publicity_tag(state: NoticeState, *, is_disputed: bool) -> PublicityTag:
    """The tag of a notice: while its days run it is 公示中, after that what was objected to it tells.

    `is_disputed` says that an objection to a line of it is looked into or was sustained.
    """
    if state in PUBLIC_NOTICE.sets["NOT_YET_PUBLIC"]:
        return PublicityTag.COMING
    if state is NoticeState.UP:
        return PublicityTag.RUNNING
    if state is NoticeState.COMPLETED:
        return PublicityTag.DISPUTED if is_disputed else PublicityTag.UNDISPUTED
    return PublicityTag.GONE


@cites("A1.6.3")
def entry_findings(fields: Mapping[str, str], law: YearLaw) -> tuple[Finding, ...]:
    """Whether an entry of a bonus or exemption notice has the ordered fields and no other.

    `fields` maps field names in the words of the law to their text; a field that does not apply says so
    (测试项目: 无).
    """
    ordered = law.notice_fields.value
    missing = [name for name in ordered if not fields.get(name, "").strip()]
    surplus = [name for name in fields if name not in ordered]
    return (
        *(finding("A1.6.3", f"公示信息缺少“{name}”。", 缺少=name) for name in missing),
        *(finding("A1.6.3", f"公示信息不应包含“{name}”。", 多余=name) for name in surplus),
    )


@cites("A1.6.3")
def notice_day_findings(up_on: date, law: YearLaw) -> tuple[Finding, ...]:
    """Whether a notice goes up before admission begins."""
    opens = law.window(Stage.ADMISSION).opens
    if up_on < opens:
        return ()
    said = f"照顾政策须于录取前公示，录取自{opens}开始。"
    return (finding("A1.6.3", said, is_hard=law.may_refuse(up_on), 公示日=up_on),)


@cites("A1.6.3")
def take_down_day(up_on: date, law: YearLaw, supplement: Supplement | None = None) -> date:
    """The first day on which a notice may come down: half a year after it went up, or what a province adds.

    A month without that day ends the half year on its last day (民法典 第二百零二条).
    """
    kept = max(law.notice_months.value, supplement.notice_months.value if supplement else 0)
    months = up_on.month - 1 + kept
    year, month = up_on.year + months // 12, months % 12 + 1
    return date(year, month, min(up_on.day, monthrange(year, month)[1]))


@cites("A1.6.2")
def missing_items(published: Collection[str], law: YearLaw) -> tuple[str, ...]:
    """The kinds of information that an organisation has not yet made public, in the law's order."""
    return tuple(item for item in law.disclosure_items.value if item not in published)


@cites("A1.6.4")
def channel_findings(channels: Mapping[str, str], law: YearLaw) -> tuple[Finding, ...]:
    """Whether a notice says where to report: mailbox, telephone, accepting unit, postal address."""
    missing = [name for name in law.report_channels.value if not channels.get(name, "").strip()]
    return tuple(finding("A1.6.4", f"公示须同时提供{name}。", 缺少=name) for name in missing)
