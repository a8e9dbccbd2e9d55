"""群发短信: by two, to no more than they saw, within a day, once to each; what cannot be texted is read on the page."""

from datetime import datetime, timedelta

import pytest
from tests import factories
from tests.actions.two_persons import by_two, confirm, put_forward
from tests.factories import BEIJING, BORDER, KEYS

from chengzhao.actions.audit import Actor, Refused
from chengzhao.actions.delivery import claim_messages
from chengzhao.actions.mass_messages import Sending, agreed_sending, sending_arguments, write_messages
from chengzhao.actions.outbox import MOST_TRIES, NO_PHONE
from chengzhao.law.words import Role
from chengzhao.records.models import Approval, AuditRow, Candidate, Message
from chengzhao.records.queries.messages import count_audience
from chengzhao.rules.messages import Audience
from chengzhao.rules.registration import RegistrationState

pytestmark = pytest.mark.django_db

AT = datetime(2024, 9, 9, 10, tzinfo=BEIJING)
NIGHT = datetime(2024, 9, 9, 22, tzinfo=BEIJING)
ACT = "send_messages"


@pytest.fixture
def officer() -> Actor:
    return factories.an_actor()


@pytest.fixture
def returned() -> list[Candidate]:
    county = factories.a_tree().county
    state = RegistrationState.RETURNED
    return [factories.a_candidate(confirmation_point=county, state=state) for _ in range(3)]


def arguments(
    kind: str = "return_ends", path: str = "/14/", count: int = 3, **words: str
) -> dict[str, object]:
    return sending_arguments(kind, words or {"deadline": "9月12日17:00"}, path, count=count)


def agreed(officer: Actor, count: int = 3, kind: str = "return_ends", **words: str) -> Sending:
    by_two(ACT, arguments(kind, count=count, **words), AT, first=officer)
    held = Approval.objects.filter(act=ACT).latest("pk")
    return agreed_sending(border=BORDER, actor=officer, at=AT, public_id=held.public_id)


def write(officer: Actor, sending: Sending) -> int:
    step = write_messages(border=BORDER, actor=officer, at=AT, sending=sending, after=0, keys=KEYS)
    return step.written if step else 0


def test_each_of_the_audience_is_written_to_once_however_often_it_is_done(
    officer: Actor, returned: list[Candidate]
) -> None:
    factories.a_candidate(confirmation_point=returned[0].confirmation_point)
    sending = agreed(officer)
    assert (write(officer, sending), write(officer, sending)) == (3, 0)
    assert set(Message.objects.values_list("candidate", flat=True)) == {one.pk for one in returned}
    sent = claim_messages(at=AT, keys=KEYS, most=10)
    text = "您的报名需要补正，9月12日17:00截止。请登录报名系统查看退回的原因，补正后再提交。"
    assert {one.text for one in sent} == {text}
    assert len({one.phone for one in sent}) == 3
    assert AuditRow.objects.filter(act="write_messages").count() == 2


def test_message_and_its_row_of_the_trail_stand_or_fall_together(
    officer: Actor, returned: list[Candidate], monkeypatch: pytest.MonkeyPatch
) -> None:
    sending = agreed(officer)
    trail = AuditRow.objects.count()

    def breaks_off(**_: object) -> None:
        assert Message.objects.count() == 3
        raise RuntimeError("the server stops here")

    with monkeypatch.context() as broken:
        broken.setattr("chengzhao.actions.mass_messages.record", breaks_off)
        with pytest.raises(RuntimeError):
            write(officer, sending)
    assert (Message.objects.count(), AuditRow.objects.count()) == (0, trail)
    assert write(officer, sending) == 3


def test_steps_go_on_behind_the_last_and_end(officer: Actor, returned: list[Candidate]) -> None:
    sending = agreed(officer)
    step = write_messages(
        border=BORDER, actor=officer, at=AT, sending=sending, after=returned[0].pk, keys=KEYS
    )
    assert step is not None
    assert (step.last, step.passed, step.written) == (returned[-1].pk, 2, 2)
    assert (
        write_messages(border=BORDER, actor=officer, at=AT, sending=sending, after=step.last, keys=KEYS)
        is None
    )


def test_at_night_it_waits_and_what_is_pressing_does_not(officer: Actor, returned: list[Candidate]) -> None:
    write(officer, agreed(officer))
    assert claim_messages(at=NIGHT, keys=KEYS, most=10) == []
    factories.a_candidate(confirmation_point=returned[0].confirmation_point, state=RegistrationState.TICKETED)
    moved = agreed(officer, 1, "exam_moved", change="第三考点改在二中", hotline="0351-2345678")
    write(officer, moved)
    assert [one.text for one in claim_messages(at=NIGHT, keys=KEYS, most=10)] == [moved.text]
    assert len(claim_messages(at=NIGHT + timedelta(hours=10), keys=KEYS, most=10)) == 4


