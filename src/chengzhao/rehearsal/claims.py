"""Who claims a bonus or an exemption, and what the offices will find about it.

The bonus of age 25 is claimed by the system itself when a registration comes in; it is not made here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from chengzhao.law.reference import HAN
from chengzhao.law.words import ClaimKind, EducationKind, ProgrammeLevel
from chengzhao.law.years import YearLaw
from chengzhao.rehearsal import facts
from chengzhao.rehearsal.chance import happens, stream
from chengzhao.rehearsal.population import Person
from chengzhao.rehearsal.scenario import Scenario

REFUSED_REASON = "证明材料与申请的照顾类别不符"
OBJECTION_TEXT = "证书上的姓名不是公示的考生本人，请核对原件。"
OBJECTION_REASON = "经核实，证书不是本人所有"


@dataclass(frozen=True, kw_only=True, slots=True)
class PlannedClaim:
    """A claim with its evidence; `will_be_refused` by the department, or `will_be_objected` to in public."""

    kind: ClaimKind
    evidence: str
    will_be_refused: bool = False
    will_be_objected: bool = False


class Claimants:
    """Decides who claims what."""

    def __init__(self, law: YearLaw) -> None:
        self._law = law
        self._bonus = {ClaimKind(name): value for name, value in facts.shares("claim").items()}
        self._exempt = {ClaimKind(name): value for name, value in facts.shares("exempt").items()}
        self._refused = facts.share("claim_refused")

    def exemption(self, chance: Random, person: Person, *, stays_home: bool) -> PlannedClaim | None:
        """The exemption that a person claims, if any: one that the level and the colleges written admit."""
        for kind, share in self._exempt.items():
            preference = self._law.preferences[kind].value
            fits = person.level in preference.exempt_levels and (
                stays_home or not preference.is_own_province_only
            )
            if happens(chance, share) and fits:
                return self._planned(chance, kind, refusable=False)
        return None

    def bonuses(self, chance: Random, person: Person) -> Iterator[PlannedClaim]:
        """The bonuses that a person claims besides that of age."""
        for kind, share in self._bonus.items():
            wanted = share if kind is not ClaimKind.MINORITY_AREA or person.ethnicity != HAN else Fraction(0)
            if happens(chance, wanted):
                yield self._planned(chance, kind, refusable=True)

    def _planned(self, chance: Random, kind: ClaimKind, *, refusable: bool) -> PlannedClaim:
        return PlannedClaim(
            kind=kind,
            evidence="；".join(self._law.preferences[kind].value.evidence),
            will_be_refused=refusable and happens(chance, self._refused),
        )


def claims(
    scenario: Scenario, people: Sequence[Person], stays_home: Sequence[bool]
) -> list[tuple[PlannedClaim, ...]]:
    """What everybody claims, in the order of the people; an exemption stands alone.

    `stays_home` says of each person whether home and every college written lie in the province.
    """
    claimants = Claimants(scenario.law)
    chance = stream(scenario.seed, "claims")
    found = []
    for person, at_home in zip(people, stays_home, strict=True):
        exemption = claimants.exemption(chance, person, stays_home=at_home)
        bonuses = tuple(claimants.bonuses(chance, person))
        found.append((exemption,) if exemption else bonuses)
    return found


def prior_education(chance: Random, level: ProgrammeLevel) -> EducationKind:
    """The certificate that somebody of this level registers with."""
    if level is ProgrammeLevel.ZHUANSHENGBEN:
        return EducationKind.BENKE if chance.randrange(25) == 0 else EducationKind.ZHUANKE
    return EducationKind.EQUIVALENT if chance.randrange(8) == 0 else EducationKind.SENIOR_SECONDARY
