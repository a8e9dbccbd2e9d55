"""群发短信 in the queue: through the office's door, stopped between steps, done again without a second message."""

from datetime import datetime
from unittest.mock import patch

import pytest
from tests import factories
from tests.actions.two_persons import by_two
from tests.factories import BEIJING, BORDER
from tests.web.world import World, a_world

from chengzhao.actions import mass_messages
from chengzhao.actions.audit import Actor
from chengzhao.actions.mass_messages import sending_arguments
from chengzhao.actions.queued_jobs import Wanted, cancel_job, queue_again, queue_job
from chengzhao.law.words import Role
from chengzhao.records.bulk import server_time
from chengzhao.records.models import Approval, Job, Message, StaffRole
from chengzhao.rules.registration import RegistrationState
from chengzhao.work import mass_messages as work
from chengzhao.work.jobs import run_job
from chengzhao.work.kinds import DOING

pytestmark = pytest.mark.django_db

PEOPLE = 5
NIGHT, DAY = (datetime(2024, 9, 9, hour, tzinfo=BEIJING) for hour in (22, 10))


@pytest.fixture
def world() -> World:
    return a_world()


@pytest.fixture
def actor(world: World) -> Actor:
    held = StaffRole.objects.get(account=world.accounts[Role.PROVINCE_OFFICER])
    return Actor(account=held.account_id, role=Role.PROVINCE_OFFICER, org_path=held.organisation.path)


@pytest.fixture
def job(world: World, actor: Actor, monkeypatch: pytest.MonkeyPatch) -> Job:
    monkeypatch.setattr(mass_messages, "STEP", 2)
    for _ in range(PEOPLE):
        factories.a_candidate(confirmation_point=world.tree.county, state=RegistrationState.RETURNED)
    given = sending_arguments("return_ends", {"deadline": "9月12日17:00"}, "/14/", count=PEOPLE)
    by_two("send_messages", given, server_time(), first=actor)
    held = Approval.objects.get(act="send_messages")
    seat = f"role:{StaffRole.objects.get(account=actor.account).pk}"
    wanted = Wanted(
        kind="mass_messages", title="群发短信", arguments={"approval": str(held.public_id)}, seat=seat
    )
    key = queue_job(border=BORDER, actor=actor, at=server_time(), wanted=wanted)
    return Job.objects.get(public_id=key)


def carry_out(job: Job) -> Job:
    run_job(DOING, season=BORDER.season, province=BORDER.province, job=job.pk)
    job.refresh_from_db()
    return job


@pytest.mark.parametrize(("now", "said"), [(DAY, "正在发出。"), (NIGHT, "夜间不打扰，9月10日8:00起发出。")])
def test_everybody_is_written_to_and_the_job_says_when_it_goes_out(
    job: Job, now: datetime, said: str
) -> None:
    with patch.object(work, "server_time", lambda: now):
        carry_out(job)
    assert (job.state, job.done, job.total) == ("DONE", PEOPLE, PEOPLE)
    assert job.message == f"已写给{PEOPLE}人；{said}"
    assert Message.objects.filter(kind="return_ends").count() == PEOPLE


def test_job_that_is_stopped_goes_on_where_it_was(
    job: Job, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = work.write_messages

    def stopped(**given: object) -> object:
        step = plain(**given)  # type: ignore[arg-type]
        cancel_job(border=BORDER, actor=actor, at=server_time(), public_id=job.public_id)
        return step

    monkeypatch.setattr(work, "write_messages", stopped)
    assert carry_out(job).state == "CANCELLED"
    assert Message.objects.filter(kind="return_ends").count() == 2
    monkeypatch.setattr(work, "write_messages", plain)
    queue_again(border=BORDER, actor=actor, at=server_time(), public_id=job.public_id)
    assert carry_out(job).state == "DONE"
    assert job.message.startswith(f"已写给{PEOPLE - 2}人，另2人此前已写，没有重复；")
    assert Message.objects.filter(kind="return_ends").count() == PEOPLE


def test_job_says_why_it_may_not(world: World, job: Job) -> None:
    factories.a_candidate(confirmation_point=world.tree.county, state=RegistrationState.RETURNED)
    assert carry_out(job).state == "FAILED"
    assert job.message == f"预览时{PEOPLE}人，现在{PEOPLE + 1}人，多出的人没有经过同意，请重新提请。"
    assert not Message.objects.filter(kind="return_ends").exists()