@pytest.mark.parametrize("phone", ["0351-2345678", "", "14912345678"])
def test_whom_no_text_message_reaches_finds_it_on_the_page_alone(officer: Actor, phone: str) -> None:
    county = factories.a_tree().county
    factories.a_candidate(confirmation_point=county, state=RegistrationState.RETURNED, phone=phone)
    write(officer, agreed(officer, 1))
    held = Message.objects.get()
    assert (held.failure, held.tries, held.sent_at) == (NO_PHONE, MOST_TRIES, None)
    assert claim_messages(at=AT, keys=KEYS, most=10) == []


def test_who_came_to_the_audience_since_is_not_written_to(officer: Actor, returned: list[Candidate]) -> None:
    waiting = put_forward(ACT, arguments(), AT, first=officer)
    county = returned[0].confirmation_point
    late = factories.a_candidate(confirmation_point=county, state=RegistrationState.RETURNED)
    with pytest.raises(Refused, match="预览时3人，现在4人"):
        confirm(waiting, AT)
    late.registration.state = RegistrationState.SUBMITTED
    late.registration.save()
    confirm(waiting, AT)
    late.registration.state = RegistrationState.RETURNED
    late.registration.save()
    with pytest.raises(Refused, match="预览时3人，现在4人"):
        agreed_sending(border=BORDER, actor=officer, at=AT, public_id=waiting.public_id)


def test_who_left_the_audience_is_not_written_to_either(officer: Actor, returned: list[Candidate]) -> None:
    waiting = put_forward(ACT, arguments(), AT, first=officer)
    gone = returned[0].registration
    gone.state = RegistrationState.SUBMITTED
    gone.save()
    confirm(waiting, AT)
    sending = agreed_sending(border=BORDER, actor=officer, at=AT, public_id=waiting.public_id)
    assert write(officer, sending) == 2


def test_sending_is_for_whoever_asked_and_within_a_day(officer: Actor, returned: list[Candidate]) -> None:
    agreed(officer)
    held = Approval.objects.get(act=ACT)
    second = Actor(account=held.second_id, role=Role.PROVINCE_LEAD, org_path="/14/")
    with pytest.raises(Refused, match="由你提请"):
        agreed_sending(border=BORDER, actor=second, at=AT, public_id=held.public_id)
    with pytest.raises(Refused, match="已超过24小时"):
        agreed_sending(border=BORDER, actor=officer, at=AT + timedelta(hours=24), public_id=held.public_id)


def test_one_alone_sends_nothing(officer: Actor, returned: list[Candidate]) -> None:
    waiting = put_forward(ACT, arguments(), AT, first=officer)
    with pytest.raises(Refused, match="没有经两人同意"):
        agreed_sending(border=BORDER, actor=officer, at=AT, public_id=waiting.public_id)
    lead = Actor(account=officer.account, role=Role.PROVINCE_LEAD, org_path="/14/")
    with pytest.raises(Refused, match="须由另一人复核"):
        confirm(waiting, AT, second=lead)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"kind": "code"}, "没有这种短信"),
        ({"kind": "no_such"}, "没有这种短信"),
        ({"path": "/41/"}, "范围应为本单位或所属的单位"),
        ({"path": "/14/9999/"}, "范围应为本单位或所属的单位"),
        ({"deadline": ""}, "请填写截止时间"),
        ({"deadline": "www.a-b.com"}, "不能有网址"),
        ({"kind": "admitted", "hotline": "0351-2345678"}, "现在没有已录取的考生"),
        ({"count": 2}, "预览时2人，现在3人"),
    ],
)
def test_what_cannot_be_put_forward(
    officer: Actor, returned: list[Candidate], given: dict[str, object], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        put_forward(ACT, arguments(**given), AT, first=officer)  # type: ignore[arg-type]


@pytest.mark.parametrize("role", [Role.COUNTY_REVIEWER, Role.COLLEGE_LEAD, Role.OVERSIGHT, Role.CANDIDATE])
def test_other_roles_do_not_write_to_many(officer: Actor, returned: list[Candidate], role: Role) -> None:
    sending = agreed(officer)
    with pytest.raises(Refused, match="这项工作由"):
        write(factories.an_actor(role=role), sending)


def test_audiences_are_told_apart() -> None:
    county = factories.a_tree().county
    programme = factories.a_programme()
    states = (RegistrationState.DRAFT, RegistrationState.RETURNED, RegistrationState.APPROVED)
    for state in (*states, RegistrationState.TICKETED, RegistrationState.SUBMITTED):
        factories.a_candidate(confirmation_point=county, state=state)
    chosen = factories.a_candidate(
        confirmation_point=county, state=RegistrationState.TICKETED, chosen=[programme]
    )
    run = factories.a_run()
    factories.an_admission(candidate=chosen, programme=programme, run=run)
    found = {one: count_audience(2024, "14", "/14/", one) for one in Audience}
    assert found == dict.fromkeys(Audience, 1) | {Audience.TICKETED: 2}
    assert {count_audience(2024, "14", "/14/9999/", one) for one in Audience} == {0}
