"""可疑报名线索 of the confirmation point."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from chengzhao.web.county.permissions import may_see_risks
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.fresh import fresh_factor
from chengzhao.web.shared.risks import risk_list, risk_page
from chengzhao.web.shared.shows import shows


@require_GET
@shows("N3.4", called="可疑报名线索")
@allow(may_see_risks)
def risks(request: StaffRequest) -> HttpResponse:
    """The clusters all of whose registrations are of the visitor's own part of the tree."""
    return risk_list(request, "county/risks.html")


@require_http_methods(["GET", "POST"])
@shows("N3.4", called="一组可疑线索")
@allow(may_see_risks)
@fresh_factor
def risk(request: StaffRequest, public_id: UUID) -> HttpResponse:
    """One cluster, and the decision on it."""
    return risk_page(
        request,
        "county/risk.html",
        public_id,
        home="county:risks",
        may_decide=True,
    )
