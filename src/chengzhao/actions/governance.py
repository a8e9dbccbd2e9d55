"""通知 and 附件2: seasons, the windows of their stages, and who answers for them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import F, Max, Value
from django.utils.timezone import localtime, make_aware

from chengzhao.actions.audit import Actor, Border, Refused, Touched, record
from chengzhao.actions.grounds import as_faults, kept, require_reach
from chengzhao.actions.refusals import RowFault, refuse_faults
from chengzhao.law.citation import Finding, cites
from chengzhao.law.provinces import Supplement, UnknownSupplement, supplement
from chengzhao.law.words import OrganisationKind, Stage
from chengzhao.law.years import UnknownYear, YearLaw, year_law
from chengzhao.ledger.digest import digest_of
from chengzhao.records.bulk import copy_rows
from chengzhao.records.models import Organisation, ResponsiblePerson, Season, StageWindow
from chengzhao.records.models.governance import Duty
from chengzhao.rules.governance import calendar_findings, order_findings, responsible_findings

__all__ = [
    "Duty",
    "ResponsiblePersonForm",
    "law_of",
    "name_responsible_persons",
    "open_season",
    "open_stage",
    "province_path",
    "require_open",
    "require_open_for",
]

_SEASON_LABELS = {"name": "年度名称", "office_name": "省级招生考试机构", "tie_seed": "同分随机种子"}


@dataclass(frozen=True, kw_only=True)
class ResponsiblePersonForm:
    """第一责任人 or a 直接责任人 of an organisation."""

    org_path: str
    duty: Duty
    name: str
    post: str


def law_of(border: Border) -> tuple[YearLaw, Supplement]:
    """The year's law and the province's supplement. Raises Refused where there is none."""
    try:
        return year_law(border.season), supplement(border.province, border.season)
    except (UnknownYear, UnknownSupplement) as error:
        raise Refused(str(error)) from error


def province_path(border: Border) -> str:
    """The path of the province, the widest scope of a season's windows."""
    return f"/{border.province}/"


@cites("A1.5.8", "A1.8.2")
@transaction.atomic
def open_season(
    *,
    border: Border,
    actor: Actor,
    at: datetime,
    name: str,
    office_name: str,
    tie_seed: str,
    synthetic: bool,
) -> None:
    """Opens the season of a year in a province, with the seed that settles ties, before any score exists.

    Raises Refused where the year has no law or the province no supplement, and for a second opening.
    """
    law_of(border)
    facts = {"name": name, "office_name": office_name, "tie_seed": tie_seed}
    empty = "、".join(label for fact, label in _SEASON_LABELS.items() if not facts[fact].strip())
    if empty:
        raise Refused(f"{empty}不能为空，请填写。")
    with kept(Season, season_once_per_year_and_province=f"{border.season}年度已经开启，不必再次开启。"):
        Season.objects.create(season=border.season, province=border.province, synthetic=synthetic, **facts)
    touched = Touched(
        object_id=f"{border.season}-{border.province}", after=digest_of(facts | {"synthetic": synthetic})
    )
    record(border=border, actor=actor, at=at, act="open_season", object_kind="season", touched=[touched])


@cites("N1.1")
@transaction.atomic
def name_responsible_persons(
    *, border: Border, actor: Actor, at: datetime, persons: Sequence[ResponsiblePersonForm]
) -> None:
    """Names the responsible persons of organisations for the season; one 第一责任人 each. Raises Refused."""
    paths = {form.org_path for form in persons}
    law, _ = law_of(border)
    rows = Organisation.objects.filter(path__in=paths).values_list("path", "pk", "kind")
    places = {path: (key, OrganisationKind(kind)) for path, key, kind in rows}
    require_reach(actor, {path: path for path in sorted(paths)})
    refuse_faults(_person_faults(persons, {path: kind for path, (_, kind) in places.items()}, law))
    keys = {path: key for path, (key, _) in places.items()}
    with kept(ResponsiblePerson, responsible_person_one_first="每个单位只能有一名第一责任人，该单位已有。"):
        copy_rows(
            ResponsiblePerson,
            ("season", "province", "organisation_id", "duty", "name", "post"),
            (
                (border.season, border.province, keys[form.org_path], form.duty.value, form.name, form.post)
                for form in persons
            ),
        )
    touched = (Touched(object_id=str(keys[form.org_path]), after=digest_of(vars(form))) for form in persons)
    record(
        border=border,
        actor=actor,
        at=at,
        act="name_responsible_persons",
        object_kind="responsible_person",
        touched=touched,
    )


def _person_faults(
    persons: Sequence[ResponsiblePersonForm], kinds: Mapping[str, OrganisationKind], law: YearLaw
) -> Iterator[RowFault]:
    for row, form in enumerate(persons, start=1):
        ordered = (
            law.responsible_persons.value.get(kinds[form.org_path], ()) if form.org_path in kinds else ()
        )
        is_first = {item.post: item.is_first for item in ordered}.get(form.post)
        wrong = [
            (form.org_path not in kinds, "没有这个单位，应先登记"),
            (not form.name.strip() or not form.post.strip(), "责任人的姓名和职务不能为空"),
            (is_first is True and form.duty is not Duty.FIRST, f"{form.post}应为{Duty.FIRST.label}"),
            (is_first is False and form.duty is not Duty.DIRECT, f"{form.post}应为{Duty.DIRECT.label}"),
        ]
        yield from (RowFault(row=row, value=form.org_path, expected=text) for bad, text in wrong if bad)


