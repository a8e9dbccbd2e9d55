"""Members of staff who lost their secret get a link; who lost the second factor too, by two administrators."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from chengzhao.actions.account_reach import require_account_reach
from chengzhao.actions.audit import Actor, Border, Refused, require_both
from chengzhao.actions.invitation_links import read_half
from chengzhao.actions.invitations import Invited, write_invitation
from chengzhao.actions.second_factors import has_second_factor
from chengzhao.law.citation import cites
from chengzhao.records.models import Account, Invitation
from chengzhao.records.models.accounts import InvitationPurpose
from chengzhao.records.models.people import AccountKind
from chengzhao.records.walls.hidden import ACCOUNT_SECRETS


@cites("N1.1")
@transaction.atomic
def start_recovery(*, border: Border, actor: Actor, at: datetime, account_id: int, reason: str) -> Invited:
    """Start the recovery of a member of staff: they set the secret themselves, with their second factor.

    Whoever starts it never learns or chooses a secret. Raises Refused.
    """
    account = recovered_account(border, actor, account_id, reason)
    if not has_second_factor(account.pk):
        raise Refused("这个账号还没有绑定两步验证，凭链接就能进入：请由两位管理员办理“重新绑定两步验证”。")
    who = {"invited_by_id": actor.account}
    return _recover(border, actor, at, account, "start_recovery", InvitationPurpose.RECOVER, reason, who)


@cites("N1.1")
@transaction.atomic
def start_replacement(
    *, border: Border, actor: Actor, at: datetime, account_id: int, reason: str, link_digest: str
) -> Invited:
    """Start the recovery of somebody whose authenticator and recovery codes are lost too: a new one is bound.

    It takes two administrators, each with one half of what opens the account. Raises Refused where two have
    not signed.
    """
    arguments = replacement_arguments(account_id, reason, link_digest)
    both = require_both("start_replacement", border, actor, arguments)
    account = recovered_account(border, actor, account_id, reason)
    who = {"invited_by_id": both.first_id, "approved_by_id": both.second_id, "half": read_half(link_digest)}
    return _recover(border, actor, at, account, "start_replacement", InvitationPurpose.REPLACE, reason, who)


def replacement_arguments(account_id: int, reason: str, link_digest: str) -> dict[str, object]:
    """A replacement as it is kept between the two signatures."""
    return {"account_id": account_id, "reason": reason, "link_digest": link_digest}


def recovered_account(border: Border, actor: Actor, account_id: int, reason: str) -> Account:
    """The account of a member of staff that somebody else may help to recover. Raises Refused."""
    account = (
        Account.objects.defer(*ACCOUNT_SECRETS).filter(pk=account_id, kind=AccountKind.STAFF.value).first()
    )
    if account is None or account.pk == actor.account:
        raise Refused("没有这个工作人员账号，或是你自己的账号：自己的账号请另一位管理员办理。")
    if not reason.strip():
        raise Refused("请写明理由和怎样核对了本人。")
    require_account_reach(border, actor, account)
    return account


def _recover(
    border: Border,
    actor: Actor,
    at: datetime,
    account: Account,
    act: str,
    purpose: InvitationPurpose,
    reason: str,
    who: Mapping[str, Any],
) -> Invited:
    Invitation.objects.filter(account=account, accepted_at__isnull=True, revoked_at__isnull=True).update(
        revoked_at=at
    )
    return write_invitation(
        border,
        actor,
        at,
        act=act,
        after=purpose.value,
        reason=reason,
        purpose=purpose.value,
        display_name=account.display_name,
        account=account,
        **who,
    )
