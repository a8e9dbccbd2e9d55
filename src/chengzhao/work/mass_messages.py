"""群发短信 as a job of the queue: step by step, stopped at the next step, done again without writing anybody twice."""

from uuid import UUID

from django.conf import settings

from chengzhao.actions.mass_messages import Sending, agreed_sending, write_messages
from chengzhao.records.bulk import server_time
from chengzhao.records.queries.messages import count_audience
from chengzhao.rules.messages import TEMPLATES, is_quiet, next_morning
from chengzhao.work.jobs import Outcome, Run


def mass_messages(run: Run) -> Outcome:
    """Write what two agreed on into the outbox. Raises Refused as `agreed_sending` does."""
    with run.as_asker():
        sending = agreed_sending(
            border=run.border,
            actor=run.actor,
            at=server_time(),
            public_id=UUID(str(run.arguments["approval"])),
        )
        total = count_audience(run.border.season, run.border.province, sending.org_path, sending.audience)
    run.begin(total)
    passed = written = last = 0
    while True:
        with run.as_asker():
            step = write_messages(
                border=run.border,
                actor=run.actor,
                at=server_time(),
                sending=sending,
                after=last,
                keys=settings.VAULT.keys(),
            )
        if step is None:
            return Outcome(message=_said(sending, passed, written))
        last, passed, written = step.last, passed + step.passed, written + step.written
        run.advance(step.passed)


def _said(sending: Sending, passed: int, written: int) -> str:
    """How many were written to, how many had been before, and when the messages go out."""
    before = f"，另{passed - written}人此前已写，没有重复" if passed > written else ""
    now = server_time()
    waits = is_quiet(now) and not TEMPLATES[sending.kind].is_pressing
    when = f"夜间不打扰，{next_morning(now):%-m月%-d日%-H:%M}起发出" if waits else "正在发出"
    return f"已写给{written}人{before}；{when}。"
