"""What a run reads from the tables: programmes, lines, entrants, choices, extra tests and claims."""

from datetime import timedelta
from decimal import Decimal

import pytest
from tests.actions.ready_season import (
    AT,
    GAOQIBEN,
    GAOQIZHUAN,
    HUMANITIES,
    a_programme_of,
    a_season_with_lines,
    an_entrant,
)
from tests.factories import (
    BORDER,
    a_candidate,
    a_choice,
    a_claim,
    a_control_line,
    a_file,
    an_admission,
    an_extra_test,
)

from chengzhao.actions.filing_inputs import gather, read_claims, read_lines, read_programmes
from chengzhao.actions.filing_rules import rules_table
from chengzhao.law.words import ClaimKind, EntryRoute, ProgrammeKind, ProgrammeLevel
from chengzhao.records.models import ControlLine, PaperMark, Registration, Season
from chengzhao.records.models.filing import FilingRound
from chengzhao.rules.admission import FileState
from chengzhao.rules.dossier import BonusClaim, Candidate, Choice, ExtraTest, FilingInput, Programme
from chengzhao.rules.plans import PlanState
from chengzhao.rules.preferences import ClaimState
from chengzhao.rules.registration import RegistrationState

pytestmark = pytest.mark.django_db

MAIN, SUPPLEMENTARY = FilingRound.MAIN, FilingRound.SUPPLEMENTARY


@pytest.fixture(autouse=True)
def _season() -> None:
    a_season_with_lines()


def given(level: ProgrammeLevel = GAOQIBEN, filing_round: FilingRound = MAIN) -> FilingInput:
    return gather(BORDER, filing_round, rules_table(Season.objects.get(), filing_round, (level,)))


def test_a_candidate_comes_with_marks_bonus_and_status_in_hundredths() -> None:
    programme = a_programme_of(3, code="A1")
    person = an_entrant(400, programme)
    PaperMark.objects.filter(candidate=person, slot="maths").update(mark=Decimal("99.5"))
    PaperMark.objects.filter(candidate=person, slot="foreign").update(mark=None, absent=True)
    a_claim(candidate=person, kind=ClaimKind.AGED_25, points=20, effective=True)
    a_claim(candidate=person, kind=ClaimKind.MASTER_ATHLETE, points=50, effective=True)
    a_claim(candidate=person, kind=ClaimKind.FIRST_GRADE_ATHLETE, points=30, state=ClaimState.OBJECTED)
    assert given().candidates == (
        Candidate(
            candidate_id=person.candidate_number,
            level="GAOQIBEN",
            category="HUMANITIES",
            chinese=10000,
            maths=9950,
            foreign=0,
            combined=10000,
            bonus=5000,
            person_status="OK",
        ),
    )


def test_a_candidate_who_also_wants_gaoqizhuan_appears_there_with_three_papers() -> None:
    main, side = a_programme_of(1, code="A1"), a_programme_of(1, level=GAOQIZHUAN, code="C1")
    person = an_entrant(400, main, also=[side])
    found = given(GAOQIZHUAN)
    assert found.candidates == (
        Candidate(
            candidate_id=person.candidate_number,
            level="GAOQIZHUAN",
            category="HUMANITIES",
            chinese=10000,
            maths=10000,
            foreign=10000,
        ),
    )
    assert found.choices == (
        Choice(
            candidate_id=person.candidate_number,
            level="GAOQIZHUAN",
            rank=1,
            college=side.college.national_code,
            programmes=("C1",),
            accepts_reassignment=False,
        ),
    )


def test_a_candidate_of_gaoqiben_alone_does_not_appear_at_gaoqizhuan() -> None:
    main, side = a_programme_of(1), a_programme_of(1, level=GAOQIZHUAN)
    person = an_entrant(400, main)
    a_choice(candidate=person, programmes=[side])
    found = given(GAOQIZHUAN)
    assert (found.candidates, found.choices) == ((), ())


def test_status_of_the_placed_the_void_and_the_cancelled() -> None:
    programme = a_programme_of(9)
    people = [an_entrant(400, programme) for _ in range(5)]
    placed, void, half_void, cancelled, withdrawn = people
    an_admission(candidate=placed, programme=programme)
    PaperMark.objects.filter(candidate=void).update(cancelled=True, mark=0)
    PaperMark.objects.filter(candidate=half_void).exclude(slot="maths").update(cancelled=True, mark=0)
    Registration.objects.filter(candidate=cancelled).update(state=RegistrationState.CANCELLED, ended_at=AT)
    Registration.objects.filter(candidate=withdrawn).update(state=RegistrationState.WITHDRAWN, ended_at=AT)
    found = given()
    assert [(one.candidate_id, one.person_status) for one in found.candidates] == [
        (placed.candidate_number, "ADMITTED"),
        (void.candidate_number, "VOID"),
        (half_void.candidate_number, "OK"),
        (cancelled.candidate_number, "SUSPENDED"),
    ]
    assert withdrawn.candidate_number not in {one.candidate_id for one in found.choices}


def test_a_place_that_was_revoked_no_longer_counts() -> None:
    programme = a_programme_of(9)
    person = an_entrant(400, programme)
    admission = an_admission(candidate=person, programme=programme)
    admission.revoked_at = AT
    admission.save()
    assert given().candidates[0].person_status == "OK"


