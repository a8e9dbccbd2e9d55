"""通知·二.4: which programmes do poorly by their figures, and by how much their places might shrink."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.provinces import Supplement


@dataclass(frozen=True, kw_only=True, slots=True)
class PastYear:
    """What became of a programme in one earlier year, in persons."""

    year: int
    places: int
    applicants: int
    admitted: int
    enrolled: int


@dataclass(frozen=True, kw_only=True, slots=True)
class QualityFigures:
    """A programme's figures over the years given: exact shares, None where there is nothing to divide by."""

    fill_rate: Fraction | None
    applicants_per_place: Fraction | None
    enrolment_rate: Fraction | None


@cites("N4.2")
def quality_figures(years: Sequence[PastYear]) -> QualityFigures:
    """Completion (录取/计划), demand (报考/计划) and enrolment (报到/录取) over all the years together."""
    places = sum(year.places for year in years)
    admitted = sum(year.admitted for year in years)
    return QualityFigures(
        fill_rate=_share(admitted, places),
        applicants_per_place=_share(sum(year.applicants for year in years), places),
        enrolment_rate=_share(sum(year.enrolled for year in years), admitted),
    )


@cites("N4.2")
def suggested_places(places: int, years: Sequence[PastYear], supplement: Supplement) -> int:
    """The places that the figures bear out: the best year's admissions where completion is low, else as asked."""
    figures = quality_figures(years)
    if figures.fill_rate is None or figures.fill_rate >= supplement.low_fill_rate.value:
        return places
    return min(places, max(year.admitted for year in years))


@cites("N4.2")
def quality_findings(
    title: str, places: int, years: Sequence[PastYear], supplement: Supplement
) -> tuple[Finding, ...]:
    """A programme whose figures speak for fewer places, with the figures and the suggestion; never hard.

    Low are: completion under the province's limit; fewer applicants than places; an enrolment rate under
    the same limit.
    """
    figures, limit = quality_figures(years), supplement.low_fill_rate.value
    reasons = [
        f"{name}{_percent(rate)}"
        for name, rate, least in (
            ("计划完成率", figures.fill_rate, limit),
            ("报考人数与计划之比", figures.applicants_per_place, Fraction(1)),
            ("新生报到率", figures.enrolment_rate, limit),
        )
        if rate is not None and rate < least
    ]
    if not reasons:
        return ()
    suggestion = suggested_places(places, years, supplement)
    advice = f"建议由{places}人调减为{suggestion}人" if suggestion < places else "建议不增加计划"
    return (
        finding(
            "N4.2",
            f"{title}{'、'.join(reasons)}，{advice}。",
            is_hard=False,
            统计年度="、".join(str(year.year) for year in years),
            填报计划=places,
            建议计划=suggestion,
        ),
    )


def _share(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None


def _percent(rate: Fraction) -> str:
    """A share in whole percent, cut down: it is shown beside a limit that it stays under."""
    return f"{floor(rate * 100)}％"
