"""编排: rooms for the timetables of 附件3, a seat and an admit card number for everybody confirmed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Count

from chengzhao.actions import audit
from chengzhao.actions.audit import Actor, Border, Refused, Touched
from chengzhao.actions.governance import law_of
from chengzhao.actions.season_lock import lock_season
from chengzhao.engine import seating
from chengzhao.engine.seating import Room, Seating, SiteRooms, Sitter, TooFewPlaces
from chengzhao.law.citation import cites
from chengzhao.law.provinces import NumberFormat
from chengzhao.law.words import EntryRoute, ExamCategory, Paper, ProgrammeLevel
from chengzhao.law.years import YearLaw
from chengzhao.ledger.digest import digest_of
from chengzhao.records.bulk import copy_rows, reserve_ids, update_rows
from chengzhao.records.models import ExamRoom, ExamSite, Organisation, PaperMark, Registration, Seat
from chengzhao.records.models.exams import SessionGroup
from chengzhao.rules.exams import MarkState, PaperOfCandidate, papers_of
from chengzhao.rules.registration import RegistrationState, compose_number, split_number

UNIFIED_ROUTE_DIGIT = "1"
"""招生类别 in 准考证号: 1 统考 (the 16 digits of 山东; 7 is 免试, who get no seat)."""

_ROOM_FIELDS = ("id", "season", "province", "site_id", "number", "session_group", "seats")
_SEAT_FIELDS = (
    "season",
    "province",
    "candidate_id",
    "room_id",
    "number",
    "admit_card_number",
    "issued_at",
)
_MARK_FIELDS = ("season", "province", "candidate_id", "paper", "slot", "state", "absent", "cancelled")


class Confirmed(NamedTuple):
    """A confirmed registration of the unified exam that waits for a seat."""

    candidate_id: int
    candidate_number: str
    place: str
    point_code: str
    level: str
    category: str
    specialised_paper: str

    @property
    def group(self) -> SessionGroup:
        """The timetable of 附件3 that the level sits."""
        upgrade = self.level == ProgrammeLevel.ZHUANSHENGBEN
        return SessionGroup.ZHUANKE if upgrade else SessionGroup.SENIOR_SECONDARY


class NewSeat(NamedTuple):
    """A seat that is given: to whom, in which room, and the number of the admit card."""

    sitter: Confirmed
    room_id: int
    number: int
    admit_card_number: str


@cites("N2.4", "A1.4.6")
@transaction.atomic
def arrange_rooms(*, border: Border, actor: Actor, at: datetime) -> int:
    """Lay out the rooms of the certified sites for everybody confirmed, and return how many rooms there are.

    Each county's candidates sit at its own sites. Who is confirmed after the seats were given gets further
    rooms. Raises Refused where arranged rooms wait for their candidates, nobody is confirmed, or a county
    has too few rooms, naming each.
    """
    lock_season(border)
    if _rooms(border):
        raise Refused("考场已经编排而座位未编排，不能重复编排，请先编排座位。")
    heads = Counter((one.place, one.group.value) for one in _confirmed(border))
    if not heads:
        raise Refused("没有已确认的统考考生，确认报名后再编排考场。")
    sites = _sites(border)
    _, rules = law_of(border)
    plan = rules.room_plan.value
    try:
        rooms = seating.arrange_rooms(heads, sites, plan)
    except TooFewPlaces as short:
        raise Refused(f"考场不够，请增加考点或考场：{_named(short, '个考场')}。") from short
    keys = {site.code: key for site, key in sites.items()}
    ids = reserve_ids(ExamRoom, len(rooms))
    head = (border.season, border.province)
    copy_rows(
        ExamRoom,
        _ROOM_FIELDS,
        (
            (key, *head, keys[room.site], room.number, room.group, room.seats)
            for key, room in zip(ids, rooms, strict=True)
        ),
    )
    touched = (
        Touched(object_id=str(key), after=digest_of([room.site, room.number, room.group, room.seats]))
        for key, room in zip(ids, rooms, strict=True)
    )
    return audit.record(
        border=border, actor=actor, at=at, act="arrange_rooms", object_kind="exam_room", touched=touched
    )


@cites("N2.4", "A1.4.1", "A1.4.2", "A1.4.6")
@transaction.atomic
def seat_candidates(*, border: Border, actor: Actor, at: datetime, seed: str) -> int:
    """Seat everybody confirmed, mixed by `seed` within the county, and return how many were seated.

    Each gets a seat, the number of the admit card and the papers to sit; the registration becomes TICKETED.
    Raises Refused where nobody waits for a seat, or the rooms that were arranged have too few seats.
    """
    lock_season(border)
    waiting = {one.candidate_number: one for one in _confirmed(border)}
    if not waiting:
        raise Refused("没有待编排的考生：尚无已确认的统考考生，或已经编排。")
    rooms = _rooms(border)
    sitters = (
        Sitter(candidate_number=one.candidate_number, place=one.place, group=one.group.value)
        for one in waiting.values()
    )
    try:
        seatings = seating.seat_candidates(sitters, rooms, seed)
    except TooFewPlaces as short:
        raise Refused(f"座位不够，请先编排考场：{_named(short, '个座位')}。") from short
    room_ids = {(room.site, room.number): key for room, key in rooms.items()}
    seats = [
        NewSeat(
            sitter=waiting[one.candidate_number],
            room_id=room_ids[one.site, one.room],
            number=one.seat,
            admit_card_number=card_number,
        )
        for one, card_number in zip(seatings, _card_numbers(border, waiting, seatings), strict=True)
    ]
    _write_seats(border, at, seats)
    touched = (
        Touched(
            object_id=one.sitter.candidate_number,
            after=digest_of([one.room_id, one.number, one.admit_card_number]),
        )
        for one in seats
    )
    return audit.record(
        border=border, actor=actor, at=at, act="seat_candidates", object_kind="seat", touched=touched
    )


def _confirmed(border: Border) -> list[Confirmed]:
    """Who waits for a seat, locked until the transaction ends."""
    rows = (
        Registration.objects.select_for_update(of=("self",))
        .filter(
            season=border.season,
            province=border.province,
            route=EntryRoute.UNIFIED,
            state=RegistrationState.CONFIRMED,
        )
        .order_by("id")
        .values_list(
            "candidate_id",
            "candidate__candidate_number",
            "candidate__confirmation_point__path",
            "candidate__confirmation_point__code",
            "level",
            "category",
            "specialised_paper",
        )
    )
    return [Confirmed(*row) for row in rows]


def _sites(border: Border) -> dict[SiteRooms, int]:
    """The certified sites with the rooms they have and have given, and their keys."""
    rows = (
        ExamSite.objects.filter(season=border.season, province=border.province, certified_at__isnull=False)
        .annotate(taken=Count("rooms"))
        .values_list("id", "code", "org_path", "room_count", "taken")
    )
    return {
        SiteRooms(code=code, place=_county(path), rooms=count, taken=taken): key
        for key, code, path, count, taken in rows
    }


def _county(path: str) -> str:
    """The path of the organisation that a site belongs to."""
    return path.rstrip("/").rpartition("/")[0] + "/"


def _rooms(border: Border) -> dict[Room, int]:
    """The rooms that are arranged, with their keys; a room in which somebody sits is not given again."""
    rows = ExamRoom.objects.filter(
        season=border.season, province=border.province, seat__isnull=True
    ).values_list("id", "site__code", "site__org_path", "number", "session_group", "seats")
    return {
        Room(site=code, place=_county(path), number=number, group=group, seats=seats): key
        for key, code, path, number, group, seats in rows
    }


def _named(short: TooFewPlaces, unit: str) -> str:
    names = dict(
        Organisation.objects.filter(path__in=[one.place for one in short.shortages]).values_list(
            "path", "name"
        )
    )
    return "、".join(f"{names.get(one.place, one.place)}缺{one.missing}{unit}" for one in short.shortages)


def _card_numbers(
    border: Border, waiting: dict[str, Confirmed], seatings: Sequence[Seating]
) -> Iterator[str]:
    """准考证号 after the province's layout, numbered without a gap in the order of the seats."""
    _, rules = law_of(border)
    layout = rules.number_formats.value.admit_card
    serials = _serials(border, layout)
    for one in seatings:
        sitter = waiting[one.candidate_number]
        used = rules.category_in_use(ProgrammeLevel(sitter.level), ExamCategory(sitter.category))
        if used is None:
            raise Refused(f"{rules.province_name}没有考生{sitter.candidate_number}的科类，请先更正报名信息。")
        division = sitter.point_code.removeprefix(border.province)
        serials[division, int(used.code)] += 1
        try:
            yield compose_number(
                layout,
                year=border.season % 100,
                province=border.province,
                division=division,
                route=UNIFIED_ROUTE_DIGIT,
                category=used.code,
                serial=serials[division, int(used.code)],
            )
        except ValueError as misfit:
            raise Refused(f"准考证号编不出，请检查确认点代码和编号规则：{misfit}。") from misfit


