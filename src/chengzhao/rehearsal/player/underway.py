"""A season on an afternoon while people still register: queues, claims and jobs that wait for somebody.

What is played to its end shows no page on which work waits. This season stops on the fifth day of registration.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from chengzhao.actions.approvals import open_approval
from chengzhao.actions.governance import open_season
from chengzhao.actions.queued_jobs import Wanted, book_steps, queue_job, set_total, take_up_job
from chengzhao.law.words import ClaimKind, ProgrammeLevel, Role, Stage
from chengzhao.records.queries.jobs import job_by_id
from chengzhao.records.queries.people import seats_of
from chengzhao.records.scope import scope
from chengzhao.records.seats import scope_of
from chengzhao.rehearsal.fates import Course
from chengzhao.rehearsal.player import governance, plans, registers, registration
from chengzhao.rehearsal.player.play import SYSTEM, Play
from chengzhao.rehearsal.player.two_persons import by_two
from chengzhao.rules.preferences import department_of

DAY, HOUR = 4, 14
"""The fifth day of registration, in the afternoon."""

LOOKED_AT = 2
"""One of so many registrations has been looked at; the rest waits in the queues."""

LETTERS, PRINTED = 1284, 796
"""Steps of the job that is at work when somebody looks, and how many of them are done."""


@dataclass(frozen=True, kw_only=True)
class Underway:
    """What stands when the playing stops: the moment, and how many wait for a review and for a department."""

    moment: datetime
    waiting: int
    claims: int


def play_underway(play: Play) -> Underway:
    """Play an empty database up to that afternoon."""
    _begin(play)
    for act in (*governance.acts(play), *plans.directory_acts(play)):
        act.run()
    for batch in play.batches():
        registration.submit(play, batch)
    for act in registers.acts(play):
        act.run()
    decided = _decide_some(play)
    claims = _claims_before_departments(play, decided)
    _leave_for_the_second_person(play, decided)
    _begin_a_job(play)
    return Underway(moment=moment_of(play), waiting=len(play.season.people) - len(decided), claims=claims)


def moment_of(play: Play) -> datetime:
    """The afternoon on which it stops."""
    return play.clock.within(Stage.REGISTRATION, DAY, HOUR)


def _begin(play: Play) -> None:
    scenario = play.season.scenario
    open_season(
        border=play.border,
        actor=SYSTEM,
        at=play.clock.before_season(),
        name=scenario.title,
        office_name=scenario.office,
        tie_seed=scenario.tie_seed,
        synthetic=True,
    )


def _decide_some(play: Play) -> Sequence[int]:
    """In every county the first half is decided; returns their places."""
    at, found = play.clock.within(Stage.REGISTRATION, 3, HOUR), []
    by_county = registration.people_by_county(play)
    for county in play.season.counties:
        places = [place for place in by_county[county.code] if _is_ready(play, place)]
        seen = places[: len(places) // LOOKED_AT]
        registration.first_decision(play, county, seen, at)
        found += seen
    return found


def _is_ready(play: Play, place: int) -> bool:
    """One of ten certificates waits for its reviewer; who has withdrawn waits for nobody."""
    season = play.season
    is_upgrade = season.people[place].level is ProgrammeLevel.ZHUANSHENGBEN
    return season.courses[place] is not Course.WITHDRAWN and (not is_upgrade or place % 10 != 0)


def _passed_claims(play: Play, decided: Sequence[int]) -> list[int]:
    """The claims of everybody who passed at once, those that a department has to look at first."""
    law = play.season.scenario.law
    found = [
        (kind is ClaimKind.AGED_25, department_of(kind, law), key)
        for place in decided
        if play.season.courses[place] is Course.PASSED
        for kind, key in play.claims.get(play.candidates[place], {}).items()
    ]
    return [key for _, _, key in sorted(found)]


def _claims_before_departments(play: Play, decided: Sequence[int]) -> int:
    """The office has seen the originals of most claims; the departments have them now."""
    keys = _passed_claims(play, decided)[:-5]
    by_two(
        play,
        "approve_claims",
        {"claim_ids": keys},
        first=play.province(Role.PROVINCE_OFFICER),
        second=play.province(Role.PROVINCE_OFFICER, second=True),
        at=play.clock.within(Stage.REGISTRATION, DAY),
    )
    return len(keys)


def _leave_for_the_second_person(play: Play, decided: Sequence[int]) -> None:
    """The rest was put forward by one of the office and waits for another."""
    open_approval(
        border=play.border,
        actor=play.province(Role.PROVINCE_OFFICER, second=True),
        at=moment_of(play) - timedelta(minutes=25),
        act="approve_claims",
        arguments={"claim_ids": _passed_claims(play, decided)[-5:]},
    )


def _begin_a_job(play: Play) -> None:
    """A job in the middle of its work, as a worker leaves it from step to step."""
    at = moment_of(play) - timedelta(minutes=4)
    asks = play.province(Role.PROVINCE_OFFICER)
    assert asks.account is not None
    [seat, *_] = seats_of(asks.account)
    wanted = Wanted(kind="mass_messages", title="考试安排短信", arguments={}, seat=seat.seat)
    with scope(scope_of(seat, asks.account)):
        number = queue_job(border=play.border, actor=asks, at=at, wanted=wanted)
    held = job_by_id(play.border.season, play.border.province, play.top, number)
    assert held is not None
    take_up_job(border=play.border, at=at, key=held.key)
    set_total(border=play.border, key=held.key, total=LETTERS)
    book_steps(border=play.border, key=held.key, steps=PRINTED)
