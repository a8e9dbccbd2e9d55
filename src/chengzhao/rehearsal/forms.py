"""Registrations as people hand them in, made from what was drawn for them."""

from collections.abc import Sequence
from datetime import date
from random import Random

from chengzhao.actions.registration import (
    ChoiceForm,
    ClaimForm,
    EducationForm,
    LicenceForm,
    RegistrationForm,
    TraceForm,
)
from chengzhao.law.reference import CollegeEntry, colleges
from chengzhao.law.words import EducationKind, IdentityDocument, ProgrammeLevel
from chengzhao.law.years import MajorGroup
from chengzhao.rehearsal.chance import stream
from chengzhao.rehearsal.choices import Chosen
from chengzhao.rehearsal.claims import prior_education
from chengzhao.rehearsal.clusters import Cue, network, usual_seconds
from chengzhao.rehearsal.fates import Course
from chengzhao.rehearsal.generator import SyntheticSeason
from chengzhao.rehearsal.population import Person
from chengzhao.rules.registration import LicenceKind

INCOMPLETE_EMPLOYER = "某公司"
_AGE_AT_GRADUATION = {
    EducationKind.SENIOR_SECONDARY: 18,
    EducationKind.EQUIVALENT: 18,
    EducationKind.ZHUANKE: 21,
    EducationKind.BENKE: 22,
}


class Forms:
    """Makes the form of each person; the same person always hands in the same form."""

    def __init__(self, season: SyntheticSeason, numbers: Sequence[str]) -> None:
        self._season = season
        self._numbers = numbers
        self._law = season.scenario.law
        self._schools = [one for one in colleges(season.scenario.province) if not one.is_adult]

    def form(self, place: int, *, mended: bool = False) -> RegistrationForm:
        """The form of the person at this place; one to be returned names no real employer until mended."""
        season = self._season
        person, wish = season.people[place], season.wishes[place]
        chance = stream(season.scenario.seed, f"form {person.number}")
        employer = _employer(chance, person, wish.main.trade)
        faulty = season.courses[place] is Course.RETURNED and not mended
        cue = season.cues.get(place, Cue())
        return RegistrationForm(
            account_id=None,
            candidate_number=self._numbers[place],
            name=person.name,
            sex=person.sex,
            birth_date=person.birth_date,
            ethnicity=person.ethnicity,
            identity_kind=IdentityDocument.RESIDENT_ID,
            identity_number=person.identity_number,
            phone=cue.phone or person.phone,
            address=cue.address or _address(stream(season.scenario.seed, f"address {person.number}"), person),
            postcode=f"{person.lives_in.code[:2]}0000",
            hukou_division=person.hukou_division,
            employer=INCOMPLETE_EMPLOYER if faulty else cue.employer or employer,
            confirmation_path=person.lives_in.path,
            route=season.route(place),
            level=person.level,
            also_gaoqizhuan=wish.also_gaoqizhuan,
            category=wish.category,
            foreign_language=wish.foreign_language,
            specialised_paper=wish.specialised_paper,
            works_in_health=self._asks_for(wish.choices, self._law.medical_majors.value),
            pledge_signed=True,
            education=self._education(chance, person, cue),
            licences=self._licences(person, wish.choices),
            choices=tuple(_choice(chosen) for chosen in wish.choices),
            claims=tuple(
                ClaimForm(kind=claim.kind, evidence=claim.evidence) for claim in season.claims[place]
            ),
            residence_proofs=self._proofs(person),
            trace=self._trace(person, cue),
        )

    def _trace(self, person: Person, cue: Cue) -> TraceForm:
        """How the form came in: from the person's own device, unless an agency's."""
        usual = usual_seconds(self._season.scenario, person)
        return TraceForm(
            device=cue.device or f"device of {person.number}",
            network=network(person.number),
            seconds=usual if cue.seconds is None else cue.seconds,
        )

    def _education(self, chance: Random, person: Person, cue: Cue) -> EducationForm:
        kind = prior_education(chance, person.level)
        year = person.birth_date.year + _AGE_AT_GRADUATION[kind] + (person.birth_date.month > 8)
        last = self._season.scenario.year - 1
        graduated = date(min(year, last), 7, 1)
        school = chance.choice(self._schools)
        at_college = person.level is ProgrammeLevel.ZHUANSHENGBEN
        return EducationForm(
            kind=kind,
            school=school.name if at_college else f"{person.lives_in.name}第一中学",
            certificate_number=cue.certificate or _certificate(school, graduated.year, person.number),
            graduated_on=graduated,
        )

    def _licences(self, person: Person, choices: Sequence[Chosen]) -> tuple[LicenceForm, ...]:
        """The licences that the chosen majors ask for; who wants such a major works in the trade."""
        asked = {
            LicenceKind.ASSISTANT_PHYSICIAN: self._law.clinical_majors.value,
            LicenceKind.NURSE: self._law.nursing_majors.value,
        }
        return tuple(
            LicenceForm(kind=kind, number=f"{kind.value[:1]}{person.number:012d}")
            for kind, majors in asked.items()
            if self._asks_for(choices, majors)
        )

    def _asks_for(self, choices: Sequence[Chosen], majors: Sequence[MajorGroup]) -> bool:
        return any(
            group.has(offer.level, offer.major_code)
            for chosen in choices
            for offer in chosen.offers
            for group in majors
        )

    def _proofs(self, person: Person) -> tuple[str, ...]:
        accepted = self._season.scenario.supplement.out_of_place_proofs.value
        return accepted[:1] if person.is_out_of_place else ()


def _employer(chance: Random, person: Person, trade: str) -> str:
    return f"{person.lives_in.name}{trade}单位{chance.randrange(1, 100):02d}"


def _address(chance: Random, person: Person) -> str:
    """A street that no town has, so that nobody gets a letter."""
    street, house, room = (chance.randrange(1, most) for most in (200, 400, 40))
    return f"{person.lives_in.name}演练路{street}号{house}栋{room}室"


def _certificate(school: CollegeEntry, year: int, number: int) -> str:
    return f"{school.national_code}1{year}06{number % 1_000_000:06d}"


def _choice(chosen: Chosen) -> ChoiceForm:
    return ChoiceForm(
        level=chosen.level,
        rank=chosen.rank,
        programme_codes=tuple(offer.code for offer in chosen.offers),
        accepts_reassignment=chosen.accepts_reassignment,
    )
