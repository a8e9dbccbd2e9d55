"""A whole small season through the real acts in a real database, of each province that has a supplement."""

from collections import Counter
from collections.abc import Iterator

import pytest
from django.db.models import Count, F
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoDbBlocker
from tests.rehearsal.seasons import play, small_season, undone

from chengzhao.actions.personas import PUBLISHED_SECRET
from chengzhao.actions.second_factors import code_of
from chengzhao.law.words import EntryRoute, ProgrammeKind, ProgrammeLevel, Role
from chengzhao.records.models import (
    Account,
    Admission,
    AdmissionLetter,
    AdmissionList,
    Approval,
    AuditRow,
    Candidate,
    CandidateFile,
    Choice,
    Claim,
    ControlLine,
    ExtraTestResult,
    FilingProof,
    FilingReason,
    FilingRun,
    Job,
    PaperMark,
    PublicNotice,
    Registration,
    ReviewDecision,
    Seat,
    SourcePlan,
    StaffRole,
)
from chengzhao.records.queries.season import lent_accounts
from chengzhao.records.queries.stories import Story, stories
from chengzhao.rehearsal.fates import Course
from chengzhao.rehearsal.funnel import STEPS, funnel
from chengzhao.rehearsal.generator import SyntheticSeason
from chengzhao.rehearsal.personas import candidate_personas, staff_personas, username_of
from chengzhao.rehearsal.player.december import rounds
from chengzhao.rules.admission import FileState, ListState, RunState
from chengzhao.rules.preferences import ClaimState
from chengzhao.rules.registration import RegistrationState

pytestmark = [pytest.mark.season, pytest.mark.django_db]

SEASONS = {"14": 2024, "32": 2025}
Played = tuple[SyntheticSeason, str, str]
"""A season that stands in the database, its digest, and the digest of a first playing that was undone."""


@pytest.fixture(scope="module", params=list(SEASONS))
def played(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Played]:
    """The season played twice: the keys of all rows differ, since the database gives none out again."""
    season = small_season(request.param, SEASONS[request.param])
    with django_db_blocker.unblock():
        with undone():
            first = play(season)
        with undone():
            yield season, play(season), first


def test_two_runs_of_one_seed_give_equal_digests(played: Played) -> None:
    _, second, first = played
    assert second == first


def test_the_funnel_adds_up(played: Played) -> None:
    season, _, _ = played
    held = funnel(season.scenario.year, season.scenario.province)
    assert list(held.faults()) == []
    totals = [held.total(step) for step, _ in STEPS]
    assert totals == sorted(totals, reverse=True)
    admitted = held.total("admitted") + held.total("admitted", EntryRoute.EXEMPT)
    assert admitted == held.places_taken == Admission.objects.filter(revoked_at__isnull=True).count() > 0


def test_every_stage_is_done_and_so_is_the_whole(played: Played) -> None:
    season, _, _ = played
    jobs = {job.kind: job for job in Job.objects.all()}
    assert {job.state for job in jobs.values()} == {"DONE"}
    assert jobs["rehearsal"].done == len(jobs) - 1 == 10 + len(rounds(season.scenario))


def test_registrations_end_as_their_courses_say(played: Played) -> None:
    season, _, _ = played
    states = Counter(Registration.objects.values_list("state", flat=True))
    courses = Counter(season.courses)
    unified = sum(
        course.ends_confirmed and season.route(place) is EntryRoute.UNIFIED
        for place, course in enumerate(season.courses)
    )
    exempt = sum(
        course.ends_confirmed and season.route(place) is EntryRoute.EXEMPT
        for place, course in enumerate(season.courses)
    )
    assert states == {
        RegistrationState.TICKETED: unified,
        RegistrationState.CONFIRMED: exempt,
        RegistrationState.APPROVED: courses[Course.NEVER_CONFIRMED],
        RegistrationState.REJECTED: courses[Course.REFUSED_IN_SECOND] + courses[Course.UNVERIFIED],
        RegistrationState.WITHDRAWN: courses[Course.WITHDRAWN],
    }


def test_second_decisions_are_of_another_person_than_the_first(played: Played) -> None:
    senders = ReviewDecision.objects.filter(verdict="SECOND").values_list("candidate_id", "reviewer_id")
    deciders = ReviewDecision.objects.filter(verdict="REJECT").values_list("candidate_id", "reviewer_id")
    assert senders
    assert set(senders) & set(deciders) == set()


