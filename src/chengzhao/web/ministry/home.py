"""The ministry's board: the plans of the year by state and by college."""

from django.http import HttpResponse

from chengzhao.records.queries.plans import plans_by_college, plans_in_states
from chengzhao.rules.plans import PLAN
from chengzhao.web.ministry.permissions import may_see_nation
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.chinese import count, share
from chengzhao.web.shared.figures import Fig
from chengzhao.web.shared.page import page
from chengzhao.web.shared.shows import shows
from chengzhao.web.shared.small_cells import college_rows


@shows("A1.2.7", "A1.2.13", called="来源计划汇总")
@allow(may_see_nation)
def home(request: StaffRequest) -> HttpResponse:
    """The plans of the province that this installation carries."""
    acting = request.acting
    states = plans_in_states(acting.season, acting.province)
    colleges = plans_by_college(acting.season, acting.province)
    places = sum(total.places for total in states.values())
    fixed = sum(total.places for state, total in states.items() if state in PLAN.sets["FIXED"])
    table = college_rows(colleges)
    figs = [
        Fig(name="院校", value=count(len(colleges)), unit="所"),
        Fig(name="计划数", value=count(places)),
        Fig(name="已分送", value=count(fixed), note=f"{share(fixed, places)}"),
        Fig(name="录取", value=table.admitted, note=f"完成{table.done}"),
    ]
    return page(request, "ministry/home.html", {"figs": figs, "states": states, "table": table})
