"""最低录取控制分数线: proposed by one, checked against the floors, published by two (A1.5.3 to A1.5.6)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from chengzhao.actions import audit
from chengzhao.actions.audit import Actor, Border, Refused, Touched, require_both
from chengzhao.actions.governance import law_of, province_path, require_open
from chengzhao.actions.refusals import RowFault, refuse_faults
from chengzhao.actions.season_lock import lock_season
from chengzhao.actions.signatures import Arguments, Matter, Procedure
from chengzhao.law.citation import cites
from chengzhao.law.provinces import Supplement
from chengzhao.law.words import ExamCategory, ProgrammeKind, ProgrammeLevel, Stage
from chengzhao.ledger.digest import digest_of
from chengzhao.records.bulk import copy_rows, reserve_ids
from chengzhao.records.models import ControlLine, Programme
from chengzhao.rules.control_lines import (
    LineKey,
    LoweredLine,
    line_findings,
    lowering_findings,
)
from chengzhao.rules.plans import PlanState

POLICE_NAMES = ("公安", "警察")
"""What a 公安类成人高校 has in its name (A1.5.6); 司法警官 colleges are not among them."""

_FIELDS = ("id", "season", "province", "level", "category", "kind", "version", "score", "proposed_by_id")


@dataclass(frozen=True, kw_only=True, slots=True)
class ControlLineForm:
    """A control line to propose, in whole points."""

    level: ProgrammeLevel
    category: ExamCategory
    kind: ProgrammeKind
    score: int

    @property
    def key(self) -> LineKey:
        """What the line is set for."""
        return LineKey(level=self.level, category=self.category, kind=self.kind)

    @property
    def words(self) -> tuple[str, str, str]:
        """Level, category and kind as they are stored."""
        return self.level.value, self.category.value, self.kind.value


@cites("A1.5.3", "A1.5.4", "A1.5.6")
@transaction.atomic
def propose_control_lines(
    *, border: Border, actor: Actor, at: datetime, lines: Sequence[ControlLineForm]
) -> int:
    """Propose lines as next versions and return how many; nothing counts until two persons publish them.

    Base lines may come in the same call, in any order. Raises RowsRefused for a line out of its bounds or
    under its floor, one proposed already with the same score, and one that would change a published line
    otherwise than by lowering it where A1.5.6 allows.
    """
    require_open(border, Stage.LINES, at)
    if actor.account is None:
        raise Refused("控制线必须由登录的工作人员拟定。")
    lock_season(border)
    refuse_faults(_faults(border, lines))
    versions = Counter(_key(row) for row in _lines(border))
    ids = reserve_ids(ControlLine, len(lines))
    head = (border.season, border.province)
    rows = [
        (key, *head, *form.words, versions[form.key] + 1, form.score, actor.account)
        for key, form in zip(ids, lines, strict=True)
    ]
    copy_rows(ControlLine, _FIELDS, rows)
    touched = (
        Touched(object_id=str(key), after=digest_of([form.level, form.category, form.kind, form.score]))
        for key, form in zip(ids, lines, strict=True)
    )
    return audit.record(
        border=border,
        actor=actor,
        at=at,
        act="propose_control_lines",
        object_kind="control_line",
        touched=touched,
    )


@cites("A1.5.3", "A1.5.4")
@transaction.atomic
def publish_control_lines(*, border: Border, actor: Actor, at: datetime) -> int:
    """Publish the newest proposal of every line that has one, and return how many were published.

    Raises Refused where two have not signed, where nothing is proposed, where the one who confirms proposed
    one of them, and where a line would stand under its floor next to the others as they will then be.
    """
    require_both("publish_control_lines", border, actor, {})
    pending = _pending(border, at)
    if any(row.proposed_by_id == actor.account for row in pending):
        raise Refused("控制线必须由两人签发：拟定人不能公布自己拟定的控制线，请由另一人复核公布。")
    ControlLine.objects.filter(id__in=[row.pk for row in pending]).update(
        approved_by=actor.account, published_at=at
    )
    touched = [
        Touched(
            object_id=str(row.pk),
            before=digest_of([row.level, row.category, row.kind, row.score, None]),
            after=digest_of([row.level, row.category, row.kind, row.score, at]),
        )
        for row in pending
    ]
    return audit.record(
        border=border,
        actor=actor,
        at=at,
        act="publish_control_lines",
        object_kind="control_line",
        touched=touched,
    )


def _describe(border: Border, actor: Actor, at: datetime, arguments: Arguments) -> Matter:
    pending = _pending(border, at)
    published = {_key(row): row.score for row in _lines(border) if row.published_at is not None}
    facts = []
    for row in pending:
        earlier = published.get(_key(row))
        was = "" if earlier is None else f"（原{earlier}分）"
        facts.append((_key(row).title, f"{row.score}分{was}"))
    return Matter(
        object_kind="control_line",
        object_id="待公布的控制线",
        org_path=province_path(border),
        facts=tuple(facts),
        content=digest_of([[row.pk, row.score] for row in pending]),
    )


PUBLICATION = Procedure(
    describe=_describe,
    carry_out=lambda border, actor, at, given: publish_control_lines(border=border, actor=actor, at=at),
)


def _pending(border: Border, at: datetime) -> list[ControlLine]:
    """The newest proposals, where they may stand beside the published lines. Raises Refused, RowsRefused."""
    require_open(border, Stage.LINES, at)
    lock_season(border)
    newest = {_key(row): row for row in _lines(border)}
    pending = [row for row in newest.values() if row.published_at is None]
    if not pending:
        raise Refused("没有待公布的控制线：尚未拟定，或已经公布。")
    _, rules = law_of(border)
    scores = {key: row.score for key, row in newest.items()}
    refuse_faults(
        RowFault(row=number, value=key.title, expected=found.message)
        for number, (key, score) in enumerate(scores.items(), start=1)
        for found in line_findings(key, score, scores, rules)
    )
    return pending


def _lines(border: Border) -> "QuerySet[ControlLine]":
    """Every version of every line, the older ones first."""
    held = ControlLine.objects.filter(season=border.season, province=border.province)
    return held.order_by("level", "category", "kind", "version")


def _key(row: ControlLine) -> LineKey:
    return LineKey(
        level=ProgrammeLevel(row.level), category=ExamCategory(row.category), kind=ProgrammeKind(row.kind)
    )


def _faults(border: Border, lines: Sequence[ControlLineForm]) -> Iterator[RowFault]:
    _, rules = law_of(border)
    held: dict[LineKey, list[ControlLine]] = {}
    for row in _lines(border):
        held.setdefault(_key(row), []).append(row)
    times = Counter(form.key for form in lines)
    newest = {key: versions[-1].score for key, versions in held.items()}
    together = newest | {form.key: form.score for form in lines}
    for number, form in enumerate(lines, start=1):
        expected = [found.message for found in line_findings(form.key, form.score, together, rules)]
        if times[form.key] > 1:
            expected.append("同一控制线应只写一次")
        expected.extend(_objections(border, form, held.get(form.key, []), rules))
        for text in expected:
            yield RowFault(row=number, value=f"{form.key.title} {form.score}分", expected=text)


def _objections(
    border: Border, form: ControlLineForm, versions: Sequence[ControlLine], rules: Supplement
) -> Iterator[str]:
    """What stands against a next version of a line that has earlier ones."""
    published = [row.score for row in versions if row.published_at is not None]
    if len(versions) > len(published) and versions[-1].score == form.score:
        yield "已经拟定，应由另一人复核公布"
    if published and form.score >= published[-1]:
        yield f"控制线已公布为{published[-1]}分，公布后只能按规定下浮"
    elif published:
        lowered = _lowered(border, form, first_set=published[0])
        found = (found.message for line in lowered for found in lowering_findings(line, rules))
        yield from dict.fromkeys(found)


def _lowered(border: Border, form: ControlLineForm, first_set: int) -> Iterator[LoweredLine]:
    """The line of each published programme that the lower line would hold for."""
    programmes = Programme.objects.filter(
        season=border.season,
        province=border.province,
        source_plan__state=PlanState.PUBLISHED,
        level=form.level,
        category=form.category,
        kind=form.kind,
    )
    listed = programmes.order_by("code").values_list("major_code", "college__national_code", "college__name")
    for major_code, national_code, name in listed or [("", "", "")]:
        yield LoweredLine(
            level=form.level,
            major_code=major_code,
            national_code=national_code,
            is_police_college=any(part in name for part in POLICE_NAMES),
            first_set=first_set,
            lowered_to=form.score,
        )
