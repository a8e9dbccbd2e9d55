"""What is over its time: whose, which part, how many rows; found from the rows themselves, so that nothing is noted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import get_current_timezone, localtime

from chengzhao.law.words import Stage
from chengzhao.records.models import (
    Account,
    Admission,
    Candidate,
    LegalHold,
    RightsRequest,
    StageWindow,
)
from chengzhao.records.models.people import AccountKind
from chengzhao.records.queries.counting import counts_in_groups
from chengzhao.records.queries.drafts import drafts_over
from chengzhao.records.queries.own_data import OTHER_TITLES, TITLES
from chengzhao.rules.privacy.deletion import Situation
from chengzhao.rules.privacy.register import OF_CANDIDATE
from chengzhao.rules.privacy.requests import RIGHTS_REQUEST
from chengzhao.rules.privacy.retention import (
    ENDED_STATES,
    ERASED_NAME,
    REMOVALS,
    ROW_RULES,
    DuePart,
    Removal,
    RowRule,
    SeasonDays,
    Standing,
    account_begun_by,
    due_parts,
)
from chengzhao.rules.registration import RegistrationState

Rows = QuerySet[Any]
OPEN, A_DAY = RIGHTS_REQUEST.sets["OPEN"], timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanLine:
    """What would go: whose, what, from which table, after which period, how many rows."""

    whose: str
    what: str
    table: str
    period: str
    rows: int

    def shown(self) -> dict[str, str | int]:
        """As it is kept with an order."""
        return {
            "whose": self.whose,
            "what": self.what,
            "table": self.table,
            "period": self.period,
            "rows": self.rows,
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class RetentionPlan:
    """A dry run: what would go on a day by an order, what goes without one, and how many files are held."""

    day: date
    lines: tuple[PlanLine, ...]
    technical: tuple[PlanLine, ...]
    held: int

    @property
    def rows(self) -> int:
        """How many rows an order would touch."""
        return sum(line.rows for line in self.lines)


def season_days(season: int, province: str) -> SeasonDays:
    """When registration, exams and admission ended, by the latest of their windows."""
    rows = StageWindow.objects.filter(season=season, province=province)
    closed = dict(rows.values_list("stage").annotate(last=Max("closes_at")).order_by())

    def day(stage: Stage) -> date | None:
        at = closed.get(stage.value)
        return localtime(at).date() if at else None

    return SeasonDays(
        registration=day(Stage.REGISTRATION), exams=day(Stage.EXAM), admission=day(Stage.ADMISSION)
    )


def retention_plan(season: int, province: str, day: date) -> RetentionPlan:
    """What would go on a day; every number of it in one statement. Call it where every row of the season is seen."""
    due = due_parts(season_days(season, province), day)
    # Whoever is due for a part by the same condition is found once for all parts.
    groups = {_who(one): candidates_of(season, province, one).values("pk") for one in due}
    removals = tuple({removal: None for one in due for removal in REMOVALS[one.part]})
    whole = [
        *(rows_over(rule, season, province, day).values("pk") for rule in ROW_RULES),
        accounts_over(season, province, day).values("pk"),
        LegalHold.objects.filter(season=season, province=province, lifted_at__isnull=True).values("pk"),
    ]
    found = counts_in_groups(
        list(groups.values()),
        [*((_persons_of(removal), True) for removal in removals), *((rows, False) for rows in whole)],
    )
    *of_rules, accounts, held = (found[len(removals) + place, None] for place in range(len(whole)))
    places = list(groups)
    parts = (
        PlanLine(
            whose=one.standing.label,
            what=one.part.label,
            table=removal.table,
            period=one.period.label,
            rows=found[removals.index(removal), places.index(_who(one))],
        )
        for one in due
        for removal in REMOVALS[one.part]
    )
    own = [(rule, _row_line(rule, rows)) for rule, rows in zip(ROW_RULES, of_rules, strict=True)]
    lines = (*parts, *(line for rule, line in own if not rule.is_technical), _account_line(accounts))
    return RetentionPlan(
        day=day,
        lines=tuple(line for line in lines if line.rows),
        technical=tuple(line for rule, line in own if rule.is_technical),
        held=held,
    )


def _who(due: DuePart) -> tuple[Standing, date | None]:
    return due.standing, due.begun_by


def _persons_of(removal: Removal) -> Rows:
    """The candidate of each row of a removal that is still there."""
    return rows_left(removal).values(OF_CANDIDATE[removal.table] or "pk")


def _account_line(rows: int) -> PlanLine:
    return PlanLine(
        whose="考生账号", what="账号信息", table="account", period="最后一个年度结束后1年", rows=rows
    )


def title_of(table: str) -> str:
    """What a table that has a period of its own is called."""
    return TITLES.get(table) or OTHER_TITLES[table]


def _row_line(rule: RowRule, rows: int) -> PlanLine:
    return PlanLine(
        whose="", what=title_of(rule.table), table=rule.table, period=rule.period.label, rows=rows
    )


def candidates_of(season: int, province: str, due: DuePart) -> "QuerySet[Candidate]":
    """Those of a standing whose part is over, but those whose file is held or who wait for an answer."""
    rows = Candidate.objects.filter(season=season, province=province).filter(_standing(due.standing))
    if due.begun_by is not None:
        rows = rows.filter(registration__ended_at__lt=_end_of(due.begun_by))
    return rows.exclude(_is_held())


def _standing(standing: Standing) -> Q:
    """The condition on a candidate; each candidate has exactly one standing."""
    ended = Q(registration__state__in=ENDED_STATES)
    draft = Q(registration__state=RegistrationState.DRAFT)
    admitted = Q(Exists(Admission.objects.filter(candidate=OuterRef("pk"))))
    return {
        Standing.DRAFT: draft & ~admitted,
        Standing.ENDED: ended & ~admitted,
        Standing.NOT_ADMITTED: ~ended & ~draft & ~admitted,
        Standing.ADMITTED: admitted,
    }[standing]


def _is_held() -> Q:
    held = LegalHold.objects.filter(candidate=OuterRef("pk"), lifted_at__isnull=True)
    waiting = RightsRequest.objects.filter(candidate=OuterRef("pk"), state__in=OPEN)
    return Q(Exists(held)) | Q(Exists(waiting))


def rows_left(removal: Removal, candidates: "QuerySet[Candidate] | Sequence[int] | None" = None) -> Rows:
    """What of a removal is still there, of some candidates or of all."""
    model = apps.get_model("records", removal.table)
    rows = model._default_manager.all()
    if candidates is not None:
        rows = rows.filter(**{f"{OF_CANDIDATE[removal.table] or 'pk'}__in": candidates})
    if removal.kinds:
        of_kinds = Q(kind__in=removal.kinds)
        rows = rows.filter(~of_kinds if removal.other_kinds else of_kinds)
    if removal.states:
        rows = rows.filter(state__in=removal.states)
    if removal.marks:
        rows = rows.filter(reduce(or_, (~Q(**{name: blank_of(model, name)}) for name in removal.marks)))
    return rows


def blank_of(model: Any, column: str) -> str | bytes:
    """What stands in an erased column."""
    if (model, column) == (Candidate, "name"):
        return ERASED_NAME
    return b"" if model._meta.get_field(column).get_internal_type() == "BinaryField" else ""


def rows_over(rule: RowRule, season: int, province: str, day: date) -> Rows:
    """The rows whose own period is over, within the season where they are of one."""
    begun_by = rule.period.begun_by(day)
    if begun_by is None:
        raise ValueError(f"{rule.table}: a period that never ends deletes nothing")
    if not rule.counted_from:
        return drafts_over(season, province, season_days(season, province).registration, begun_by)
    rows = apps.get_model("records", rule.table)._default_manager.filter(
        **{f"{rule.counted_from}__lt": _end_of(begun_by)}
    )
    if rule.is_technical:
        return rows
    # What was reported about somebody's claim is none of their file, and is held with it all the same.
    whose = "claim__candidate" if rule.table == "complaint" else OF_CANDIDATE[rule.table]
    holder = LegalHold.objects.filter(candidate=OuterRef(whose), lifted_at__isnull=True)
    return rows.filter(season=season, province=province).exclude(Exists(holder))


def accounts_over(season: int, province: str, day: date) -> "QuerySet[Account]":
    """The accounts of candidates whose last season this was, when it ended long enough ago.

    Whoever registered in another province in the same year keeps the account until that one is over, too.
    """
    ended, begun_by = season_days(season, province).admission, account_begun_by(day)
    if ended is None or begun_by is None or ended > begun_by:
        return Account.objects.none()
    own = Candidate.objects.filter(account=OuterRef("pk"))
    return (
        Account.objects.filter(kind=AccountKind.CANDIDATE)
        .filter(Exists(own.filter(season=season, province=province)))
        .exclude(Exists(own.filter(season__gt=season)))
        .exclude(Exists(_alive_elsewhere(own, season, province, begun_by)))
        .exclude(Exists(own.filter(_is_held())))
        .exclude(display_name=ERASED_NAME)
    )


def _alive_elsewhere(
    own: "QuerySet[Candidate]", season: int, province: str, begun_by: date
) -> "QuerySet[Candidate]":
    """Of somebody's files those of other provinces in the same year whose admission is not over for long enough."""
    admission = StageWindow.objects.filter(
        season=season, province=OuterRef("province"), stage=Stage.ADMISSION.value
    )
    last = admission.order_by().values("province").annotate(last=Max("closes_at")).values("last")
    rows = own.filter(season=season).exclude(province=province).annotate(ended=Subquery(last))
    return rows.filter(Q(ended__isnull=True) | Q(ended__gte=_end_of(begun_by)))


def situation_of(candidate_id: int, day: date) -> Situation:
    """What became of a candidate, for the answer to a request."""
    row = Candidate.objects.get(pk=candidate_id)
    ended = season_days(row.season, row.province).admission
    [standing] = [
        one for one in Standing if Candidate.objects.filter(pk=candidate_id).filter(_standing(one)).exists()
    ]
    return Situation(
        standing=standing,
        is_over=ended is not None and ended < day,
        is_held=LegalHold.objects.filter(candidate=row, lifted_at__isnull=True).exists(),
    )


def _end_of(day: date) -> datetime:
    """The first moment after a day."""
    return datetime.combine(day + A_DAY, time(), tzinfo=get_current_timezone())
