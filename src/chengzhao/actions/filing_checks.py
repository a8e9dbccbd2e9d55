"""Preconditions of a run, each with its evidence (A1.5.3, A1.5.7, A1.5.11, N3.6)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from chengzhao.actions.audit import Border
from chengzhao.actions.choice_grounds import IN_HAND
from chengzhao.actions.extra_tests import closed_since
from chengzhao.actions.filing_inputs import published_programmes, read_lines
from chengzhao.law.words import ExamCategory, ProgrammeKind, ProgrammeLevel
from chengzhao.records.models import (
    CandidateFile,
    Choice,
    Claim,
    ExtraTestResult,
    FilingRun,
    PaperMark,
    SourcePlan,
)
from chengzhao.records.models.filing import FilingRound
from chengzhao.rules.admission import RunState
from chengzhao.rules.exams import MarkState
from chengzhao.rules.plans import PlanState
from chengzhao.rules.preferences import CLAIM

_FROZEN = (MarkState.FROZEN, MarkState.RELEASED, MarkState.CORRECTED)


@dataclass(frozen=True, kw_only=True, slots=True)
class Precondition:
    """One thing that must be so before a run, whether it is, and by what figures that is known."""

    name: str
    is_met: bool
    evidence: str


def preconditions(
    border: Border, at: datetime, filing_round: FilingRound, tier: int, levels: Sequence[ProgrammeLevel]
) -> tuple[Precondition, ...]:
    """All preconditions of a run of a tier (from 1) in a round, as things stand at a moment."""
    return (
        _marks(border),
        _plans(border, levels),
        _lines(border, levels),
        _choices(border, filing_round, levels),
        _choices_fit(border, filing_round, levels),
        _extra_tests(border, at),
        _claims(border),
        _files(border),
        _earlier_runs(border, filing_round, tier),
    )


def _marks(border: Border) -> Precondition:
    papers = PaperMark.objects.filter(season=border.season, province=border.province)
    counts = papers.aggregate(frozen=Count("id", filter=Q(state__in=_FROZEN)), every=Count("id"))
    frozen, every = counts["frozen"], counts["every"]
    return Precondition(
        name="成绩已封账", is_met=0 < frozen == every, evidence=f"{every}科次中{frozen}科次已封账"
    )


def _plans(border: Border, levels: Sequence[ProgrammeLevel]) -> Precondition:
    plans = SourcePlan.objects.filter(
        season=border.season, province=border.province, programme__level__in=levels
    )
    counts = plans.aggregate(published=Count("id", filter=Q(state=PlanState.PUBLISHED)), every=Count("id"))
    published, every = counts["published"], counts["every"]
    return Precondition(
        name="招生计划已公布", is_met=0 < published == every, evidence=f"{every}个专业中{published}个已公布"
    )


def _lines(border: Border, levels: Sequence[ProgrammeLevel]) -> Precondition:
    drawn = read_lines(border, levels)
    needed = published_programmes(border, levels).order_by().values_list("level", "category", "kind")
    missing = sorted(set(needed.distinct()) - set(drawn))
    named = "、".join(
        f"{ProgrammeLevel(level).label}{ExamCategory(category).label}{ProgrammeKind(kind).label}"
        for level, category, kind in missing
    )
    evidence = f"已公布{len(drawn)}条" + (f"，缺{named}" if missing else "")
    return Precondition(name="控制线已公布", is_met=not missing and bool(drawn), evidence=evidence)


def _choices(border: Border, filing_round: FilingRound, levels: Sequence[ProgrammeLevel]) -> Precondition:
    counts = Choice.objects.filter(
        season=border.season, province=border.province, filing_round=filing_round, level__in=levels
    ).aggregate(open=Count("id", filter=Q(frozen_at__isnull=True)), every=Count("id"))
    frozen = counts["every"] - counts["open"]
    return Precondition(
        name="志愿已封存",
        is_met=counts["open"] == 0 and frozen > 0,
        evidence=f"{counts['every']}个志愿中{frozen}个已封存",
    )


def _choices_fit(border: Border, filing_round: FilingRound, levels: Sequence[ProgrammeLevel]) -> Precondition:
    offered = list(published_programmes(border, levels).values_list("id", flat=True))
    astray = (
        Choice.objects.filter(
            season=border.season, province=border.province, filing_round=filing_round, level__in=levels
        )
        .exclude(programmes__contained_by=offered)
        .count()
    )
    return Precondition(name="志愿与计划一致", is_met=astray == 0, evidence=f"{astray}个志愿含未公布的专业")


def _extra_tests(border: Border, at: datetime) -> Precondition:
    results = ExtraTestResult.objects.filter(season=border.season, province=border.province)
    counts = results.aggregate(results=Count("id"), colleges=Count("college", distinct=True))
    return Precondition(
        name="加试成绩报备已截止",
        is_met=bool(closed_since(border, at)),
        evidence=f"{counts['colleges']}所院校报备{counts['results']}人次",
    )


def _claims(border: Border) -> Precondition:
    pending = Claim.objects.filter(
        season=border.season, province=border.province, state__in=CLAIM.sets["PENDING"]
    ).count()
    return Precondition(name="照顾政策申请已办结", is_met=pending == 0, evidence=f"{pending}件未办结")


def _files(border: Border) -> Precondition:
    pending = CandidateFile.objects.filter(
        season=border.season, province=border.province, exempt=False, state__in=IN_HAND
    ).count()
    return Precondition(name="已投档案已办结", is_met=pending == 0, evidence=f"{pending}份未办结")


def _earlier_runs(border: Border, filing_round: FilingRound, tier: int) -> Precondition:
    released = set(
        FilingRun.objects.filter(
            season=border.season,
            province=border.province,
            filing_round=FilingRound.MAIN,
            state=RunState.RELEASED,
        ).values_list("tier", flat=True)
    )
    last = tier if filing_round is FilingRound.SUPPLEMENTARY else tier - 1
    missing = [number for number in range(1, last + 1) if number not in released]
    named = "、".join(f"第{number}批次" for number in missing)
    return Precondition(
        name="前序投档已放行",
        is_met=not missing,
        evidence=f"{named}未放行" if missing else f"前{last}个批次已放行",
    )


def unmet(conditions: Sequence[Precondition]) -> Iterator[str]:
    """What is not so yet, as a person reads it."""
    for condition in conditions:
        if not condition.is_met:
            yield f"{condition.name}：{condition.evidence}"
