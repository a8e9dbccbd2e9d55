"""N2.5 and N2.6: the officers' cases of duties and patrols."""

from datetime import datetime, timedelta, timezone

import pytest
from tests.rules.chapter_cases import Case, cases, check

from chengzhao.rules.exams import Duty, PatrolNote, absent_staff, duty_findings, patrol_findings

DAWN = datetime(2024, 10, 19, 9, tzinfo=timezone(timedelta(hours=8)))


def minute(number: int) -> datetime:
    return DAWN + timedelta(minutes=number)


@pytest.mark.parametrize("case", cases("exams", "duties"))
def test_duties(case: Case) -> None:
    duties = [Duty(person=person, room=room, session=session) for person, room, session in case["岗位"]]
    check(case, duty_findings(duties, case["已培训"]))


@pytest.mark.parametrize("case", cases("exams", "patrol"))
def test_patrol(case: Case) -> None:
    notes = [
        PatrolNote(
            place=place,
            at=minute(found),
            problem=problem,
            followed_up_at=None if settled is None else minute(settled),
        )
        for place, found, problem, settled in case["记录"]
    ]
    check(case, patrol_findings(notes, case["地点"], minute(60), within=timedelta(minutes=10)))


def test_absent_staff_are_those_marked_absent() -> None:
    duties = [
        Duty(person=person, room="01", session="一", attended=attended)
        for person, attended in (("甲", True), ("乙", False), ("丙", None))
    ]
    assert [duty.person for duty in absent_staff(duties)] == ["乙"]
