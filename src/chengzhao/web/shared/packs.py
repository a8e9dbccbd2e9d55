"""证据包 as a download: for the office whose run it is, and for the overseer."""

from uuid import UUID

from django.http import Http404, HttpResponse

from chengzhao.exchange.filing_pack import Held, pack_of
from chengzhao.records.queries.filing import run_of
from chengzhao.records.queries.replay import kept_files
from chengzhao.web.shared.access import StaffRequest
from chengzhao.web.shared.keys import vault_keys


def pack_answer(request: StaffRequest, public_id: UUID) -> HttpResponse:
    """The signed evidence pack of a computed run of the visitor's season and province. Raises Http404."""
    border = (request.acting.season, request.acting.province)
    run = run_of(*border, public_id)
    held = {
        name: Held(digest=digest, packed=packed)
        for name, (digest, packed) in kept_files(*border, public_id).items()
    }
    if run is None or not held:
        raise Http404
    keys = vault_keys()
    told = {
        "season": border[0],
        "province": border[1],
        "run": run.number,
        "round": run.filing_round.value,
        "tier": run.tier,
        "levels": [level.value for level in run.levels],
        "input_digest": run.input_digest,
        "result_digest": run.result_digest,
        "ran_at": run.ran_at.isoformat() if run.ran_at else None,
    }
    answer = HttpResponse(
        pack_of(told, held, keys, keys.ring.current.suite.name), content_type="application/zip"
    )
    name = f"filing-{border[0]}-{border[1]}-{run.number:02d}.zip"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
