"""一批报名表: its columns, what was found in it, the choice, the import, and taking it back."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from chengzhao.actions.audit import Refused
from chengzhao.actions.imports import choose_import, map_import, note_job
from chengzhao.actions.imports_taken_back import hand_over_import, undo_import
from chengzhao.actions.queued_jobs import Wanted, queue_job
from chengzhao.exchange.registrations.columns import COLUMN, COLUMNS, missing
from chengzhao.exchange.tables import KINDS
from chengzhao.records.queries.imports import ImportView, faults_of, import_called, states_of_import
from chengzhao.records.queries.jobs import JobView, job_by_id
from chengzhao.rules.registration import ImportChoice, ImportState, RegistrationState
from chengzhao.web.desk.jobs import progress_of
from chengzhao.web.desk.permissions import may_take_in_tables
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.fresh import fresh_factor
from chengzhao.web.shared.keys import vault_keys
from chengzhao.web.shared.page import page
from chengzhao.web.shared.refusals import noted
from chengzhao.web.shared.shows import shows

FAULTS_SHOWN = 50
LONGEST_REASON = 200
PREFIX = "column_"


@require_http_methods(["GET", "POST"])
@shows("N3.2", "A1.3.9", called="一批报名表")
@allow(may_take_in_tables)
@fresh_factor
def batch(request: StaffRequest, public_id: UUID) -> HttpResponse:
    """How far a batch is and what is to be decided on GET; on POST the step that a button names."""
    refusal = ""
    if request.method == "POST":
        held = _held(request, public_id)
        try:
            step = _STEPS.get(request.POST.get("step", ""))
            if step is None:
                raise Refused("请按页面上的按钮办理。")
            step(request, held)
            return redirect("desk:import", public_id=public_id)
        except Refused as refused:
            refusal = noted(request, refused, object_kind="import_batch", object_id=str(held.key))
    context = _context(request, _held(request, public_id)) | {"refusal": refusal}
    return page(request, "desk/import_batch.html", context, status=409 if refusal else 200)


def _held(request: StaffRequest, public_id: UUID) -> ImportView:
    acting = request.acting
    found = import_called(acting.season, acting.province, acting.org_path, public_id, vault_keys())
    if found is None:
        raise Http404
    return found


def _context(request: StaffRequest, held: ImportView) -> dict[str, object]:
    job = _job_of(request, held)
    is_working = job is not None and job.is_open
    states = states_of_import(held.key) if held.imported else {}
    faults = faults_of(held.key, vault_keys())[:FAULTS_SHOWN] if held.faults and not is_working else []
    used = set(held.mapping.values())
    return {
        "batch": held,
        "job": job,
        "progress": progress_of(job, request.acting, timezone.now()) if job else None,
        "job_page": reverse("desk:job", args=[job.public_id]) if job else "",
        "is_working": is_working,
        "columns": [(one, held.mapping.get(one.name, "")) for one in COLUMNS],
        "missing": missing(held.mapping),
        "unused": [heading for heading in held.columns if heading not in used],
        "faults": faults,
        "may_map": not is_working and held.state in (ImportState.RECEIVED, ImportState.CHECKED),
        "may_choose": not is_working and held.state is ImportState.CHECKED,
        "may_go_on": not is_working and held.state is ImportState.IMPORTING,
        "may_undo": not is_working and held.state in (ImportState.IMPORTING, ImportState.IMPORTED),
        "may_mend": held.state is ImportState.IMPORTED and held.choice is ImportChoice.MEND and held.wrong,
        "is_over": held.expires_at <= timezone.now(),
        "choices": ImportChoice,
        "states": states,
        "awaiting": states.get(RegistrationState.AWAITING, 0),
        "kinds": KINDS,
    }


def _job_of(request: StaffRequest, held: ImportView) -> JobView | None:
    acting = request.acting
    if held.job is None:
        return None
    return job_by_id(acting.season, acting.province, acting.org_path, held.job)


def _map(request: StaffRequest, held: ImportView) -> None:
    """Keep the columns as they were named, and look at the table."""
    mapping = {name: request.POST.get(PREFIX + name, "") for name in COLUMN}
    if not any(mapping.values()):
        mapping = held.mapping
    lacking = missing({name: heading for name, heading in mapping.items() if heading})
    if lacking:
        named = "、".join(one.label for one in lacking)
        raise Refused(f"必填的列还没有对应：{named}。表里没有的，请补上这些列后重新上传。")
    map_import(
        border=border_of(request),
        actor=actor_of(request),
        at=timezone.now(),
        public_id=held.public_id,
        mapping=mapping,
    )
    _queue(request, held, "import_check", "检查报名表")


def _choose(request: StaffRequest, held: ImportView) -> None:
    chosen, right = request.POST.get("choice", ""), request.POST.get("right", "")
    if chosen not in set(ImportChoice):
        raise Refused("请选择怎样处理这一批。")
    choice = ImportChoice(chosen)
    choose_import(
        border=border_of(request),
        actor=actor_of(request),
        at=timezone.now(),
        public_id=held.public_id,
        choice=choice,
        right=int(right) if right.isascii() and right.isdecimal() and len(right) < len("1000000") else -1,
    )
    if choice is not ImportChoice.NONE:
        _queue(request, held, "import_rows", "导入报名表")


def _go_on(request: StaffRequest, held: ImportView) -> None:
    """Go on with an import that was called off or broken off half-way."""
    if held.state is not ImportState.IMPORTING:
        raise Refused(f"这一批{held.state.label}，不用继续导入。")
    _queue(request, held, "import_rows", "继续导入报名表")


def _undo(request: StaffRequest, held: ImportView) -> None:
    undo_import(
        border=border_of(request),
        actor=actor_of(request),
        at=timezone.now(),
        public_id=held.public_id,
        reason=_reason(request),
    )


def _hand_over(request: StaffRequest, held: ImportView) -> None:
    hand_over_import(
        border=border_of(request),
        actor=actor_of(request),
        at=timezone.now(),
        public_id=held.public_id,
        reason=_reason(request),
    )


def _export(request: StaffRequest, held: ImportView) -> None:
    kind = request.POST.get("format", "")
    if kind not in KINDS:
        raise Refused("请选择导出的格式。")
    _queue(request, held, "import_export", f"导出报名表（{kind}）", format=kind)


def _reason(request: StaffRequest) -> str:
    return request.POST.get("reason", "").strip()[:LONGEST_REASON]


def _queue(request: StaffRequest, held: ImportView, kind: str, title: str, **more: str) -> None:
    """Put the work into the queue; the same press twice asks once."""
    if (job := _job_of(request, held)) is not None and job.is_open:
        raise Refused(f"“{job.title}”正在办理，请等它结束，或者在任务中心取消。")
    token = request.POST.get("form", "")
    wanted = Wanted(
        kind=kind,
        title=title,
        arguments={"batch": str(held.public_id), **more},
        seat=request.acting.seat,
        token=f"{kind}/{token}"[:64] if token else "",
    )
    border, actor = border_of(request), actor_of(request)
    public_id = queue_job(border=border, actor=actor, at=timezone.now(), wanted=wanted)
    note_job(border=border, actor=actor, public_id=held.public_id, job=public_id)


_STEPS: Mapping[str, Callable[[StaffRequest, ImportView], None]] = MappingProxyType(
    {
        "map": _map,
        "choose": _choose,
        "go_on": _go_on,
        "undo": _undo,
        "hand_over": _hand_over,
        "export": _export,
    }
)
