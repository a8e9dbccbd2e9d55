"""附件1·五（五） on one person: the one exemption and the one bonus that count, what proves them, who reviews them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.provinces import Supplement
from chengzhao.law.words import ClaimKind, EducationKind, ProgrammeLevel
from chengzhao.law.years import YearLaw
from chengzhao.rules.advice.answer import Benefit, Entitlements, Point, Standing, Topic
from chengzhao.rules.advice.conditions import day_text, declared_applicant
from chengzhao.rules.advice.enquirer import Enquirer
from chengzhao.rules.preferences import (
    age_on,
    also_entitled,
    athlete_is_exempt,
    exemption_findings,
    highest_bonus,
    points_of,
)
from chengzhao.rules.registration import education_findings


@cites("A1.5.12", "A1.5.13", "A1.5.14", "A1.5.15", "A1.5.19", "A1.5.21")
def entitlements_of(enquirer: Enquirer, law: YearLaw, supplement: Supplement | None) -> Entitlements:
    """The highest single bonus and the exemption of a person; an exemption and a bonus stand side by side.

    Who is exempt may still sit the exam with the bonus. What is claimed without ground is told with the
    reason; what lacks a fact that decides it is granted to nobody, and waits.
    """
    if enquirer.level is None:
        return Entitlements()
    kinds = _claimed(enquirer, law, supplement)
    against = {kind: _refusals(kind, enquirer, law, supplement) for kind in kinds}
    missing = {kind: _missing(kind, enquirer, law, supplement) for kind in kinds if not against[kind]}
    standing = [kind for kind, lacks in missing.items() if lacks is None]
    exemptions = [kind for kind in standing if law.preferences[kind].value.is_exemption]
    bonuses = [kind for kind in standing if points_of(kind, law, supplement) > 0]
    points, best = highest_bonus(bonuses, law, supplement)
    others = tuple(kind for kind in bonuses if kind is not best)
    return Entitlements(
        exemption=_exemption(exemptions[0], law) if exemptions else None,
        bonus=_with_age(_bonus(best, points, law, others), enquirer, law, supplement) if best else None,
        others=others,
        waiting=tuple(lacks for lacks in missing.values() if lacks is not None),
        refused=(
            *(found for kind in kinds for found in against[kind]),
            *_age_not_claimed(kinds, enquirer, law, supplement),
        ),
        was_asked=enquirer.honours is not None or enquirer.birth is not None,
    )


@cites("N3.5", "N3.6", "N3.8", "A1.5.19", "A1.5.21")
def preference_points(
    enquirer: Enquirer, found: Entitlements, law: YearLaw, supplement: Supplement | None
) -> Iterator[Point]:
    """What holds for every preference: originals, joint review, publicity; and that age waits for its day."""
    if found.exemption is not None:
        deadline = law.exempt_deadline
        yield Point(
            topic=Topic.PREFERENCE,
            standing=Standing.NOTED,
            clause="N3.8",
            sentence=f"申请免试的，原则上{deadline.value.month}月{deadline.value.day}日前办完报名手续。",
            is_certain=deadline.is_certain,
        )
    if found.benefits:
        days = f"{supplement.publicity_days.value}天" if supplement else ""
        sentence = f"照顾政策须经招生考试机构和主管部门审核，并公示{days}期满无异议，才能享受。"
        is_certain = supplement is None or supplement.publicity_days.is_certain
        yield replace(_noted("N3.6", sentence), is_certain=is_certain)
        yield _noted("A1.5.21", "须在报名时交验原始证件；照顾分不累计，只用于投档，是否录取由招生学校确定。")
    if _waits_for_its_day(enquirer, law, supplement):
        age = law.bonus_age.value
        yield _noted("A1.5.19", f"是否年满{age}周岁，看报考省份规定的计算日。")


def _claimed(enquirer: Enquirer, law: YearLaw, supplement: Supplement | None) -> list[ClaimKind]:
    """What the person claims, in the order of the notice: as said, by age, and what a claim entails."""
    claimed = dict.fromkeys(enquirer.honours or ())
    if enquirer.birth is not None and _is_of_age(enquirer.birth, law, supplement):
        claimed[ClaimKind.AGED_25] = None
    for kind in tuple(claimed):
        entailed = also_entitled(kind, enquirer.level, law) if enquirer.level else None
        if entailed is not None:
            claimed[entailed] = None
    return [kind for kind in ClaimKind if kind in claimed]


def _refusals(
    kind: ClaimKind, enquirer: Enquirer, law: YearLaw, supplement: Supplement | None
) -> tuple[Finding, ...]:
    """Why a claim does not stand: the level, the education, an athlete's place, an age not reached."""
    level = enquirer.level
    assert level is not None
    if kind is ClaimKind.AGED_25 and enquirer.birth is not None:
        may_be = _is_of_age(enquirer.birth, law, supplement) or _waits_for_its_day(enquirer, law, supplement)
        return () if may_be else (_too_young(enquirer.birth, law, supplement),)
    if not law.preferences[kind].value.is_exemption:
        return ()
    at_level = exemption_findings(kind, level, is_own_province=True, law=law)
    return at_level or (
        *_education_refusals(kind, enquirer, law),
        *_place_refusals(kind, enquirer, law),
    )


