"""阶段和责任人: when each stage is open and for whom, opened by one, opened again by two; and who answers for it."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from chengzhao.actions.approvals import open_approval
from chengzhao.actions.audit import Refused
from chengzhao.actions.governance import Duty, ResponsiblePersonForm, name_responsible_persons, posts_of_law
from chengzhao.actions.stage_windows import WindowForm, open_stage, window_arguments, window_name
from chengzhao.records.queries.governance import offices_of, responsible_persons, windows_of_every_scope
from chengzhao.records.queries.timelines import timelines
from chengzhao.web.province.permissions import may_open_stages
from chengzhao.web.province.stage_forms import PersonForm, StageForm
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.fresh import fresh_factor
from chengzhao.web.shared.page import page
from chengzhao.web.shared.refusals import noted
from chengzhao.web.shared.shows import shows
from chengzhao.web.shared.tones import PHASES


@require_http_methods(["GET", "POST"])
@shows("N1.1", "A2.1", called="阶段安排")
@allow(may_open_stages)
@fresh_factor
def stages(request: StaffRequest) -> HttpResponse:
    """Every window of the season, and the form: the first of a stage is opened by one, further ones by two."""
    acting = request.acting
    typed = request.POST if request.method == "POST" else None
    form = StageForm(typed, initial={"org_path": acting.org_path}, offices=offices_of(acting.org_path))
    if form.is_valid():
        try:
            return _open(request, form.window)
        except Refused as refused:
            name = window_name(border_of(request), form.window.stage, form.window.org_path)
            form.add_error(None, noted(request, refused, object_kind="stage_window", object_id=name))
    found = windows_of_every_scope(acting.season, acting.province, timezone.now())
    names = {one: window_name(border_of(request), one.window.stage, one.org_path) for one in found}
    told = timelines(acting.season, acting.province, "stage_window", set(names.values()))
    context = {
        "windows": [(one, *PHASES[one.phase], told.get(names[one], ())) for one in found],
        "form": form,
    }
    return page(request, "province/stages.html", context, status=409 if form.errors else 200)


def _open(request: StaffRequest, wanted: WindowForm) -> HttpResponse:
    """Open a stage for the first time, or put a further window, with its decision, before a second person."""
    border, actor, at = border_of(request), actor_of(request), timezone.now()
    if request.POST.get("step") == "again":
        arguments = window_arguments(wanted)
        open_approval(border=border, actor=actor, at=at, act="reopen_stage", arguments=arguments)
        return redirect("desk:approvals")
    if wanted.extension:
        raise Refused("首次开放不用书面决定；重新开放或延长的，请按“提请重新开放或延长”。")
    open_stage(
        border=border,
        actor=actor,
        at=at,
        stage=wanted.stage,
        org_path=wanted.org_path,
        opens_at=wanted.opens_at,
        closes_at=wanted.closes_at,
    )
    return redirect("province:stages")


@require_http_methods(["GET", "POST"])
@shows("N1.1", called="列明责任人")
@allow(may_open_stages)
@fresh_factor
def responsible(request: StaffRequest) -> HttpResponse:
    """Who answers for the organisations of the province, and the form that names another."""
    acting = request.acting
    form = PersonForm(
        request.POST if request.method == "POST" else None,
        initial={"org_path": acting.org_path},
        offices=offices_of(acting.org_path),
    )
    if form.is_valid():
        try:
            _name(request, form)
            return redirect("province:responsible")
        except Refused as refused:
            said = noted(request, refused, object_kind="responsible_person", object_id="")
            form.add_error(None, said)
    context = {
        "persons": responsible_persons(acting.season, acting.province, acting.org_path),
        "posts": posts_of_law(border_of(request)),
        "form": form,
    }
    return page(request, "province/responsible.html", context, status=409 if form.errors else 200)


def _name(request: StaffRequest, form: PersonForm) -> None:
    given = form.cleaned_data
    name_responsible_persons(
        border=border_of(request),
        actor=actor_of(request),
        at=timezone.now(),
        persons=[
            ResponsiblePersonForm(
                org_path=given["org_path"],
                duty=Duty(given["duty"]),
                name=given["name"],
                post=given["post"],
            )
        ],
    )
