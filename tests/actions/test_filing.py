"""A run is prepared, computed and proved, signed by two and released by one switch."""

from collections.abc import Callable

import pytest
from tests.actions.presses import DONE, press_twice
from tests.actions.ready_season import (
    AT,
    HUMANITIES,
    a_programme_of,
    a_season_with_lines,
    an_entrant,
    compute,
    prepare,
    release,
    release_of,
    sign,
    tried,
)
from tests.actions.refusing import refused, trail_of
from tests.factories import BORDER, a_claim, a_file, an_account, an_actor, an_actor_for

from chengzhao.actions import filing
from chengzhao.actions.audit import Refused
from chengzhao.actions.filing import prepare_run, release_run, run_filing, sign_run
from chengzhao.law.words import ProgrammeLevel
from chengzhao.records.models import (
    Approval,
    Choice,
    ControlLine,
    FiledUnit,
    FilingProof,
    FilingReason,
    FilingResult,
    FilingRun,
    FilingSheet,
    PaperMark,
    Programme,
    Registration,
)
from chengzhao.records.models.filing import FilingRound
from chengzhao.rules.admission import RunState
from chengzhao.rules.dossier import FilingInput
from chengzhao.rules.dossier import FilingResult as Found
from chengzhao.rules.exams import MarkState
from chengzhao.rules.filing import file_candidates
from chengzhao.rules.result_tables import INPUTS, OUTPUTS, RECORDS
from chengzhao.rules.verify.program import Programs
from chengzhao.rules.verify.proof import Proof

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme() -> Programme:
    a_season_with_lines()
    return a_programme_of(1, code="A1")


def state_of(run_id: int) -> str:
    return FilingRun.objects.get(pk=run_id).state


def test_prepare_run_fixes_the_rules_of_the_tier(programme: Programme) -> None:
    an_entrant(400, programme)
    run = FilingRun.objects.get(pk=prepare())
    assert (run.number, run.tier, run.levels, run.state) == (1, 1, ["GAOQIBEN"], RunState.PREPARED)
    assert (run.input_digest, run.result_digest, run.ran_at) == ("", "", None)
    assert {key: run.rules[key] for key in run.rules if key != "tie_keys"} == {
        "year": 2024,
        "province": "14",
        "mechanism": "sequential",
        "unit": "programme",
        "ratio": "1",
        "ties": "seed",
        "seed": "shanxi-2024-public-seed",
        "assignment": "score_first",
        "gaps": [],
        "merit": "filing_score",
        "refill": True,
        "relaxation": 0,
        "tiers": [["GAOQIBEN"]],
    }
    assert run.rules["tie_keys"]["GAOQIBEN/HUMANITIES"] == ["chinese", "maths", "foreign", "combined"]
    assert not any(key.startswith("GAOQIZHUAN") for key in run.rules["tie_keys"])
    assert trail_of("prepare_run") == [("filing_run", "1")]


def test_prepare_run_names_every_precondition_that_is_not_met(programme: Programme) -> None:
    person = an_entrant(400, programme, frozen=False, state=MarkState.RECONCILED)
    a_claim(candidate=person)
    ControlLine.objects.update(published_at=None)
    with refused(
        "投档条件尚不具备，请办理后再试：成绩已封账：4科次中0科次已封账；"
        "控制线已公布：已公布0条，缺高起本文史类普通类；志愿已封存：1个志愿中0个已封存；"
        "照顾政策申请已办结：1件未办结。"
    ):
        prepare()
    assert not FilingRun.objects.exists()


