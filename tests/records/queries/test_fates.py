"""The fate of every choice, read from released runs and the candidate's own files."""

from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries
from tests import factories
from tests.factories import PROVINCE, YEAR

from chengzhao.law.words import ExamCategory, PaperSlot
from chengzhao.records.models import Candidate, FilingRun, Programme
from chengzhao.records.models.filing import FilingRound
from chengzhao.records.queries.fates import ChoiceFate, FateCode, fates_of, parse_detail
from chengzhao.rules.admission import FileState, RunState

pytestmark = pytest.mark.django_db
TIE_KEYS = {"ZHUANSHENGBEN": ["specialised", "politics"], "ZHUANSHENGBEN/LAW": ["foreign"]}


def fates(candidate: Candidate) -> tuple[ChoiceFate, ...]:
    category = ExamCategory(candidate.registration.category)
    return fates_of(candidate.pk, YEAR, PROVINCE, category)


def codes(candidate: Candidate) -> list[FateCode]:
    return [fate.code for fate in fates(candidate)]


def a_chooser(*programmes: Programme) -> Candidate:
    return factories.a_candidate(ticketed=True, chosen=programmes)


def a_ruled_run(**facts: object) -> FilingRun:
    run = factories.a_run(**facts)  # type: ignore[arg-type]
    FilingRun.objects.filter(pk=run.pk).update(
        rules={"mechanism": "sequential", "unit": "programme", "tie_keys": TIE_KEYS}
    )
    return run


def test_detail_is_read_key_by_key() -> None:
    assert parse_detail("extra=80;filing_score=200.5;ties=88/86") == {
        "extra": "80",
        "filing_score": "200.5",
        "ties": "88/86",
    }
    assert parse_detail("") == {}


def test_fate_before_any_release_is_open() -> None:
    programme = factories.a_programme()
    candidate = a_chooser(programme)
    run = a_ruled_run(state=RunState.PROVED)
    factories.a_result(run=run, candidate=candidate, programme=programme)
    factories.a_reason(run=run, candidate=candidate, code="ADMITTED")
    assert codes(candidate) == [FateCode.NOT_FILED_YET]


def test_fate_of_no_choices_is_nothing() -> None:
    assert codes(factories.a_candidate()) == []


def test_fate_of_a_proposal_is_not_told_before_the_list_is_approved() -> None:
    programme = factories.a_programme()
    candidate = a_chooser(programme)
    run = a_ruled_run()
    factories.a_reason(run=run, candidate=candidate, code="ADMITTED")
    assert codes(candidate) == [FateCode.WITH_COLLEGE]
    factories.a_file(candidate=candidate, programme=programme, run=run, state=FileState.PROPOSED)
    assert codes(candidate) == [FateCode.WITH_COLLEGE]


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (FileState.ADMITTED, FateCode.ADMITTED),
        (FileState.RETURNED, FateCode.RETURNED_BY_COLLEGE),
        (FileState.PENDING_CHECK, FateCode.WITH_COLLEGE),
        (FileState.REVOKED, FateCode.REVOKED),
    ],
)
def test_fate_of_a_file_is_that_of_its_state(state: FileState, code: FateCode) -> None:
    programme = factories.a_programme()
    candidate = a_chooser(programme)
    run = a_ruled_run()
    factories.a_reason(run=run, candidate=candidate, code="ADMITTED")
    factories.a_file(candidate=candidate, programme=programme, run=run, state=state)
    assert codes(candidate) == [code]


def test_fate_of_a_file_without_a_place_keeps_the_reason_of_the_run() -> None:
    programme = factories.a_programme()
    candidate = a_chooser(programme)
    run = a_ruled_run()
    factories.a_reason(run=run, candidate=candidate, code="RETURNED_NO_PLACE")
    factories.a_file(candidate=candidate, programme=programme, run=run, state=FileState.RETURNED)
    assert codes(candidate) == [FateCode.RETURNED_NO_PLACE]


def test_fate_of_an_exempt_admission_needs_no_run() -> None:
    programme, other = factories.a_programme(), factories.a_programme()
    candidate = a_chooser(programme, other)
    factories.a_file(candidate=candidate, programme=programme, state=FileState.ADMITTED, exempt=True)
    assert codes(candidate) == [FateCode.ADMITTED_EXEMPT, FateCode.NOT_REACHED]


def test_fate_passed_over_names_the_file_of_the_same_run_not_a_later_place() -> None:
    first, second, later = (factories.a_programme() for _ in range(3))
    candidate = a_chooser(first, second)
    run, supplementary = a_ruled_run(), a_ruled_run(filing_round=FilingRound.SUPPLEMENTARY)
    factories.a_reason(run=run, candidate=candidate, choice_rank=1, code="ADMITTED")
    factories.a_reason(run=run, candidate=candidate, choice_rank=2, code="NOT_REACHED")
    returned = factories.a_file(candidate=candidate, programme=first, run=run, state=FileState.RETURNED)
    factories.an_admission(candidate=candidate, programme=later, run=supplementary)
    fate = fates(candidate)[1]
    assert fate.code is FateCode.NOT_REACHED
    assert fate.holder is not None
    assert (fate.holder.college_id, fate.holder.state) == (returned.college_id, FileState.RETURNED)


def test_fate_of_not_taking_part_names_only_an_earlier_place() -> None:
    programme, other = factories.a_programme(), factories.a_programme()
    candidate = a_chooser(programme)
    factories.a_choice(candidate=candidate, programmes=[other], filing_round=FilingRound.SUPPLEMENTARY)
    first = a_ruled_run()
    second = a_ruled_run(filing_round=FilingRound.SUPPLEMENTARY)
    factories.a_reason(run=second, candidate=candidate, code="NOT_TAKING_PART")
    factories.an_admission(candidate=candidate, programme=programme, run=first)
    holder = fates(candidate)[1].holder
    assert holder is not None
    assert holder.college_id == programme.college_id
    factories.a_reason(run=first, candidate=candidate, code="NOT_TAKING_PART")
    type(candidate.files.get()).objects.update(run=second)
    assert fates(candidate)[0].holder is None