def test_claims_are_decided_and_publicised(played: Played) -> None:
    states = Counter(Claim.objects.values_list("state", flat=True))
    assert set(states) == {ClaimState.EFFECTIVE, ClaimState.REFUSED}
    assert Claim.objects.filter(objection_sustained=True, state=ClaimState.REFUSED).count() >= 1
    assert set(PublicNotice.objects.values_list("state", flat=True)) == {"COMPLETED"}


def test_absentees_a_cancelled_paper_and_extra_tests_are_there(played: Played) -> None:
    assert PaperMark.objects.filter(absent=True).exists()
    assert PaperMark.objects.filter(cancelled=True, mark=0).exists()
    assert ExtraTestResult.objects.filter(passed=True).exists()
    assert not PaperMark.objects.exclude(state="RELEASED").exists()


def test_every_seat_is_of_one_who_sits_the_unified_exam(played: Played) -> None:
    seated = Registration.objects.filter(state=RegistrationState.TICKETED, route=EntryRoute.UNIFIED)
    assert Seat.objects.count() == seated.count()


def test_every_run_is_released_and_every_proof_holds(played: Played) -> None:
    assert set(FilingRun.objects.values_list("state", flat=True)) == {RunState.RELEASED}
    assert set(FilingProof.objects.values_list("failed", flat=True)) == {0}
    counts = FilingRun.objects.annotate(number_of_proofs=Count("proofs"))
    assert set(counts.values_list("number_of_proofs", flat=True)) == {12}


def test_a_supplementary_round_was_held(played: Played) -> None:
    assert Choice.objects.filter(filing_round="SUPPLEMENTARY", frozen_at__isnull=False).exists()
    assert FilingRun.objects.filter(filing_round="SUPPLEMENTARY").exists()


def test_no_file_is_left_in_hand_and_every_list_was_sent(played: Played) -> None:
    assert set(CandidateFile.objects.values_list("state", flat=True)) == {
        FileState.ADMITTED,
        FileState.RETURNED,
    }
    assert set(AdmissionList.objects.values_list("state", flat=True)) == {ListState.SENT}


def test_colleges_return_some_and_the_reason_is_kept(played: Played) -> None:
    returned = CandidateFile.objects.filter(state=FileState.RETURNED)
    assert returned.filter(return_code="WITHDREW").exists()
    assert not returned.filter(return_code="").exists()


def test_everybody_admitted_has_a_letter_and_a_place_of_the_plan(played: Played) -> None:
    assert AdmissionLetter.objects.count() == Admission.objects.count()
    assert not SourcePlan.objects.filter(admitted__gt=F("places")).exists()
    used = sum(SourcePlan.objects.values_list("admitted", flat=True))
    assert used == Admission.objects.count()


def test_exempt_people_are_admitted_without_a_mark(played: Played) -> None:
    exempt = CandidateFile.objects.filter(exempt=True, state=FileState.ADMITTED)
    assert exempt.exists()
    assert not PaperMark.objects.filter(candidate__files__in=exempt).exists()


def test_people_are_left_without_a_place_for_each_reason(played: Played) -> None:
    codes = set(FilingReason.objects.values_list("code", flat=True))
    assert {"ADMITTED", "BELOW_LINE", "UNIT_FULL", "NOT_REACHED"} <= codes


def test_control_lines_are_published_by_another_person(played: Played) -> None:
    assert ControlLine.objects.filter(published_at__isnull=True).count() == 0
    assert not ControlLine.objects.filter(proposed_by=F("approved_by")).exists()


def test_arts_lines_are_there_for_arts_programmes(played: Played) -> None:
    season, _, _ = played
    kinds = {offer.kind for offer in season.offers}
    assert set(ControlLine.objects.values_list("kind", flat=True)) >= kinds
    assert ProgrammeKind.ARTS in kinds


def test_every_role_has_a_persona_that_can_log_in(played: Played) -> None:
    personas = Account.objects.filter(is_persona=True)
    roles = set(StaffRole.objects.filter(account__in=personas).values_list("role", flat=True))
    assert roles == {role.value for role in Role if role is not Role.CANDIDATE}
    assert all(account.check_password("demo-chengzhao") for account in personas)
    others = Account.objects.filter(is_persona=False)
    assert not any(account.has_usable_password() for account in others[:20])