def _missing(
    kind: ClaimKind, enquirer: Enquirer, law: YearLaw, supplement: Supplement | None
) -> Finding | None:
    """The fact without which nobody can say whether a claim stands; None where everything is known."""
    clause = law.preferences[kind].citation.clause
    age = f"是否年满{law.bonus_age.value}周岁"
    if kind is ClaimKind.AGED_25 and enquirer.birth is None:
        return finding(clause, f"没有填出生日期，不能判断{age}。")
    if kind is ClaimKind.AGED_25 and _waits_for_its_day(enquirer, law, supplement):
        return finding(clause, f"{age}，看报考省份规定的计算日，请指明报考省份。")
    if kind is ClaimKind.EXEMPT_ATHLETE and enquirer.athlete_result is None:
        return finding(clause, f"没有填比赛、名次和是否奥运会项目，不能判断“{kind.label}”。")
    if _is_upgrade_only(kind, law) and enquirer.education is None:
        return finding(clause, f"没有填学历，不能判断“{kind.label}”。")
    return None


def _is_upgrade_only(kind: ClaimKind, law: YearLaw) -> bool:
    """Whether a claim exempts at 专升本 alone, so that its conditions of education hold as well."""
    return law.preferences[kind].value.exempt_levels == (ProgrammeLevel.ZHUANSHENGBEN,)


@cites("A1.3.3", "A1.5.14", "A1.5.15")
def _education_refusals(kind: ClaimKind, enquirer: Enquirer, law: YearLaw) -> tuple[Finding, ...]:
    """Why the education does not carry an exemption at 专升本; that of 基层服务 asks for a 专科 itself."""
    level, education = enquirer.level, enquirer.education
    is_said = education is not None or enquirer.lacks_education
    if level is None or not is_said or not _is_upgrade_only(kind, law):
        return ()
    clause = law.preferences[kind].citation.clause
    refused = education_findings(declared_applicant(enquirer), level, law)
    if refused:
        said = f"“{kind.label}”须符合{level.label}报考条件：{refused[0].message}"
        return (finding(clause, said),)
    if kind is ClaimKind.GRASSROOTS_SERVICE and education and education is not EducationKind.ZHUANKE:
        said = f"“{kind.label}”只限普通高职（专科）毕业生，填报的是“{education.label}”。"
        return (finding(clause, said, 学历=education.label),)
    return ()


def _place_refusals(kind: ClaimKind, enquirer: Enquirer, law: YearLaw) -> tuple[Finding, ...]:
    result = enquirer.athlete_result
    if kind is not ClaimKind.EXEMPT_ATHLETE or result is None:
        return ()
    is_exempt = athlete_is_exempt(
        result.competition, result.place, is_olympic_event=result.is_olympic_event, law=law
    )
    if is_exempt:
        return ()
    event = "奥运会项目" if result.is_olympic_event else "非奥运会项目"
    message = f"{result.competition}{event}第{result.place}名没有达到免试的名次。"
    return (finding("A1.5.13", message, 比赛=result.competition, 名次=result.place),)


