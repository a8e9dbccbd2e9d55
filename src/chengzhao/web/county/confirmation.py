"""报名确认表: one sheet to be signed at the counter, with the 报名号 as bars that bring the file back."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from chengzhao.documents.barcodes import code128
from chengzhao.records.queries.desk_file import candidate_called, desk_file
from chengzhao.records.queries.persons import opened_texts
from chengzhao.rules.privacy.sights import Reader, stage_of
from chengzhao.web.county.comparison import rows_of
from chengzhao.web.county.permissions import may_see_confirmation_point
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.keys import vault_keys
from chengzhao.web.shared.looks import shows_person
from chengzhao.web.shared.page import page
from chengzhao.web.shared.persons import uncovered_rooms
from chengzhao.web.shared.shows import shows


@require_GET
@shows("N3.2", "A1.3.9", called="报名确认表")
@allow(may_see_confirmation_point)
@shows_person("打印报名确认表")
def confirmation(request: StaffRequest, public_id: UUID) -> HttpResponse:
    """The sheet of one candidate, each value as the reader may see it; it prints on one page."""
    acting = request.acting
    key = candidate_called(acting.season, acting.province, acting.org_path, public_id)
    held = desk_file(key, acting.org_path) if key is not None else None
    if held is None:
        raise Http404
    person = held.candidate
    reader = Reader(
        role=acting.role, stage=stage_of(held.state), uncovered=uncovered_rooms(request, person.public_id)
    )
    number = opened_texts(person.pk, ["identity_number"], vault_keys())["identity_number"]
    context = {
        "held": held.shown,
        "rows": rows_of(held, number, None, reader, {}),
        "code": code128(person.candidate_number),
    }
    return page(request, "county/confirmation.html", context)
