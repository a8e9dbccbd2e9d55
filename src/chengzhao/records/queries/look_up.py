"""录取结果查询: what somebody is told who knows a 报名号 and the end of the document, and no more than that."""

from dataclasses import dataclass

from chengzhao.law.words import ProgrammeLevel
from chengzhao.records.models import Admission, Candidate
from chengzhao.records.scope import Scope, scope
from chengzhao.records.sealed import BY_TAIL, TAIL
from chengzhao.records.walls.doors import Door
from chengzhao.vault.sealing import Keys


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicResult:
    """A candidate's result; college and programme are empty where no place was given."""

    name: str
    level: ProgrammeLevel
    college: str
    programme: str

    @property
    def is_admitted(self) -> bool:
        """Whether a place was given and stands."""
        return bool(self.college)


def result_by_number(season: int, province: str, number: str, tail: str, keys: Keys) -> PublicResult | None:
    """The result of the candidate with this 报名号 whose document ends so; None for every other pair alike."""
    if len(BY_TAIL.form(tail)) != TAIL:
        return None
    # Nobody in particular asks: the rows are read through the door of the work, and this is all that leaves it.
    with scope(Scope(door=Door.WORK, season=season, province=province)):
        person = (
            Candidate.objects.filter(season=season, province=province, candidate_number=number)
            .filter(identity_tail_index__in=BY_TAIL.any_of(keys, tail))
            .select_related("registration")
            .first()
        )
        if person is None:
            return None
        place = (
            Admission.objects.filter(season=season, province=province, candidate=person, revoked_at=None)
            .select_related("programme__college")
            .first()
        )
        return PublicResult(
            name=person.name,
            level=ProgrammeLevel(place.level if place else person.registration.level),
            college=place.programme.college.name if place else "",
            programme=place.programme.name if place else "",
        )


def is_given_out(season: int, province: str, number: str) -> bool:
    """Whether somebody has this 报名号."""
    with scope(Scope(door=Door.WORK, season=season, province=province)):
        return Candidate.objects.filter(season=season, province=province, candidate_number=number).exists()