def test_fate_of_somebody_outside_the_run_is_not_taking_part() -> None:
    candidate = a_chooser(factories.a_programme())
    a_ruled_run()
    assert codes(candidate) == [FateCode.NOT_TAKING_PART]


def test_fate_has_the_figures_of_the_unit_and_the_own_marks() -> None:
    programme = factories.a_programme(places=3)
    candidate = a_chooser(programme)
    run = a_ruled_run()
    factories.a_mark(candidate=candidate, slot=PaperSlot.SPECIALISED, mark=87)
    factories.a_result(run=run, candidate=candidate, filing_score=150)
    factories.a_reason(run=run, candidate=candidate, code="UNIT_FULL", detail="filing_score=200;ties=90/80")
    factories.a_unit(
        run=run, programme=programme, by_programme=True, admitted=3, filed=3, lowest_admitted=200
    )
    (fate,) = fates(candidate)
    assert (fate.places, fate.admitted, fate.lowest_admitted) == (3, 3, Decimal(200))
    assert (fate.filing_score, fate.detail["filing_score"]) == (Decimal(150), "200")
    assert fate.tie_marks == ((PaperSlot.SPECIALISED, Decimal(87)), (PaperSlot.POLITICS, Decimal(0)))


def test_fate_takes_the_tie_keys_of_the_category_where_they_are_set() -> None:
    candidate = factories.a_candidate(
        ticketed=True, category=ExamCategory.LAW, chosen=[factories.a_programme(category=ExamCategory.LAW)]
    )
    run = a_ruled_run()
    factories.a_reason(run=run, candidate=candidate, code="UNIT_FULL", detail="filing_score=200;ties=90")
    assert [slot for slot, _ in fates(candidate)[0].tie_marks] == [PaperSlot.FOREIGN]


def test_fate_counts_those_who_wrote_the_same_at_the_same_rank() -> None:
    programme, other = factories.a_programme(), factories.a_programme()
    run = a_ruled_run()
    candidate = a_chooser(programme, other)
    people = [candidate, a_chooser(programme), a_chooser(programme), a_chooser(other, programme)]
    for person, score in zip(people, (150, 200, 150, 300), strict=True):
        factories.a_result(run=run, candidate=person, filing_score=score)
        factories.a_reason(run=run, candidate=person, code="BELOW_LINE")
    first, second = fates(candidate)
    assert (first.written_by, first.position) == (3, 2)
    assert (second.written_by, second.position) == (1, 1)


def test_fate_counts_those_of_the_whole_college_where_it_is_the_unit() -> None:
    college = factories.a_college()
    first, second = factories.a_programme(college=college), factories.a_programme(college=college)
    run = factories.a_run()
    FilingRun.objects.filter(pk=run.pk).update(rules={"unit": "college"})
    other_category = factories.a_candidate(ticketed=True, category=ExamCategory.LAW, chosen=[second])
    people = [a_chooser(first), a_chooser(second), other_category]
    for person, score in zip(people, (150, 200, 300), strict=True):
        factories.a_result(run=run, candidate=person, filing_score=score)
        factories.a_reason(run=run, candidate=person, code="BELOW_LINE")
    (fate,) = fates(people[0])
    assert (fate.written_by, fate.position, fate.is_filed_by_college) == (2, 2, True)


def test_fate_of_a_unit_ordered_by_the_extra_test_has_no_place_by_score() -> None:
    programme = factories.a_programme()
    candidate = a_chooser(programme)
    run = a_ruled_run()
    factories.a_result(run=run, candidate=candidate, filing_score=150)
    factories.a_unit(run=run, programme=programme, by_programme=True, ordering="extra")
    factories.an_extra_test(candidate=candidate, college=programme.college, score=Decimal("71.5"))
    (fate,) = fates(candidate)
    assert (fate.written_by, fate.position, fate.extra_score) == (None, None, Decimal("71.50"))


def test_fate_of_a_college_unit_is_found_by_category() -> None:
    programme = factories.a_programme(places=3)
    candidate = a_chooser(programme)
    run = a_ruled_run()
    factories.a_unit(run=run, programme=programme, admitted=2)
    assert fates(candidate)[0].places == 3


def test_fates_of_both_rounds_come_in_order() -> None:
    programme = factories.a_programme()
    candidate = a_chooser(programme)
    factories.a_choice(candidate=candidate, programmes=[programme], filing_round=FilingRound.SUPPLEMENTARY)
    run = a_ruled_run()
    factories.a_reason(run=run, candidate=candidate, code="BELOW_LINE", detail="missing=3")
    assert codes(candidate) == [FateCode.BELOW_LINE, FateCode.NOT_FILED_YET]


DOOR = 4
"""Statements of `counting`: a savepoint, through the door, back, and the savepoint's end."""


@pytest.mark.parametrize("number", [1, 3])
def test_fates_are_read_in_eleven_statements_two_of_them_through_a_door(
    django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    candidate = a_chooser(*[factories.a_programme() for _ in range(number)])
    run = a_ruled_run()
    factories.a_result(run=run, candidate=candidate)
    with django_assert_num_queries(11 + DOOR):
        assert len(fates_of(candidate.pk, YEAR, PROVINCE, ExamCategory.ECONOMICS_MANAGEMENT)) == number
