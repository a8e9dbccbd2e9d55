"""Codes on their way to a phone, and what the session remembers of them: their number, never their digits."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone

from chengzhao.actions.one_time_codes import CodePurpose, send_code
from chengzhao.records.queries.accounts import account_of, code_sent_at
from chengzhao.rules.accounts import CODE_PAUSE, account_phone, masked_phone
from chengzhao.web.account.demo import demo_message
from chengzhao.web.shared.errors import said
from chengzhao.web.shared.keys import vault_keys
from chengzhao.web.shared.sessions import browser_of, place_of

CODES = "codes"


@dataclass(frozen=True, kw_only=True, slots=True)
class CodeOnItsWay:
    """A code that was sent: its number, to whom, from when another may be sent, and the demonstration's copy."""

    code_id: int
    shown: str
    again_from: datetime
    demo_text: str

    @property
    def may_be_sent_again(self) -> bool:
        """Whether another may be sent now."""
        return timezone.now() >= self.again_from


def send(request: HttpRequest, purpose: CodePurpose, typed: str, account_id: int | None = None) -> str:
    """Send a code and remember it; the sentence why none was sent, empty where one was."""
    sent = send_code(
        at=timezone.now(),
        keys=vault_keys(),
        purpose=purpose,
        typed=typed,
        browser=browser_of(request),
        place=place_of(request),
        account=account_of(account_id) if account_id is not None else None,
    )
    if sent.wait:
        return wait_for_code(sent.wait)
    phone = account_phone(typed)
    shown = masked_phone(phone) if phone else "账号绑定的手机"
    held = request.session.get(CODES, {})
    request.session[CODES] = {**held, purpose.value: {"id": sent.code_id, "shown": shown}}
    return ""


def on_its_way(request: HttpRequest, purpose: CodePurpose) -> CodeOnItsWay | None:
    """The code of this purpose that this browser waits for."""
    held = request.session.get(CODES, {}).get(purpose.value)
    if held is None:
        return None
    sent_at = code_sent_at(held["id"], browser_of(request))
    if sent_at is None:
        return None
    return CodeOnItsWay(
        code_id=held["id"],
        shown=held["shown"],
        again_from=sent_at + CODE_PAUSE,
        demo_text=demo_message(f"code/{held['id']}"),
    )


def forget(request: HttpRequest, purpose: CodePurpose) -> None:
    """The code has done its work."""
    held = request.session.get(CODES, {})
    request.session[CODES] = {name: value for name, value in held.items() if name != purpose.value}


def wait_for_code(wait: timedelta) -> str:
    """What somebody reads who asks for another code too soon."""
    return f"验证码每60秒可获取一次，每天最多10次，请在{said(wait)}以后再获取"
