"""The files of a released run go to the colleges, rank after rank."""

from datetime import datetime
from decimal import Decimal

import pytest
from tests.actions.admission_desk import (
    decide,
    decide_as_proposed,
    file_out,
    returns,
    settle,
    take_up,
    the_file,
)
from tests.actions.presses import DONE, press_twice
from tests.actions.ready_season import (
    AT,
    a_desk,
    a_programme_of,
    a_season_with_lines,
    an_entrant,
    compute,
    filed_with,
    release,
)
from tests.actions.refusing import refused, trail_of
from tests.factories import BEIJING, BORDER, a_claim, a_list, an_actor, an_extra_test

from chengzhao.actions import filing_to_colleges
from chengzhao.actions.filing_to_colleges import ALL_RANKS, file_to_colleges
from chengzhao.law.words import ProgrammeKind, ReturnReason
from chengzhao.records.models import (
    AdmissionList,
    AuditRow,
    CandidateFile,
    ControlLine,
    FileMove,
    PaperMark,
    Registration,
)
from chengzhao.records.models.filing import FilingRound
from chengzhao.rules.admission import FileState, ListState

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _season() -> None:
    a_season_with_lines()


def test_file_to_colleges_sends_the_file_with_scores_and_the_proposal() -> None:
    programme = a_programme_of(1)
    person = an_entrant(400, programme)
    a_claim(candidate=person, effective=True)
    PaperMark.objects.filter(candidate=person, slot="maths").update(mark=Decimal("99.5"))
    run_id = release()
    assert file_out(run_id) == 1
    file = the_file(person)
    assert (file.run_id, file.college, file.level) == (run_id, programme.college, "GAOQIBEN")
    assert (file.choice_rank, file.programme, file.exempt) == (1, programme, False)
    assert (file.filing_score, file.total_score, file.bonus_points) == (
        Decimal("419.5"),
        Decimal("399.5"),
        20,
    )
    assert (file.state, file.merit_rank, file.return_code) == (FileState.FILED, 1, "")
    listed = AdmissionList.objects.get()
    assert (listed.college, listed.filing_round, listed.state) == (
        programme.college,
        FilingRound.MAIN,
        ListState.OPEN,
    )
    move = FileMove.objects.get()
    assert (move.file, move.before, move.after, move.at) == (file, "FREE", "FILED", AT)
    assert trail_of("file_to_colleges") == [("candidate_file", str(file.pk))]


def test_files_of_a_unit_are_ranked_by_merit_over_all_ranks_of_choices() -> None:
    wanted, other = a_programme_of(1), a_programme_of(3)
    first = an_entrant(300, other)
    second = an_entrant(240, other)
    an_entrant(400, wanted)
    late = an_entrant(360, wanted, other)
    run_id = release()
    file_out(run_id, rank=1)
    assert (the_file(first).merit_rank, the_file(second).merit_rank) == (2, 3)
    take_up()
    decide_as_proposed(a_desk(wanted), a_desk(other))
    file_out(run_id, rank=2)
    assert the_file(late).merit_rank == 1


def test_files_of_an_arts_unit_are_ranked_by_the_extra_test() -> None:
    programme = a_programme_of(2, kind=ProgrammeKind.ARTS)
    ControlLine.objects.create(
        season=2024,
        province="14",
        level="GAOQIBEN",
        category="HUMANITIES",
        kind="ARTS",
        version=1,
        score=140,
        proposed_by_id=an_actor().account,
        approved_by_id=an_actor().account,
        published_at=AT,
    )
    high, low = an_entrant(400, programme), an_entrant(240, programme)
    an_extra_test(candidate=high, college=programme.college, score=60)
    an_extra_test(candidate=low, college=programme.college, score=90)
    file_out(release())
    assert (the_file(low).merit_rank, the_file(high).merit_rank) == (1, 2)


def test_file_to_colleges_of_a_run_not_released_is_refused() -> None:
    an_entrant(400, a_programme_of(1))
    run_id = compute()
    with refused("该次运行“已核验”，双人签字并放行后才能投档。"):
        file_out(run_id)
    with refused("该次运行“不存在”，双人签字并放行后才能投档。"):
        file_out(0)


def test_file_to_colleges_twice_is_refused() -> None:
    an_entrant(400, a_programme_of(1))
    run_id = release()
    file_out(run_id)
    with refused("第1号运行第1志愿没有待投的档案，已经投完。"):
        file_out(run_id)
    assert CandidateFile.objects.count() == 1


