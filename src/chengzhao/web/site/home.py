"""The exam site's board: its rooms, seats and papers sat."""

from django.http import HttpResponse

from chengzhao.records.queries.exams import SiteView, sites_under
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.chinese import count, share
from chengzhao.web.shared.figures import Fig
from chengzhao.web.shared.page import page
from chengzhao.web.shared.shows import shows
from chengzhao.web.site.permissions import may_see_site


@shows("N2.2", "N2.4", called="考点概况")
@allow(may_see_site)
def home(request: StaffRequest) -> HttpResponse:
    """The site that the visitor heads."""
    acting = request.acting
    sites = sites_under(acting.season, acting.province, acting.org_path)
    return page(request, "site/home.html", {"sites": [(site, figures(site)) for site in sites]})


def figures(site: SiteView) -> list[Fig]:
    """The strip of a site; a person sits several papers, so papers are counted, not persons."""
    seated = sum(room.seated for room in site.rooms)
    sat = sum(room.sat for room in site.rooms)
    absent = sum(room.absent for room in site.rooms)
    return [
        Fig(
            name="考场",
            value=count(len(site.rooms)),
            unit="个",
            note=f"座位{count(sum(r.seats for r in site.rooms))}",
        ),
        Fig(name="编排考生", value=count(seated), unit="人"),
        Fig(name="实考", value=count(sat), unit="科次", note=f"到考率{share(sat, sat + absent)}"),
        Fig(name="缺考", value=count(absent), unit="科次"),
    ]
