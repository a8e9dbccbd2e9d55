"""可疑报名线索 of the confirmation point."""

from django.http import HttpResponse

from chengzhao.web.county.permissions import may_see_risks
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.page import page
from chengzhao.web.shared.risks import risk_context
from chengzhao.web.shared.shows import shows


@shows("N3.4", called="可疑报名线索")
@allow(may_see_risks)
def risks(request: StaffRequest) -> HttpResponse:
    """Clusters and hasty forms among the registrations of the visitor's own part of the tree."""
    return page(request, "county/risks.html", risk_context(request.acting))
