"""试运行: computed and proved, nothing written but its digests, and the run must come to the same."""

import pytest
from tests.actions.ready_season import (
    AT,
    a_programme_of,
    a_season_with_lines,
    an_entrant,
    compute,
    prepare,
    tried,
)
from tests.actions.refusing import refused
from tests.factories import BORDER, a_claim, a_run, an_actor

from chengzhao.actions.filing import run_filing
from chengzhao.actions.filing_trials import Trial, try_filing
from chengzhao.records.models import (
    AuditRow,
    FiledUnit,
    FilingProof,
    FilingReason,
    FilingResult,
    FilingRun,
    FilingSheet,
    PaperMark,
    Programme,
)
from chengzhao.rules.admission import RunState
from chengzhao.rules.filing_changes import Change

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme() -> Programme:
    a_season_with_lines()
    return a_programme_of(1, code="A1")


def trial_of(run_id: int) -> Trial:
    return try_filing(border=BORDER, actor=an_actor(), at=AT, run_id=run_id)


def run(run_id: int) -> None:
    run_filing(border=BORDER, actor=an_actor(), at=AT, run_id=run_id)


def test_trial_keeps_its_digests_alone(programme: Programme) -> None:
    person = an_entrant(400, programme)
    run_id = prepare()
    trial = trial_of(run_id)
    kept = FilingRun.objects.get(pk=run_id)
    assert (kept.state, kept.ran_at) == (RunState.DRY, None)
    assert len(kept.input_digest) == len(kept.result_digest) == 64
    assert [row.candidate_id for row in trial.found.rows] == [person.candidate_number]
    assert [one.name for one in trial.proofs] == [f"P{number}" for number in range(1, 9)]
    for table in (FilingResult, FilingReason, FiledUnit, FilingProof, FilingSheet):
        assert not table.objects.exists()
    assert AuditRow.objects.filter(act="try_filing", object_kind="filing_run", object_id="1").count() == 1


def test_first_trial_has_nothing_to_be_compared_with(programme: Programme) -> None:
    person = an_entrant(400, programme)
    trial = trial_of(prepare())
    assert trial.last is None
    assert trial.changes.rows == (
        Change(candidate_id=person.candidate_number, level="GAOQIBEN", before="", after="A1"),
    )


def test_trial_tells_what_is_otherwise_than_in_the_last_run(programme: Programme) -> None:
    other = a_programme_of(1, code="B1")
    first = an_entrant(400, programme, other)
    second = an_entrant(300, programme, other)
    compute()
    PaperMark.objects.filter(candidate=first).update(mark=60)
    trial = trial_of(prepare())
    assert trial.last == 1
    places = {one.candidate_id: (one.before, one.after) for one in trial.changes.rows}
    assert places == {
        first.candidate_number: ("A1", "B1"),
        second.candidate_number: ("B1", "A1"),
    }
    assert (trial.changes.come, trial.changes.gone, trial.changes.moved) == (0, 0, 2)


def test_run_without_a_trial_is_refused(programme: Programme) -> None:
    an_entrant(400, programme)
    run_id = prepare()
    with refused("第1号运行还没有试运行，请先试运行并核对差异。"):
        run(run_id)


def test_run_of_what_moved_since_the_trial_is_refused_until_it_is_tried_again(programme: Programme) -> None:
    person = an_entrant(400, programme)
    run_id = tried()
    PaperMark.objects.filter(candidate=person, slot="maths").update(mark=99)
    with refused("第1号运行在试运行之后数据有变动，请重新试运行并核对差异。"):
        run(run_id)
    assert not FilingResult.objects.exists()
    trial_of(run_id)
    run(run_id)
    assert FilingRun.objects.get(pk=run_id).state == RunState.PROVED


def test_trial_of_a_run_that_was_computed_is_refused(programme: Programme) -> None:
    an_entrant(400, programme)
    run_id = compute()
    with refused("第1号运行为“已核验”，不能办理此事。"):
        trial_of(run_id)


def test_trial_while_a_precondition_is_not_met_is_refused(programme: Programme) -> None:
    person = an_entrant(400, programme)
    run_id = prepare()
    a_claim(candidate=person)
    with refused("投档条件尚不具备，请办理后再试：照顾政策申请已办结：1件未办结。"):
        trial_of(run_id)
    assert FilingRun.objects.get(pk=run_id).state == RunState.PREPARED


def test_second_run_is_not_prepared_while_one_was_only_tried(programme: Programme) -> None:
    an_entrant(400, programme)
    tried()
    with refused("第1号运行已经准备好，尚未投档，请先运行。"):
        prepare()


def test_last_run_without_kept_results_is_not_compared(programme: Programme) -> None:
    an_entrant(400, programme)
    earlier, run_id = a_run(), prepare()
    with refused(f"第{earlier.number}号运行没有留存结果，不能比对。"):
        trial_of(run_id)
