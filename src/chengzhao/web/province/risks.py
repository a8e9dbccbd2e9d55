"""可疑报名线索 of the whole province, where clusters over several counties come together."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from chengzhao.web.province.permissions import may_decide_risks, may_see_risks
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.fresh import fresh_factor
from chengzhao.web.shared.risks import risk_list, risk_page
from chengzhao.web.shared.shows import shows


@require_GET
@shows("N3.4", called="全省可疑报名线索")
@allow(may_see_risks)
def risks(request: StaffRequest) -> HttpResponse:
    """The clusters of the province."""
    return risk_list(request, "province/risks.html")


@require_http_methods(["GET", "POST"])
@shows("N3.4", called="全省的一组可疑线索")
@allow(may_see_risks)
@fresh_factor
def risk(request: StaffRequest, public_id: UUID) -> HttpResponse:
    """One cluster, and the decision on it."""
    return risk_page(
        request,
        "province/risk.html",
        public_id,
        home="province:risks",
        may_decide=may_decide_risks(request.acting),
    )
