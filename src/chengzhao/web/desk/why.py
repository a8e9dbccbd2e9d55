"""为什么看不到: which role, organisation, season or state is missing, and whom to ask.

The page stays at the entry's door, where no row of the business can be read: what it says of a number or an
address is the same whether the thing does not exist or belongs to somebody else. A candidate is told how far the
own registration is, whatever number or address is asked about.
"""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from chengzhao.records.queries.own_state import OwnState, own_state
from chengzhao.records.queries.people import Acting, seats_of
from chengzhao.records.queries.terms import terms_not_in_force
from chengzhao.records.scope import scope
from chengzhao.records.seats import scope_of
from chengzhao.web.desk.explanations import explain
from chengzhao.web.desk.own_explanations import explain_own
from chengzhao.web.desk.permissions import may_ask_why
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.page import page
from chengzhao.web.shared.scoping import at_the_entry

LONGEST = 200


@at_the_entry
@never_cache
@require_http_methods(["GET", "POST"])
@allow(may_ask_why)
def why(request: StaffRequest) -> HttpResponse:
    """Why the visitor does not see an address or a number; a number comes by POST, to stand in no address."""
    linked = request.GET.get("q", "")
    asked = request.POST.get("q", linked if linked.startswith("/") else "").strip()[:LONGEST]
    now = timezone.now()
    acting, explanation = request.acting, None
    if asked and acting.candidate_id is not None:
        explanation = explain_own(asked, acting, _own_state(acting, acting.candidate_id))
    elif asked:
        account = acting.account_id
        explanation = explain(asked, acting, seats_of(account, now), terms_not_in_force(account, now))
    context = {
        "asked": asked,
        "explanation": explanation,
        "base": "base_desk.html" if acting.candidate_id is None else "base_candidate.html",
    }
    return page(request, "desk/why.html", context)


def _own_state(acting: Acting, candidate_id: int) -> OwnState:
    """The candidate's own state, through the candidate's own door: nothing is told there before its time."""
    with scope(scope_of(acting, acting.account_id)):
        return own_state(candidate_id)
