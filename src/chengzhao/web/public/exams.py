"""工作安排: the windows of the year's stages, and the timetable of the exam (附件2、附件3)."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from chengzhao.law.years import ExamSession, UnknownYear, YearLaw, year_law
from chengzhao.records.queries.governance import current_season, season_of, windows
from chengzhao.web.shared.page import page
from chengzhao.web.shared.shows import shows
from chengzhao.web.shared.tones import PHASES


@shows("A1.4.5", "A1.4.6", "A2.1", "A3.1", "A3.2", called="工作安排")
@login_not_required
def calendar(request: HttpRequest, year: int) -> HttpResponse:
    """When each stage of a year opens and closes, and when which paper is sat."""
    current = current_season()
    season = season_of(year, current.province) if current else None
    found = windows(season.season, season.province) if season else ()
    now = timezone.now()
    try:
        law: YearLaw | None = year_law(year)
    except UnknownYear:
        law = None
    return page(
        request,
        "public/calendar.html",
        {
            "year": year,
            "stages": [(window, *PHASES[window.phase(now)]) for window in found],
            "sessions": timetable(law) if law else (),
            "document": law.document if law else "",
            "is_certain": law is not None and law.sessions.confidence == 1,
        },
    )


def timetable(law: YearLaw) -> tuple[tuple[ExamSession, str, str], ...]:
    """Each session with the levels that sit it and its papers, in the order of time."""
    rows = [
        (
            session,
            "、".join(level.label for level in session.levels),
            "、".join(paper.label for paper in law.slot_papers.value[session.slot]),
        )
        for session in law.sessions.value
    ]
    return tuple(sorted(rows, key=lambda row: (row[0].day, row[0].start, row[1])))
