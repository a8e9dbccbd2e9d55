"""The timetable: nobody who sits what may be combined has two papers at once."""

from dataclasses import replace
from datetime import time

import pytest

from chengzhao.law.provinces import supplement
from chengzhao.law.words import PaperSlot, ProgrammeLevel
from chengzhao.law.years import year_law
from chengzhao.rules.exams import clash_findings, duration_findings, session_of, sessions_of

GAOQIBEN, ZHUANSHENGBEN, GAOQIZHUAN = ProgrammeLevel
YEARS = [2024, 2025]


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("level", ProgrammeLevel)
def test_no_level_has_two_papers_in_one_session(year: int, level: ProgrammeLevel) -> None:
    assert clash_findings(sessions_of([level], year_law(year))) == ()


@pytest.mark.parametrize(("province", "year"), [("14", 2024), ("32", 2025)])
def test_no_combination_that_a_province_allows_clashes(province: str, year: int) -> None:
    for level, sides in supplement(province, year).side_levels.value.items():
        assert clash_findings(sessions_of([level, *sides], year_law(year))) == ()


def test_common_papers_of_two_levels_are_sat_once() -> None:
    sessions = sessions_of([GAOQIBEN, GAOQIZHUAN], year_law(2024))
    assert sessions == sessions_of([GAOQIBEN], year_law(2024))
    assert len(sessions) == 4


def test_levels_that_clash_are_found_session_by_session() -> None:
    found = clash_findings(sessions_of([GAOQIBEN, ZHUANSHENGBEN], year_law(2024)))
    assert [item.clause for item in found] == ["A1.4.6"] * 3


@pytest.mark.parametrize(("start", "count"), [(time(11), 0), (time(10, 59), 1)])
def test_sessions_that_touch_do_not_clash(start: time, count: int) -> None:
    first, *_ = year_law(2024).sessions.value
    second = replace(first, start=start, end=time(13), slot=PaperSlot.MATHS)
    assert len(clash_findings([second, first])) == count


@pytest.mark.parametrize("year", YEARS)
def test_sessions_last_as_long_as_the_papers(year: int) -> None:
    assert duration_findings(year_law(year)) == ()


def test_session_of_a_wrong_length_is_found() -> None:
    law = year_law(2024)
    first, *rest = law.sessions.value
    wrong = replace(law, sessions=replace(law.sessions, value=(replace(first, end=time(11, 30)), *rest)))
    messages = [found.message for found in duration_findings(wrong)]
    assert messages == [
        "高起本语文应考120分钟，时间表为150分钟。",
        "高起专语文应考120分钟，时间表为150分钟。",
    ]


def test_session_of_a_slot() -> None:
    session = session_of(ZHUANSHENGBEN, PaperSlot.FOREIGN, year_law(2024))
    assert (session.start, session.end) == (time(14, 30), time(17))


def test_session_of_a_slot_that_the_level_does_not_sit() -> None:
    with pytest.raises(LookupError, match="高起专不考史地/理化"):
        session_of(GAOQIZHUAN, PaperSlot.COMBINED, year_law(2024))
