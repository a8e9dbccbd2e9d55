"""通知·二.3: the registers are asked, and what one of them writes otherwise is looked at on paper."""

from collections.abc import Sequence
from functools import partial

from chengzhao.actions.certificates import verify_education
from chengzhao.actions.register_asking import check_by_hand
from chengzhao.actions.registration_forms import VerificationForm
from chengzhao.exchange.registers import LocalRegister, ask_all, fill
from chengzhao.law.words import Role, Stage
from chengzhao.rehearsal.forms import Forms
from chengzhao.rehearsal.player.play import Play
from chengzhao.rehearsal.player.stage import Act
from chengzhao.rehearsal.registers import differs_in_name, entries
from chengzhao.rules.registration import CHECKED_BY_HAND, CheckSubject

PAPERS = "户口簿曾用名页、身份证原件"
REPORT = f"{CHECKED_BY_HAND}：学历认证报告、户口簿曾用名页"


def acts(play: Play) -> Sequence[Act]:
    """Fill the local register, ask it, and look at papers where it writes a name otherwise."""
    return [
        *(
            Act(title=f"备核查库至{batch.stop}人", run=partial(_fill, play, batch))
            for batch in play.batches()
        ),
        *(Act(title=f"核查至{batch.stop}人", run=partial(_ask, play, batch, 3)) for batch in play.batches()),
        Act(title="核查不一致的看材料", run=partial(_look_at_papers, play)),
    ]


def acts_again(play: Play) -> Sequence[Act]:
    """Ask about what was handed in again."""
    return [Act(title="补正后再核查", run=partial(_ask, play, range(len(play.season.people)), 4))]


def _fill(play: Play, batch: range) -> int:
    forms = Forms(play.season, play.numbers)
    return fill(entries(play.season, forms, batch), play.registers)


def _ask(play: Play, batch: range, day: int) -> int:
    at = play.clock.within(Stage.REGISTRATION, day)
    adapters = dict.fromkeys(CheckSubject, LocalRegister(play.registers))
    done = ask_all(adapters, border=play.border, clock=lambda: at, keys=play.keys, most=len(batch))
    return done.answered


def _look_at_papers(play: Play) -> int:
    at = play.clock.within(Stage.REGISTRATION, 3)
    by_hand = [
        (place, subject)
        for place in range(len(play.season.people))
        if (subject := differs_in_name(play.season, place)) is not None
    ]
    reports = [
        VerificationForm(candidate_id=play.candidates[place], verified_by=REPORT)
        for place, subject in by_hand
        if subject is CheckSubject.EDUCATION
    ]
    actor = play.province(Role.PROVINCE_OFFICER)
    verify_education(border=play.border, actor=actor, at=at, outcomes=reports)
    for place, subject in by_hand:
        if subject is CheckSubject.IDENTITY:
            check_by_hand(
                border=play.border,
                actor=play.staff(play.season.people[place].lives_in.path, Role.COUNTY_REVIEWER),
                at=at,
                candidate_id=play.candidates[place],
                subject=subject,
                agrees=True,
                papers=PAPERS,
                keys=play.keys,
            )
    return len(by_hand)
