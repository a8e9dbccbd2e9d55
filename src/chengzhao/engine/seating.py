"""Rooms and seats: deterministic, mixed by a published seed, the same on every machine (A1.4.6, N2.4).

A place is where candidates sit (the county of their confirmation point); a group is one of the two
timetables of 附件3. A room serves one group, since both groups sit at the same hours.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from chengzhao.law.provinces import RoomPlan
from chengzhao.rules.exams import room_sizes

PlaceAndGroup = tuple[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class SiteRooms:
    """A certified site: its code, the place it serves, how many rooms it has, and how many are given."""

    code: str
    place: str
    rooms: int
    taken: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Room:
    """A room of a site for one group; `seats` is how many of them may be taken."""

    site: str
    place: str
    number: int
    group: str
    seats: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Sitter:
    """A candidate who is to be seated at a place in a group."""

    candidate_number: str
    place: str
    group: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Seating:
    """The seat of one candidate, seats counted from 1."""

    candidate_number: str
    site: str
    room: int
    seat: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Shortage:
    """A place that lacks rooms (when rooms are arranged) or seats (when candidates are seated)."""

    place: str
    missing: int


class TooFewPlaces(ValueError):
    """Not everybody can be seated; `shortages` says where, by place."""

    def __init__(self, shortages: tuple[Shortage, ...]) -> None:
        self.shortages = shortages
        super().__init__("; ".join(f"{one.place}: {one.missing} missing" for one in shortages))


def arrange_rooms(
    sitters: Mapping[PlaceAndGroup, int], sites: Iterable[SiteRooms], plan: RoomPlan
) -> tuple[Room, ...]:
    """Give each group of each place as many rooms as it fills, group after group, site after site.

    `sitters` counts candidates by place and group; the last room of a group has as many seats as are left.
    Rooms are numbered within their site, on from those that are given. Raises TooFewPlaces, in rooms,
    where the sites of a place have fewer rooms left than are needed.
    """
    free = _rooms_by_place(sites)
    rooms: list[Room] = []
    missing: Counter[str] = Counter()
    for (place, group), heads in sorted(sitters.items()):
        available = free.get(place, iter(()))
        for seats in room_sizes(heads, plan):
            found = next(available, None)
            if found is None:
                missing[place] += 1
                continue
            site, number = found
            rooms.append(Room(site=site, place=place, number=number, group=group, seats=seats))
    _refuse_shortage(missing)
    return tuple(rooms)


def seat_candidates(sitters: Iterable[Sitter], rooms: Iterable[Room], seed: str) -> tuple[Seating, ...]:
    """Seat everybody in the rooms of their place and group, mixed by the seed, rooms filled one by one.

    The order is that of the hex SHA-256 of seed and candidate number, then of the number itself, so that
    neither the order of rows nor who else registers elsewhere has a say. Raises TooFewPlaces, in seats.
    """
    by_room: dict[PlaceAndGroup, list[Room]] = defaultdict(list)
    for room in sorted(rooms, key=lambda one: (one.site, one.number)):
        by_room[room.place, room.group].append(room)
    waiting: dict[PlaceAndGroup, list[str]] = defaultdict(list)
    for sitter in sitters:
        waiting[sitter.place, sitter.group].append(sitter.candidate_number)
    seatings: list[Seating] = []
    missing: Counter[str] = Counter()
    for key, numbers in sorted(waiting.items()):
        numbers.sort(key=lambda number: (_lot(seed, number), number))
        seats = [(room, seat) for room in by_room[key] for seat in range(1, room.seats + 1)]
        missing[key[0]] += max(0, len(numbers) - len(seats))
        seatings.extend(
            Seating(candidate_number=number, site=room.site, room=room.number, seat=seat)
            for number, (room, seat) in zip(numbers, seats, strict=False)
        )
    _refuse_shortage(missing)
    return tuple(seatings)


def _rooms_by_place(sites: Iterable[SiteRooms]) -> dict[str, Iterator[tuple[str, int]]]:
    by_place: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for site in sorted(sites, key=lambda one: one.code):
        by_place[site.place].extend((site.code, number) for number in range(site.taken + 1, site.rooms + 1))
    return {place: iter(rooms) for place, rooms in by_place.items()}


def _lot(seed: str, candidate_number: str) -> str:
    return hashlib.sha256(f"{seed}:{candidate_number}".encode()).hexdigest()


def _refuse_shortage(missing: Counter[str]) -> None:
    short = tuple(Shortage(place=place, missing=count) for place, count in sorted(missing.items()) if count)
    if short:
        raise TooFewPlaces(short)
