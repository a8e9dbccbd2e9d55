"""Claims for exemption and bonus (附件1·五（五）): the best single one, publicised or nothing."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.provinces import Supplement
from chengzhao.law.words import ClaimKind, ProgrammeLevel, Word
from chengzhao.law.years import YearLaw, year_law
from chengzhao.rules.states import StateMachine


class ClaimState(Word):
    """照顾政策申请状态."""

    CLAIMED = "CLAIMED", "待审核"
    OFFICE_APPROVED = "OFFICE_APPROVED", "已初审"
    DEPARTMENT_AGREED = "DEPARTMENT_AGREED", "部门已核"
    NOTIFIED = "NOTIFIED", "公示中"
    OBJECTED = "OBJECTED", "有异议"
    EFFECTIVE = "EFFECTIVE", "已生效"
    REFUSED = "REFUSED", "不通过"
    REVOKED = "REVOKED", "已撤销"


class ClaimPublicity(Word):
    """What a candidate is told of the publicity of a claim (通知二.3)."""

    COMING = "COMING", "待公示"
    RUNNING = "RUNNING", "公示中"
    DONE = "DONE", "已公示"
    DISPUTED = "DISPUTED", "公示有异议"


_S = ClaimState

CLAIM = StateMachine(
    name="照顾政策申请",
    states=ClaimState,
    clauses=("N3.5", "N3.6"),
    moves={
        _S.CLAIMED: (_S.OFFICE_APPROVED, _S.REFUSED),
        _S.OFFICE_APPROVED: (_S.DEPARTMENT_AGREED, _S.REFUSED),
        _S.DEPARTMENT_AGREED: (_S.NOTIFIED, _S.REFUSED),
        # A line that was published with a mistake goes back, to be publicised anew for all the days.
        _S.NOTIFIED: (_S.EFFECTIVE, _S.OBJECTED, _S.DEPARTMENT_AGREED, _S.REFUSED),
        _S.OBJECTED: (_S.EFFECTIVE, _S.NOTIFIED, _S.REFUSED),
        _S.EFFECTIVE: (_S.REVOKED,),
        _S.REFUSED: (),
        _S.REVOKED: (),
    },
    sets={
        "PENDING": frozenset(
            {_S.CLAIMED, _S.OFFICE_APPROVED, _S.DEPARTMENT_AGREED, _S.NOTIFIED, _S.OBJECTED}
        ),
        "COUNTS": frozenset({_S.EFFECTIVE}),
    },
)


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimFacts:
    """What is known of a claim when its effect is asked.

    `publicised_from` and `publicised_until` are the first and last day of its public notice, None where
    there was none or it is not over.
    """

    kind: ClaimKind
    office_approved: bool
    department_agreed: bool
    publicised_from: date | None
    publicised_until: date | None
    has_sustained_objection: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class BestBonus:
    """The bonus that counts: its points, the claim it comes from (None for no bonus), and why.

    `clause` is that of the claim, or A1.5.21 where none counts; `claimed` are the kinds that were in effect.
    """

    points: int
    kind: ClaimKind | None
    reason: str
    clause: str = "A1.5.21"
    claimed: tuple[ClaimKind, ...] = ()


@cites("A1.5.16", "A1.5.17", "A1.5.18", "A1.5.19", "A1.5.20")
def bonus_points(kind: ClaimKind, supplement: Supplement) -> int:
    """The points of a kind of claim: the province's where it sets fewer, else the national ones."""
    return points_of(kind, year_law(supplement.year), supplement)


@cites("A1.5.16", "A1.5.17", "A1.5.18", "A1.5.19", "A1.5.20")
def points_of(kind: ClaimKind, law: YearLaw, supplement: Supplement | None) -> int:
    """The points of a kind of claim where no province may be known yet: then the national ones."""
    national = law.preferences[kind].value.points
    return supplement.bonus_points.value.get(kind, national) if supplement else national


@cites("A1.5.21")
def highest_bonus(
    kinds: Iterable[ClaimKind], law: YearLaw, supplement: Supplement | None
) -> tuple[int, ClaimKind | None]:
    """The one bonus among kinds that counts, and its kind; of equal ones that which the notice names first.

    Gives 0 and None where no kind has points.
    """
    order = {kind: place for place, kind in enumerate(ClaimKind)}
    counting = [(points_of(kind, law, supplement), kind) for kind in kinds]
    found = [item for item in counting if item[0] > 0]
    return min(found, key=lambda item: (-item[0], order[item[1]])) if found else (0, None)


@cites("N3.5", "N3.6")
def effect_findings(claim: ClaimFacts, required_days: int) -> tuple[Finding, ...]:
    """What keeps a claim from taking effect: review, publicity for the required days, objection."""
    found = []
    if not (claim.office_approved and claim.department_agreed):
        found.append(finding("N3.5", f"“{claim.kind.label}”尚未经招生考试机构和主管部门共同审核通过。"))
    days = _publicised_days(claim)
    if days < required_days:
        found.append(
            finding(
                "N3.6",
                f"“{claim.kind.label}”须公示{required_days}天，已公示期满{days}天，不能享受照顾政策。",
                要求天数=required_days,
                公示天数=days,
            )
        )
    if claim.has_sustained_objection:
        found.append(finding("N3.6", f"“{claim.kind.label}”公示不通过，不能享受照顾政策。"))
    return tuple(found)


@cites("N3.6")
def is_effective(claim: ClaimFacts, required_days: int) -> bool:
    """Whether a claim counts: approved AND publicised for the days AND no sustained objection."""
    return not effect_findings(claim, required_days)