def test_the_exempt_are_not_in_the_input() -> None:
    a_candidate(level=GAOQIBEN, category=HUMANITIES, confirmed=True, route=EntryRoute.EXEMPT)
    assert given().candidates == ()


def test_programmes_come_with_the_places_left_less_those_promised_to_the_exempt() -> None:
    programme = a_programme_of(10, code="A1", admitted=3, relaxable=True)
    exempt = a_candidate(level=GAOQIBEN, category=HUMANITIES, confirmed=True, route=EntryRoute.EXEMPT)
    a_file(candidate=exempt, programme=programme, state=FileState.PROPOSED, exempt=True)
    a_programme_of(10, code="A2", state=PlanState.DISTRIBUTED)
    a_programme_of(10, code="C1", level=GAOQIZHUAN)
    assert read_programmes(BORDER, [GAOQIBEN]) == (
        Programme(
            programme_id="A1",
            college=programme.college.national_code,
            level="GAOQIBEN",
            category="HUMANITIES",
            kind="GENERAL",
            is_relaxable=True,
            has_extra_test=False,
            places=6,
        ),
    )


def test_a_return_of_an_exempt_file_gives_the_place_back() -> None:
    programme = a_programme_of(10)
    exempt = a_candidate(level=GAOQIBEN, category=HUMANITIES, confirmed=True, route=EntryRoute.EXEMPT)
    a_file(candidate=exempt, programme=programme, state=FileState.RETURNED, exempt=True)
    assert read_programmes(BORDER, [GAOQIBEN])[0].places == 10


def test_lines_are_the_published_ones_of_the_highest_version() -> None:
    ControlLine.objects.all().delete()
    a_control_line(level=GAOQIBEN, category=HUMANITIES, score=200)
    a_control_line(level=GAOQIBEN, category=HUMANITIES, score=140, version=2)
    a_control_line(level=GAOQIBEN, category=HUMANITIES, score=130, version=3, published=False)
    a_control_line(level=GAOQIZHUAN, category=HUMANITIES, score=100)
    assert read_lines(BORDER, [GAOQIBEN]) == {("GAOQIBEN", "HUMANITIES", "GENERAL"): 14000}


def test_a_supplementary_round_holds_those_who_chose_again_and_their_new_choices() -> None:
    old, new = a_programme_of(1), a_programme_of(1, code="B1")
    an_entrant(400, old)
    again = an_entrant(300, old)
    a_choice(candidate=again, programmes=[new], filing_round=SUPPLEMENTARY, frozen=True)
    found = given(filing_round=SUPPLEMENTARY)
    assert [one.candidate_id for one in found.candidates] == [again.candidate_number]
    assert [(one.candidate_id, one.programmes) for one in found.choices] == [
        (again.candidate_number, ("B1",))
    ]


def test_extra_tests_come_for_entrants_and_colleges_of_the_run_only() -> None:
    tested = a_programme_of(1, kind=ProgrammeKind.GENERAL, extra_test=True)
    elsewhere = a_programme_of(1, level=GAOQIZHUAN, extra_test=True)
    person, outsider = an_entrant(400, tested), a_candidate(ticketed=True)
    an_extra_test(candidate=person, college=tested.college, score=Decimal("77.25"), passed=False)
    an_extra_test(candidate=person, college=elsewhere.college)
    an_extra_test(candidate=outsider, college=tested.college)
    assert given().extra_tests == (
        ExtraTest(
            candidate_id=person.candidate_number,
            college=tested.college.national_code,
            test_score=7725,
            has_passed=False,
        ),
    )


def test_claims_come_with_each_condition_of_their_effect() -> None:
    person = an_entrant(400)
    a_claim(candidate=person, effective=True)
    a_claim(candidate=person, kind=ClaimKind.MASTER_ATHLETE, points=50, state=ClaimState.NOTIFIED)
    a_claim(
        candidate=person,
        kind=ClaimKind.AGED_25,
        state=ClaimState.OBJECTED,
        notice_completed_at=AT - timedelta(days=9),
        objection_sustained=True,
    )
    a_claim(candidate=person, kind=ClaimKind.FIRST_GRADE_ATHLETE, points=30, state=ClaimState.REFUSED)
    a_claim(candidate=person, kind=ClaimKind.EXEMPT_VETERAN, exempts=True, effective=True)
    a_claim(candidate=a_candidate(ticketed=True), effective=True)

    def claim(points: int, publicised: bool, objected: bool) -> BonusClaim:
        return BonusClaim(
            candidate_id=person.candidate_number,
            bonus=points * 100,
            is_approved=True,
            is_publicised_in_full=publicised,
            has_sustained_objection=objected,
        )

    found = read_claims(BORDER, given().candidates)
    assert sorted(found, key=lambda one: (one.bonus, one.has_sustained_objection)) == [
        claim(20, True, False),
        claim(20, True, True),
        claim(50, False, False),
    ]


def test_gather_reads_in_as_many_statements_for_three_candidates_as_for_one(
    django_assert_num_queries: object,
) -> None:
    programme = a_programme_of(9, extra_test=True)
    table = rules_table(Season.objects.get(), MAIN, (GAOQIBEN,))
    for people in (1, 2):
        for _ in range(people):
            person = an_entrant(400, programme)
            an_extra_test(candidate=person, college=programme.college)
        with django_assert_num_queries(10):  # type: ignore[operator]
            gather(BORDER, MAIN, table)
