"""在线会话: who of the staff is logged in, how long a session may last, and the button that logs everybody out."""

from collections.abc import Mapping
from types import MappingProxyType

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from chengzhao.actions.all_sessions import Sessions, end_all_sessions, sessions_alive
from chengzhao.actions.audit import Refused
from chengzhao.records.queries.accounts import limits_of_season
from chengzhao.records.queries.staff import Reach, logged_in
from chengzhao.rules.accounts import SessionLimits
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.actors import actor_of, border_of
from chengzhao.web.shared.chinese import count
from chengzhao.web.shared.figures import Fig
from chengzhao.web.shared.fresh import fresh_factor
from chengzhao.web.shared.page import page
from chengzhao.web.shared.refusals import noted
from chengzhao.web.system.permissions import may_manage_accounts
from chengzhao.web.system.policies import lasting

MOST_SHOWN = 200
WHO: Mapping[str, str] = MappingProxyType(
    {"all": "全部工作人员和考生", "staff": "全部工作人员", "candidates": "全部考生"}
)
"""Who may be logged out at once, by the name of the choice."""


@require_http_methods(["GET", "POST"])
@allow(may_manage_accounts)
@fresh_factor
def sessions(request: StaffRequest) -> HttpResponse:
    """The sessions that are alive, their limits, and the act that ends all of them."""
    refusal = ""
    if request.method == "POST":
        try:
            _end(request)
            return redirect("system:sessions")
        except Refused as refused:
            border = border_of(request)
            name = f"{border.season}-{border.province}"
            refusal = noted(request, refused, object_kind="season", object_id=name)
    acting = request.acting
    reach = Reach(season=acting.season, province=acting.province, org_path=acting.org_path)
    users = logged_in(reach, timezone.now(), limit=MOST_SHOWN + 1)
    context = {
        "users": users[:MOST_SHOWN],
        "is_cut": len(users) > MOST_SHOWN,
        "figs": figures(
            sessions_alive(border_of(request), acting.org_path),
            *limits_of_season(acting.season, acting.province),
        ),
        "who": WHO.items(),
        "chosen": request.POST.get("who", ""),
        "reason": request.POST.get("reason", ""),
        "refusal": refusal,
    }
    return page(request, "system/sessions.html", context, status=409 if refusal else 200)


def figures(alive: Sessions, candidates: SessionLimits, staff: SessionLimits) -> list[Fig]:
    """How many are logged in, and for how long a session of each kind may lie idle and last."""
    return [
        Fig(name=f"{who}在线", value=count(number), unit="处", note=_lasts(limits))
        for who, number, limits in (("工作人员", alive.staff, staff), ("考生", alive.candidates, candidates))
    ]


def _lasts(limits: SessionLimits) -> str:
    return f"闲置{lasting(limits.idle)}、最长{lasting(limits.absolute)}后退出"


def _end(request: StaffRequest) -> None:
    who = request.POST.get("who", "")
    if who not in WHO:
        raise Refused("请选择退出哪些人。")
    end_all_sessions(
        border=border_of(request),
        actor=actor_of(request),
        at=timezone.now(),
        staff=who in ("all", "staff"),
        candidates=who in ("all", "candidates"),
        reason=request.POST.get("reason", ""),
    )
