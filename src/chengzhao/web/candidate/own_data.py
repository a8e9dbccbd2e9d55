"""导出本人数据: a ZIP with everything in JSON for machines and in a PDF to read; asked for, never linked."""

import json
from datetime import datetime

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from chengzhao.actions.audit import Refused
from chengzhao.actions.own_data import export_own_data
from chengzhao.documents import own_data as paper
from chengzhao.documents.typesetting import CannotPrint
from chengzhao.ledger.digest import digest_of
from chengzhao.records.queries.governance import season_of
from chengzhao.records.queries.own_data import OwnTable, own_data
from chengzhao.web.candidate.permissions import may_see_own_privacy
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.acts import act_label
from chengzhao.web.shared.archives import zip_answer
from chengzhao.web.shared.chinese import moment_of_record
from chengzhao.web.shared.fresh import fresh_factor
from chengzhao.web.shared.keys import vault_keys
from chengzhao.web.shared.page import page

NAME = "my-data.zip"


@allow(may_see_own_privacy)
@require_POST
@fresh_factor
def export(request: StaffRequest) -> HttpResponse:
    """Everything that is kept of the candidate, with a row on the trail; a fresh factor keeps others from it."""
    acting, now = request.acting, timezone.now()
    candidate_id = acting.candidate_id or 0
    tables = own_data(candidate_id, acting, vault_keys(), now=now, act_label=act_label)
    files = files_of(tables, acting.display_name, request, now)
    digest = digest_of(files["my-data.json"].decode())
    border, actor = border_of(request), actor_of(request)
    try:
        export_own_data(border=border, actor=actor, at=now, candidate_id=candidate_id, digest=digest)
    except Refused as refusal:
        return page(request, "candidate/not_done.html", {"refusal": str(refusal)}, status=409)
    return zip_answer(files, NAME)


def files_of(
    tables: tuple[OwnTable, ...], name: str, request: StaffRequest, now: datetime
) -> dict[str, bytes]:
    """The same data twice; where a rare character cannot be printed, a sentence stands for the PDF."""
    season = season_of(request.acting.season, request.acting.province)
    held = {
        "made_at": now.isoformat(),
        "tables": [
            {"name": one.name, "title": one.title, "note": one.note, "rows": [dict(row) for row in one.rows]}
            for one in tables
        ],
    }
    files = {"my-data.json": json.dumps(held, ensure_ascii=False, indent=1).encode()}
    number = next((row["报名号"] for one in tables if one.name == "candidate" for row in one.rows), "")
    try:
        files["my-data.pdf"] = paper.render(
            name=name,
            number=number,
            office=season.office_name if season else "",
            made_at=moment_of_record(now),
            sections=[paper.Section(title=one.title, rows=one.rows, note=one.note) for one in tables],
            at=now,
        )
    except CannotPrint as lacking:
        files["no-pdf.txt"] = f"{lacking}全部数据在 my-data.json 里。\n".encode()
    return files
