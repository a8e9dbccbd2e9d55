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
    level = _levels(enquirer)
    if verdict is Verdict.MAY:
        return f"可以{level}。"
    if verdict is Verdict.MAY_NOT:
        return f"现在不可以{level}，不符合的是：{_topics(points, Standing.NOT_MET)}。"
    lacking, unanswered = _topics(points, Standing.NEEDS_PROOF), _topics(points, Standing.OPEN)
    if not unanswered:
        return f"材料齐全后可以{level}，还要看：{lacking}。"
    proofs = f"；还需材料的是：{lacking}" if lacking else ""
    return f"还不能判断可不可以{level}，还没回答的是：{unanswered}{proofs}。"


def _levels(enquirer: Enquirer) -> str:
    """What is asked about: 报考高起本并兼报高起专."""
    if enquirer.level is None:
        return "报考"
    sides = "、".join(each.label for each in enquirer.side_levels)
    return f"报考{enquirer.level.label}{f'并兼报{sides}' if sides else ''}"


def _topics(points: tuple[Point, ...], standing: Standing) -> str:
    return "、".join(dict.fromkeys(point.topic.label for point in points if point.standing is standing))


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
        PlaceKind.DESIGNATED: f"到{here}{kind.label.removeprefix('省级')}办理。",
    }[kind]
    clause = "A1.3.8" if kind is PlaceKind.DESIGNATED else "A1.3.9"
    county = "" if kind is PlaceKind.DESIGNATED else enquirer.county
    return Place(kind=kind, county=county, sentence=sentence, clause=clause)
