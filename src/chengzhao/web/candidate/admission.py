"""The candidate's result with its reasons, and the letter."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.utils import timezone

from chengzhao.documents import letters
from chengzhao.law.words import ExamCategory
from chengzhao.records.queries.exams import released_marks_of
from chengzhao.records.queries.fates import ChoiceFate, FateCode, fates_of
from chengzhao.records.queries.filing import LineView, control_lines
from chengzhao.records.queries.governance import season_of
from chengzhao.records.queries.registration import claims_of, registration_of
from chengzhao.records.queries.results import AdmissionView, RunReceipt, admission_of, receipts, told_moves_of
from chengzhao.web.candidate.chart import ScoreChart, score_chart
from chengzhao.web.candidate.comparison import Sentence
from chengzhao.web.candidate.exams import NOT_TAKING_PART, levels_of, not_taking_part
from chengzhao.web.candidate.fate import explain
from chengzhao.web.candidate.permissions import may_see_own_result
from chengzhao.web.candidate.scores import ScoreCard, score_card
from chengzhao.web.shared.access import StaffRequest, allow
from chengzhao.web.shared.page import page
from chengzhao.web.shared.shows import shows


@dataclass(frozen=True, kw_only=True, slots=True)
class ToldFate:
    """A choice with the sentence about it."""

    fate: ChoiceFate
    sentence: Sentence

    @property
    def is_placed(self) -> bool:
        """Whether the place came through this choice."""
        return self.fate.code in (FateCode.ADMITTED, FateCode.ADMITTED_EXEMPT)


@shows(
    "N8.1",
    "A1.4.7",
    "A1.5.2",
    "A1.5.3",
    "A1.5.7",
    "A1.5.8",
    "A1.5.9",
    "A1.5.21",
    "A1.5.23",
    "A1.6.4",
    called="录取结果",
)
@allow(may_see_own_result)
def result(request: StaffRequest) -> HttpResponse:
    """What became of the candidate, choice by choice, who decided when, and how to check it."""
    acting = request.acting
    candidate_id = acting.candidate_id or 0
    mine = registration_of(candidate_id)
    if mine is None:
        return page(request, "candidate/no_result.html")
    if mine.state in NOT_TAKING_PART:
        told = {"registration": mine, "title": "没有录取结果", "told": not_taking_part(mine)}
        return page(request, "candidate/no_result.html", told)
    fates = fates_of(candidate_id, acting.season, acting.province, mine.category)
    admission = admission_of(candidate_id)
    if admission is None and all(fate.code is FateCode.NOT_FILED_YET for fate in fates):
        return page(request, "candidate/no_result.html", {"registration": mine})
    marks = released_marks_of(candidate_id)
    claims = claims_of(candidate_id)
    cards = [score_card(marks, claims, level, mine.category) for level in levels_of(mine)] if marks else []
    return page(
        request,
        "candidate/result.html",
        {
            "registration": mine,
            "admission": admission,
            "outcome": outcome(admission, fates),
            "cards": cards,
            "chart": own_chart(cards, fates, control_lines(acting.season, acting.province), mine.category),
            "fates": [ToldFate(fate=fate, sentence=explain(fate)) for fate in fates],
            "moves": told_moves_of(candidate_id, acting.season, acting.province),
            # Who is exempt is in no run: there is no digest that could prove anything of them.
            "receipts": own_receipts(receipts(acting.season, acting.province, levels_of(mine)), fates)
            if cards
            else [],
        },
    )


def outcome(admission: AdmissionView | None, fates: Sequence[ChoiceFate]) -> tuple[str, str]:
    """(title, sentence) of the result as it stands."""
    if admission is not None:
        return "你已被录取", ""
    codes = {fate.code for fate in fates}
    if FateCode.WITH_COLLEGE in codes:
        return "档案已投到学校", "学校正在审阅，录取名单由省级招生考试机构审核后生效。"
    if FateCode.NOT_FILED_YET in codes:
        return "还有志愿没有投档", "已经投档的志愿见下面的说明，其余等待投档。"
    return "这次没有录取", "下面逐个志愿写明原因和差多少。"


def own_receipts(found: Sequence[RunReceipt], fates: Sequence[ChoiceFate]) -> list[RunReceipt]:
    """The receipts of the runs in which the candidate had a choice."""
    written = {(fate.choice.filing_round, fate.choice.level) for fate in fates}
    return [one for one in found if any((one.filing_round, level) in written for level in one.levels)]


def own_chart(
    cards: Sequence[ScoreCard],
    fates: Sequence[ChoiceFate],
    lines: Sequence[LineView],
    category: ExamCategory,
) -> ScoreChart | None:
    """The chart of the level registered for, with the lowest of its lines; None where there is no score."""
    if not cards:
        return None
    level = cards[0].level
    mine = [line.score for line in lines if line.level is level and line.category is category]
    return score_chart(
        cards[0].filing_score,
        min(mine, default=None),
        [fate for fate in fates if fate.choice.level is level],
    )


@shows("A1.5.23", called="录取通知书")
@allow(may_see_own_result)
def letter(request: StaffRequest) -> HttpResponse:
    """The admission letter as a PDF, once it is issued."""
    acting = request.acting
    admission = admission_of(acting.candidate_id or 0)
    season = season_of(acting.season, acting.province)
    if admission is None or admission.letter_issued_at is None or season is None:
        raise Http404
    (pdf,) = letters.render(
        [letters.letter_of(admission, acting.season, season.office_name)], at=timezone.now()
    )
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer.headers["Content-Disposition"] = 'inline; filename="admission-letter.pdf"'
    return answer