@cites("N1.1", "A2.1")
@transaction.atomic
def open_stage(
    *,
    border: Border,
    actor: Actor,
    at: datetime,
    stage: Stage,
    org_path: str,
    opens_at: datetime,
    closes_at: datetime,
    extension: str = "",
) -> None:
    """Sets the window of a stage for an organisation and all below it.

    `extension` names the written decision by which a window may run on after the calendar's last day.
    Raises Refused without the responsible persons of N1.1, before earlier stages are over, outside the
    calendar, for a window that ends before it begins or overlaps another of the same stage and scope.
    """
    require_reach(actor, {org_path: org_path})
    law, _ = law_of(border)
    findings = (
        *responsible_findings(_named_posts(border, org_path), law),
        *order_findings(stage, _finished(border, opens_at)),
        *_calendar(stage, opens_at, closes_at, extension, law),
    )
    refuse_faults(as_faults(1, stage.label, findings))
    facts = {"stage": stage.value, "org_path": org_path, "opens_at": opens_at, "closes_at": closes_at}
    with kept(StageWindow):
        StageWindow.objects.create(
            season=border.season,
            province=border.province,
            extended_from=_calendar_end(stage, law) if extension else None,
            **facts,
        )
    touched = Touched(
        object_id=f"{stage.value} {border.season}-{border.province}",
        after=digest_of(facts),
        reason=extension,
    )
    record(border=border, actor=actor, at=at, act="open_stage", object_kind="stage_window", touched=[touched])


def _named_posts(border: Border, org_path: str) -> dict[OrganisationKind, set[str]]:
    """The posts that the organisation and the province have filled, by the kind of organisation."""
    rows = Organisation.objects.filter(path__in={org_path, province_path(border)})
    kinds = {path: OrganisationKind(kind) for path, kind in rows.values_list("path", "kind")}
    if org_path not in kinds:
        raise Refused(f"没有单位{org_path}，请先登记单位。")
    named: dict[OrganisationKind, set[str]] = {kind: set() for kind in kinds.values()}
    persons = ResponsiblePerson.objects.filter(
        season=border.season, province=border.province, organisation__path__in=kinds
    )
    for path, post in persons.values_list("organisation__path", "post"):
        named[kinds[path]].add(post)
    return named


def _finished(border: Border, moment: datetime) -> set[Stage]:
    """The stages that had windows, all of them closed by the moment."""
    rows = StageWindow.objects.filter(season=border.season, province=border.province)
    ends = rows.values_list("stage").annotate(Max("closes_at")).order_by()
    return {Stage(stage) for stage, closes_at in ends if closes_at <= moment}


def _calendar(
    stage: Stage, opens_at: datetime, closes_at: datetime, extension: str, law: YearLaw
) -> tuple[Finding, ...]:
    """Whether the first and the last day of a window lie within the calendar of 附件2."""
    days = (localtime(opens_at).date(), localtime(closes_at - timedelta(microseconds=1)).date())
    return tuple(
        found
        for day in sorted(set(days))
        for found in calendar_findings(stage, day, has_extension=bool(extension.strip()), law=law)
    )


def _calendar_end(stage: Stage, law: YearLaw) -> datetime:
    """The moment at which the calendar's last day of a stage is over."""
    return make_aware(datetime.combine(law.window(stage).closes + timedelta(days=1), time()))


@cites("A2.1")
def require_open(border: Border, stage: Stage, at: datetime, org_path: str | None = None) -> None:
    """Raises Refused, with the window and what to do, unless the stage is open at the moment `at`.

    A window holds for its organisation and all below it; without `org_path` the province's windows
    count. The closing moment itself is closed.
    """
    scope = org_path or province_path(border)
    rows = (
        StageWindow.objects.filter(season=border.season, province=border.province, stage=stage.value)
        .annotate(wanted=Value(scope))
        .filter(wanted__startswith=F("org_path"))
        .order_by("opens_at")
    )
    windows = list(rows.values_list("opens_at", "closes_at"))
    if any(opens <= at < closes for opens, closes in windows):
        return
    later = [opens for opens, _ in windows if at < opens]
    if later:
        raise Refused(f"“{stage.label}”尚未开始，开放时间为{_moment(later[0])}，请届时办理。")
    if windows:
        closed = max(closes for _, closes in windows)
        raise Refused(f"“{stage.label}”已于{_moment(closed)}截止，如需延长请联系省级招生考试机构。")
    raise Refused(f"“{stage.label}”的时间还没有公布，请等待省级招生考试机构的通知。")


def require_open_for(border: Border, stage: Stage, at: datetime, paths: Iterable[str]) -> None:
    """Raises Refused unless the stage is open for each of these organisations."""
    try:
        require_open(border, stage, at)
    except Refused:
        # The province is closed: an organisation may have a later window of its own.
        for path in sorted(set(paths)) or [province_path(border)]:
            require_open(border, stage, at, path)


def _moment(when: datetime) -> str:
    """A moment in Beijing time: 2024年9月6日18:00."""
    local = localtime(when)
    return f"{local.year}年{local.month}月{local.day}日{local:%H:%M}"
