"""The overseer's board: whether the runs are proved and signed by two, and who did what."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone

from chengzhao.records.queries.audit import audit_page, audit_total
from chengzhao.records.queries.disclosure import public_notices
from chengzhao.records.queries.filing import runs
from chengzhao.web.oversight.permissions import may_oversee
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.chinese import count
from chengzhao.web.shared.columns import columns_for
from chengzhao.web.shared.figures import Fig
from chengzhao.web.shared.fresh import EVERY_METHOD, fresh_factor
from chengzhao.web.shared.looks import shows_person
from chengzhao.web.shared.packs import pack_answer
from chengzhao.web.shared.page import page
from chengzhao.web.shared.paging import key_of, word_of
from chengzhao.web.shared.shows import shows

PAGE_SIZE = 50


@shows("A1.5.7", called="监督概况")
@allow(may_oversee)
def home(request: StaffRequest) -> HttpResponse:
    """Runs, notices and the audit trail of the season."""
    acting = request.acting
    border = (acting.season, acting.province)
    act = word_of(request, "act")
    rows = audit_page(*border, before=key_of(request, "before"), limit=PAGE_SIZE + 1, act=act)
    found, notices = runs(*border), public_notices(*border, timezone.localdate())
    failed = sum(1 for run in found if run.failed)
    figs = [
        Fig(name="操作记录", value=count(audit_total(*border)), unit="条", note="只增不改"),
        Fig(name="投档运行", value=count(len(found)), unit="次"),
        Fig(name="核验未通过", value=count(failed), unit="次", tone="bad" if failed else "ok"),
        Fig(name="正在公示", value=count(sum(notice.entries for notice in notices)), unit="人"),
    ]
    return page(
        request,
        "oversight/home.html",
        {
            "figs": figs,
            "runs": found,
            "pack_url": "oversight:run-pack",
            "rows": rows[:PAGE_SIZE],
            "following": rows[PAGE_SIZE - 1].key if len(rows) > PAGE_SIZE else None,
            "act": act,
            "chooser": columns_for(acting.account_id, "audit"),
        },
    )


@allow(may_oversee)
@fresh_factor(methods=EVERY_METHOD)
@shows_person("复核投档")
def run_pack(request: StaffRequest, public_id: UUID) -> HttpResponse:
    """The evidence pack of a run, with which the overseer files it again and compares the bytes."""
    return pack_answer(request, public_id)
