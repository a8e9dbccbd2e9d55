"""How registrations come in: each from its own device, but for the agencies, and the lookalikes, put in on purpose.

What an agency leaves is found by `rules.registration.risk`; what only looks like it, such as four people of one
dormitory, is not. docs/rehearsal.md lists both.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from chengzhao.law.words import ProgrammeLevel
from chengzhao.rehearsal.chance import stream
from chengzhao.rehearsal.fates import Course
from chengzhao.rehearsal.population import Person
from chengzhao.rehearsal.scenario import Scenario

CERTIFICATE_SERIES = "999991202006"
"""The start of certificate numbers that no college gives out."""

HOUSEHOLD = 4
"""So many people register from one network; the networks are of 240.0.0.0/4, which nobody is given."""

NETWORKS = 1 << 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Cue:
    """What is put in for one person, in the place of what would be their own; '' and None leave that."""

    phone: str = ""
    address: str = ""
    device: str = ""
    certificate: str = ""
    employer: str = ""
    seconds: int | None = None


class Group(Enum):
    """The groups that are put in: name, how many people, and whether reviewers have to be shown it."""

    ONE_PHONE = ("one phone", 3, True)
    ONE_OFFICE = ("one office", 6, True)
    CERTIFICATES_IN_A_RUN = ("certificates in a run", 4, True)
    FILLED_IN_BY_A_PROGRAM = ("filled in by a program", 2, True)
    DORMITORY = ("a dormitory", 4, False)
    INTERNET_CAFE = ("an internet cafe", 3, False)
    CLASSMATES = ("classmates", 3, False)
    QUICK_TYPIST = ("a quick typist", 1, False)
    FAMILY = ("a family", 4, False)
    UNIT = ("a unit that looks after its own people", 5, False)

    @property
    def size(self) -> int:
        """How many people."""
        return self.value[1]

    @property
    def is_found(self) -> bool:
        """Whether it has to be shown to reviewers."""
        return self.value[2]


def groups(
    scenario: Scenario, people: Sequence[Person], courses: Sequence[Course]
) -> Mapping[Group, tuple[int, ...]]:
    """The places of the people of each group; nobody is in two, and nobody withdraws."""
    places = [place for place, course in enumerate(courses) if course.ends_confirmed]
    stream(scenario.seed, "clusters").shuffle(places)
    # Agencies bring people from elsewhere: those first, where there are any.
    places.sort(key=lambda place: not people[place].is_out_of_place)
    taken: set[int] = set()
    found = {}
    for group in Group:
        free = [place for place in places if place not in taken]
        chosen = _fitting(group, free, people)[: group.size]
        if len(chosen) == group.size:
            found[group] = tuple(chosen)
            taken.update(chosen)
    return found


def _fitting(group: Group, free: Sequence[int], people: Sequence[Person]) -> list[int]:
    """Those of whom the group may be: graduates, people of the province, people of one name."""
    if group in (Group.CERTIFICATES_IN_A_RUN, Group.CLASSMATES):
        return [place for place in free if people[place].level is ProgrammeLevel.ZHUANSHENGBEN]
    if group not in (Group.FAMILY, Group.UNIT):
        return list(free)
    local = [place for place in free if not people[place].is_out_of_place]
    if group is Group.UNIT or not local:
        return local
    [(commonest, _)] = Counter(people[place].name[0] for place in local).most_common(1)
    return [place for place in local if people[place].name[0] == commonest]


def cues(scenario: Scenario, people: Sequence[Person], courses: Sequence[Course]) -> Mapping[int, Cue]:
    """What is put in, by the place of the person."""
    return {
        place: cue
        for group, places in groups(scenario, people, courses).items()
        for place, cue in zip(places, _cues_of(group, [people[place] for place in places]), strict=True)
    }


def network(number: int) -> str:
    """The network that the person with this running number registers from."""
    household = number // HOUSEHOLD % NETWORKS
    return f"{240 + household // 65536}.{household // 256 % 256}.{household % 256}.0/24"


def usual_seconds(scenario: Scenario, person: Person) -> int:
    """For how long somebody has the form open: five minutes to an hour."""
    return stream(scenario.seed, f"seconds {person.number}").randrange(300, 3600)


def _cues_of(group: Group, people: Sequence[Person]) -> Iterator[Cue]:
    first = people[0]
    for place, _ in enumerate(people):
        yield _cue(group, place, first)


def _cue(group: Group, place: int, first: Person) -> Cue:
    """The cue of the person at this place of a group whose first person is `first`."""
    own = Cue()
    certificate = f"{CERTIFICATE_SERIES}{place + first.number * 10 % 900_000:06d}"
    address = f"{first.lives_in.name}演练路{first.number}号"
    shared = {
        Group.ONE_PHONE: replace(own, phone=first.phone),
        # Not all by the same device and not all to the same address: tied through those who share both.
        Group.ONE_OFFICE: Cue(
            device="device of an office" if place < 5 else "", address=address if place >= 1 else ""
        ),
        Group.CERTIFICATES_IN_A_RUN: replace(own, certificate=certificate),
        Group.FILLED_IN_BY_A_PROGRAM: replace(own, seconds=6 + 9 * place),
        Group.DORMITORY: replace(own, address=address),
        Group.INTERNET_CAFE: replace(own, device="device of an internet cafe"),
        Group.CLASSMATES: replace(own, certificate=certificate),
        Group.QUICK_TYPIST: replace(own, seconds=20),
        Group.FAMILY: Cue(phone=first.phone, address=address, device="the computer at home"),
        Group.UNIT: Cue(phone=first.phone, employer=f"{first.lives_in.name}演练医院"),
    }
    return shared[group]
