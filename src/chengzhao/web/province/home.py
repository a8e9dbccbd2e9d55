"""The command board: figures, stages, what needs doing, every city's progress, the funnel of each level."""

from datetime import datetime

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from chengzhao.law.words import EntryRoute, OrganisationKind
from chengzhao.records.queries.admission import list_states
from chengzhao.records.queries.approvals import waiting_rows
from chengzhao.records.queries.filing import runs
from chengzhao.records.queries.governance import organisation_names, windows
from chengzhao.records.queries.people import Acting
from chengzhao.records.queries.plans import PlanFilter, PlanTotal, plan_total, published_plans
from chengzhao.records.queries.progress import Progress, progress
from chengzhao.records.queries.register_checks import lines_down
from chengzhao.records.queries.registration import states_under
from chengzhao.rules.privacy.small_cells import NOTE
from chengzhao.web.province.board import Alert, alerts, heat_rows, level_funnels, switches
from chengzhao.web.province.permissions import (
    may_see_board,
    may_see_figures,
    may_see_persons,
    may_see_registers,
    may_see_runs,
)
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.chinese import count, percent, share, short_moment
from chengzhao.web.shared.figures import Fig, funnel
from chengzhao.web.shared.navigation import desk_nav
from chengzhao.web.shared.page import page
from chengzhao.web.shared.shows import shows


@shows("A2.1", called="指挥台")
@allow(may_see_board)
def home(request: StaffRequest) -> HttpResponse:
    """The board of the visitor's own province and season."""
    acting = request.acting
    border = (acting.season, acting.province)
    now = timezone.now()
    # Whoever may not read the people is not told of few of them either.
    hides_few = not may_see_persons(acting)
    reached = progress(*border)
    plans = plan_total(published_plans(*border, PlanFilter()))
    cities = organisation_names(OrganisationKind.PREFECTURE, acting.org_path)
    return page(
        request,
        "province/home.html",
        {
            "figs": figures(reached, plans),
            "sees_runs": may_see_runs(acting),
            "takes_figures": may_see_figures(acting),
            "switches": switches(windows(*border), now, reached.total()),
            "places": {item.url_name for item in desk_nav(acting.role)},
            "alerts": _waiting_for_me(acting, now)
            + _registers_down(acting)
            + alerts(
                runs(*border), list_states(*border), states_under(*border, acting.org_path), reached, plans
            ),
            "heat": heat_rows(reached, cities, hides_few=hides_few),
            "few": NOTE if hides_few else "",
            "total": reached.total(),
            "funnel": funnel(reached.total()),
            "levels": level_funnels(reached, hides_few=hides_few),
            "exempt": reached.total(routes=_OTHER_ROUTES),
        },
    )


def _waiting_for_me(acting: Acting, now: datetime) -> tuple[Alert, ...]:
    """What somebody else put forward and the visitor may answer."""
    found = waiting_rows(
        acting.season, acting.province, acting.account_id, acting.role, acting.org_path, now
    ).count()
    if not found:
        return ()
    return (
        Alert(
            icon="warn",
            tone="warn",
            title=f"待我复核{count(found)}件",
            note="他人提请，等待你同意或不同意",
            page="desk:approvals",
            href=reverse("desk:approvals"),
        ),
    )


def _registers_down(acting: Acting) -> tuple[Alert, ...]:
    """Registers that do not answer (N3.7); only for those who may look into it."""
    if not may_see_registers(acting):
        return ()
    return tuple(
        Alert(
            icon="warn",
            tone="warn",
            title=f"{subject.label}核查来源中断",
            note=f"{short_moment(since)}起没有答复，恢复后自动补核",
            page="province:registers",
            href=reverse("province:registers"),
        )
        for subject, since in lines_down(acting.season, acting.province)
    )


_OTHER_ROUTES = tuple(route for route in EntryRoute if route is not EntryRoute.UNIFIED)


def figures(reached: Progress, plans: PlanTotal) -> list[Fig]:
    """The strip of the board; the candidates of the unified exam but for the admissions, which are all."""
    unified = reached.total()
    everyone = reached.total(routes=EntryRoute)
    submitted, admitted = everyone.submitted, everyone.admitted
    exempt = admitted - unified.admitted
    return [
        Fig(
            name="提交报名",
            value=count(submitted),
            unit="人",
            note=f"其中免试等{count(submitted - unified.submitted)}人",
        ),
        Fig(
            name="参考",
            value=count(unified.sat),
            unit="人",
            note=f"到考率{share(unified.sat, unified.seated)}",
        ),
        Fig(
            name="上线",
            value=count(unified.on_line),
            unit="人",
            note=f"上线/计划 {share(unified.on_line, plans.places)}",
        ),
        Fig(name="已录取", value=count(admitted), unit="人", note=f"其中免试{count(exempt)}人"),
        Fig(
            name="计划完成",
            value=percent(plans.admitted, plans.places),
            unit="%" if plans.places else "",
            note=f"计划{count(plans.places)}个",
        ),
        Fig(name="缺额", value=count(plans.vacant), unit="个", tone="warn" if plans.vacant else ""),
    ]
