"""The confirmation point's board: what waits, what was decided, how far its candidates are."""

from django.http import HttpResponse
from django.urls import reverse

from chengzhao.law.words import EntryRoute, OrganisationKind
from chengzhao.records.queries.governance import organisation_names
from chengzhao.records.queries.progress import Progress, progress
from chengzhao.records.queries.registration import ReviewTally, claims_under, review_tally, states_under
from chengzhao.web.county.filters import states_for
from chengzhao.web.county.permissions import may_see_confirmation_point
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.chinese import count, place_of, share, short_moment
from chengzhao.web.shared.figures import Fig, funnel
from chengzhao.web.shared.page import page
from chengzhao.web.shared.shows import shows


@shows("N3.5", "N3.6", "A1.3.9", called="确认点概况")
@allow(may_see_confirmation_point)
def home(request: StaffRequest) -> HttpResponse:
    """The figures of the visitor's own part of the tree."""
    acting = request.acting
    border = (acting.season, acting.province, acting.org_path)
    reached = progress(*border)
    states = states_under(*border)
    tally = review_tally(*border)
    waiting = sum(states.get(state, 0) for state in states_for(acting))
    counties = organisation_names(OrganisationKind.COUNTY, acting.org_path)
    return page(
        request,
        "county/home.html",
        {
            "figs": figures(reached, waiting, tally),
            "waiting": waiting,
            "states": states,
            "claims": claims_under(*border),
            "tally": tally,
            "funnel": funnel(reached.total()),
            "counties": rows_of(reached, counties) if len(counties) > 1 else (),
        },
    )


def figures(reached: Progress, waiting: int, tally: ReviewTally) -> list[Fig]:
    """The strip of the board; `waiting` are those of the visitor's own queue."""
    everyone = reached.total(routes=EntryRoute)
    last = f"最近{short_moment(tally.last_at)}" if tally.last_at else "还没有审核"
    return [
        Fig(name="提交报名", value=count(everyone.submitted), unit="人"),
        Fig(
            name="等待审核",
            value=count(waiting),
            unit="人",
            tone="warn" if waiting else "",
            href=reverse("county:queue"),
        ),
        Fig(
            name="审核通过",
            value=count(everyone.approved),
            note=f"{share(everyone.approved, everyone.submitted)}",
        ),
        Fig(
            name="审核决定",
            value=count(tally.passed + tally.returned + tally.second + tally.rejected),
            note=last,
        ),
        Fig(name="参考", value=count(everyone.sat), note=f"到考率{share(everyone.sat, everyone.seated)}"),
        Fig(name="录取", value=count(everyone.admitted), note="含免试"),
    ]


def rows_of(reached: Progress, counties: dict[str, str]) -> list[tuple[str, object]]:
    """(name, tally of all routes) of each county, in the order of the tree."""
    return [
        (place_of(name), reached.total(org_path=path, routes=EntryRoute)) for path, name in counties.items()
    ]
