"""The college's board: places of each programme, and how its lists stand."""

from collections.abc import Sequence

from django.http import HttpResponse

from chengzhao.records.queries.admission import (
    FileFilter,
    QuotaView,
    admission_lists,
    college_files,
    count_by_state,
    quotas,
)
from chengzhao.web.college.permissions import may_see_places
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.chinese import count, share
from chengzhao.web.shared.figures import Fig
from chengzhao.web.shared.page import page
from chengzhao.web.shared.shows import shows


@shows("A1.2.3", "A1.5.23", called="计划余额")
@allow(may_see_places)
def home(request: StaffRequest) -> HttpResponse:
    """The visitor's own college in the season."""
    acting = request.acting
    border = (acting.season, acting.province, acting.college_id or 0)
    found = quotas(*border)
    return page(
        request,
        "college/home.html",
        {
            "quotas": found,
            "figs": figures(found),
            "states": count_by_state(college_files(*border, FileFilter())),
            "lists": admission_lists(*border),
        },
    )


def figures(found: Sequence[QuotaView]) -> list[Fig]:
    """The strip of the board."""
    places = sum(quota.places for quota in found)
    admitted = sum(quota.admitted for quota in found)
    return [
        Fig(name="招生专业", value=count(len(found)), unit="个"),
        Fig(name="计划数", value=count(places)),
        Fig(name="已投档", value=count(sum(quota.filed for quota in found)), unit="份"),
        Fig(name="预录取", value=count(sum(quota.proposed for quota in found)), unit="份"),
        Fig(name="已录取", value=count(admitted), unit="人", note=f"完成{share(admitted, places)}"),
        Fig(name="剩余", value=count(sum(quota.left for quota in found)), unit="个"),
    ]
