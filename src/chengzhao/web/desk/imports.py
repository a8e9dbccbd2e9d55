"""批量报名: the tables that units hand in for their people: the list, the empty table, and a file that comes in."""

from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from chengzhao.actions.audit import Refused
from chengzhao.actions.imports import Received, receive_import
from chengzhao.exchange.confined import Refused as NotRead
from chengzhao.exchange.registrations.columns import guessed
from chengzhao.exchange.registrations.writing import template as empty_table
from chengzhao.exchange.sheet_writing import XLSX_TYPE
from chengzhao.exchange.tables import MOST_BYTES, open_table
from chengzhao.law.words import Stage
from chengzhao.records.queries.governance import Phase, windows
from chengzhao.records.queries.imports import imports_under, remembered_mapping
from chengzhao.web.desk.permissions import may_take_in_tables
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.keys import vault_keys
from chengzhao.web.shared.page import page
from chengzhao.web.shared.refusals import noted
from chengzhao.web.shared.requests import takes_tables
from chengzhao.web.shared.shows import shows

SHOWN = 50


@takes_tables
@require_http_methods(["GET", "POST"])
@shows("N3.2", "A1.3.9", called="批量报名")
@allow(may_take_in_tables)
def imports(request: StaffRequest) -> HttpResponse:
    """The batches of the office on GET; on POST a file, kept as it came, and the page of its batch."""
    refusal = ""
    if request.method == "POST":
        try:
            return redirect("desk:import", public_id=_taken_in(request))
        except (Refused, NotRead) as refused:
            said = refused if isinstance(refused, Refused) else Refused(str(refused))
            refusal = noted(request, said, object_kind="import_batch", object_id="")
    acting = request.acting
    now = timezone.now()
    mine = [one for one in windows(acting.season, acting.province) if one.stage is Stage.REGISTRATION]
    context = {
        "batches": imports_under(acting.season, acting.province, acting.org_path, vault_keys(), limit=SHOWN),
        "most": SHOWN,
        "largest": MOST_BYTES // 1_000_000,
        "window": next((one for one in mine if one.phase(now) is Phase.OPEN), None),
        "refusal": refusal,
    }
    return page(request, "desk/imports.html", context, status=409 if refusal else 200)


def _taken_in(request: StaffRequest) -> UUID:
    """The batch of the file that was sent. Raises Refused of the acts and of the files."""
    at = timezone.now()
    sent = request.FILES.get("table")
    if not isinstance(sent, UploadedFile) or not sent.name:
        raise Refused("请选择填好的表格再上传。")
    content = sent.read()
    table = open_table(content, name=sent.name)
    acting = request.acting
    remembered = remembered_mapping(acting.season, acting.province, acting.org_path)
    return receive_import(
        border=border_of(request),
        actor=actor_of(request),
        at=at,
        received=Received(
            kind=table.kind,
            name=sent.name,
            content=content,
            sheet=table.sheet,
            columns=table.columns,
            total=table.total,
            notes=table.notes,
        ),
        mapping=guessed(table.columns, remembered),
        keys=vault_keys(),
        mends=_mended(request),
    )


def _mended(request: StaffRequest) -> UUID | None:
    """The batch whose faulty rows are sent again, where the form names one."""
    try:
        return UUID(request.POST.get("mends", ""))
    except ValueError:
        return None


@require_GET
@allow(may_take_in_tables)
def template(request: StaffRequest) -> HttpResponse:
    """The empty table; it says nothing of anybody, and its address gives it its name."""
    return HttpResponse(empty_table(), content_type=XLSX_TYPE)