def test_prepare_run_of_a_later_tier_waits_for_the_earlier_one(programme: Programme) -> None:
    upgrade = ProgrammeLevel.ZHUANSHENGBEN
    other = a_programme_of(1, level=upgrade, code="B1")
    ControlLine.objects.create(
        season=2024,
        province="14",
        level=upgrade,
        category=HUMANITIES,
        kind="GENERAL",
        version=1,
        score=100,
        proposed_by=an_account(),
        approved_by=an_account(),
        published_at=AT,
    )
    person = an_entrant(400, programme)
    Choice.objects.create(
        season=2024,
        province="14",
        candidate=person,
        filing_round=FilingRound.MAIN,
        level=upgrade,
        rank=1,
        college=other.college,
        programmes=[other.pk],
        saved_at=AT,
        frozen_at=AT,
    )
    with refused("投档条件尚不具备，请办理后再试：前序投档已放行：第1批次未放行。"):
        prepare(tier=2)
    release(tier=1)
    assert prepare(tier=2)


def test_prepare_run_of_a_tier_that_the_province_does_not_have(programme: Programme) -> None:
    with refused("山西省共3个批次，没有第4批次。"):
        prepare(tier=4)


def test_prepare_run_twice_is_refused(programme: Programme) -> None:
    an_entrant(400, programme)
    prepare()
    with refused("第1号运行已经准备好，尚未投档，请先运行。"):
        prepare()


def test_run_filing_keeps_results_reasons_units_proofs_and_sheets(programme: Programme) -> None:
    best, second = an_entrant(400, programme), an_entrant(300, programme)
    run = FilingRun.objects.get(pk=compute())
    assert (run.state, run.ran_at) == (RunState.PROVED, AT)
    rows = FilingResult.objects.order_by("-filing_score").values_list(
        "candidate_id", "level", "admitted", "programme_id", "choice_rank", "programme_rank", "relaxed"
    )
    assert list(rows) == [
        (best.pk, "GAOQIBEN", True, programme.pk, 1, 1, False),
        (second.pk, "GAOQIBEN", False, None, None, None, False),
    ]
    reasons = FilingReason.objects.order_by("candidate_id").values_list("candidate_id", "code", "detail")
    assert list(reasons) == [
        (best.pk, "ADMITTED", "programme=A1"),
        (second.pk, "UNIT_FULL", "filing_score=400;ties=100/100/100/100"),
    ]
    unit = FiledUnit.objects.get()
    assert (unit.college, unit.programme, unit.ordering) == (programme.college, programme, "score")
    assert (unit.places, unit.filed, unit.admitted, unit.lowest_admitted) == (1, 1, 1, 400)
    proofs = FilingProof.objects.order_by("pk").values_list("name", "failed")
    assert list(proofs) == [(f"P{number}", 0) for number in range(1, 13)]
    kept = set(FilingSheet.objects.values_list("name", flat=True))
    assert kept == {*INPUTS, *OUTPUTS, *RECORDS}
    assert trail_of("run_filing") == [("filing_run", "1")]


def test_run_filing_of_the_same_input_gives_the_same_digests(programme: Programme) -> None:
    an_entrant(400, programme)
    an_entrant(300, programme)
    runs = FilingRun.objects.filter(pk__in=[compute(), compute()])
    assert len(set(runs.values_list("input_digest", "result_digest"))) == 1


def test_run_filing_of_another_input_gives_other_digests(programme: Programme) -> None:
    person = an_entrant(400, programme)
    first = FilingRun.objects.get(pk=compute())
    PaperMark.objects.filter(candidate=person, slot="maths").update(mark=99)
    second = FilingRun.objects.get(pk=compute())
    assert first.input_digest != second.input_digest
    assert first.result_digest != second.result_digest


def test_run_filing_twice_is_refused(programme: Programme) -> None:
    an_entrant(400, programme)
    run_id = compute()
    with refused("第1号运行为“已核验”，不能办理此事。"):
        run_filing(border=BORDER, actor=an_actor(), at=AT, run_id=run_id)
    assert FilingResult.objects.count() == 1


def test_run_filing_after_a_precondition_broke_is_refused(programme: Programme) -> None:
    person = an_entrant(400, programme)
    run_id = tried()
    a_claim(candidate=person)
    with refused("投档条件尚不具备，请办理后再试：照顾政策申请已办结：1件未办结。"):
        run_filing(border=BORDER, actor=an_actor(), at=AT, run_id=run_id)
    assert state_of(run_id) == RunState.DRY