def test_file_to_colleges_of_the_second_rank_before_the_first_is_refused() -> None:
    wanted, other = a_programme_of(1), a_programme_of(1)
    an_entrant(400, wanted)
    an_entrant(300, wanted, other)
    run_id = release()
    with refused("第2志愿之前还有1份档案未投，请按志愿顺序投档。"):
        file_out(run_id, rank=2)


def test_file_to_colleges_waits_for_decisions_and_confirmed_returns(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    filed_with(monkeypatch, ratio="2")
    wanted, other = a_programme_of(1), a_programme_of(1)
    an_entrant(400, wanted, other)
    returned = an_entrant(300, wanted, other)
    run_id = release()
    file_out(run_id)
    sentence = "有1名考生的档案院校尚未阅完或退档尚未确认，办结后再投下一志愿。"
    for step in (take_up, lambda: decide_as_proposed(a_desk(wanted)), settle):
        with refused(sentence):
            file_out(run_id, rank=2)
        step()
    assert file_out(run_id, rank=2) == 1
    assert the_file(returned).college == other.college


def test_who_was_returned_by_the_college_waits_for_the_supplementary_round() -> None:
    wanted, other = a_programme_of(1), a_programme_of(1)
    person = an_entrant(400, wanted, other)
    run_id = release()
    file_out(run_id)
    take_up()
    decide(returns(the_file(person), a_desk(wanted), ReturnReason.HEALTH))
    settle()
    with refused("第1号运行第2志愿没有待投的档案，已经投完。"):
        file_out(run_id, rank=2)


def test_who_was_cancelled_meanwhile_is_not_filed() -> None:
    programme = a_programme_of(2)
    gone, staying = an_entrant(400, programme), an_entrant(300, programme)
    run_id = release()
    Registration.objects.filter(candidate=gone).update(state="CANCELLED", ended_at=AT)
    assert file_out(run_id) == 1
    assert CandidateFile.objects.get().candidate == staying


def test_rank_zero_sends_everybodys_first_filing_whatever_its_rank(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    filed_with(monkeypatch, mechanism="parallel")
    wanted, other = a_programme_of(1), a_programme_of(1)
    first = an_entrant(400, wanted, other)
    second = an_entrant(300, wanted, other)
    run_id = release()
    assert file_out(run_id, rank=ALL_RANKS) == 2
    assert (the_file(first).choice_rank, the_file(second).choice_rank) == (1, 2)
    with refused("第1号运行没有待投的档案，已经投完。"):
        file_out(run_id, rank=ALL_RANKS)


def test_file_to_colleges_into_a_submitted_list_is_refused() -> None:
    programme = a_programme_of(1)
    an_entrant(400, programme)
    a_list(college=programme.college, level=programme.level, state=ListState.SUBMITTED)
    run_id = release()
    with refused(f"{programme.college.name}的录取名单“已提交”，不能再投入档案。"):
        file_out(run_id)
    assert not CandidateFile.objects.exists()


def test_file_to_colleges_after_the_stage_closed_is_refused() -> None:
    an_entrant(400, a_programme_of(1))
    run_id = release()
    with refused("“录取”已于2025年1月1日00:00截止，如需延长请联系省级招生考试机构。"):
        file_out(run_id, at=datetime(2025, 1, 1, tzinfo=BEIJING))


def test_file_to_colleges_that_breaks_off_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("power cut")

    an_entrant(400, a_programme_of(1))
    run_id = release()
    before = AuditRow.objects.count()
    monkeypatch.setattr(filing_to_colleges, "record_steps", broken)
    with pytest.raises(RuntimeError, match="power cut"):
        file_out(run_id)
    assert (CandidateFile.objects.count(), AdmissionList.objects.count()) == (0, 0)
    assert AuditRow.objects.count() == before


@pytest.mark.django_db(transaction=True)
def test_file_to_colleges_pressed_twice_at_once_sends_once() -> None:
    an_entrant(400, a_programme_of(1))
    run_id, actor = release(), an_actor()
    outcomes = press_twice(lambda: file_to_colleges(border=BORDER, actor=actor, at=AT, run_id=run_id, rank=1))
    assert outcomes == [DONE, "第1号运行第1志愿没有待投的档案，已经投完。"]
    assert CandidateFile.objects.count() == 1
