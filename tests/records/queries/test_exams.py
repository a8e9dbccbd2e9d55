"""Seats, marks and the rooms of a site."""

from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries
from tests import factories
from tests.factories import PROVINCE, YEAR

from chengzhao.law.words import Paper, PaperSlot, ProgrammeLevel
from chengzhao.records.queries.exams import (
    READING_ORDER,
    marks_of,
    released_marks_of,
    seat_of,
    sites_under,
)
from chengzhao.rules.exams import MarkState
from chengzhao.rules.merit import COUNTED_PAPERS

pytestmark = pytest.mark.django_db


def test_reading_order_is_that_of_every_level() -> None:
    assert set(READING_ORDER) == set(PaperSlot)
    for papers in COUNTED_PAPERS.values():
        assert [slot.value for slot in READING_ORDER if slot.value in papers] == list(papers)


def test_marks_come_in_reading_order_and_every_candidate_is_a_key() -> None:
    candidate, without = factories.a_candidate(), factories.a_candidate()
    for slot in (PaperSlot.SPECIALISED, PaperSlot.FOREIGN, PaperSlot.POLITICS):
        factories.a_mark(candidate=candidate, slot=slot)
    found = marks_of([candidate.pk, without.pk])
    assert [mark.slot for mark in found[candidate.pk]] == [
        PaperSlot.POLITICS,
        PaperSlot.FOREIGN,
        PaperSlot.SPECIALISED,
    ]
    assert found[without.pk] == ()


def test_absent_paper_gives_no_points() -> None:
    candidate = factories.a_candidate()
    factories.a_mark(candidate=candidate, absent=True)
    (mark,) = marks_of([candidate.pk])[candidate.pk]
    assert (mark.mark, mark.points) == (None, Decimal(0))


@pytest.mark.parametrize("state", list(MarkState))
def test_marks_are_told_only_once_released(state: MarkState) -> None:
    candidate = factories.a_candidate()
    factories.a_mark(candidate=candidate, state=state)
    is_told = state in (MarkState.RELEASED, MarkState.CORRECTED)
    assert bool(released_marks_of(candidate.pk)) is is_told


def test_seat_has_all_that_the_card_says() -> None:
    site = factories.a_site(code="14010501")
    candidate = factories.a_candidate(name="张三丰", ticketed=True)
    factories.a_mark(candidate=candidate, state=MarkState.NONE, mark=None)
    factories.a_seat(candidate=candidate, room=factories.a_room(site=site, number=7), number=12)
    seat = seat_of(candidate.pk)
    assert seat is not None
    assert (seat.name, seat.site_code, seat.room, seat.number) == ("张三丰", "14010501", 7, 12)
    assert (seat.level, seat.papers) == (
        ProgrammeLevel.ZHUANSHENGBEN,
        ((PaperSlot.POLITICS, Paper.POLITICS),),
    )
    assert seat_of(factories.a_candidate().pk) is None


@pytest.mark.parametrize("rooms", [1, 3])
def test_site_counts_seats_and_papers_in_two_statements(
    django_assert_num_queries: DjangoAssertNumQueries, rooms: int
) -> None:
    tree = factories.a_tree()
    site = factories.a_site(organisation=tree.site)
    for number in range(rooms):
        room = factories.a_room(site=site, number=number + 1)
        for place in (1, 2):
            candidate = factories.a_candidate(ticketed=True)
            factories.a_seat(candidate=candidate, room=room, number=place)
            factories.a_mark(candidate=candidate, slot=PaperSlot.POLITICS)
            factories.a_mark(candidate=candidate, slot=PaperSlot.FOREIGN, absent=place == 2)
    with django_assert_num_queries(2):
        (found,) = sites_under(YEAR, PROVINCE, tree.site.path)
    assert [(room.seated, room.sat, room.absent) for room in found.rooms] == [(2, 3, 1)] * rooms


def test_sites_of_another_place_are_not_shown() -> None:
    tree = factories.a_tree()
    factories.a_site(organisation=tree.site)
    assert sites_under(YEAR, PROVINCE, "/14/1402/") == ()
    assert len(sites_under(YEAR, PROVINCE, tree.county.path)) == 1
