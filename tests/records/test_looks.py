"""Every read of one person's file notes the person."""

import inspect
import pkgutil
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import pytest
from tests.web.world import World, a_world

from chengzhao.law.words import ExamCategory
from chengzhao.records import queries
from chengzhao.records.looks import note_person, noting, of_one_person
from chengzhao.records.queries.admission import college_file
from chengzhao.records.queries.choices import choices_of
from chengzhao.records.queries.exams import released_marks_of, seat_of
from chengzhao.records.queries.fates import fates_of
from chengzhao.records.queries.file_persons import person_of
from chengzhao.records.queries.registration import claims_of, registration_of
from chengzhao.records.queries.results import admission_of, moves_of

SHOWS_NOTHING: dict[str, str] = {
    "stage_of_candidate": "decides whether a file of evidence may be shown at all",
    "situation_of": "decides what of a person has been kept long enough",
    "stage_with_college": "decides the same for a college",
    "own_messages": "the rows behind the next two, for the act that marks them as read",
    "messages_of": "what was written to the candidates themselves, who alone read it",
    "candidate_seat": "names a seat, and reads nothing",
    "open_to_change": "which questions are open, and no answer to any",
    "unread_messages": "how many of these they have not read",
}
"""Reads that take a candidate's key and say nothing of the person, by name, each with the reason."""


def reads() -> Iterator[Callable[..., Any]]:
    """Every public function of the named reads that takes a candidate's key."""
    for module in pkgutil.walk_packages(queries.__path__, f"{queries.__name__}."):
        for name, found in inspect.getmembers(import_module(module.name), inspect.isfunction):
            is_own = found.__module__ == module.name and not name.startswith("_")
            if is_own and "candidate_id" in inspect.signature(found).parameters:
                yield found


def test_every_read_of_a_person_is_marked() -> None:
    found = {read.__name__: read for read in reads()}
    assert {"registration_of", "claims_of", "choices_of", "moves_of", "person_of"} <= set(found)
    unmarked = {name for name, read in found.items() if not getattr(read, "is_of_one_person", False)}
    assert unmarked == set(SHOWS_NOTHING), "mark it with @of_one_person, or say why it shows nothing"


def test_candidates_key_comes_first_in_every_read_of_a_person() -> None:
    assert [
        read.__name__ for read in reads() if next(iter(inspect.signature(read).parameters)) != "candidate_id"
    ] == []


@pytest.fixture
def world(db: None) -> World:
    return a_world()


def test_reads_note_the_person_once(world: World) -> None:
    key = world.admitted.pk
    for read in (
        registration_of,
        claims_of,
        choices_of,
        admission_of,
        moves_of,
        seat_of,
        released_marks_of,
    ):
        with noting() as noted:
            read(key)
            read(key)
        assert (read.__name__, list(noted)) == (read.__name__, [key])
    with noting() as noted:
        fates_of(key, 2024, "14", next(iter(ExamCategory)))
    assert list(noted) == [key]
    with noting() as noted:
        person_of(key, world.college.pk)
    assert list(noted) == [key]


def test_file_found_by_its_public_id_notes_its_candidate(world: World) -> None:
    with noting() as noted:
        found = college_file(2024, "14", world.college.pk, world.file.public_id)
        college_file(2024, "14", world.college.pk, world.other_file.public_id)
    assert found is not None
    assert list(noted) == [world.admitted.pk]


def test_persons_are_noted_in_the_order_in_which_they_are_read() -> None:
    with noting() as outer:
        note_person(3)
        with noting() as inner:
            note_person(2)
        note_person(1)
        note_person(3)
    assert (list(outer), list(inner)) == ([3, 1], [2])


def test_nothing_is_noted_outside_of_a_request() -> None:
    @of_one_person
    def read(candidate_id: int) -> int:
        return candidate_id

    assert read(7) == 7
    with noting() as noted:
        pass
    assert list(noted) == []
