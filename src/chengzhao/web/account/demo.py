"""What the demonstration shows at the doors: its people, the code of their published authenticator, and messages.

Only where the settings allow persona accounts, which production refuses: the password and the secret of these
accounts are public, and they are the only ones that can be seen through here.
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from chengzhao.actions.personas import PUBLISHED_SECRET
from chengzhao.actions.second_factors import code_of
from chengzhao.exchange.sms.adapter import OUTBOX
from chengzhao.law.words import Role
from chengzhao.records.queries.accounts import account_of, message_text
from chengzhao.records.queries.people import persona_roles, personas
from chengzhao.web.shared.keys import vault_keys


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoPerson:
    """A persona as the page of the log-in names it: what it may do, who it is, how it logs in."""

    role: str
    display_name: str
    username: str


def demo_people(*, is_staff: bool) -> tuple[DemoPerson, ...]:
    """The personas that come in by this door, staff in the order of the roles."""
    kind = "STAFF" if is_staff else "CANDIDATE"
    own = persona_roles() if is_staff else {}
    order = list(Role)
    found = [
        (own.get(one.pk, Role.CANDIDATE), one.display_name, one.username)
        for one in personas()
        if one.kind == kind
    ]
    return tuple(
        DemoPerson(role=role.label, display_name=name, username=username)
        for role, name, username in sorted(found, key=lambda one: (order.index(one[0]), one[2]))
    )


def demo_code(account_id: int | None = None) -> str:
    """What the published authenticator shows now; empty for the account of a real person."""
    if account_id is not None and not account_of(account_id).is_persona:
        return ""
    code = code_of(PUBLISHED_SECRET, timezone.now())
    return f"{code[:3]} {code[3:]}"


def demo_message(key: str) -> str:
    """The text of a message that nobody sends, for whoever tries the demonstration; empty everywhere else."""
    if not settings.DEMO_PERSONAS or settings.SMS_ADAPTER != OUTBOX:
        return ""
    return message_text(key, vault_keys())