def _is_of_age(birth: date, law: YearLaw, supplement: Supplement | None) -> bool:
    """Whether the bonus age is reached: on the province's day, without one on every day that it may set."""
    day = supplement.age_reference_day.value if supplement else date(law.year, 1, 1)
    return age_on(birth, day) >= law.bonus_age.value


def _waits_for_its_day(enquirer: Enquirer, law: YearLaw, supplement: Supplement | None) -> bool:
    """Whether a province, not known yet, decides by its day if the age is reached."""
    return supplement is None and enquirer.birth is not None and _age_depends(enquirer.birth, law)


def _age_depends(birth: date, law: YearLaw) -> bool:
    """Whether the bonus age is reached within the year, so that the day decides."""
    years = law.bonus_age.value
    return age_on(birth, date(law.year, 1, 1)) < years <= age_on(birth, date(law.year, 12, 31))


def _too_young(birth: date, law: YearLaw, supplement: Supplement | None) -> Finding:
    day = supplement.age_reference_day.value if supplement else date(law.year, 12, 31)
    message = f"{day_text(birth)}出生，到{day_text(day)}未满{law.bonus_age.value}周岁，不能按年龄加分。"
    doubt = "" if _day_is_certain(birth, law, supplement) else "计算日待核，以报考省份公布的为准。"
    return finding("A1.5.19", message, mend=doubt, 出生日期=birth, 计算日=day)


def _age_not_claimed(
    kinds: list[ClaimKind], enquirer: Enquirer, law: YearLaw, supplement: Supplement | None
) -> tuple[Finding, ...]:
    """Why the age gives nothing to somebody who said when he was born and claimed nothing for it."""
    birth = enquirer.birth
    if birth is None or ClaimKind.AGED_25 in kinds or _waits_for_its_day(enquirer, law, supplement):
        return ()
    return (_too_young(birth, law, supplement),)


def _with_age(benefit: Benefit, enquirer: Enquirer, law: YearLaw, supplement: Supplement | None) -> Benefit:
    """The bonus of age with the two days that it follows from; any other as it is."""
    if benefit.kind is not ClaimKind.AGED_25 or enquirer.birth is None:
        return benefit
    facts = [("出生日期", str(enquirer.birth))]
    if supplement is not None:
        facts.append(("计算日", str(supplement.age_reference_day.value)))
    return replace(benefit, facts=tuple(facts), is_certain=_day_is_certain(enquirer.birth, law, supplement))


def _day_is_certain(birth: date, law: YearLaw, supplement: Supplement | None) -> bool:
    """Whether the answer on the age is sure: the province's day is, or every day of the year gives the same."""
    is_known = supplement is not None and supplement.age_reference_day.is_certain
    return is_known or not _age_depends(birth, law)


def _exemption(kind: ClaimKind, law: YearLaw) -> Benefit:
    preference = law.preferences[kind].value
    where = "所在省（区、市）的成人高校" if preference.is_own_province_only else ""
    levels = "、".join(level.label for level in preference.exempt_levels)
    what = f"免试就读{where}{levels}" if set(preference.exempt_levels) != set(ProgrammeLevel) else "免试入学"
    return _benefit(kind, 0, f"可以申请{what}，不参加统考，须经省级招生考试机构审核、招生学校同意。", law)


def _bonus(kind: ClaimKind, points: int, law: YearLaw, others: tuple[ClaimKind, ...]) -> Benefit:
    rest = "其他照顾分不累计，" if others else ""
    return _benefit(kind, points, f"参加统考的，按“{kind.label}”加{points}分投档，{rest}取最高一项。", law)


def _benefit(kind: ClaimKind, points: int, sentence: str, law: YearLaw) -> Benefit:
    provision = law.preferences[kind]
    return Benefit(
        kind=kind,
        points=points,
        sentence=sentence,
        condition=provision.value.condition,
        evidence=provision.value.evidence,
        department=provision.value.department,
        clause=provision.citation.clause,
    )


def _noted(clause: str, sentence: str) -> Point:
    return Point(topic=Topic.PREFERENCE, standing=Standing.NOTED, clause=clause, sentence=sentence)
