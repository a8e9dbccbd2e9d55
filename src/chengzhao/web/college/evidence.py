"""The files that candidates handed in, one at a time."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from chengzhao.web.college.permissions import may_read_files
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.evidence import by_account, evidence_page
from chengzhao.web.shared.limits import limited
from chengzhao.web.shared.looks import shows_person


@shows_person("查看材料")
@limited("evidence", subject=by_account)
@require_http_methods(["GET", "POST"])
@allow(may_read_files)
def evidence(request: StaffRequest, public_id: UUID) -> HttpResponse:
    """A file of evidence: what it is, and the file itself as a download."""
    return evidence_page(request, public_id)