def test_every_persona_logs_in_and_sees_the_page_it_is_shown(played: Played) -> None:
    season, _, _ = played
    lent = lent_accounts(season.scenario.year, season.scenario.province)
    rows = [*staff_personas(season), *candidate_personas(lent)]
    assert len(rows) == 17 + len(lent) > 17
    seen = {}
    for row in rows:
        # Each on a device of their own: from one, so many log-ins in a quarter of an hour are too many.
        client = Client()
        door = "candidate" if row.role.startswith("考生") else "staff"
        typed = {"door": door, "username": row.username, "password": row.password}
        answer = client.post("/login/", typed)
        assert answer.status_code == 302, row.username
        if door == "staff":
            factor = {"factor": code_of(PUBLISHED_SECRET, timezone.now())}
            assert client.post("/login/second-factor/", factor).status_code == 302, row.username
        seen[row.username] = client.get(row.url).status_code
        client.post("/logout/")
    assert seen == dict.fromkeys(seen, 200)


def test_personas_of_candidates_have_the_story_they_are_shown_for(played: Played) -> None:
    lent = {
        candidate.account.username: candidate
        for candidate in Candidate.objects.filter(account__is_persona=True).select_related("account")
        if candidate.account
    }
    exempt = lent[username_of(Story.EXEMPT)]
    assert exempt.files.get(state=FileState.ADMITTED).exempt
    full = lent[username_of(Story.UNIT_FULL)]
    assert not full.admissions.exists()
    assert full.filing_reasons.filter(code="UNIT_FULL").exists()
    absent = lent[username_of(Story.ABSENT)]
    assert set(absent.marks.values_list("absent", flat=True)) == {True}


def test_second_choices_are_admitted_as_the_story_says(played: Played) -> None:
    lent = Candidate.objects.filter(account__username=username_of(Story.SECOND_CHOICE)).first()
    second = Admission.objects.filter(file__choice_rank=2, file__run__filing_round="MAIN")
    assert (lent is not None) == second.exists()
    if lent is not None:
        assert lent.admissions.get().file.choice_rank == 2


def test_stories_are_told_of_nobody_twice(played: Played) -> None:
    season, _, _ = played
    told = stories(season.scenario.year, season.scenario.province)
    assert len({one.candidate_id for one in told.values()}) == len(told)


def test_every_act_left_its_trail(played: Played) -> None:
    acts = set(AuditRow.objects.values_list("act", flat=True))
    assert acts >= {
        *("open_season", "add_organisations", "create_accounts", "appoint_administrators", "grant_roles"),
        *("open_approval", "confirm_approval", "open_stage"),
        *("register_colleges", "publish_charters", "submit_directory", "submit_places", "publish_plans"),
        *("submit_registrations", "decide_registrations", "resubmit_registrations"),
        *("withdraw_registrations", "confirm_registrations", "verify_education"),
        *("approve_claims", "give_opinions", "refuse_claims", "draft_notice", "complete_notice"),
        *("sustain_objection", "certify_sites", "seat_candidates", "record_attendance", "import_marks"),
        *("cancel_papers", "freeze_marks", "release_scores", "propose_control_lines"),
        *("freeze_choices", "save_choices", "prepare_run", "run_filing", "sign_run", "release_run"),
        *("place_exempt", "file_to_colleges", "take_up_files", "decide_files", "settle_returns"),
        *("submit_lists", "check_lists", "approve_lists", "send_letters", "lend_accounts"),
    }


def test_every_act_of_two_was_signed_by_two(played: Played) -> None:
    done = set(Approval.objects.filter(state="DONE").values_list("act", flat=True))
    assert done == {
        *("grant_roles", "approve_claims", "sign_notice", "publish_control_lines"),
        *("sign_run", "release_run", "approve_lists"),
    }
    assert not Approval.objects.exclude(state="DONE").exists()
    acts = AuditRow.objects.filter(act__in=done).exclude(account__in=Approval.objects.values("second"))
    assert not acts.exists()


def test_levels_are_admitted_in_the_places_of_their_level(played: Played) -> None:
    season, _, _ = played
    held = funnel(season.scenario.year, season.scenario.province)
    for level in ProgrammeLevel:
        assert held.places[level][1] == Admission.objects.filter(level=level).count()
