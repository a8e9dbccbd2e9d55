"""Photos and papers of the registration: from the camera or a file, looked at, kept sealed, each with its state."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from chengzhao.actions.audit import Refused
from chengzhao.actions.evidence import REUSABLE, EvidenceKind, NoSuchFile, drop_file, keep_file
from chengzhao.actions.reused_files import reuse_file
from chengzhao.exchange.intake import EVIDENCE, PORTRAIT, UploadRule, take_in
from chengzhao.exchange.intake import Refused as NotTaken
from chengzhao.law.words import ClaimKind
from chengzhao.records.queries.evidence import EvidenceView
from chengzhao.rules.registration import STEP, DraftStep
from chengzhao.web.candidate.enrolment import (
    Enrolment,
    deadline_lines,
    enrolment_of,
    is_with_office,
    received_at,
)
from chengzhao.web.candidate.permissions import may_fill_in
from chengzhao.web.candidate.saving import back_to
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.keys import vault_keys
from chengzhao.web.shared.page import page
from chengzhao.web.shared.requests import takes_uploads


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What is asked for of a kind of file: its words, the rule of the intake, and which camera takes it."""

    title: str
    hint: str
    rule: UploadRule = EVIDENCE
    camera: str = "environment"


WANTED: Mapping[str, Wanted] = MappingProxyType(
    {
        "PORTRAIT": Wanted(
            title="上传本人照片",
            hint="近期免冠正面照，白色或浅色背景，五官清楚，不戴帽子和墨镜。宽高不小于480×640像素，5MB以内，系统裁成3∶4。",
            rule=PORTRAIT,
            camera="user",
        ),
        "DOCUMENT_FRONT": Wanted(
            title="证件有照片的一面", hint="拍原件，四个角都在画面里，字看得清，没有反光。"
        ),
        "DOCUMENT_BACK": Wanted(
            title="证件的另一面", hint="居民身份证是国徽面。拍原件，有效期看得清，没有反光。"
        ),
        "RESIDENCE": Wanted(
            title="异地报考材料", hint="居住证、社会保险缴纳证明等，有几样传几样。可以传照片或PDF。"
        ),
        "EDUCATION": Wanted(
            title="毕业证书", hint="拍原件，证书编号和校名看得清，没有反光。也可以传学历认证的PDF。"
        ),
        "LICENCE": Wanted(title="执业资格证书", hint="拍原件，编号、类别和执业注册页看得清。"),
        "HEALTH": Wanted(
            title="合理便利的证明", hint="残疾人证或医院证明。只有安排考试的工作人员能看到，院校看不到。"
        ),
        "CLAIM": Wanted(title="照顾证明", hint="拍原件，发证单位的章看得清。原件在确认点交验。"),
    }
)


LONGEST_SENT = 2400
"""Pixels of the longer side of a photo that a telephone makes smaller before it sends it: small print is read yet."""

KEPT: Mapping[str, str] = MappingProxyType(
    {
        "middle": "中间",
        "top": "上面",
        "bottom": "下面",
        "left": "左边",
        "right": "右边",
    }
)
"""Which part of a photo stays where it is cut to three by four."""


def upload(
    request: StaffRequest, enrolment: Enrolment, step: DraftStep, kind: str, onwards: str, claim: str = ""
) -> HttpResponse:
    """The files of a kind: what is there, and one more; a photo takes the place of the one before."""
    fault = _taken(request, kind, claim) if request.method == "POST" else ""
    if request.method == "POST" and not fault:
        return HttpResponseRedirect(request.get_full_path())
    context = {
        "step": step,
        "claim": ClaimKind(claim) if claim else None,
        "wanted": WANTED[kind],
        "files": enrolment.files_of(kind, claim),
        "others": _reusable(enrolment, kind, claim),
        "fault": fault,
        "onwards": onwards,
        "back": back_to(request),
        "kept": KEPT.items(),
        "longest": LONGEST_SENT,
        "is_single": kind == EvidenceKind.PORTRAIT,
        "deadline": deadline_lines(enrolment.window, enrolment.now),
    }
    return page(request, "candidate/upload.html", context)


def _reusable(enrolment: Enrolment, kind: str, claim: str) -> list[EvidenceView]:
    """Papers of other tasks that may stand here, too, each content once."""
    if kind not in REUSABLE:
        return []
    here = {one.digest for one in enrolment.files_of(kind, claim)}
    others = {one.digest: one for one in enrolment.files if one.kind in REUSABLE and one.digest not in here}
    return list(others.values())


def _reused(request: StaffRequest, kind: str, claim: str) -> str:
    """Let a paper of another task stand here, too; the sentence of what is wrong, '' where nothing is."""
    try:
        reuse_file(
            border=border_of(request),
            actor=actor_of(request),
            at=received_at(request),
            public_id=UUID(request.POST["reuse"]),
            kind=EvidenceKind(kind),
            keys=vault_keys(),
            claim_kind=ClaimKind(claim) if claim else None,
        )
    except ValueError:
        return "没有这个文件，请重新选择。"
    except Refused as refused:
        return str(refused)
    return ""


def _taken(request: StaffRequest, kind: str, claim: str) -> str:
    """Take one file in and keep it; the sentence of what is wrong, '' where nothing is."""
    if "reuse" in request.POST:
        return _reused(request, kind, claim)
    sent = request.FILES.get("file")
    if sent is None:
        return "请先拍照或选择文件，再点上传。"
    try:
        keep = request.POST.get("keep", "")
        accepted = take_in(
            sent.read(), name=sent.name or "", rule=WANTED[kind].rule, keep=keep if keep in KEPT else "middle"
        )
        keep_file(
            border=border_of(request),
            actor=actor_of(request),
            at=received_at(request),
            kind=EvidenceKind(kind),
            accepted=accepted,
            keys=vault_keys(),
            claim_kind=ClaimKind(claim) if claim else None,
        )
    except (NotTaken, Refused) as refused:
        return str(refused)
    return ""


@takes_uploads
@allow(may_fill_in)
@require_http_methods(["GET", "POST"])
def claim_file(request: StaffRequest, kind: str) -> HttpResponse:
    """The papers of one claim; behind the last of them back to the list of claims."""
    if is_with_office(request.acting):
        return redirect("candidate:home")
    enrolment = enrolment_of(request, request.acting)
    step = STEP["claim-papers"]
    if enrolment is None or kind not in enrolment.drafted.claims:
        raise Http404
    if step.name not in enrolment.mendable:
        return redirect("candidate:home")
    others = [one for one in enrolment.drafted.claims if one != kind and not _has(enrolment, one)]
    onwards = reverse("candidate:claim-file", args=[others[0]]) if others else reverse("candidate:home")
    return upload(request, enrolment, step, "CLAIM", onwards, claim=kind)


def _has(enrolment: Enrolment, claim: str) -> bool:
    return bool(enrolment.files_of("CLAIM", claim))


@allow(may_fill_in)
@require_POST
def drop(request: StaffRequest, public_id: UUID) -> HttpResponse:
    """Take a file back; one that is gone already is gone."""
    try:
        drop_file(
            border=border_of(request), actor=actor_of(request), at=received_at(request), public_id=public_id
        )
    except NoSuchFile:
        raise Http404 from None
    except Refused as refused:
        return page(request, "candidate/not_done.html", {"refusal": str(refused)}, status=409)
    name = request.POST.get("step", "")
    if not name.replace("-", "").isalpha():
        return redirect("candidate:home")
    return redirect("candidate:question", name=name)
