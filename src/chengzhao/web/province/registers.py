"""数据核查: how each register answers, what went on before it did, and files for registers that take files only."""

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from chengzhao.actions.audit import Refused
from chengzhao.actions.register_answers import settle_answers
from chengzhao.actions.register_files import questions_called, take_questions
from chengzhao.exchange.confined import Refused as NotRead
from chengzhao.exchange.registers import chosen_adapters
from chengzhao.exchange.registers.batch_files import SheetFault, read_answers, rows
from chengzhao.exchange.sheet_writing import XLSX_TYPE, xlsx
from chengzhao.exchange.sheets import read_sheet
from chengzhao.records.looks import note_person
from chengzhao.records.queries.register_checks import lines, open_conditions
from chengzhao.rules.registration import STATEMENTS, CheckSubject
from chengzhao.settings.options import OptionError
from chengzhao.web.province.permissions import may_exchange_check_files, may_see_registers
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.fresh import fresh_factor
from chengzhao.web.shared.keys import vault_keys
from chengzhao.web.shared.looks import shows_person
from chengzhao.web.shared.page import page
from chengzhao.web.shared.refusals import noted
from chengzhao.web.shared.requests import takes_uploads
from chengzhao.web.shared.shows import shows
from chengzhao.web.shared.tables import download

SHOWN = 50
LONGEST_SOURCE = 30


@takes_uploads
@require_http_methods(["GET", "POST"])
@shows("N3.1", "N3.7", called="数据核查")
@allow(may_see_registers)
def registers(request: StaffRequest) -> HttpResponse:
    """The state of every register on GET; on POST an answer file, taken whole or not at all."""
    if request.method != "POST":
        return _page(request)
    faults: list[SheetFault] = []
    try:
        if not may_exchange_check_files(request.acting):
            raise Refused("核查文件由省级招生考试机构工作人员导入。")
        faults, settled = _read_back(request)
        if faults:
            raise Refused(f"文件里有{len(faults)}处要改，全部未办。改好后重新上传整个文件。")
    except (Refused, NotRead) as refused:
        said = refused if isinstance(refused, Refused) else Refused(str(refused))
        refusal = noted(request, said, object_kind="list_file", object_id="")
        return _page(request, refusal=refusal, faults=faults)
    return redirect(f"{reverse('province:registers')}?settled={settled}")


def _page(
    request: StaffRequest, *, refusal: str = "", faults: list[SheetFault] | None = None
) -> HttpResponse:
    acting = request.acting
    settled, ways = request.GET.get("settled", ""), _ways()
    conditions = open_conditions(acting.season, acting.province, acting.org_path, limit=SHOWN + 1)
    context: dict[str, Any] = {
        "lines": [
            (one, ways[one.subject], STATEMENTS[one.subject])
            for one in lines(acting.season, acting.province, acting.org_path)
        ],
        "conditions": conditions[:SHOWN],
        "more": len(conditions) > SHOWN,
        "may_exchange": may_exchange_check_files(acting),
        "subjects": tuple(CheckSubject),
        "chosen": request.POST.get("subject", ""),
        "source": request.POST.get("source", ""),
        "faults": faults or [],
        "refusal": refusal,
        "settled": int(settled) if settled.isascii() and settled.isdecimal() and len(settled) < 9 else None,
    }
    return page(request, "province/registers.html", context, status=409 if refusal else 200)


def _ways() -> dict[CheckSubject, str]:
    """How each subject is asked here; '' where nothing is connected."""
    try:
        found = chosen_adapters(settings.REGISTERS)
    except OptionError:
        return dict.fromkeys(CheckSubject, "")
    return {one: found[one].name if one in found else "" for one in CheckSubject}


def _read_back(request: StaffRequest) -> tuple[list[SheetFault], int]:
    """Settle the answers of a file, or say everything that is wrong with it."""
    subject, source = _subject(request.POST.get("subject", "")), request.POST.get("source", "").strip()
    if subject is None:
        raise Refused("请选择是哪一项核查的答复。")
    if not source or len(source) > LONGEST_SOURCE:
        raise Refused(f"请写明答复的部门，最多{LONGEST_SOURCE}字，例如：省公安厅人口库。")
    sent = request.FILES.get("table")
    if not isinstance(sent, UploadedFile) or sent.name is None:
        raise Refused("请选择答复文件再上传。")
    border, keys = border_of(request), vault_keys()
    found, faults = read_answers(
        read_sheet(sent.read(), name=sent.name),
        subject,
        source,
        lambda wanted: questions_called(border, subject, keys, wanted),
    )
    if faults:
        return faults, 0
    if not found:
        raise Refused("文件里没有答复。请在“答复”一列写“一致”“不一致”或“查无记录”。")
    at = timezone.now()
    return [], settle_answers(border=border, actor=actor_of(request), at=at, answers=found, keys=keys)


def _subject(name: str) -> CheckSubject | None:
    return next((one for one in CheckSubject if one.value == name), None)


@shows("N3.7", called="核查文件")
@allow(may_exchange_check_files)
@require_POST
@fresh_factor
@shows_person("导出核查文件")
def questions(request: StaffRequest, subject: str) -> HttpResponse:
    """Everything that waits for one register, as a table to be filled in by it and sent back."""
    wanted = _subject(subject)
    if wanted is None:
        raise Http404
    try:
        found = take_questions(
            border=border_of(request),
            actor=actor_of(request),
            at=timezone.now(),
            subject=wanted,
            keys=vault_keys(),
        )
    except Refused as refused:
        said = noted(request, refused, object_kind="register_line", object_id=wanted.value)
        return _page(request, refusal=said)
    for one in found:
        note_person(one.candidate_id)
    name = f"{wanted.value.lower().replace('_', '-')}-questions.xlsx"
    return download(xlsx(rows(wanted, found), title=f"{wanted.label}核查"), XLSX_TYPE, name)
