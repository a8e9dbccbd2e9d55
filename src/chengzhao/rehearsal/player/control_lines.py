"""附件1·五（三）: the committee sets the control lines; candidates confirm their choices, which are frozen."""

from collections import defaultdict
from collections.abc import Sequence
from functools import partial

from chengzhao.actions.control_lines import ControlLineForm, propose_control_lines
from chengzhao.actions.filing import confirm_choices, freeze_choices
from chengzhao.actions.filing_entrants import read_entrants
from chengzhao.law.words import ExamCategory, ProgrammeLevel, Role, Stage
from chengzhao.records.queries.season import FilingRound
from chengzhao.rehearsal import committee, facts
from chengzhao.rehearsal.chance import happens, stream
from chengzhao.rehearsal.player.play import Play
from chengzhao.rehearsal.player.registration import candidate_actor
from chengzhao.rehearsal.player.stage import Act
from chengzhao.rehearsal.player.two_persons import by_two
from chengzhao.rules.admission import needs_confirmation
from chengzhao.rules.merit import total


def acts(play: Play) -> Sequence[Act]:
    """One member proposes, another publishes; candidates confirm their choices, then these are frozen."""
    return [
        Act(title="拟定控制线", run=lambda: _propose(play)),
        Act(
            title="公布控制线",
            run=lambda: by_two(
                play,
                "publish_control_lines",
                {},
                first=play.province(Role.COMMITTEE_MEMBER),
                second=play.province(Role.COMMITTEE_MEMBER, second=True),
                at=play.clock.within(Stage.LINES, 2),
            ),
        ),
        *(Act(title=f"确认志愿至{b.stop}人", run=partial(_confirm, play, b)) for b in play.batches()),
        Act(
            title="封存志愿",
            run=lambda: freeze_choices(
                border=play.border,
                actor=play.province(Role.PROVINCE_OFFICER),
                at=play.clock.within(Stage.CHOICES, 5),
                filing_round=FilingRound.MAIN,
            ),
        ),
    ]


def _confirm(play: Play, batch: range) -> int:
    """Nearly everybody who is still in confirms; the few who do not keep what they wrote."""
    if not needs_confirmation(play.season.scenario.supplement):
        return 0
    seed = play.season.scenario.seed
    keys = [
        play.candidates[place]
        for place in batch
        if play.season.courses[place].ends_confirmed
        and not happens(
            stream(seed, f"unconfirmed {play.numbers[place]}"), facts.share("unconfirmed_choices")
        )
    ]
    confirm_choices(
        border=play.border,
        actor=candidate_actor(play),
        at=play.clock.within(Stage.CHOICES, 3),
        candidate_ids=keys,
    )
    return len(keys)


def scores_of(play: Play) -> committee.Scores:
    """Filing scores of everybody who sat, as the tables have them, by level and category."""
    found: dict[tuple[ProgrammeLevel, ExamCategory], list[int]] = defaultdict(list)
    for level in play.season.scenario.levels:
        for entrant in read_entrants(play.border, FilingRound.MAIN, [level]):
            candidate = entrant.candidate
            points = total(candidate)
            if points and candidate.person_status == "OK":
                found[level, ExamCategory(candidate.category)].append(points + candidate.bonus)
    return found


def _propose(play: Play) -> int:
    proposed = committee.lines(play.season.scenario, play.season.offers, scores_of(play))
    forms = [
        ControlLineForm(level=one.key.level, category=one.key.category, kind=one.key.kind, score=one.score)
        for one in proposed
    ]
    return propose_control_lines(
        border=play.border,
        actor=play.province(Role.COMMITTEE_MEMBER),
        at=play.clock.within(Stage.LINES, 0),
        lines=forms,
    )
