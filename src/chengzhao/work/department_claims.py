"""照顾申请 that wait for a department, as a table to be filled in and sent back (N3.5)."""

from chengzhao.actions.access_log import view_file
from chengzhao.actions.audit import Refused
from chengzhao.actions.departments import kinds_in_charge
from chengzhao.actions.queued_jobs import MadeFile
from chengzhao.exchange.claim_opinions import MOST, rows
from chengzhao.exchange.sheet_writing import XLSX_TYPE, xlsx
from chengzhao.records.bulk import server_time
from chengzhao.records.job_words import JobFileKind
from chengzhao.records.queries.claims_desk import claims_of_department, claims_page
from chengzhao.work.jobs import Outcome, Run

STEP = 500


def waiting_claims(run: Run) -> Outcome:
    """Every claim that the office has approved and the department has not answered. Raises Refused for none.

    That the table names these people stands on the trail of each, as when one claim is opened (L-05).
    """
    with run.as_asker():
        kinds = kinds_in_charge(run.border, run.actor)
        found = claims_of_department(run.acting.season, run.acting.province, kinds)
        total = min(found.count(), MOST)
    if not total:
        raise Refused("现在没有待核的申请，不用导出。")
    run.begin(total)
    listed = []
    while len(listed) < MOST:
        after = listed[-1].key if listed else None
        with run.as_asker():
            page = claims_page(found.all(), after=after, limit=min(STEP, MOST - len(listed)))
            if page:
                view_file(
                    border=run.border,
                    actor=run.actor,
                    at=server_time(),
                    candidate_ids=[one.candidate_id for one in page],
                    reason=run.title,
                )
        if not page:
            break
        listed += page
        run.advance(len(page))
    made = MadeFile(
        kind=JobFileKind.RESULT,
        name="claims.xlsx",
        media_type=XLSX_TYPE,
        content=xlsx(rows(listed), title="照顾申请"),
    )
    return Outcome(message=f"待核的申请{len(listed)}件。填好“部门意见”后整张表传回。", files=(made,))
