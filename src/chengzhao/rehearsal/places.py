"""How many places each programme has: more wanted than there are in most, too many in some."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from chengzhao.rehearsal import facts
from chengzhao.rehearsal.chance import Weighted, stream
from chengzhao.rehearsal.choices import Wish
from chengzhao.rehearsal.programmes import Offer
from chengzhao.rehearsal.scenario import Scenario

ROOM_UNDER_CEILING = Fraction(11, 10)
REASON = "本校教学点在职职工集中报名，经主管部门同意按需安排"
_SPREAD = (
    (Fraction(1, 2), 3),
    (Fraction(3, 4), 4),
    (Fraction(1), 4),
    (Fraction(5, 4), 3),
    (Fraction(7, 4), 1),
)
_WHERE_SHORT = Fraction(5, 2)


def places(scenario: Scenario, on_offer: Sequence[Offer], wanted: Sequence[Wish]) -> Mapping[str, int]:
    """Places by programme code: a share of the first choices, spread; relaxable majors have too many."""
    chance = stream(scenario.seed, "places")
    spread = Weighted(_SPREAD)
    share = facts.share("places_for_applicants")
    first = _first_choices(wanted)
    found = {}
    for offer in on_offer:
        factor = _WHERE_SHORT if offer.relaxable else spread.draw(chance)
        found[offer.code] = max(1, int(first[offer.code] * share * factor))
    ceiling = scenario.law.plan_share_of_applicants.value
    return _under_share(found, on_offer, applicants(wanted), ceiling)


def applicants(wanted: Iterable[Wish]) -> Mapping[str, int]:
    """How many people wrote each college, by national code, each person once."""
    counts: dict[str, int] = defaultdict(int)
    for wish in wanted:
        for code in {chosen.offers[0].national_code for chosen in wish.choices}:
            counts[code] += 1
    return counts


def _first_choices(wanted: Iterable[Wish]) -> Mapping[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for wish in wanted:
        counts[wish.main.code] += 1
    return counts


def _under_share(
    found: Mapping[str, int], on_offer: Sequence[Offer], heads: Mapping[str, int], share: Fraction
) -> Mapping[str, int]:
    """The places cut down where a college would offer more than the share of its applicants."""
    totals: dict[str, int] = defaultdict(int)
    for offer in on_offer:
        totals[offer.national_code] += found[offer.code]
    cut = {}
    for offer in on_offer:
        most = int(heads.get(offer.national_code, 0) * share)
        total = totals[offer.national_code]
        cut[offer.code] = found[offer.code] if total <= most else max(1, found[offer.code] * most // total)
    return cut


def ceilings(on_offer: Sequence[Offer], given: Mapping[str, int]) -> Mapping[str, int]:
    """The plan ceiling of each college by national code: its places and some room."""
    totals: dict[str, int] = defaultdict(int)
    for offer in on_offer:
        totals[offer.national_code] += given[offer.code]
    return {code: int(total * ROOM_UNDER_CEILING) + 1 for code, total in totals.items()}
