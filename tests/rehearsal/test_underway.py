"""The season that stops on an afternoon of its registration: work waits in every queue, and nothing is ahead of it."""

from pathlib import Path

import pytest
from django.conf import settings
from tests.rehearsal.seasons import small_season

from chengzhao.law.words import Role
from chengzhao.records.job_words import JobState
from chengzhao.records.models import (
    Account,
    Approval,
    Claim,
    ControlLine,
    Job,
    Organisation,
    Registration,
    StaffRole,
)
from chengzhao.records.scope import session
from chengzhao.rehearsal.player.play import Play
from chengzhao.rehearsal.player.underway import play_underway
from chengzhao.rehearsal.posts import CLAIMS_REVIEWER
from chengzhao.rules.preferences import ClaimState
from chengzhao.rules.registration import REGISTRATION

pytestmark = [pytest.mark.season, pytest.mark.django_db]


def test_work_waits_in_every_queue(tmp_path: Path) -> None:
    held = Play(
        season=small_season("14", 2024, candidates=400),
        keys=settings.VAULT.keys(),
        registers=tmp_path / "registers.sqlite",
    )
    with session(held.scope):
        told = play_underway(held)
    states = set(Registration.objects.values_list("state", flat=True))
    assert {"SUBMITTED", "APPROVED", "RETURNED"} <= states
    waiting = Registration.objects.filter(state__in=REGISTRATION.sets["WITH_OFFICE"])
    assert waiting.count() > told.waiting / 2 > 0
    shown = StaffRole.objects.get(account__username="xian")
    assert waiting.filter(candidate__org_path=shown.organisation.path).exists()
    assert Approval.objects.filter(act="approve_claims", state="OPEN").count() == 1
    job = Job.objects.get(state=JobState.RUNNING)
    assert 0 < job.done < job.total
    assert job.org_path == Organisation.objects.get(path="/14/").path
    assert Claim.objects.filter(state=ClaimState.OFFICE_APPROVED).exists()
    assert told.claims > 0
    # Nobody is further than that afternoon.
    assert not ControlLine.objects.exists()
    assert max(Registration.objects.values_list("submitted_at", flat=True)) < told.moment
    reviewer = Account.objects.get(username=CLAIMS_REVIEWER)
    assert StaffRole.objects.get(account=reviewer).role == Role.DEPARTMENT_OFFICER