@cites("N3.6")
def claim_publicity(
    state: ClaimState, *, was_publicised: bool, has_sustained_objection: bool
) -> ClaimPublicity | None:
    """How far the publicity of a claim is; None for one that ended and was never publicised."""
    if has_sustained_objection or state is ClaimState.OBJECTED:
        return ClaimPublicity.DISPUTED
    if state is ClaimState.NOTIFIED:
        return ClaimPublicity.RUNNING
    if state is ClaimState.EFFECTIVE:
        return ClaimPublicity.DONE
    if state in CLAIM.sets["TERMINAL"]:
        return ClaimPublicity.DONE if was_publicised else None
    return ClaimPublicity.COMING


@cites("A1.5.21")
def best_single_bonus(claims: Iterable[ClaimFacts], supplement: Supplement) -> BestBonus:
    """The highest effective bonus; bonuses never add up.

    Of equal ones the kind that the notice names first is given; an exemption gives no points.
    """
    law, days = year_law(supplement.year), supplement.publicity_days.value
    counting = [
        claim.kind
        for claim in claims
        if is_effective(claim, days) and bonus_points(claim.kind, supplement) > 0
    ]
    points, kind = highest_bonus(counting, law, supplement)
    if kind is None:
        return BestBonus(points=0, kind=None, reason="没有已生效的加分项目。")
    order = {each: place for place, each in enumerate(ClaimKind)}
    others = "；其他照顾分不累计" if len(counting) > 1 else ""
    return BestBonus(
        points=points,
        kind=kind,
        reason=f"按“{kind.label}”加{points}分{others}。",
        clause=law.preferences[kind].citation.clause,
        claimed=tuple(sorted(set(counting), key=lambda each: order[each])),
    )


@cites("A1.5.12", "A1.5.13", "A1.5.14", "A1.5.15")
def exemption_findings(
    kind: ClaimKind, level: ProgrammeLevel, *, is_own_province: bool, law: YearLaw
) -> tuple[Finding, ...]:
    """Why a kind of claim does not admit without an exam to a level; empty where it does.

    `is_own_province` says that the college is in the province where the person served or lives.
    """
    preference = law.preferences[kind]
    clause = preference.citation.clause
    if not preference.value.is_exemption:
        return (finding(clause, f"“{kind.label}”是加分项目，不能免试入学。"),)
    if level not in preference.value.exempt_levels:
        return (finding(clause, f"“{kind.label}”不能免试就读{level.label}。"),)
    if preference.value.is_own_province_only and not is_own_province:
        return (finding(clause, f"“{kind.label}”只能免试就读所在省（区、市）的成人高校。"),)
    return ()


@cites("A1.5.15", "A1.5.20")
def also_entitled(kind: ClaimKind, level: ProgrammeLevel, law: YearLaw) -> ClaimKind | None:
    """The exemption that a claimed bonus entitles to as well: 自主就业退役士兵 at 专升本, else None."""
    if kind is not ClaimKind.SELF_EMPLOYED_VETERAN:
        return None
    exemption = ClaimKind.EXEMPT_VETERAN
    return exemption if level in law.preferences[exemption].value.exempt_levels else None


@cites("A1.5.13")
def athlete_is_exempt(competition: str, place: int, *, is_olympic_event: bool, law: YearLaw) -> bool:
    """Whether a place in a competition exempts. Raises LookupError for one that the notice does not name."""
    for placing in law.athlete_placings.value:
        if competition in placing.competitions:
            lowest = placing.olympic_place if is_olympic_event else placing.other_place
            return 1 <= place <= lowest
    raise LookupError(f"“{competition}”不在免试比赛之列，应为：{'、'.join(competitions_of(law))}。")


def competitions_of(law: YearLaw) -> tuple[str, ...]:
    """The competitions whose places exempt, as the notice names them."""
    return tuple(name for placing in law.athlete_placings.value for name in placing.competitions)


@cites("A1.5.19")
def age_on(birth: date, day: date) -> int:
    """Full years of age on a day, complete on the birthday itself.

    Someone born on 29 February completes a year on 28 February of a common year: a term without a
    corresponding day ends with the month (民法典 第二百零二条).
    """
    years = day.year - birth.year
    return years if day >= _birthday(birth, day.year) else years - 1


@cites("A1.5.19")
def is_of_bonus_age(birth: date, supplement: Supplement) -> bool:
    """Whether a person is 25 or older on the province's reference day."""
    law = year_law(supplement.year)
    return age_on(birth, supplement.age_reference_day.value) >= law.bonus_age.value


@cites("A1.5.21")
def evidence_findings(
    kind: ClaimKind, shown: Collection[str], *, seen_in_original: bool, law: YearLaw
) -> tuple[Finding, ...]:
    """What evidence is missing, and whether the originals were seen at registration."""
    missing = [item for item in law.preferences[kind].value.evidence if item not in shown]
    found = [finding("A1.5.21", f"“{kind.label}”缺少{item}。", 缺少=item) for item in missing]
    if not seen_in_original:
        found.append(finding("A1.5.21", f"“{kind.label}”的原始证件须在报名时交验。"))
    return tuple(found)


@cites("N3.5")
def department_of(kind: ClaimKind, law: YearLaw) -> str:
    """The department that reviews a kind of claim with the exam authority."""
    return law.preferences[kind].value.department


def _publicised_days(claim: ClaimFacts) -> int:
    """Days of a finished notice, its first and last day both counted; 0 where it is not over."""
    if claim.publicised_from is None or claim.publicised_until is None:
        return 0
    return max(0, (claim.publicised_until - claim.publicised_from).days + 1)


def _birthday(birth: date, year: int) -> date:
    try:
        return birth.replace(year=year)
    except ValueError:
        return date(year, 2, 28)
