"""消息: the candidate reads what was written to phone and account, codes but by name, and marks it as read."""

from datetime import timedelta

import pytest
from tests.factories import KEYS
from tests.web.world import LogIn, World

from chengzhao.actions.outbox import put_message, put_messages
from chengzhao.law.words import Role
from chengzhao.records.models import AuditRow, Message
from chengzhao.records.queries.messages import Recipient

HREF = "/candidate/messages/"


def write(world: World, batch: str = "one", *, phone: str = "19912345001") -> None:
    to = [Recipient(candidate_id=world.admitted.pk, account_id=world.admitted.account_id, phone=phone)]
    put_messages(batch=batch, kind="admitted", text="您已被录取，请登录查看。", to=to, keys=KEYS)


def test_messages_are_read_and_marked(world: World, log_in: LogIn) -> None:
    mine = log_in(world.accounts[Role.CANDIDATE])
    assert "还没有消息" in mine.get(HREF).content.decode()
    write(world)
    put_message(
        key="code/1",
        kind="code",
        phone="19912345001",
        keys=KEYS,
        account_id=world.admitted.account_id,
        code="246810",
        purpose="登录",
    )
    shown = mine.get(HREF).content.decode()
    assert "您已被录取，请登录查看。" in shown
    assert "验证码只在短信里" in shown
    assert "246810" not in shown
    assert '<span class="vh">未读</span>1' in shown
    assert "1条新消息" in mine.get("/candidate/").content.decode()
    until = Message.objects.latest("written_at").written_at
    assert mine.post(HREF, {"until": until.isoformat()}).status_code == 302
    assert "未读" not in mine.get(HREF).content.decode()
    assert AuditRow.objects.get(act="mark_messages_read").candidate_id == world.admitted.pk
    assert mine.post(HREF, {"until": until.isoformat()}).status_code == 302
    assert AuditRow.objects.filter(act="mark_messages_read").count() == 1


def test_what_came_after_the_page_was_shown_stays_new(world: World, log_in: LogIn) -> None:
    mine = log_in(world.accounts[Role.CANDIDATE])
    write(world)
    before = Message.objects.get().written_at - timedelta(seconds=1)
    mine.post(HREF, {"until": before.isoformat()})
    assert Message.objects.get().read_at is None


@pytest.mark.parametrize("until", ["", "yesterday", "2024-13-01", "9999-12-31T00:00:00"])
def test_what_is_no_moment_marks_nothing(world: World, log_in: LogIn, until: str) -> None:
    write(world)
    assert log_in(world.accounts[Role.CANDIDATE]).post(HREF, {"until": until}).status_code == 302
    assert Message.objects.get().read_at is None


def test_whom_no_text_message_reaches_is_told(world: World, log_in: LogIn) -> None:
    write(world, phone="0351-2345678")
    shown = log_in(world.accounts[Role.CANDIDATE]).get(HREF).content.decode()
    assert "短信没有发出：没有能收短信的手机号" in shown


def test_messages_of_another_are_not_seen_nor_marked(world: World, log_in: LogIn) -> None:
    to = [Recipient(candidate_id=world.waiting.pk, account_id=world.waiting.account_id, phone="19912345002")]
    put_messages(batch="other", kind="admitted", text="给别人的话", to=to, keys=KEYS)
    mine = log_in(world.accounts[Role.CANDIDATE])
    assert "给别人的话" not in mine.get(HREF).content.decode()
    mine.post(HREF, {"until": "2099-01-01T00:00:00+08:00"})
    assert Message.objects.get().read_at is None
