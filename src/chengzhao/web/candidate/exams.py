"""The candidate's admit card and marks: told to the person alone (A1.4.7)."""

from collections.abc import Sequence
from decimal import Decimal

from django.http import Http404, HttpResponse
from django.utils import timezone

from chengzhao.documents import admit_cards
from chengzhao.law.words import EntryRoute, ProgrammeLevel
from chengzhao.law.years import UnknownYear, year_law
from chengzhao.records.queries.exams import SeatView, released_marks_of, seat_of
from chengzhao.records.queries.filing import control_lines
from chengzhao.records.queries.governance import season_of
from chengzhao.records.queries.registration import RegistrationView, claims_of, registration_of
from chengzhao.rules.registration import RegistrationState
from chengzhao.web.candidate.permissions import may_see_own_marks, may_see_own_registration
from chengzhao.web.candidate.scores import ScoreCard, score_card
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.page import page
from chengzhao.web.shared.shows import shows

NOT_TAKING_PART = frozenset(
    {RegistrationState.REJECTED, RegistrationState.WITHDRAWN, RegistrationState.CANCELLED}
)


@shows("N2.4", "A1.4.6", "A3.1", "A3.2", called="准考证")
@allow(may_see_own_registration)
def admit_card(request: StaffRequest) -> HttpResponse:
    """The admit card as a PDF."""
    acting = request.acting
    seat = seat_of(acting.candidate_id or 0)
    season = season_of(acting.season, acting.province)
    if seat is None or season is None:
        raise Http404
    card = card_of(seat, acting.season, season.office_name)
    (pdf,) = admit_cards.render([card], at=timezone.now())
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer.headers["Content-Disposition"] = 'inline; filename="admit-card.pdf"'
    return answer


def card_of(seat: SeatView, year: int, office: str) -> admit_cards.AdmitCard:
    """What stands on the card of a seat; the timetable is the candidate's own."""
    return admit_cards.AdmitCard(
        season=year,
        office=office,
        name=seat.name,
        sex=seat.sex.label,
        masked_identity=f"{seat.identity_kind.label}，以原件为准",
        candidate_number=seat.candidate_number,
        card_number=seat.admit_card_number,
        level=seat.level.label,
        category=seat.category.label,
        site=seat.site,
        address=seat.address,
        room=seat.room,
        seat=seat.number,
        phone_policy=seat.phone_policy,
        sessions=own_sessions(seat, year),
    )


def own_sessions(seat: SeatView, year: int) -> tuple[admit_cards.CardSession, ...]:
    """The sessions of 附件3 that the candidate sits, in the order of time."""
    try:
        law = year_law(year)
    except UnknownYear:
        return ()
    papers = dict(seat.papers)
    mine = [one for one in law.sessions.value if seat.level in one.levels and one.slot in papers]
    return tuple(
        admit_cards.CardSession(day=one.day, start=one.start, end=one.end, paper=papers[one.slot].label)
        for one in sorted(mine, key=lambda one: (one.day, one.start))
    )


@shows("N3.6", "A1.4.5", "A1.4.7", "A1.5.21", called="我的成绩")
@allow(may_see_own_marks)
def score(request: StaffRequest) -> HttpResponse:
    """The marks, the total, the bonus and the line, once they are released."""
    acting = request.acting
    mine = registration_of(acting.candidate_id or 0)
    marks = released_marks_of(acting.candidate_id or 0)
    if mine is None or not marks:
        title, told = why_no_score(mine)
        return page(request, "candidate/no_score.html", {"registration": mine, "title": title, "told": told})
    claims = claims_of(acting.candidate_id or 0)
    cards = [score_card(marks, claims, level, mine.category) for level in levels_of(mine)]
    lines = [
        line
        for line in control_lines(acting.season, acting.province)
        if line.level in levels_of(mine) and line.category is mine.category
    ]
    return page(
        request,
        "candidate/score.html",
        {
            "registration": mine,
            "cards": cards,
            "lines": [(line, _compared(line.score, line.level, cards)) for line in lines],
            "claims": claims,
        },
    )


def why_no_score(mine: RegistrationView | None) -> tuple[str, str]:
    """(title, sentence) where there is no mark to show."""
    if mine is not None and mine.state in NOT_TAKING_PART:
        return "没有成绩", not_taking_part(mine)
    if mine is not None and mine.route is EntryRoute.EXEMPT:
        return "你免试，没有统考成绩", "免试入学的考生不参加统考，录取由学校同意、省级招生考试机构审核。"
    return "成绩还没有公布", "阅卷和核对结束后公布，只对本人开放。"


def not_taking_part(mine: RegistrationView) -> str:
    """Why somebody whose registration came to nothing takes no part in exam and admission."""
    reason = f"原因：{mine.last_reason}" if mine.last_reason else "详情见“我的报名”"
    return f"报名状态是“{mine.state.label}”，不参加考试和录取。{reason}。"


def levels_of(mine: RegistrationView) -> tuple[ProgrammeLevel, ...]:
    """The levels the candidate takes part in: the one registered for, and 高起专 where also chosen."""
    return (mine.level, ProgrammeLevel.GAOQIZHUAN) if mine.also_gaoqizhuan else (mine.level,)


def _compared(line_score: int, level: ProgrammeLevel, cards: Sequence[ScoreCard]) -> Decimal:
    return next(card.filing_score for card in cards if card.level is level) - line_score
