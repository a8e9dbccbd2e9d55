"""Rooms, seats, admit cards and the papers to sit."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from tests.actions.presses import DONE, press_twice
from tests.actions.refusing import refused, trail_of
from tests.factories import BEIJING, BORDER, Tree, a_candidate, a_season, a_site, a_tree, an_actor

from chengzhao.actions import seating
from chengzhao.actions.seating import arrange_rooms, seat_candidates
from chengzhao.law.words import EntryRoute, ExamCategory, ProgrammeLevel
from chengzhao.records.models import AuditRow, Candidate, ExamRoom, PaperMark, Registration, Seat
from chengzhao.records.models.exams import SessionGroup
from chengzhao.rules.exams import MarkState
from chengzhao.rules.registration import RegistrationState

pytestmark = pytest.mark.django_db

AT = datetime(2024, 10, 10, 9, tzinfo=BEIJING)
SEED = "rooms-2024"


def arrange() -> int:
    return arrange_rooms(border=BORDER, actor=an_actor(), at=AT)


def seat(seed: str = SEED) -> int:
    return seat_candidates(border=BORDER, actor=an_actor(), at=AT, seed=seed)


def confirmed(tree: Tree, count: int = 1, **facts: Any) -> list[Candidate]:
    return [a_candidate(confirmation_point=tree.county, confirmed=True, **facts) for _ in range(count)]


@pytest.fixture
def tree() -> Tree:
    a_season()
    tree = a_tree()
    a_site(organisation=tree.site, code="01", rooms=3)
    return tree


def test_arrange_rooms_makes_full_rooms_and_a_last_one_by_group(tree: Tree) -> None:
    confirmed(tree, 31)
    confirmed(tree, 1, level=ProgrammeLevel.GAOQIBEN, category=ExamCategory.SCIENCE)
    assert arrange() == 3
    rooms = ExamRoom.objects.order_by("number").values_list("number", "session_group", "seats")
    assert list(rooms) == [
        (1, SessionGroup.SENIOR_SECONDARY, 1),
        (2, SessionGroup.ZHUANKE, 30),
        (3, SessionGroup.ZHUANKE, 1),
    ]
    assert len(trail_of("arrange_rooms")) == 3


def test_arrange_rooms_twice_is_refused(tree: Tree) -> None:
    confirmed(tree)
    arrange()
    with refused("考场已经编排而座位未编排，不能重复编排，请先编排座位。"):
        arrange()
    assert ExamRoom.objects.count() == 1


def test_arrange_rooms_where_a_county_is_short_names_it(tree: Tree) -> None:
    confirmed(tree, 91)
    with refused("考场不够，请增加考点或考场：小店区招生考试中心缺1个考场。"):
        arrange()
    assert not ExamRoom.objects.exists()


def test_arrange_rooms_without_anybody_confirmed_is_refused(tree: Tree) -> None:
    a_candidate(confirmation_point=tree.county, approved=True)
    with refused("没有已确认的统考考生，确认报名后再编排考场。"):
        arrange()


def test_seat_candidates_gives_seat_card_papers_and_state(tree: Tree) -> None:
    (person,) = confirmed(tree)
    arrange()
    assert seat() == 1
    held = Seat.objects.get()
    # 24 year, 14 province, 0105 division, 1 统考, 14 经管, 00001 the first of them.
    assert (held.candidate, held.number, held.admit_card_number) == (person, 1, "2414010511400001")
    assert held.issued_at == AT
    papers = PaperMark.objects.order_by("slot").values_list(
        "slot", "paper", "state", "absent", "cancelled", "mark"
    )
    assert list(papers) == [
        ("foreign", "FOREIGN", MarkState.NONE, False, False, None),
        ("politics", "POLITICS", MarkState.NONE, False, False, None),
        ("specialised", "ADVANCED_MATHS_2", MarkState.NONE, False, False, None),
    ]
    registration = Registration.objects.get()
    assert (registration.state, registration.ticketed_at) == (RegistrationState.TICKETED, AT)
    assert trail_of("seat_candidates") == [("seat", person.candidate_number)]


def test_seat_candidates_of_gaoqiben_sit_four_papers_and_with_gaoqizhuan_no_more(tree: Tree) -> None:
    (person,) = confirmed(tree, level=ProgrammeLevel.GAOQIBEN, category=ExamCategory.HUMANITIES)
    Registration.objects.filter(candidate=person).update(also_gaoqizhuan=True)
    arrange()
    seat()
    papers = PaperMark.objects.order_by("slot").values_list("slot", "paper")
    assert list(papers) == [
        ("chinese", "CHINESE"),
        ("combined", "HISTORY_GEOGRAPHY"),
        ("foreign", "FOREIGN"),
        ("maths", "MATHS_HUMANITIES"),
    ]


def test_seat_candidates_leaves_the_exempt_and_the_unconfirmed_alone(tree: Tree) -> None:
    confirmed(tree)
    confirmed(tree, route=EntryRoute.EXEMPT)
    a_candidate(confirmation_point=tree.county, approved=True)
    arrange()
    assert seat() == 1
    states = Registration.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["TICKETED", "CONFIRMED", "APPROVED"]


def test_seat_candidates_numbers_cards_without_a_gap_in_the_order_of_seats(tree: Tree) -> None:
    confirmed(tree, 40)
    arrange()
    seat()
    rows = Seat.objects.order_by("room__number", "number").values_list("admit_card_number", flat=True)
    assert list(rows) == [f"24140105114{serial:05d}" for serial in range(1, 41)]


def test_seat_candidates_twice_is_refused(tree: Tree) -> None:
    confirmed(tree)
    arrange()
    seat()
    with refused("没有待编排的考生：尚无已确认的统考考生，或已经编排。"):
        seat()
    assert (Seat.objects.count(), PaperMark.objects.count()) == (1, 3)


def test_seat_candidates_without_rooms_is_refused(tree: Tree) -> None:
    confirmed(tree)
    with refused("座位不够，请先编排考场：小店区招生考试中心缺1个座位。"):
        seat()
    assert Registration.objects.get().state == RegistrationState.CONFIRMED


def test_candidates_confirmed_late_get_further_rooms_and_numbers(tree: Tree) -> None:
    confirmed(tree)
    arrange()
    seat()
    (late,) = confirmed(tree)
    assert arrange() == 1
    assert seat() == 1
    held = Seat.objects.select_related("room").get(candidate=late)
    assert (held.room.number, held.admit_card_number) == (2, "2414010511400002")


def test_seat_candidates_with_the_same_seed_gives_the_same_seats(tree: Tree) -> None:
    def seats() -> list[tuple[str, int, int]]:
        rows = Seat.objects.order_by("candidate__candidate_number")
        return list(rows.values_list("candidate__candidate_number", "room__number", "number"))

    confirmed(tree, 35)
    arrange()
    seat("one")
    first = seats()
    PaperMark.objects.all().delete()
    Seat.objects.all().delete()
    Registration.objects.update(state=RegistrationState.CONFIRMED)
    seat("one")
    assert seats() == first


def test_seat_candidates_at_a_point_without_a_division_code_is_refused() -> None:
    a_season()
    tree = a_tree()
    tree.county.code = "X1"
    tree.county.save()
    a_site(organisation=tree.site, rooms=1)
    confirmed(tree)
    arrange()
    with refused("准考证号编不出，请检查确认点代码和编号规则：准考证号的division应为不超过4位的数字：X1。"):
        seat()


def test_seat_candidates_that_breaks_off_leaves_nothing(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> Iterator[object]:
        raise RuntimeError("power cut")

    confirmed(tree, 2)
    arrange()
    before = AuditRow.objects.count()
    monkeypatch.setattr(seating.audit, "record", broken)
    with pytest.raises(RuntimeError, match="power cut"):
        seat()
    assert (Seat.objects.count(), PaperMark.objects.count(), AuditRow.objects.count()) == (0, 0, before)
    assert set(Registration.objects.values_list("state", flat=True)) == {RegistrationState.CONFIRMED}


@pytest.mark.django_db(transaction=True)
def test_seat_candidates_pressed_twice_at_once_seats_everybody_once(tree: Tree) -> None:
    confirmed(tree, 3)
    arrange()
    actor = an_actor()
    outcomes = press_twice(lambda: seat_candidates(border=BORDER, actor=actor, at=AT, seed=SEED))
    assert outcomes == [DONE, "没有待编排的考生：尚无已确认的统考考生，或已经编排。"]
    assert Seat.objects.count() == 3
