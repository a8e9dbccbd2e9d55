"""Plans, notices and lists as the office follows them: how each stands, and under which name its trail is kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from chengzhao.law.words import ProgrammeLevel, Word
from chengzhao.records.models import AdmissionList, PublicNotice, SourcePlan
from chengzhao.records.models.filing import FilingRound
from chengzhao.rules.admission import ListState
from chengzhao.rules.disclosure import NoticeState
from chengzhao.rules.plans import PlanState

Rows = QuerySet[Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Thing:
    """One of them: what it is called, whose it is, its state, and the moments at which it took its steps.

    `named` is what its rows on the trail call it.
    """

    key: int
    public_id: UUID
    name: str
    whose: str
    state: Word
    figures: tuple[tuple[str, int], ...]
    steps: tuple[tuple[str, datetime], ...]
    named: str


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of thing: its rows with what is shown of them, how words find them, and how a row is shown."""

    object_kind: str
    rows: Callable[[], Rows]
    public_id: str
    found_by: tuple[str, ...]
    shown: Callable[[Any], Thing]


def things(
    kind: Kind, season: int, province: str, *, words: str, before: int | None, limit: int
) -> tuple[Thing, ...]:
    """Things of a kind, the newest first, in front of a key; `words` is part of a name."""
    rows = kind.rows().filter(season=season, province=province)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    if words:
        asked = Q()
        for field in kind.found_by:
            asked |= Q(**{f"{field}__icontains": words})
        rows = rows.filter(asked)
    return tuple(kind.shown(row) for row in rows.order_by("-pk")[:limit])


def thing_by_id(kind: Kind, season: int, province: str, public_id: UUID) -> Thing | None:
    """The thing of a season with this public number."""
    rows = kind.rows().filter(season=season, province=province, **{kind.public_id: public_id})
    row = rows.first()
    return kind.shown(row) if row is not None else None


def _plan(row: SourcePlan) -> Thing:
    programme = row.programme
    return Thing(
        key=row.pk,
        public_id=programme.public_id,
        name=f"{programme.code} {programme.name}",
        whose=programme.college.name,
        state=PlanState(row.state),
        figures=(("计划数", row.places), ("已录取", row.admitted)),
        steps=_steps(
            ("上报", row.submitted_at),
            ("主管部门审核", row.agreed_at),
            ("教育部汇总", row.totalled_at),
            ("分送", row.distributed_at),
            ("公布", row.published_at),
        ),
        named=programme.code,
    )


def _notice(row: PublicNotice) -> Thing:
    return Thing(
        key=row.pk,
        public_id=row.public_id,
        name=row.number,
        whose=row.title,
        state=NoticeState(row.state),
        figures=(("公示名单", row.number_of_entries),),  # type: ignore[attr-defined]
        steps=_steps(
            ("公示开始", row.up_at),
            ("异议截止", row.objections_until),
            ("公示期满", row.completed_at),
            ("撤下", row.down_at),
        ),
        named=row.number,
    )


def _list(row: AdmissionList) -> Thing:
    return Thing(
        key=row.pk,
        public_id=row.public_id,
        name=f"{ProgrammeLevel(row.level).label}　{FilingRound(row.filing_round).label}",
        whose=row.college.name,
        state=ListState(row.state),
        figures=(("档案", row.number_of_files),),  # type: ignore[attr-defined]
        steps=_steps(("提交", row.submitted_at), ("批准", row.approved_at), ("发通知书", row.sent_at)),
        named=str(row.pk),
    )


def _steps(*steps: tuple[str, datetime | None]) -> tuple[tuple[str, datetime], ...]:
    return tuple((name, at) for name, at in steps if at is not None)


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "plans": Kind(
            object_kind="source_plan",
            rows=lambda: SourcePlan.objects.select_related("programme__college"),
            public_id="programme__public_id",
            found_by=("programme__code", "programme__name", "programme__college__name"),
            shown=_plan,
        ),
        "notices": Kind(
            object_kind="public_notice",
            rows=lambda: PublicNotice.objects.annotate(number_of_entries=Count("entries")),
            public_id="public_id",
            found_by=("number", "title"),
            shown=_notice,
        ),
        "lists": Kind(
            object_kind="admission_list",
            rows=lambda: AdmissionList.objects.select_related("college").annotate(
                number_of_files=Count("files")
            ),
            public_id="public_id",
            found_by=("college__name", "college__national_code"),
            shown=_list,
        ),
    }
)
"""By their place in the address."""
