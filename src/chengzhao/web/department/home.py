"""The department's board: the plans of its colleges beside their ceilings."""

from collections.abc import Sequence

from django.http import HttpResponse

from chengzhao.records.queries.plans import CollegePlan, plans_by_college
from chengzhao.web.department.permissions import may_see_own_colleges
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.chinese import count
from chengzhao.web.shared.figures import Fig
from chengzhao.web.shared.page import page
from chengzhao.web.shared.shows import shows
from chengzhao.web.shared.small_cells import CollegeRows, college_rows

OF_A_PROVINCE = "（主管部门）"
"""What follows the province's name where the province itself is the authority of a college."""


@shows("A1.2.3", "A1.2.7", called="所属院校计划")
@allow(may_see_own_colleges)
def home(request: StaffRequest) -> HttpResponse:
    """The colleges that name the visitor's organisation as their department in charge."""
    acting = request.acting
    authority = acting.organisation.removesuffix(OF_A_PROVINCE)
    colleges = plans_by_college(acting.season, acting.province, authority)
    table = college_rows(colleges)
    return page(request, "department/home.html", {"table": table, "figs": figures(colleges, table)})


def figures(colleges: Sequence[CollegePlan], table: CollegeRows) -> list[Fig]:
    """The strip of the board."""
    places = sum(one.places for one in colleges)
    ceiling = sum(one.ceiling or 0 for one in colleges)
    return [
        Fig(name="所属院校", value=count(len(colleges)), unit="所"),
        Fig(name="招生专业", value=count(sum(one.programmes for one in colleges)), unit="个"),
        Fig(name="计划数", value=count(places), note=f"核定上限{count(ceiling)}"),
        Fig(name="录取", value=table.admitted, note=f"完成{table.done}"),
    ]
