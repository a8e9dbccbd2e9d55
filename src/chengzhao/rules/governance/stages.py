"""通知·一 and 附件2: the stages, their order and calendar, and who answers for them."""

from collections.abc import Collection, Mapping
from datetime import date
from types import MappingProxyType

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.words import OrganisationKind, Stage
from chengzhao.law.years import YearLaw

__all__ = [
    "FINISHED_BEFORE",
    "Stage",
    "calendar_findings",
    "opening_findings",
    "order_findings",
    "responsible_findings",
]

# What must be over before a stage opens. Stages of one line of 附件2 overlap: registration and its
# review run side by side, numbers are set while papers are sat.
FINISHED_BEFORE: Mapping[Stage, tuple[Stage, ...]] = MappingProxyType(
    {
        Stage.DIRECTORY: (),
        Stage.REGISTRATION: (),
        Stage.REVIEW: (),
        Stage.PLACES: (Stage.DIRECTORY, Stage.REGISTRATION),
        Stage.EXAM: (Stage.REGISTRATION, Stage.REVIEW),
        Stage.MARKING: (Stage.EXAM,),
        Stage.LINES: (Stage.MARKING,),
        Stage.CHOICES: (Stage.LINES,),
        Stage.ADMISSION: (Stage.PLACES, Stage.LINES, Stage.CHOICES),
    }
)


def opening_findings(
    stage: Stage,
    day: date,
    *,
    finished: Collection[Stage],
    named_posts: Mapping[OrganisationKind, Collection[str]],
    has_extension: bool,
    law: YearLaw,
) -> tuple[Finding, ...]:
    """Everything that stands against opening a stage on a day; empty = it may open."""
    return (
        *responsible_findings(named_posts, law),
        *order_findings(stage, finished),
        *calendar_findings(stage, day, has_extension=has_extension, law=law),
    )


@cites("N1.1")
def responsible_findings(
    named_posts: Mapping[OrganisationKind, Collection[str]], law: YearLaw
) -> tuple[Finding, ...]:
    """The posts for which an organisation has named nobody for the year.

    `named_posts` maps the kind of each organisation concerned to the posts it has filled, in the words
    of the law.
    """
    return tuple(
        finding(
            "N1.1",
            f"{kind.label}尚未确定{'第一责任人' if item.is_first else '直接责任人'}：{item.post}。",
            单位=kind.label,
            职务=item.post,
        )
        for kind, items in law.responsible_persons.value.items()
        if kind in named_posts
        for item in items
        if item.post not in named_posts[kind]
    )


@cites("A2.1")
def order_findings(stage: Stage, finished: Collection[Stage]) -> tuple[Finding, ...]:
    """The earlier stages that are not yet over."""
    return tuple(
        finding("A2.1", f"“{before.label}”尚未结束，不能开始“{stage.label}”。", 阶段=stage.label)
        for before in FINISHED_BEFORE[stage]
        if before not in finished
    )


@cites("A2.1", "N4.3")
def calendar_findings(stage: Stage, day: date, *, has_extension: bool, law: YearLaw) -> tuple[Finding, ...]:
    """Whether a stage is at work within its window of 附件2; an extension is a recorded decision.

    Before the window nothing helps; after it a recorded extension does. A calendar that is a guess only warns.
    """
    window = law.window(stage)
    if day < window.opens:
        message = f"“{stage.label}”自{window.opens}开始，{day}尚不能办理。"
        return (finding("A2.1", message, is_hard=law.may_refuse(day), 阶段=stage.label, 日期=day),)
    if day > window.closes and not has_extension:
        message = f"“{stage.label}”已于{window.closes}结束，延期须有书面决定。"
        return (finding("A2.1", message, is_hard=law.may_refuse(day), 阶段=stage.label, 日期=day),)
    return ()
