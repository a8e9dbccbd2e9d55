"""附件2: when a stage is open, and for whom; opening it again or for longer takes two persons (trust C-09)."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import F, Max, Q, Value
from django.utils.timezone import localtime, make_aware

from chengzhao.actions.audit import Actor, Border, Refused, Touched, record, require_both
from chengzhao.actions.governance import law_of, province_path
from chengzhao.actions.grounds import as_faults, kept, require_reach
from chengzhao.actions.refusals import refuse_faults
from chengzhao.actions.signatures import Arguments, Matter, Procedure
from chengzhao.law.citation import Finding, blocking, cites
from chengzhao.law.words import OrganisationKind, Stage
from chengzhao.law.years import YearLaw
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import Organisation, ResponsiblePerson, StageWindow
from chengzhao.records.queries.scope import under
from chengzhao.rules.governance import calendar_findings, order_findings, responsible_findings


@dataclass(frozen=True, kw_only=True)
class WindowForm:
    """When a stage is to be open, for an organisation and all below it.

    `extension` names the written decision by which a window may run on after the calendar's last day.
    """

    stage: Stage
    org_path: str
    opens_at: datetime
    closes_at: datetime
    extension: str = ""


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
) -> None:
    """Sets the first window of a stage for an organisation and all below it.

    Raises Refused without the responsible persons of N1.1, before earlier stages are over, outside the
    calendar, for a window that ends before it begins, and where the stage has had a window there already:
    to open it again or for longer takes two persons.
    """
    form = WindowForm(stage=stage, org_path=org_path, opens_at=opens_at, closes_at=closes_at)
    if earlier_windows(border, form):
        raise Refused(
            f"“{stage.label}”在{_name_of(org_path)}或其上下级已经设过开放时间，重新开放或延长须由两人办理。"
        )
    add_window(border, actor, at, "open_stage", form)


def earlier_windows(border: Border, form: WindowForm) -> list[tuple[datetime, datetime]]:
    """The windows that the stage has had for this organisation, one above it or one below it, the older ones first.

    A window of one above counts for all below: without these, who may not open a county again opens the province.
    """
    rows = (
        StageWindow.objects.filter(season=border.season, province=border.province, stage=form.stage.value)
        .annotate(wanted=Value(form.org_path))
        .filter(Q(wanted__startswith=F("org_path")) | under("org_path", form.org_path))
        .order_by("opens_at")
    )
    return list(rows.values_list("opens_at", "closes_at"))


def require_window(border: Border, actor: Actor, form: WindowForm) -> None:
    """Raises Refused and RowsRefused for a window that may not be set."""
    require_reach(actor, {form.org_path: form.org_path})
    law, _ = law_of(border)
    findings = (
        *responsible_findings(_named_posts(border, form.org_path), law),
        *order_findings(form.stage, _finished(border, form.opens_at)),
        *_calendar(form, law),
    )
    refuse_faults(as_faults(1, form.stage.label, blocking(findings)))


def _require_apart(border: Border, form: WindowForm) -> None:
    """Raises Refused for a window that runs into one of the same scope: nobody is asked to sign what cannot be done."""
    same = StageWindow.objects.filter(
        season=border.season, province=border.province, stage=form.stage.value, org_path=form.org_path
    )
    held = (
        same.filter(opens_at__lt=form.closes_at, closes_at__gt=form.opens_at).order_by("-closes_at").first()
    )
    if held is not None:
        raise Refused(
            f"新的开放时段与已有的{_moment(held.opens_at)}至{_moment(held.closes_at)}重叠。"
            f"要延长的，开放时间填{_moment(held.closes_at)}，截止时间填延长到的时间。"
        )


def add_window(border: Border, actor: Actor, at: datetime, act: str, form: WindowForm) -> None:
    """Sets a window that may be set, with its row on the trail."""
    require_window(border, actor, form)
    law, _ = law_of(border)
    facts = {"org_path": form.org_path, "opens_at": form.opens_at, "closes_at": form.closes_at}
    with kept(StageWindow):
        StageWindow.objects.create(
            season=border.season,
            province=border.province,
            stage=form.stage.value,
            extended_from=_calendar_end(form.stage, law) if form.extension else None,
            **facts,
        )
    touched = Touched(
        object_id=window_name(border, form.stage, form.org_path),
        after=digest_of({"stage": form.stage.value, **facts}),
        reason=form.extension,
    )
    record(border=border, actor=actor, at=at, act=act, object_kind="stage_window", touched=[touched])


def window_name(border: Border, stage: Stage, org_path: str) -> str:
    """How a window is named on the trail: with its organisation where it is not the whole province's."""
    whole = f"{stage.value} {border.season}-{border.province}"
    return whole if org_path == province_path(border) else f"{whole} {org_path}"[:64]


