"""通知 and 附件2: seasons, the windows of their stages, and who answers for them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Value
from django.utils.timezone import localtime

from chengzhao.actions.audit import Actor, Border, Refused, Touched, record
from chengzhao.actions.grounds import kept, require_reach
from chengzhao.actions.refusals import RowFault, refuse_faults
from chengzhao.law.citation import cites
from chengzhao.law.provinces import UNUSABLE, Supplement, UnknownSupplement, supplement
from chengzhao.law.words import OrganisationKind, Stage
from chengzhao.law.years import UnknownYear, YearLaw, year_law
from chengzhao.ledger.digest import digest_of
from chengzhao.records.bulk import copy_rows
from chengzhao.records.models import Organisation, ResponsiblePerson, Season, StageWindow
from chengzhao.records.models.governance import Duty

__all__ = [
    "Duty",
    "ResponsiblePersonForm",
    "law_of",
    "name_responsible_persons",
    "open_season",
    "posts_of_law",
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
    except (UnknownYear, UnknownSupplement, *UNUSABLE) as error:
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


def posts_of_law(border: Border) -> tuple[tuple[OrganisationKind, str, Duty], ...]:
    """The posts that the year's law wants named, with the kind of organisation and the duty; none of an unknown year.

    They are the same in every province: a season without a supplement has them, too.
    """
    try:
        law = year_law(border.season)
    except UnknownYear:
        return ()
    return tuple(
        (kind, item.post, Duty.FIRST if item.is_first else Duty.DIRECT)
        for kind, items in law.responsible_persons.value.items()
        for item in items
    )


@cites("N1.1")
@transaction.atomic
def name_responsible_persons(
    *, border: Border, actor: Actor, at: datetime, persons: Sequence[ResponsiblePersonForm]
) -> None:
    """Names the responsible persons of organisations for the season; one 第一责任人 each. Raises Refused."""
    paths = {form.org_path for form in persons}
    try:
        law = year_law(border.season)
    except UnknownYear as error:
        raise Refused(str(error)) from error
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
