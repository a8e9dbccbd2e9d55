"""Rooms and seats are dealt by rule: full rooms first, mixed by the seed, nobody left over."""

import hashlib
from random import Random

import pytest

from chengzhao.engine.seating import (
    Room,
    Seating,
    Shortage,
    SiteRooms,
    Sitter,
    TooFewPlaces,
    arrange_rooms,
    seat_candidates,
)
from chengzhao.law.provinces import RoomPlan

COUNTY, OTHER = "/14/1401/140105/", "/14/1401/140106/"
SENIOR, ZHUANKE = "SENIOR_SECONDARY", "ZHUANKE"
PLAN = RoomPlan(rows=6, columns=5, invigilators=2)


def sitters(count: int, place: str = COUNTY, group: str = SENIOR, first: int = 1) -> list[Sitter]:
    return [
        Sitter(candidate_number=f"{number:018d}", place=place, group=group)
        for number in range(first, first + count)
    ]


def room(number: int, *, site: str = "01", place: str = COUNTY, group: str = SENIOR, seats: int = 30) -> Room:
    return Room(site=site, place=place, number=number, group=group, seats=seats)


@pytest.mark.parametrize(
    ("heads", "seats"), [(0, []), (1, [1]), (29, [29]), (30, [30]), (31, [30, 1]), (60, [30, 30])]
)
def test_arrange_rooms_at_both_sides_of_a_full_room(heads: int, seats: list[int]) -> None:
    found = arrange_rooms({(COUNTY, SENIOR): heads}, [SiteRooms(code="01", place=COUNTY, rooms=3)], PLAN)
    assert [one.seats for one in found] == seats


def test_arrange_rooms_gives_each_group_its_own_rooms() -> None:
    found = arrange_rooms(
        {(COUNTY, SENIOR): 31, (COUNTY, ZHUANKE): 30},
        [SiteRooms(code="02", place=COUNTY, rooms=2), SiteRooms(code="01", place=COUNTY, rooms=2)],
        PLAN,
    )
    assert found == (
        room(1, site="01"),
        room(2, site="01", seats=1),
        room(1, site="02", group=ZHUANKE),
    )


def test_arrange_rooms_where_a_county_lacks_one_room_says_where() -> None:
    sites = [SiteRooms(code="01", place=COUNTY, rooms=1), SiteRooms(code="02", place=OTHER, rooms=9)]
    with pytest.raises(TooFewPlaces) as refused:
        arrange_rooms({(COUNTY, SENIOR): 31, (OTHER, SENIOR): 31}, sites, PLAN)
    assert refused.value.shortages == (Shortage(place=COUNTY, missing=1),)


def test_arrange_rooms_goes_on_from_the_rooms_that_are_given() -> None:
    sites = [SiteRooms(code="01", place=COUNTY, rooms=3, taken=2)]
    assert arrange_rooms({(COUNTY, SENIOR): 30}, sites, PLAN) == (room(3),)
    with pytest.raises(TooFewPlaces):
        arrange_rooms({(COUNTY, SENIOR): 31}, sites, PLAN)


def test_arrange_rooms_where_a_county_has_no_site() -> None:
    with pytest.raises(TooFewPlaces) as refused:
        arrange_rooms({(COUNTY, SENIOR): 1}, [], PLAN)
    assert refused.value.shortages == (Shortage(place=COUNTY, missing=1),)


def test_seats_are_dealt_in_the_order_of_the_seeded_digest() -> None:
    seated = seat_candidates(sitters(3), [room(1, seats=2), room(2, seats=2)], "seed")
    expected = sorted(
        (hashlib.sha256(f"seed:{number:018d}".encode()).hexdigest(), f"{number:018d}") for number in (1, 2, 3)
    )
    places = [(1, 1), (1, 2), (2, 1)]
    assert seated == tuple(
        Seating(candidate_number=number, site="01", room=place[0], seat=place[1])
        for (_, number), place in zip(expected, places, strict=True)
    )


def test_seats_do_not_depend_on_the_order_of_rows() -> None:
    people = sitters(61) + sitters(10, OTHER, ZHUANKE, first=100)
    rooms = [room(1), room(2), room(3), room(1, site="02", place=OTHER, group=ZHUANKE)]
    first = seat_candidates(people, rooms, "seed")
    shuffled_people, shuffled_rooms = list(people), list(rooms)
    Random(7).shuffle(shuffled_people)
    Random(8).shuffle(shuffled_rooms)
    assert seat_candidates(shuffled_people, shuffled_rooms, "seed") == first


def test_seats_change_with_the_seed() -> None:
    rooms = [room(1)]
    assert seat_candidates(sitters(20), rooms, "one") != seat_candidates(sitters(20), rooms, "two")


def test_everybody_has_one_seat_and_no_seat_has_two() -> None:
    people = sitters(95) + sitters(40, OTHER, first=200) + sitters(5, group=ZHUANKE, first=300)
    sites = [SiteRooms(code="01", place=COUNTY, rooms=5), SiteRooms(code="02", place=OTHER, rooms=2)]
    demand = {(COUNTY, SENIOR): 95, (OTHER, SENIOR): 40, (COUNTY, ZHUANKE): 5}
    seated = seat_candidates(people, arrange_rooms(demand, sites, PLAN), "seed")
    assert sorted(one.candidate_number for one in seated) == sorted(one.candidate_number for one in people)
    assert len({(one.site, one.room, one.seat) for one in seated}) == 140
    assert {
        one.site for one in seated if one.candidate_number in {p.candidate_number for p in people[95:135]}
    } == {"02"}


def test_the_last_seat_is_given_and_one_more_candidate_is_refused() -> None:
    assert len(seat_candidates(sitters(30), [room(1)], "seed")) == 30
    with pytest.raises(TooFewPlaces) as refused:
        seat_candidates(sitters(31), [room(1)], "seed")
    assert refused.value.shortages == (Shortage(place=COUNTY, missing=1),)


def test_a_room_of_the_other_group_is_no_seat() -> None:
    with pytest.raises(TooFewPlaces):
        seat_candidates(sitters(1), [room(1, group=ZHUANKE)], "seed")
