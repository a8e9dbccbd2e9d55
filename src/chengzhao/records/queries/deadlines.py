"""Every deadline of a season that is still to come or just over: when, for whom, and who is behind."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Count, Min, QuerySet
from django.utils.timezone import make_aware

from chengzhao.law.words import Stage
from chengzhao.records.models import Approval, PublicNotice, Registration, RightsRequest, RiskCase
from chengzhao.records.queries.governance import windows_of_every_scope
from chengzhao.rules.disclosure import NoticeState
from chengzhao.rules.governance import TWO_PERSON_ACTS, ApprovalState
from chengzhao.rules.privacy.requests import RIGHTS_REQUEST
from chengzhao.rules.registration import REGISTRATION, CaseState

AFTERWARDS = timedelta(days=7)
"""So long what is over still stands on the board."""

THEN = {
    Stage.DIRECTORY: "不能再报专业目录",
    Stage.PLACES: "不能再报招生计划",
    Stage.REGISTRATION: "不能再提交报名，没有提交的作废",
    Stage.REVIEW: "不能再审核，没有审核的不能编排考场",
    Stage.EXAM: "不能再编排考场、打印准考证",
    Stage.MARKING: "成绩封存",
    Stage.LINES: "不能再划线",
    Stage.CHOICES: "志愿封存，没有确认的按最后一次保存的处理",
    Stage.ADMISSION: "不能再投档和录取",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Deadline:
    """What ends when, where, what happens then; how many are behind and who they are ('' for nobody).

    What `stays` is on the board until it is done, however long it is over.
    """

    title: str
    place: str
    at: datetime
    then: str
    behind: int = 0
    who: str = ""
    stays: bool = False


def deadlines(
    season: int, province: str, now: datetime, *, of_the_office: bool = True
) -> tuple[Deadline, ...]:
    """What ended within a week with somebody behind, the latest first, then what is to come, the nearest first.

    What the office alone does, signatures and answers about personal data, is left out for whoever looks from outside.
    """
    found = [
        *_windows(season, province, now),
        *(_approvals(season, province, now) if of_the_office else ()),
        *(_requests(season, province) if of_the_office else ()),
        *_notices(season, province),
        *_cases(season, province),
    ]
    coming = sorted((one for one in found if one.at > now), key=lambda one: (one.at, one.title))
    over = sorted(
        (one for one in found if one.at <= now and one.behind and (one.stays or now - one.at <= AFTERWARDS)),
        key=lambda one: one.at,
        reverse=True,
    )
    return (*over, *coming)


def _windows(season: int, province: str, now: datetime) -> list[Deadline]:
    behind = _behind_by_stage(season, province)
    return [
        Deadline(
            title=f"{one.window.stage.label}{'截止' if now >= one.window.opens_at else '开始'}",
            place=one.organisation,
            at=one.window.closes_at if now >= one.window.opens_at else one.window.opens_at,
            then=THEN.get(one.window.stage, "") if now >= one.window.opens_at else "开始办理",
            behind=number if now >= one.window.opens_at else 0,
            who=who if now >= one.window.opens_at and number else "",
        )
        for one in windows_of_every_scope(season, province, now)
        for number, who in [_sum(behind.get(one.window.stage, {}), one.org_path)]
    ]


def _behind_by_stage(season: int, province: str) -> dict[Stage, dict[str, int]]:
    """How many registrations are behind, by stage and the path of the confirmation point."""
    here = Registration.objects.filter(season=season, province=province)
    candidates = sorted(state.value for state in REGISTRATION.sets["WITH_CANDIDATE"])
    offices = sorted(state.value for state in REGISTRATION.sets["WITH_OFFICE"])
    return {
        Stage.REGISTRATION: _by_path(here.filter(state__in=candidates)),
        Stage.REVIEW: _by_path(here.filter(state__in=offices)),
    }


def _by_path(rows: "QuerySet[Registration]") -> dict[str, int]:
    counted = rows.order_by().values_list("candidate__org_path").annotate(number=Count("pk"))
    return dict(counted)


def _sum(behind: dict[str, int], path: str) -> tuple[int, str]:
    held = {place: number for place, number in behind.items() if place.startswith(path)}
    return sum(held.values()), f"{len(held)}个确认点" if held else ""


def _approvals(season: int, province: str, now: datetime) -> list[Deadline]:
    rows = Approval.objects.filter(
        season=season, province=province, state=ApprovalState.OPEN.value, lapses_at__gt=now
    )
    grouped = rows.order_by().values_list("act").annotate(at=Min("lapses_at"), number=Count("pk"))
    return [
        Deadline(
            title=f"复核：{TWO_PERSON_ACTS[act].title}",
            place="",
            at=at,
            then="无人复核的自动失效，须重新提请",
            behind=number,
            who="、".join(role.label for role in TWO_PERSON_ACTS[act].seconds),
        )
        for act, at, number in grouped
        if act in TWO_PERSON_ACTS
    ]


def _requests(season: int, province: str) -> list[Deadline]:
    opened = [state.value for state in RIGHTS_REQUEST.sets["OPEN"]]
    rows = RightsRequest.objects.filter(season=season, province=province, state__in=opened)
    grouped = rows.order_by().values_list("due_on").annotate(number=Count("pk"))
    return [
        Deadline(
            title="答复个人信息请求",
            place="",
            at=make_aware(datetime.combine(due_on + timedelta(days=1), time())),
            then="逾期未答复，本人可以投诉",
            behind=number,
            who="省级招生考试机构",
            stays=True,
        )
        for due_on, number in grouped
    ]


def _notices(season: int, province: str) -> list[Deadline]:
    rows = PublicNotice.objects.filter(
        season=season, province=province, state=NoticeState.UP.value, objections_until__isnull=False
    )
    return [
        Deadline(title=f"公示期满：{title}", place="", at=until, then="没有异议的可以办结、照顾生效")
        for title, until in rows.values_list("title", "objections_until")
        if until is not None
    ]


def _cases(season: int, province: str) -> list[Deadline]:
    rows = RiskCase.objects.filter(
        season=season, province=province, state=CaseState.CHECKING.value, heard_until__isnull=False
    )
    grouped = rows.order_by().values_list("heard_until").annotate(number=Count("pk"))
    return [
        Deadline(
            title="可疑线索听取说明",
            place="",
            at=until,
            then="可以决定保留或者并案",
            behind=number,
            who="本人",
        )
        for until, number in grouped
        if until is not None
    ]
