"""The parts of the command board, made from plain values."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from chengzhao.law.words import EntryRoute, ProgrammeLevel, Stage
from chengzhao.records.models.filing import FilingRound
from chengzhao.records.queries.filing import RunView
from chengzhao.records.queries.governance import Window
from chengzhao.records.queries.plans import PlanTotal
from chengzhao.records.queries.progress import Progress, Tally
from chengzhao.rules.admission import ListState, RunState
from chengzhao.rules.privacy.small_cells import HIDDEN
from chengzhao.rules.registration import RegistrationState
from chengzhao.web.province.board import alerts, heat_rows, level_funnels, switches
from chengzhao.web.shared.chinese import BEIJING

NOW = datetime(2024, 12, 17, 10, tzinfo=BEIJING)
UPGRADE = ProgrammeLevel.ZHUANSHENGBEN
NO_PLANS = PlanTotal(programmes=0, colleges=0, places=0, admitted=0)


def reached(**cells: Tally) -> Progress:
    """Progress by the code of the city."""
    return Progress(
        cells={(f"/14/{code}/x/", UPGRADE, EntryRoute.UNIFIED): tally for code, tally in cells.items()}
    )


def a_run(**facts: Any) -> RunView:
    given: dict[str, Any] = {
        "key": 1,
        "public_id": UUID(int=1),
        "number": 7,
        "filing_round": FilingRound.MAIN,
        "tier": 1,
        "levels": (UPGRADE,),
        "state": RunState.RELEASED,
        "input_digest": "",
        "result_digest": "",
        "ran_at": None,
        "released_at": None,
        "first_signer": "",
        "second_signer": "",
        "proofs": 8,
        "failed": 0,
        "rules": {},
    }
    return RunView(**(given | facts))


def titles(*runs: RunView, **facts: Any) -> list[str]:
    given: dict[str, Any] = {"lists": {}, "registrations": {}, "reached": reached(), "plans": NO_PLANS}
    return [alert.title for alert in alerts(runs, **(given | facts))]


def test_switch_follows_the_clock() -> None:
    windows = [
        Window(stage=Stage.ADMISSION, opens_at=NOW, closes_at=NOW + timedelta(hours=2)),
        Window(stage=Stage.EXAM, opens_at=NOW - timedelta(days=2), closes_at=NOW),
        Window(stage=Stage.PLACES, opens_at=NOW + timedelta(days=1), closes_at=NOW + timedelta(days=2)),
    ]
    found = switches(windows, NOW, Tally(on_line=1200, seated=3400))
    assert [(one.name, one.is_open, one.concerned, one.hint) for one in found] == [
        ("录取", True, "上线考生 1,200人", "还剩2小时"),
        ("考试", False, "编排考生 3,400人", "已于2024年12月17日（周二）10:00关闭"),
        ("招生计划编制", False, "院校和主管部门", "2024年12月18日（周三）10:00开放"),
    ]


def test_heat_compares_the_cities() -> None:
    progress = reached(
        a=Tally(submitted=100, approved=90, seated=90, sat=45, on_line=45, admitted=9),
        b=Tally(submitted=10, approved=10, seated=10, sat=10),
    )
    first, second = heat_rows(progress, {"/14/a/": "太原市招生考试中心", "/14/b/": "大同市招生考试机构"})
    assert (first.name, first.submitted, second.name) == ("太原市", "100", "大同市")
    assert [cell.text for cell in first.cells] == ["90.0", "100.0", "50.0", "100.0", "20.0"]
    assert [cell.heat for cell in first.cells] == [1, 3, 1, 6, 3]
    assert [cell.text for cell in second.cells] == ["100.0", "100.0", "100.0", "0.0", "—"]


def test_few_of_a_city_are_told_neither_by_count_nor_by_share() -> None:
    progress = reached(
        a=Tally(submitted=100, approved=90, seated=90, sat=45, on_line=45, admitted=9),
        b=Tally(submitted=60, approved=50, seated=50, sat=3),
        c=Tally(submitted=70, approved=60, seated=60, sat=40),
    )
    cities = {"/14/a/": "太原市", "/14/b/": "大同市", "/14/c/": "阳泉市"}
    first, second, third = heat_rows(progress, cities, hides_few=True)
    assert [one.submitted for one in (first, second, third)] == ["100", "60", "70"]
    # With the total of the province beside them one hidden count would be told by the others.
    assert [one.cells[2].text for one in (first, second, third)] == ["50.0", HIDDEN, HIDDEN]
    assert [one.cells[2].heat for one in (second, third)] == [0, 0]
    assert [one.cells[2].text for one in heat_rows(progress, cities)] == ["50.0", "6.0", "66.7"]


def test_where_all_are_few_none_is_told_not_even_who_has_nobody() -> None:
    progress = reached(a=Tally(submitted=3), b=Tally())
    cities = {"/14/a/": "太原市", "/14/b/": "大同市"}
    assert [one.submitted for one in heat_rows(progress, cities, hides_few=True)] == [HIDDEN, HIDDEN]
    (found,) = level_funnels(reached(a=Tally(registered=8, submitted=3)), hides_few=True)
    assert [(step.told, step.of_previous) for step in found.steps[:2]] == [("8", "—"), (HIDDEN, HIDDEN)]
    assert not found.steps[1].has_share


def test_funnels_are_those_of_levels_with_people() -> None:
    (found,) = level_funnels(reached(a=Tally(registered=4, submitted=3)))
    assert found.level is UPGRADE
    assert [step.heads for step in found.steps[:2]] == [4, 3]
    assert level_funnels(reached()) == ()


def test_alerts_put_a_failed_run_first_and_link_to_it() -> None:
    failed = a_run(state=RunState.FAILED, failed=2)
    found = alerts([a_run(), failed], {}, {}, reached(), NO_PLANS)
    assert (found[0].title, found[0].tone) == ("投档运行第7号未通过核验", "bad")
    assert found[0].href == f"/province/runs/{UUID(int=1)}/"
    assert found[-1].title == "1次投档全部通过核验"


def test_alerts_name_a_proved_run_that_nobody_signed() -> None:
    assert titles(a_run(state=RunState.PROVED)) == ["投档运行第7号等待双人签字", "1次投档全部通过核验"]


def test_alerts_count_what_waits() -> None:
    assert titles(lists={ListState.SUBMITTED: 12, ListState.CHECKED: 1}) == [
        "12份录取名单等待审核",
        "1份录取名单等待第二人批准",
    ]
    assert titles(registrations={RegistrationState.SUBMITTED: 2, RegistrationState.SECOND_REVIEW: 1}) == [
        "3人的报名等待审核"
    ]


def test_alerts_speak_of_vacancies_only_once_somebody_was_admitted() -> None:
    plans = PlanTotal(programmes=1, colleges=1, places=10, admitted=4)
    assert titles(plans=plans) == []
    assert titles(plans=plans, reached=reached(a=Tally(admitted=4))) == ["还有6个计划没有完成"]


def test_alerts_of_a_quiet_day_are_none() -> None:
    assert titles() == []
