"""任务中心: background work of one's own organisation, how far it is, and the files that it leaves."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from chengzhao.actions.audit import Refused
from chengzhao.actions.queued_jobs import cancel_job, queue_again
from chengzhao.records.job_words import JobFileKind, JobState
from chengzhao.records.queries.jobs import JobView, file_of_job, job_by_id, jobs_under
from chengzhao.records.queries.people import Acting
from chengzhao.records.queries.timelines import timeline
from chengzhao.records.sealed import job_file_place
from chengzhao.web.desk.permissions import may_see_jobs
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.chinese import duration
from chengzhao.web.shared.fresh import EVERY_METHOD, fresh_factor
from chengzhao.web.shared.keys import vault_keys
from chengzhao.web.shared.looks import shows_person
from chengzhao.web.shared.page import page
from chengzhao.web.shared.refusals import noted
from chengzhao.web.shared.tables import download

SHOWN = 100
CANCEL, AGAIN = "cancel", "again"
PART = "part"
"""What the script of the page asks for: the part of it that changes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """How far a job is, in words."""

    elapsed: str
    left: str
    is_mine: bool
    may_cancel: bool
    may_again: bool


@require_GET
@allow(may_see_jobs)
def jobs(request: StaffRequest) -> HttpResponse:
    """The jobs of the visitor's organisation and of what is below it, the newest first."""
    acting = request.acting
    found = jobs_under(acting.season, acting.province, acting.org_path, limit=SHOWN)
    return page(request, "desk/jobs.html", {"jobs": found, "most": SHOWN})


@require_http_methods(["GET", "POST"])
@allow(may_see_jobs)
def job(request: StaffRequest, public_id: UUID) -> HttpResponse:
    """One job; whoever asked for it may call it off while it is open, and ask again after it failed."""
    refusal = ""
    if request.method == "POST":
        try:
            _answer(request, public_id)
            return redirect("desk:job", public_id=public_id)
        except Refused as refused:
            refusal = noted(request, refused, object_kind="job", object_id=str(public_id))
    found = _seen(request, public_id)
    told = progress_of(found, request.acting, timezone.now())
    context: dict[str, object] = {"job": found, "progress": told, "refusal": refusal}
    if PART in request.GET:
        return page(request, "desk/job_part.html", context)
    acting = request.acting
    context["timeline"] = timeline(acting.season, acting.province, "job", str(found.key))
    return page(request, "desk/job.html", context, status=409 if refusal else 200)


@require_GET
@allow(may_see_jobs)
@fresh_factor(methods=EVERY_METHOD)
@shows_person("任务中心")
def job_file(request: StaffRequest, public_id: UUID, kind: str) -> HttpResponse:
    """A file of a job, for whoever asked for it, as long as it is kept."""
    acting, named = request.acting, kind.upper()
    if named not in set(JobFileKind):
        raise Http404
    kept = file_of_job(acting, public_id, named)
    if kept is None or kept.expires_at <= timezone.now():
        raise Http404
    place = job_file_place(kept.job_key, kept.kind.value)
    return download(vault_keys().open_bytes(kept.sealed, row=place), kept.media_type, kept.name)


def progress_of(found: JobView, acting: Acting, now: datetime) -> Progress:
    """What the page says of a job to somebody."""
    elapsed, left = found.elapsed(now), found.left(now)
    is_mine = (found.asked_by, found.asked_in) == (acting.account_id, acting.seat)
    return Progress(
        elapsed=duration(elapsed) if elapsed is not None else "",
        left=duration(max(left, timedelta(seconds=1))) if left is not None else "",
        is_mine=is_mine,
        may_cancel=is_mine and found.is_open and found.cancel_asked_at is None,
        may_again=is_mine and found.state in (JobState.FAILED, JobState.CANCELLED),
    )


def _seen(request: StaffRequest, public_id: UUID) -> JobView:
    acting = request.acting
    found = job_by_id(acting.season, acting.province, acting.org_path, public_id)
    if found is None:
        raise Http404
    return found


def _answer(request: StaffRequest, public_id: UUID) -> None:
    _seen(request, public_id)
    border, actor, at = border_of(request), actor_of(request), timezone.now()
    step = request.POST.get("step", "")
    if step == CANCEL:
        cancel_job(border=border, actor=actor, at=at, public_id=public_id)
    elif step == AGAIN:
        queue_again(border=border, actor=actor, at=at, public_id=public_id)
    else:
        raise Refused("请按页面上的按钮办理。")
