"""Nobody who reads the trail, its export or a dump guesses a personal value back from a digest (P-08, L-01)."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from itertools import product
from unittest.mock import patch

import pytest
from tests.factories import (
    BEIJING,
    BORDER,
    KEYS,
    a_candidate,
    a_mark,
    a_programme,
    a_season,
    an_actor,
    an_actor_for,
    every_stage_open,
)

from chengzhao.actions import audit
from chengzhao.actions.audit import Touched, record
from chengzhao.actions.extra_tests import ExtraTestForm, file_extra_tests
from chengzhao.actions.keyed_digests import KEYED_KINDS, keyed_digest
from chengzhao.actions.marking import MarkForm, import_marks
from chengzhao.actions.whose import OF_A_CANDIDATE
from chengzhao.law.words import ExamCategory, PaperSlot, ProgrammeKind
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import AuditRow, Candidate, PaperMark
from chengzhao.rules.exams import MarkState

pytestmark = pytest.mark.django_db

BEFORE_THE_EXAM = datetime(2024, 10, 18, 12, tzinfo=BEIJING)
MARKING = datetime(2024, 11, 12, 9, tzinfo=BEIJING)
COLUMNS = ("before_digest", "after_digest", "object_id", "reason")


@pytest.fixture
def person() -> Candidate:
    a_season()
    every_stage_open()
    return a_candidate(ticketed=True, category=ExamCategory.ARTS, confirmed=True)


def marked(person: Candidate, mark: str) -> PaperMark:
    paper = a_mark(candidate=person, slot=PaperSlot.POLITICS, mark=None, state=MarkState.NONE)
    form = MarkForm(candidate_id=person.pk, slot=PaperSlot.POLITICS, mark=Decimal(mark))
    import_marks(border=BORDER, actor=an_actor(), at=MARKING, marks=[form])
    return paper


def with_extra_test(person: Candidate, score: str) -> str:
    programme = a_programme(kind=ProgrammeKind.ARTS, category=ExamCategory.ARTS, extra_test=True)
    code = programme.college.national_code
    actor = an_actor_for("file_extra_tests", org_path="/")
    form = ExtraTestForm(candidate_id=person.pk, national_code=code, score=Decimal(score), passed=True)
    file_extra_tests(border=BORDER, actor=actor, at=BEFORE_THE_EXAM, results=[form])
    return code


def guesses(person: Candidate, paper: PaperMark, code: str) -> Iterator[str]:
    """What anybody can work out who knows the candidate, the paper, the college, and the code of this system."""
    for tenths in range(1501):
        mark = Decimal(tenths) / 10
        yield digest_of([person.candidate_number, PaperSlot.POLITICS, mark])
        yield digest_of({"mark": mark})
        for passed, state in product((True, False), MarkState):
            yield digest_of([person.pk, code, mark, passed])
            yield digest_of({"mark": mark, "state": state})
            yield digest_of({"mark": mark, "state": state.value, "cancelled": passed})


def kept() -> set[str]:
    return {text for row in AuditRow.objects.values_list(*COLUMNS) for text in row if text}


def test_no_mark_is_found_by_trying_them_all(person: Candidate) -> None:
    paper, code = marked(person, "105.5"), with_extra_test(person, "82.5")
    assert len([text for text in kept() if len(text) == 64]) >= 2
    assert kept().isdisjoint(guesses(person, paper, code))


def test_marks_would_be_found_in_plain_digests(person: Candidate) -> None:
    with patch.object(audit, "as_kept_on_the_trail", lambda act, kind: lambda _, digest: digest):
        paper, code = marked(person, "105.5"), with_extra_test(person, "82.5")
    assert len(kept().intersection(guesses(person, paper, code))) >= 2


def test_equal_states_of_two_persons_have_different_digests() -> None:
    a_season()
    first, second = a_candidate(), a_candidate()
    refused = digest_of({"state": "REFUSED"})
    for person in (first, second):
        touched = [Touched(object_id=f"{person.candidate_number} 年满25周岁", before=refused, after=refused)]
        actor = an_actor_for("refuse_claims")
        record(
            border=BORDER, actor=actor, at=MARKING, act="refuse_claims", object_kind="claim", touched=touched
        )
    rows = list(AuditRow.objects.values_list("object_id", "before_digest", "after_digest"))
    assert len({after for _, _, after in rows}) == 2
    assert all(before == after != refused for _, before, after in rows)


def test_whoever_holds_the_key_can_show_what_a_digest_is_of(person: Candidate) -> None:
    paper = marked(person, "105.5")
    plain = digest_of([person.candidate_number, PaperSlot.POLITICS, Decimal("105.5")])
    row = AuditRow.objects.get(act="import_marks")
    assert row.after_digest == keyed_digest(KEYS, "paper_mark", str(paper.pk), plain)
    assert bytes.fromhex(row.after_digest)[:4] == KEYS.ring.current.id_bytes


def test_what_is_of_one_person_is_keyed_and_what_is_public_is_not() -> None:
    assert set(OF_A_CANDIDATE) < KEYED_KINDS
    assert not KEYED_KINDS & {"mark_book", "filing_run", "public_notice", "control_line", "admission_list"}
    assert keyed_digest(KEYS, "claim", "1", "") == ""
