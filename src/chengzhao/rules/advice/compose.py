"""The whole answer for one person, put together from the rules of 附件1·三, 四 and 五（五）."""

from chengzhao.law.citation import cites
from chengzhao.law.provinces import Supplement
from chengzhao.law.years import YearLaw
from chengzhao.rules.advice.answer import Advice, Place, Point, Standing, Verdict
from chengzhao.rules.advice.conditions import (
    document_points,
    education_points,
    level_points,
    residence_points,
    student_points,
    time_points,
)
from chengzhao.rules.advice.enquirer import Enquirer
from chengzhao.rules.advice.entitlements import entitlements_of, preference_points
from chengzhao.rules.advice.materials import materials_of
from chengzhao.rules.advice.medicine import medical_points
from chengzhao.rules.advice.sittings import paper_points, sittings_of
from chengzhao.rules.registration import PlaceKind, registration_place


@cites("N3.1", "A1.3.9")
def advise(enquirer: Enquirer, law: YearLaw, supplement: Supplement | None = None) -> Advice:
    """May this person register, with what, where, and what does he sit: every finding with its clause.

    Without a supplement the answer says what the province decides. What was not said stays open: it is asked
    for, and never held against the person.
    """
    entitlements = entitlements_of(enquirer, law, supplement)
    points = (
        *level_points(enquirer, law, supplement),
        *education_points(enquirer, law),
        *student_points(enquirer),
        *residence_points(enquirer, law, supplement),
        *medical_points(enquirer, law),
        *document_points(enquirer, law),
        *paper_points(enquirer, law, supplement),
        *time_points(law, supplement),
        *preference_points(enquirer, entitlements, law, supplement),
    )
    verdict = _verdict(points)
    return Advice(
        verdict=verdict,
        headline=_headline(verdict, enquirer, points),
        points=points,
        materials=materials_of(enquirer, entitlements, law, supplement),
        sittings=sittings_of(enquirer, law, supplement),
        entitlements=entitlements,
        place=_place(enquirer, supplement),
    )


def _verdict(points: tuple[Point, ...]) -> Verdict:
    """不可以 where one condition is not met; 还需材料 where one waits for a paper or an answer; else 可以."""
    standings = {point.standing for point in points}
    if Standing.NOT_MET in standings:
        return Verdict.MAY_NOT
    is_waiting = Standing.NEEDS_PROOF in standings or Standing.OPEN in standings
    return Verdict.NEEDS_PAPERS if is_waiting else Verdict.MAY


def _headline(verdict: Verdict, enquirer: Enquirer, points: tuple[Point, ...]) -> str:
    level = f"报考{enquirer.level.label}" if enquirer.level else "报考"
    if verdict is Verdict.MAY:
        return f"可以{level}。"
    wanted = {
        Verdict.MAY_NOT: (Standing.NOT_MET,),
        Verdict.NEEDS_PAPERS: (Standing.NEEDS_PROOF, Standing.OPEN),
    }[verdict]
    topics = dict.fromkeys(point.topic.label for point in points if point.standing in wanted)
    names = "、".join(topics)
    if verdict is Verdict.MAY_NOT:
        return f"现在不可以{level}，不符合的是：{names}。"
    return f"材料齐全后可以{level}，还要看：{names}。"


@cites("A1.3.8", "A1.3.9")
def _place(enquirer: Enquirer, supplement: Supplement | None) -> Place | None:
    """Where to register, as far as it is known."""
    if enquirer.document is None:
        return None
    kind = registration_place(enquirer.document, enquirer.residence)
    if kind is None:
        return None
    here = supplement.province_name if supplement else "报考省份"
    sentence = {
        PlaceKind.HOUSEHOLD: f"到{kind.label}办理。",
        PlaceKind.WORK_OR_HOME: f"到{here}{kind.label}办理。",
        PlaceKind.DESIGNATED: f"到{here}{kind.label}办理。",
    }[kind]
    clause = "A1.3.8" if kind is PlaceKind.DESIGNATED else "A1.3.9"
    county = "" if kind is PlaceKind.DESIGNATED else enquirer.county
    return Place(kind=kind, county=county, sentence=sentence, clause=clause)
