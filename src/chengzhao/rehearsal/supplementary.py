"""征集志愿: who still has no place writes new choices among the places that are left (A1.5.11)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from chengzhao.law.words import ExamCategory, ForeignLanguage, ProgrammeKind, ProgrammeLevel
from chengzhao.rehearsal import facts
from chengzhao.rehearsal.chance import Weighted, happens, stream
from chengzhao.rehearsal.choices import Wish
from chengzhao.rehearsal.programmes import ANY_LANGUAGE, Offer
from chengzhao.rehearsal.scenario import Scenario

Lines = Mapping[tuple[ProgrammeLevel, ExamCategory, ProgrammeKind], int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Unplaced:
    """Somebody of a tier without a place; `place` is where they stand in the lists of the season."""

    place: int
    candidate_number: str
    level: ProgrammeLevel
    filing_score: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class NewChoice:
    """A choice of the supplementary round."""

    place: int
    level: ProgrammeLevel
    rank: int
    offer: Offer
    accepts_reassignment: bool


def new_choices(
    scenario: Scenario,
    unplaced: Iterable[Unplaced],
    wishes: Sequence[Wish],
    offers: Sequence[Offer],
    vacancies: Mapping[str, int],
    lines: Lines,
    relaxed_by: int,
) -> Iterator[NewChoice]:
    """The choices of those who take part again, in the order of their numbers."""
    open_offers: dict[tuple[ProgrammeLevel, ExamCategory], list[Offer]] = defaultdict(list)
    for offer in offers:
        if vacancies.get(offer.code, 0) > 0:
            open_offers[offer.level, offer.category].append(offer)
    again = facts.share("writes_again")
    strict = frozenset(offer.national_code for offer in offers if offer.is_medical)
    for person in sorted(unplaced, key=lambda one: (one.candidate_number, one.level)):
        chance = stream(scenario.seed, f"supplementary {person.candidate_number} {person.level}")
        wish = wishes[person.place]
        fitting = [
            offer
            for offer in open_offers[person.level, wish.category]
            if _fits(offer, wish) and _reaches(offer, person.filing_score, lines, relaxed_by)
        ]
        if fitting and happens(chance, again):
            yield from _written(chance, scenario, person, fitting, vacancies, strict)


def _written(
    chance: Random,
    scenario: Scenario,
    person: Unplaced,
    fitting: Sequence[Offer],
    vacancies: Mapping[str, int],
    strict: frozenset[str],
) -> Iterator[NewChoice]:
    """The choices of one person; at a college in `strict` without 服从调剂."""
    form = scenario.supplement.choice_forms.value[person.level]
    left = list(fitting)
    for rank in range(1, form.colleges + 1):
        if not left:
            return
        offer = Weighted((one, vacancies[one.code]) for one in left).draw(chance)
        left = [one for one in left if one.national_code != offer.national_code]
        yield NewChoice(
            place=person.place,
            level=person.level,
            rank=rank,
            offer=offer,
            accepts_reassignment=form.offers_reassignment and offer.national_code not in strict,
        )


def _fits(offer: Offer, wish: Wish) -> bool:
    """Whether the person may sit for the programme: same papers, kind and language, a licence if asked for."""
    main = wish.main
    same_major = offer.major_code == main.major_code
    speaks = offer.foreign_language == ANY_LANGUAGE or wish.foreign_language is ForeignLanguage.ENGLISH
    tested = not offer.extra_test or offer.national_code in {
        chosen.offers[0].national_code for chosen in wish.choices
    }
    return (
        (same_major or not (offer.is_medical or main.is_medical))
        and offer.kind is main.kind
        and (offer.level is not main.level or offer.specialised_paper == main.specialised_paper)
        and speaks
        and tested
    )


def _reaches(offer: Offer, filing_score: Decimal, lines: Lines, relaxed_by: int) -> bool:
    least = lines[offer.level, offer.category, offer.kind] - (relaxed_by if offer.relaxable else 0)
    return filing_score >= least
