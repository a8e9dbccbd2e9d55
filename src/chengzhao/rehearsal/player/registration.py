"""附件1·三: people register, counties review, what is returned comes back, and who passed confirms."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from chengzhao.actions.audit import Actor, Refused
from chengzhao.actions.registration import (
    RegistrationForm,
    ReviewForm,
    confirm_registrations,
    decide_registrations,
    resubmit_registrations,
    submit_registrations,
    withdraw_registrations,
)
from chengzhao.actions.registration_forms import Verdict
from chengzhao.actions.risk_scan import scan_risks
from chengzhao.law.words import EducationKind, IdentityDocument, ProgrammeLevel, Role, Stage
from chengzhao.records.queries.season import refresh_statistics
from chengzhao.rehearsal.fates import (
    REFUSAL_REASON,
    RETURN_REASON,
    SECOND_REASON,
    UNVERIFIED_REASON,
    WITHDRAWAL_REASON,
    Course,
)
from chengzhao.rehearsal.forms import Forms
from chengzhao.rehearsal.player import registers
from chengzhao.rehearsal.player.play import Play
from chengzhao.rehearsal.player.stage import Act
from chengzhao.rehearsal.scenario import County
from chengzhao.rules.registration import SecondReview, grounds_in_words, second_review_grounds

_SENT_ON = (Course.PASSED_IN_SECOND, Course.REFUSED_IN_SECOND, Course.UNVERIFIED)


class NotRefused(AssertionError):
    """An act that had to be refused was done."""


def acts(play: Play) -> Sequence[Act]:
    """From the first registration to the last confirmation."""
    review = play.clock.within
    return [
        *(Act(title=f"报名至{batch.stop}人", run=partial(submit, play, batch)) for batch in play.batches()),
        Act(title="更新统计", run=_refresh),
        Act(title="不符合条件的报名", run=lambda: _try_ineligible(play)),
        Act(title="撤回报名", run=lambda: _withdraw(play)),
        *registers.acts(play),
        *_by_prefecture(play, "审核", review(Stage.REGISTRATION, 3, 14), first_decision),
        Act(title="补正后重新提交", run=lambda: _resubmit(play)),
        *registers.acts_again(play),
        *_by_prefecture(play, "复核", review(Stage.REGISTRATION, 5, 15), _second_decision),
        *(Act(title=f"确认至{batch.stop}人", run=partial(_confirm, play, batch)) for batch in play.batches()),
        Act(title="查找可疑线索", run=lambda: _look_for_risks(play)),
    ]


def _refresh() -> int:
    """Let the planner see the people who have just registered, before counties look them up."""
    refresh_statistics()
    return 0


def _look_for_risks(play: Play) -> int:
    """What agencies have left, found for the offices; the service goes on with what comes in later."""
    at = play.clock.within(Stage.REGISTRATION, 5, 15)
    return scan_risks(border=play.border, actor=play.province(Role.PROVINCE_OFFICER), at=at).found


def candidate_actor(play: Play) -> Actor:
    """Candidates acting for themselves."""
    return Actor(account=None, role=Role.CANDIDATE, org_path=play.top)


def submit(play: Play, batch: range) -> int:
    """The people of a batch register, each with the own form; returns how many."""
    forms = Forms(play.season, play.numbers)
    registrations = [forms.form(place) for place in batch]
    at = play.clock.within(Stage.REGISTRATION, 0)
    found = submit_registrations(
        border=play.border, actor=candidate_actor(play), at=at, registrations=registrations, keys=play.keys
    )
    return len(found)


def _try_ineligible(play: Play) -> int:
    """Registrations that the rules refuse, each alone; one that is taken is an error of the system."""
    at = play.clock.within(Stage.REGISTRATION, 1)
    tried = list(ineligible_forms(play))
    for form in tried:
        try:
            submit_registrations(
                border=play.border, actor=candidate_actor(play), at=at, registrations=[form], keys=play.keys
            )
        except Refused:
            continue
        raise NotRefused(f"a registration that had to be refused was taken: {form.candidate_number}")
    return len(tried)


def ineligible_forms(play: Play) -> Iterable[RegistrationForm]:
    """Six registrations that must be refused: certificate, pledge, proof, check digit, number, person."""
    season, forms = play.season, Forms(play.season, play.numbers)
    upgrade = next(p for p, one in enumerate(season.people) if one.level is ProgrammeLevel.ZHUANSHENGBEN)
    form = forms.form(upgrade)
    spare = f"{form.candidate_number[:-6]}999999"
    fresh = replace(form, candidate_number=spare)
    secondary = replace(form.education, kind=EducationKind.SENIOR_SECONDARY)
    wrong = "0" if form.identity_number[-1] != "0" else "1"
    elsewhere = "110101" if play.border.province != "11" else "120101"
    yield replace(fresh, education=secondary)
    yield replace(fresh, pledge_signed=False)
    yield replace(fresh, hukou_division=elsewhere, residence_proofs=())
    yield replace(fresh, identity_number=form.identity_number[:-1] + wrong)
    yield replace(form, candidate_number="1")
    yield fresh


def _places(play: Play, *wanted: Course) -> list[int]:
    return [place for place, course in enumerate(play.season.courses) if course in wanted]


def _withdraw(play: Play) -> int:
    keys = [play.candidates[place] for place in _places(play, Course.WITHDRAWN)]
    withdraw_registrations(
        border=play.border,
        actor=candidate_actor(play),
        at=play.clock.within(Stage.REGISTRATION, 2),
        candidate_ids=keys,
        reason=WITHDRAWAL_REASON,
    )
    return len(keys)


Decide = Callable[[Play, County, Sequence[int], datetime], int]


def _by_prefecture(play: Play, title: str, at: datetime, decide: Decide) -> Iterable[Act]:
    """One act a prefecture: each of its counties decides on its own people."""
    by_county = people_by_county(play)
    heads = sorted({county.prefecture for county in play.season.counties})

    def run(head: str) -> int:
        return sum(
            decide(play, county, by_county[county.code], at)
            for county in play.season.counties
            if county.prefecture == head
        )

    return [Act(title=f"{head}{title}", run=partial(run, head)) for head in heads]


def people_by_county(play: Play) -> Mapping[str, Sequence[int]]:
    """Places of the people by the code of their county."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, person in enumerate(play.season.people):
        found[person.lives_in.code].append(place)
    return found


