"""What people register for: a major they want, colleges that they like, within what the province allows."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

from chengzhao.law.words import ExamCategory, ForeignLanguage, Paper, ProgrammeLevel
from chengzhao.rehearsal import facts
from chengzhao.rehearsal.chance import Weighted, happens, stream
from chengzhao.rehearsal.population import Person
from chengzhao.rehearsal.programmes import ANY_LANGUAGE, Offer
from chengzhao.rehearsal.scenario import Scenario

_SECOND_PROGRAMME_IN_TEN = 6
_REASSIGNMENT_IN_TEN = 5
_NOT_ENGLISH_IN = 250


@dataclass(frozen=True, kw_only=True, slots=True)
class Chosen:
    """One 志愿 as a person writes it: offers of one college, in order."""

    level: ProgrammeLevel
    rank: int
    offers: tuple[Offer, ...]
    accepts_reassignment: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
    """What one person registers for; `main` is the first programme of the first choice."""

    main: Offer
    also_gaoqizhuan: bool
    foreign_language: ForeignLanguage
    choices: tuple[Chosen, ...]

    @property
    def category(self) -> ExamCategory:
        """The category of all the choices."""
        return self.main.category

    @property
    def specialised_paper(self) -> Paper | None:
        """The specialised paper of 专升本."""
        return self.main.specialised_paper


class Market:
    """The programmes on offer, drawn from as they are wanted."""

    def __init__(self, scenario: Scenario, on_offer: Iterable[Offer]) -> None:
        self._forms = scenario.supplement.choice_forms.value
        self._side_levels = scenario.supplement.side_levels.value
        self._in_english_only = not scenario.supplement.non_english_upgrade.value
        self._by_major: dict[tuple[ProgrammeLevel, ExamCategory, str], list[Offer]] = defaultdict(list)
        self._by_category: dict[tuple[ProgrammeLevel, ExamCategory], list[Offer]] = defaultdict(list)
        self._by_college: dict[tuple[str, ProgrammeLevel, ExamCategory], list[Offer]] = defaultdict(list)
        for offer in on_offer:
            self._by_major[offer.level, offer.category, offer.major_code].append(offer)
            self._by_category[offer.level, offer.category].append(offer)
            self._by_college[offer.national_code, offer.level, offer.category].append(offer)
        self._weighted = {key: _by_popularity(like) for key, like in self._by_major.items()}
        self._majors = {level: self._by_demand(level) for level in scenario.levels}
        self._second_share = facts.share("second_choice")
        self._also_share = facts.share("also_gaoqizhuan")

    def _by_demand(self, level: ProgrammeLevel) -> Weighted[tuple[ProgrammeLevel, ExamCategory, str]]:
        """The majors of a level, each as wanted as it is, whatever the number of colleges that teach it."""
        keys = [key for key in self._by_major if key[0] is level]
        shared: dict[str, int] = defaultdict(int)
        for key in keys:
            shared[key[2]] += 1
        return Weighted((key, 60 * self._by_major[key][0].demand // shared[key[2]]) for key in keys)

    def wish(self, chance: Random, person: Person) -> Wish:
        """What this person registers for."""
        main = self._weighted[self._majors[person.level].draw(chance)].draw(chance)
        choices = self._written(chance, person.level, main)
        sides = self._side_levels.get(person.level, ())
        also = False
        for side in sides:
            like = self._by_category.get((side, main.category), [])
            if like and happens(chance, self._also_share):
                choices += self._written(chance, side, _by_popularity(like).draw(chance))
                also = True
        return Wish(
            main=main,
            also_gaoqizhuan=also,
            foreign_language=self._language(chance, person.level, choices),
            choices=tuple(choices),
        )

    def _written(self, chance: Random, level: ProgrammeLevel, first: Offer) -> list[Chosen]:
        """The choices at one level, from the first programme on: other colleges, the same category."""
        form = self._forms[level]
        taken = [first]
        while len(taken) < form.colleges and happens(chance, self._second_share):
            other = self._elsewhere(chance, first, {offer.national_code for offer in taken})
            if other is None:
                break
            taken.append(other)
        return [
            Chosen(
                level=level,
                rank=rank,
                offers=self._in_college(chance, offer, form.programmes),
                accepts_reassignment=form.offers_reassignment
                and chance.randrange(10) < _REASSIGNMENT_IN_TEN
                and may_be_reassigned(self._by_college[offer.national_code, level, offer.category]),
            )
            for rank, offer in enumerate(taken, start=1)
        ]

    def _elsewhere(self, chance: Random, first: Offer, colleges: set[str]) -> Offer | None:
        """The same major at another college; where there is none, another one of the same papers.

        In medicine only the same major will do (山西: the majors of the two choices must agree).
        """
        same = self._by_major[first.level, first.category, first.major_code]
        fitting = [offer for offer in same if offer.national_code not in colleges]
        if not fitting and not first.is_medical:
            like = self._by_category[first.level, first.category]
            fitting = [offer for offer in like if _may_follow(offer, first, colleges)]
        return _by_popularity(fitting).draw(chance) if fitting else None

    def _in_college(self, chance: Random, first: Offer, most: int) -> tuple[Offer, ...]:
        written = [first]
        like = self._by_college[first.national_code, first.level, first.category]
        for offer in like:
            more = len(written) < most and chance.randrange(10) < _SECOND_PROGRAMME_IN_TEN
            if more and offer not in written and _may_follow(offer, first, set()):
                written.append(offer)
        return tuple(written)

    def _language(self, chance: Random, level: ProgrammeLevel, choices: Iterable[Chosen]) -> ForeignLanguage:
        """English but for a few, and always where the level or a programme asks for it."""
        bound = level is ProgrammeLevel.ZHUANSHENGBEN and self._in_english_only
        asked = any(offer.foreign_language != ANY_LANGUAGE for one in choices for offer in one.offers)
        if bound or asked or chance.randrange(_NOT_ENGLISH_IN):
            return ForeignLanguage.ENGLISH
        return chance.choice((ForeignLanguage.JAPANESE, ForeignLanguage.RUSSIAN))


def wishes(scenario: Scenario, people: Iterable[Person], on_offer: Iterable[Offer]) -> list[Wish]:
    """What everybody registers for, in the order of the people."""
    market = Market(scenario, on_offer)
    chance = stream(scenario.seed, "choices")
    return [market.wish(chance, person) for person in people]


def may_be_reassigned(like: Iterable[Offer]) -> bool:
    """Whether 服从调剂 is safe among these programmes of a college: none asks for a licence (A1.3.4)."""
    return not any(offer.is_medical for offer in like)


def _may_follow(offer: Offer, first: Offer, colleges: set[str]) -> bool:
    """Whether one choice list may hold both: same papers, same ordering, and no licence that is not held."""
    return (
        offer.national_code not in colleges
        and not offer.is_medical
        and offer.kind is first.kind
        and offer.specialised_paper == first.specialised_paper
    )


def _by_popularity(like: Iterable[Offer]) -> Weighted[Offer]:
    return Weighted((offer, offer.popularity) for offer in like)