def test_run_filing_of_an_unknown_run_is_refused(programme: Programme) -> None:
    with refused("本年度没有这次投档运行。"):
        run_filing(border=BORDER, actor=an_actor(), at=AT, run_id=0)


def over_admitting(given: FilingInput) -> Found:
    """A broken engine: everybody is admitted to the programme of the first choice."""
    found = file_candidates(given)
    first = next(row for row in found.rows if row.outcome == "ADMITTED")
    rows = tuple(
        type(row)(
            candidate_id=row.candidate_id,
            level=row.level,
            outcome="ADMITTED",
            filing_score=row.filing_score,
            programme_id=first.programme_id,
            choice_rank=1,
            programme_rank=1,
        )
        for row in found.rows
    )
    return Found(rows=rows, explanations=found.explanations, units=found.units, log=found.log)


def test_a_run_that_fails_a_proof_is_kept_and_cannot_be_signed_or_released(
    programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_entrant(400, programme)
    an_entrant(300, programme)
    monkeypatch.setattr(filing, "PROGRAMS", Programs(filed_by=over_admitting, other=over_admitting))
    run_id = compute()
    assert state_of(run_id) == RunState.FAILED
    assert FilingResult.objects.filter(run_id=run_id, admitted=True).count() == 2
    assert FilingProof.objects.get(run_id=run_id, name="P1").failed == 1
    with refused("第1号运行为“未通过”，不能办理此事。"):
        sign(run_id)
    with refused("第1号运行为“未通过”，不能办理此事。"):
        release_of(run_id)


def test_a_run_that_the_other_program_files_otherwise_fails(
    programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_entrant(400, programme)
    an_entrant(300, programme)
    programs = Programs(filed_by=filing.PROGRAMS.filed_by, other=over_admitting)
    monkeypatch.setattr(filing, "PROGRAMS", programs)
    assert state_of(compute()) == RunState.FAILED
    assert [one.name for one in FilingProof.objects.filter(failed__gt=0)] == ["P12"]


def test_a_failed_run_can_be_followed_by_a_proved_one(
    programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_entrant(400, programme)
    failing = (Proof(name="P1", checked=1, failed=1),)
    with monkeypatch.context() as patched:
        patched.setattr(filing, "prove", lambda given, found: failing)
        assert state_of(compute()) == RunState.FAILED
    assert state_of(compute()) == RunState.PROVED


def test_a_bonus_that_is_not_the_effective_one_fails_the_run(
    programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = an_entrant(400, programme)
    a_claim(candidate=person, effective=True)
    monkeypatch.setattr(filing, "read_claims", lambda border, candidates: ())
    assert state_of(compute()) == RunState.FAILED
    assert FilingProof.objects.get(name="P8").failed == 1


def test_run_filing_that_breaks_off_leaves_the_run_as_tried(
    programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("power cut")

    an_entrant(400, programme)
    run_id = tried()
    monkeypatch.setattr(filing, "write_proofs", broken)
    with pytest.raises(RuntimeError, match="power cut"):
        run_filing(border=BORDER, actor=an_actor(), at=AT, run_id=run_id)
    assert state_of(run_id) == RunState.DRY
    assert not FilingResult.objects.exists()
    assert not FilingSheet.objects.exists()


def test_sign_run_needs_two_persons_and_keeps_both_on_one_digest(programme: Programme) -> None:
    an_entrant(400, programme)
    run_id = compute()
    first, second = an_account(), an_account()
    with refused("“投档结果签字”由你提请，须由另一人复核。"):
        sign(run_id, first, first)
    sign(run_id, first, second)
    run = FilingRun.objects.get(pk=run_id)
    assert (run.state, run.first_signer, run.second_signer) == (RunState.SIGNED, first, second)
    approval = Approval.objects.get()
    assert (approval.act, approval.object_id) == ("sign_run", "1")
    assert dict(approval.facts) == {
        "投档运行": "第1号",
        "轮次": "正式投档第1批次",
        "层次": "高起本",
        "参加投档": "1人",
        "拟录取": "1人",
        "独立核验": "9项中9项通过",
        "输入摘要": run.input_digest,
        "结果摘要": run.result_digest,
        "内容摘要": approval.facts[-1][1],
    }
    assert (approval.first, approval.second, approval.second_at) == (first, second, AT)


@pytest.mark.parametrize("act", [sign_run, release_run])
def test_a_run_is_not_signed_or_released_by_one(programme: Programme, act: Callable[..., None]) -> None:
    an_entrant(400, programme)
    run_id = compute()
    if act is release_run:
        sign(run_id)
    with pytest.raises(Refused, match="须由两人办理：一人提请，另一人看到相同内容后确认。"):
        act(border=BORDER, actor=an_actor_for("release_run"), at=AT, run_id=run_id)


def test_release_run_unsigned_is_refused(programme: Programme) -> None:
    an_entrant(400, programme)
    run_id = compute()
    with refused("第1号运行为“已核验”，不能办理此事。"):
        release_of(run_id)


def test_release_run_switches_from_the_older_one(programme: Programme) -> None:
    an_entrant(400, programme)
    older, newer = release(), release()
    assert (state_of(older), state_of(newer)) == (RunState.SUPERSEDED, RunState.RELEASED)
    assert FilingRun.objects.get(pk=newer).released_at == AT
    assert trail_of("supersede_run") == [("filing_run", "1")]


def test_release_run_twice_is_refused(programme: Programme) -> None:
    an_entrant(400, programme)
    run_id = release()
    with refused("第1号运行为“已放行”，不能办理此事。"):
        release_of(run_id)


def test_release_run_after_the_data_moved_is_refused(programme: Programme) -> None:
    person = an_entrant(400, programme)
    run_id = compute()
    sign(run_id)
    Registration.objects.filter(candidate=person).update(state="CANCELLED", ended_at=AT)
    with refused("第1号运行之后数据有变动，不能放行，请重新准备并运行。"):
        release_of(run_id)
    assert state_of(run_id) == RunState.SIGNED


def test_release_run_after_files_of_the_older_one_went_out_is_refused(programme: Programme) -> None:
    person = an_entrant(400, programme)
    older = release()
    newer = compute()
    sign(newer)
    a_file(candidate=person, programme=programme, run=FilingRun.objects.get(pk=older), with_moves=False)
    with refused("第1号运行的档案已投给院校，不能再换。"):
        release_of(newer)


@pytest.mark.django_db(transaction=True)
def test_prepare_run_pressed_twice_at_once_makes_one_run(programme: Programme) -> None:
    an_entrant(400, programme)
    actor = an_actor()
    outcomes = press_twice(
        lambda: prepare_run(border=BORDER, actor=actor, at=AT, filing_round=FilingRound.MAIN, tier=1)
    )
    assert outcomes == [DONE, "第1号运行已经准备好，尚未投档，请先运行。"]


@pytest.mark.django_db(transaction=True)
def test_run_filing_pressed_twice_at_once_computes_once(programme: Programme) -> None:
    an_entrant(400, programme)
    run_id, actor = tried(), an_actor()
    outcomes = press_twice(lambda: run_filing(border=BORDER, actor=actor, at=AT, run_id=run_id))
    assert outcomes == [DONE, "第1号运行为“已核验”，不能办理此事。"]
    assert FilingResult.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_release_run_of_two_runs_at_once_leaves_one_released(programme: Programme) -> None:
    an_entrant(400, programme)
    runs = [compute(), compute()]
    for run_id in runs:
        sign(run_id)
    waiting = list(runs)
    outcomes = press_twice(lambda: release_of(waiting.pop()))
    assert outcomes == [DONE, DONE]
    states = FilingRun.objects.values_list("state", flat=True)
    assert sorted(states) == [RunState.RELEASED, RunState.SUPERSEDED]
