"""The public home: what is open now, the calendar of the year, the latest facts, the control lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from chengzhao.law.words import Stage
from chengzhao.records.queries.disclosure import NoticeView, public_notices
from chengzhao.records.queries.filing import LineView, control_lines
from chengzhao.records.queries.governance import Phase, SeasonView, Window, current_season, windows
from chengzhao.records.queries.plans import (
    PlanFilter,
    PlanTotal,
    plan_levels,
    plan_total,
    published_at,
    published_plans,
)
from chengzhao.web.shared.chinese import closing_moment, count, full_moment, span, time_left
from chengzhao.web.shared.page import page
from chengzhao.web.shared.shows import shows
from chengzhao.web.shared.templatetags.show import people
from chengzhao.web.shared.tones import PHASES

LINES_ON_HOME = 6
NEWS_ON_HOME = 7


@dataclass(frozen=True, kw_only=True, slots=True)
class Headline:
    """What the page says first: the stage, one sentence with its time, and what else is open."""

    kicker: str
    title: str
    until: str = ""
    text: str = ""
    also: tuple[tuple[str, str], ...] = ()
    is_registering: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One stage of the calendar strip."""

    when: str
    name: str
    phase: str
    is_done: bool
    is_now: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class News:
    """One dated fact with the page that shows it."""

    at: datetime
    title: str
    note: str
    href: str


@shows("A1.5.3", "A1.6.3", "A2.1", called="首页")
@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """The first page of the site."""
    season = current_season()
    context: dict[str, object] = {"season": season}
    if season is not None:
        context |= _of_season(season)
    return page(request, "public/home.html", context)


def _of_season(season: SeasonView) -> dict[str, object]:
    border = (season.season, season.province)
    now = timezone.now()
    open_windows = windows(*border)
    lines = control_lines(*border)
    plans = published_plans(*border, PlanFilter())
    total = plan_total(plans)
    notices = public_notices(*border, timezone.localdate())
    return {
        "headline": headline(open_windows, now, season.season),
        "steps": steps(open_windows, now),
        "lines": lines[:LINES_ON_HOME],
        "line_count": len(lines),
        "plan_total": total,
        "plan_levels": plan_levels(plans),
        "news": latest(notices, lines, total, published_at(plans), season)[:NEWS_ON_HOME],
    }


def headline(found: Sequence[Window], now: datetime, year: int) -> Headline:
    """The stage that closes next among the open ones; else the next to open; else the end of the year."""
    running = sorted(
        (window for window in found if window.phase(now) is Phase.OPEN), key=lambda window: window.closes_at
    )
    if running:
        first, others = running[0], running[1:]
        return Headline(
            kicker=f"现在进行：{'、'.join(window.stage.label for window in running)}",
            title=f"{first.stage.label}正在进行",
            until=closing_moment(first.closes_at),
            text=f"（北京时间）截止，{time_left(now, first.closes_at)}。",
            also=tuple((window.stage.label, f"至{closing_moment(window.closes_at)}") for window in others),
            is_registering=any(window.stage is Stage.REGISTRATION for window in running),
        )
    coming = sorted(
        (window for window in found if window.phase(now) is Phase.BEFORE), key=lambda window: window.opens_at
    )
    if coming:
        return Headline(
            kicker=f"{year}年招生工作",
            title=f"下一项：{coming[0].stage.label}",
            until=full_moment(coming[0].opens_at),
            text="（北京时间）开始。",
        )
    if found:
        return Headline(
            kicker=f"{year}年招生工作",
            title=f"{year}年招生录取已经结束",
            text="参加当年考试的考生可以登录查看成绩、录取结果和原因。",
        )
    return Headline(
        kicker=f"{year}年招生工作", title="工作安排还没有公布", text="公布后在这里显示各项工作的起止时间。"
    )


def steps(found: Sequence[Window], now: datetime) -> tuple[Step, ...]:
    """The calendar strip: the first and last day of each stage but the colleges' own first one."""
    spans: dict[Stage, list[Window]] = {}
    for window in found:
        if window.stage is not Stage.DIRECTORY:
            spans.setdefault(window.stage, []).append(window)
    return tuple(_step(stage, mine, now) for stage, mine in spans.items())


def _step(stage: Stage, mine: Sequence[Window], now: datetime) -> Step:
    opens, closes = min(one.opens_at for one in mine), max(one.closes_at for one in mine)
    phase = Window(stage=stage, opens_at=opens, closes_at=closes).phase(now)
    return Step(
        when=span(opens, closes),
        name=stage.label,
        phase=PHASES[phase][0],
        is_done=phase is Phase.AFTER,
        is_now=phase is Phase.OPEN,
    )


def latest(
    notices: Sequence[NoticeView],
    lines: Sequence[LineView],
    total: PlanTotal,
    plans_published_at: datetime | None,
    season: SeasonView,
) -> tuple[News, ...]:
    """What was made public this year, the newest first: each a fact of the records, with its page."""
    news = [
        News(
            at=notice.up_at,
            title=notice.title,
            note=f"公示　{notice.number}　{people(notice.entries)}",
            href=reverse("public:notice", args=[notice.public_id]),
        )
        for notice in notices
    ]
    if lines:
        news.append(
            News(
                at=max(line.published_at for line in lines),
                title=f"{season.season}年最低录取控制分数线",
                note=f"分数线　{len(lines)}类",
                href=reverse("public:lines", args=[season.season]),
            )
        )
    if plans_published_at is not None:
        news.append(
            News(
                at=plans_published_at,
                title=f"{season.season}年分专业招生来源计划",
                note=f"计划　{count(total.colleges)}所院校，{count(total.places)}个计划",
                href=reverse("public:plans"),
            )
        )
    return tuple(sorted(news, key=lambda one: one.at, reverse=True))


@shows("A1.4.7", "A1.5.2", "A1.5.3", "A1.5.8", "A1.5.9", "A1.5.11", "A1.5.21", "A1.6.4", called="帮助")
@login_not_required
def help_page(request: HttpRequest) -> HttpResponse:
    """What this site does, and answers to what people ask."""
    return page(request, "public/help.html")
