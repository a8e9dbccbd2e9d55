"""What the database promises of drafts, their answers, their files and the versions that were handed in."""

import pytest
from tests.factories import a_candidate, a_draft, a_version, an_account, an_evidence_file
from tests.records.models.breaking import again, breaks, change

from chengzhao.records.models import DraftAnswer
from chengzhao.records.models.people import AccountKind
from chengzhao.rules.registration import DraftTask

pytestmark = pytest.mark.django_db


def test_registration_draft_once() -> None:
    row = a_draft(account=an_account(kind=AccountKind.CANDIDATE))
    with breaks("registration_draft_once"):
        again(row)
    again(row, season=2025)


def test_registration_draft_saved_after_opened() -> None:
    row = a_draft(account=an_account(kind=AccountKind.CANDIDATE))
    with breaks("registration_draft_saved_after_opened"):
        change(row, saved_at="2020-01-01T00:00+08:00")


def test_draft_of_a_candidate_once() -> None:
    own = a_candidate()
    row = a_draft(account=an_account(kind=AccountKind.CANDIDATE), candidate=own)
    with breaks("records_registrationdraft_candidate_id_key"):
        again(row, account_id=an_account(kind=AccountKind.CANDIDATE).pk)


def an_answer() -> DraftAnswer:
    a_draft(account=an_account(kind=AccountKind.CANDIDATE), answers={DraftTask.LEVEL: {"level": "GAOQIBEN"}})
    return DraftAnswer.objects.get()


def test_draft_answer_task_known() -> None:
    with breaks("draft_answer_task_known"):
        change(an_answer(), task="OTHER")


def test_draft_answer_version_once() -> None:
    row = an_answer()
    with breaks("draft_answer_version_once"):
        again(row)
    again(row, version=2)


def test_draft_answer_counts_from_one() -> None:
    with breaks("draft_answer_counts_from_one"):
        change(an_answer(), version=0)


def test_registration_version_once() -> None:
    row = a_version(candidate=a_candidate())
    with breaks("registration_version_once"):
        again(row)
    again(row, number=2)


def test_registration_version_counts_from_one() -> None:
    with breaks("registration_version_counts_from_one"):
        change(a_version(candidate=a_candidate()), number=0)


def test_sealed_file_of_candidate_or_draft() -> None:
    draft = a_draft(account=an_account(kind=AccountKind.CANDIDATE))
    row = an_evidence_file(draft=draft)
    with breaks("sealed_file_of_candidate_or_draft"):
        change(row, draft=None)
    with breaks("sealed_file_of_candidate_or_draft"):
        change(row, candidate_id=a_candidate().pk)


def test_sealed_file_once_per_draft() -> None:
    row = an_evidence_file(draft=a_draft(account=an_account(kind=AccountKind.CANDIDATE)))
    with breaks("sealed_file_once_per_draft"):
        again(row)