def _serials(border: Border, layout: NumberFormat) -> Counter[tuple[str, int]]:
    """How many admit cards were given before in each division and category."""
    given = Seat.objects.filter(season=border.season, province=border.province)
    parts = (split_number(layout, number) for number in given.values_list("admit_card_number", flat=True))
    return Counter((part["division"], int(part["category"])) for part in parts)


def _write_seats(border: Border, at: datetime, seats: Sequence[NewSeat]) -> None:
    law, _ = law_of(border)
    head = (border.season, border.province)
    copy_rows(
        Seat,
        _SEAT_FIELDS,
        (
            (*head, one.sitter.candidate_id, one.room_id, one.number, one.admit_card_number, at)
            for one in seats
        ),
    )
    copy_rows(
        PaperMark,
        _MARK_FIELDS,
        (
            (
                *head,
                one.sitter.candidate_id,
                sat.paper.value,
                sat.slot.value,
                MarkState.NONE.value,
                False,
                False,
            )
            for one in seats
            for sat in _papers(one.sitter, law)
        ),
    )
    types = {"candidate_id": "bigint", "state": "text", "ticketed_at": "timestamptz"}
    ticketed = [(one.sitter.candidate_id, RegistrationState.TICKETED.value, at) for one in seats]
    update_rows(Registration, "candidate_id", types, ticketed)


def _papers(sitter: Confirmed, law: YearLaw) -> tuple[PaperOfCandidate, ...]:
    specialised = Paper(sitter.specialised_paper) if sitter.specialised_paper else None
    return papers_of(
        ProgrammeLevel(sitter.level), ExamCategory(sitter.category), law=law, specialised=specialised
    )