@cites("A2.1", "N1.1")
@transaction.atomic
def reopen_stage(*, border: Border, actor: Actor, at: datetime, form: WindowForm) -> None:
    """Sets a further window of a stage: opens it again, or lets it run on. Raises Refused, RowsRefused.

    Two persons do it, with the written decision, and only where the stage has had a window.
    """
    require_both("reopen_stage", border, actor, window_arguments(form))
    add_window(border, actor, at, "reopen_stage", form)


def _describe(border: Border, actor: Actor, at: datetime, arguments: Arguments) -> Matter:
    form = window_of(arguments)
    if not form.extension.strip():
        raise Refused("重新开放或延长须写明书面决定的文号。")
    earlier = earlier_windows(border, form)
    if not earlier:
        raise Refused(f"“{form.stage.label}”在{_name_of(form.org_path)}还没有设过开放时间，直接开放即可。")
    require_window(border, actor, form)
    _require_apart(border, form)
    facts = (
        ("阶段", form.stage.label),
        ("范围", _name_of(form.org_path)),
        ("原开放时间", "；".join(f"{_moment(opens)}至{_moment(closes)}" for opens, closes in earlier)),
        ("新开放时间", f"{_moment(form.opens_at)}至{_moment(form.closes_at)}"),
        ("书面决定", form.extension),
    )
    return Matter(
        object_kind="stage_window",
        object_id=window_name(border, form.stage, form.org_path),
        org_path=form.org_path,
        facts=facts,
        content=digest_of(window_arguments(form)),
    )


def _name_of(org_path: str) -> str:
    """What an office is called; a path that none has is told as it is."""
    name: str | None = Organisation.objects.filter(path=org_path).values_list("name", flat=True).first()
    return name or org_path


def _moment(when: datetime) -> str:
    return f"{localtime(when):%Y-%m-%d %H:%M}"


def window_arguments(form: WindowForm) -> dict[str, object]:
    """A window as it is kept between the two signatures."""
    return {
        "stage": form.stage.value,
        "org_path": form.org_path,
        "opens_at": form.opens_at.isoformat(),
        "closes_at": form.closes_at.isoformat(),
        "extension": form.extension,
    }


def window_of(arguments: Arguments) -> WindowForm:
    """The window that was kept. Raises Refused where it is none."""
    try:
        return WindowForm(
            stage=Stage(arguments["stage"]),
            org_path=arguments["org_path"],
            opens_at=datetime.fromisoformat(arguments["opens_at"]),
            closes_at=datetime.fromisoformat(arguments["closes_at"]),
            extension=arguments["extension"],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise Refused("没有写明重新开放哪个阶段、从何时到何时。") from error


REOPENING = Procedure(
    describe=_describe,
    carry_out=lambda border, actor, at, given: reopen_stage(
        border=border, actor=actor, at=at, form=window_of(given)
    ),
)


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


def _calendar(form: WindowForm, law: YearLaw) -> tuple[Finding, ...]:
    """Whether the first and the last day of a window lie within the calendar of 附件2."""
    days = (localtime(form.opens_at).date(), localtime(form.closes_at - timedelta(microseconds=1)).date())
    return tuple(
        found
        for day in sorted(set(days))
        for found in calendar_findings(form.stage, day, has_extension=bool(form.extension.strip()), law=law)
    )


def _calendar_end(stage: Stage, law: YearLaw) -> datetime:
    """The moment at which the calendar's last day of a stage is over."""
    return make_aware(datetime.combine(law.window(stage).closes + timedelta(days=1), time()))
