"""通知·一.2: invigilators, patrols, vault keepers: trained, rotated, attending (N2.5); the patrol log (N2.6)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from chengzhao.law.citation import Finding, cites, finding


@dataclass(frozen=True, kw_only=True, slots=True)
class Duty:
    """One person's duty in one room and session, by ids; `attended` is None before the session."""

    person: str
    room: str
    session: str
    attended: bool | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PatrolNote:
    """One entry of the patrol log of a room or vault; what was found, and when it was followed up."""

    place: str
    at: datetime
    problem: str
    followed_up_at: datetime | None


@cites("N2.5")
def duty_findings(duties: Sequence[Duty], trained: Collection[str]) -> tuple[Finding, ...]:
    """Untrained persons, a person twice in the same room, a person in two rooms at once; in order of ids."""
    people = sorted({duty.person for duty in duties})
    found = [
        finding("N2.5", f"{person}没有当年的考务培训记录，不能上岗。", 人员=person)
        for person in people
        if person not in trained
    ]
    for person in people:
        own = [duty for duty in duties if duty.person == person]
        rooms = [duty.room for duty in own]
        found.extend(
            finding("N2.5", f"{person}不能在同一考场{room}重复监考。", 人员=person, 考场=room)
            for room in sorted({room for room in rooms if rooms.count(room) > 1})
        )
        sessions = [duty.session for duty in own]
        found.extend(
            finding("N2.5", f"{person}在同一场次安排了两个岗位。", 人员=person, 场次=session)
            for session in sorted({session for session in sessions if sessions.count(session) > 1})
        )
    return tuple(found)


@cites("N2.5")
def absent_staff(duties: Sequence[Duty]) -> tuple[Duty, ...]:
    """The duties whose person did not come: each needs a stand-in before the session."""
    return tuple(duty for duty in duties if duty.attended is False)


@cites("N2.6")
def patrol_findings(
    notes: Sequence[PatrolNote], places: Collection[str], now: datetime, *, within: timedelta
) -> tuple[Finding, ...]:
    """Rooms and vaults that nobody has looked at, and problems not followed up in time, or after the log says."""
    seen = {note.place for note in notes}
    found = [
        finding("N2.6", f"{place}没有巡查记录。", 地点=place) for place in sorted(places) if place not in seen
    ]
    for note in sorted(notes, key=lambda note: (note.at, note.place)):
        if not note.problem:
            continue
        settled = note.followed_up_at
        if settled is not None and settled < note.at:
            found.append(finding("N2.6", f"{note.place}的处置时间早于发现时间。", 地点=note.place))
        elif (settled or now) - note.at > within:
            minutes = int(within.total_seconds()) // 60
            found.append(
                finding(
                    "N2.6",
                    f"{note.place}“{note.problem}”未在{minutes}分钟内处置。",
                    地点=note.place,
                    发现时间=note.at,
                )
            )
    return tuple(found)