def first_decision(play: Play, county: County, places: Sequence[int], at: datetime) -> int:
    """The county's reviewer decides on these of its people; returns on how many."""
    actor = play.staff(county.path, Role.COUNTY_REVIEWER)
    return _decide(play, actor, at, places, _first_verdict)


def _second_decision(play: Play, county: County, places: Sequence[int], at: datetime) -> int:
    """What was mended goes to its second review, too, where it needs one; then another person decides."""
    mended = [place for place in places if play.season.courses[place] is Course.RETURNED]
    sent = _decide(play, play.staff(county.path, Role.COUNTY_REVIEWER), at, mended, _mended_verdict)
    actor = play.staff(county.path, Role.SECOND_REVIEWER)
    return sent + _decide(play, actor, at, places, _second_verdict)


def _decide(
    play: Play,
    actor: Actor,
    at: datetime,
    places: Sequence[int],
    verdict_of: Callable[[Play, int], tuple[Verdict, str] | None],
) -> int:
    assert actor.account is not None
    decisions = []
    for place in places:
        found = verdict_of(play, place)
        if found is not None:
            decisions.append(
                ReviewForm(
                    candidate_id=play.candidates[place],
                    reviewer_id=actor.account,
                    verdict=found[0],
                    reason=found[1],
                )
            )
    if decisions:
        decide_registrations(border=play.border, actor=actor, at=at, decisions=decisions)
    return len(decisions)


def _first_verdict(play: Play, place: int) -> tuple[Verdict, str] | None:
    course = play.season.courses[place]
    if course is Course.WITHDRAWN:
        return None
    if course is Course.RETURNED:
        return Verdict.RETURN, RETURN_REASON
    if course in _SENT_ON:
        return Verdict.SECOND, UNVERIFIED_REASON if course is Course.UNVERIFIED else SECOND_REASON
    return _mended_verdict(play, place) or (Verdict.PASS, "")


def _mended_verdict(play: Play, place: int) -> tuple[Verdict, str] | None:
    """To a second person what nobody passes alone; the rest waits for the decision."""
    grounds = _grounds(play, place)
    return (Verdict.SECOND, f"{grounds_in_words(grounds)}，初审通过，转复核") if grounds else None


def _second_verdict(play: Play, place: int) -> tuple[Verdict, str] | None:
    course = play.season.courses[place]
    if course in (Course.REFUSED_IN_SECOND, Course.UNVERIFIED):
        return Verdict.REJECT, UNVERIFIED_REASON if course is Course.UNVERIFIED else REFUSAL_REASON
    if course in (Course.RETURNED, Course.PASSED_IN_SECOND):
        return Verdict.PASS, ""
    return (Verdict.PASS, "") if course is not Course.WITHDRAWN and _grounds(play, place) else None


def _grounds(play: Play, place: int) -> tuple[SecondReview, ...]:
    season = play.season
    return second_review_grounds(
        route=season.route(place),
        claims=[claim.kind for claim in season.claims[place]],
        document=IdentityDocument.RESIDENT_ID,
        hukou_division=season.people[place].hukou_division,
        province=play.border.province,
        verified_by="",
    )


def _resubmit(play: Play) -> int:
    forms = Forms(play.season, play.numbers)
    registrations = [forms.form(place, mended=True) for place in _places(play, Course.RETURNED)]
    resubmit_registrations(
        border=play.border,
        actor=candidate_actor(play),
        at=play.clock.within(Stage.REGISTRATION, 4),
        registrations=registrations,
        keys=play.keys,
    )
    return len(registrations)


def _confirm(play: Play, batch: range) -> int:
    keys = [play.candidates[place] for place in batch if play.season.courses[place].ends_confirmed]
    confirm_registrations(
        border=play.border,
        actor=candidate_actor(play),
        at=play.clock.after_registration(2),
        candidate_ids=keys,
    )
    return len(keys)
