"""Invitations taken back before anybody accepted them."""

from datetime import datetime

from django.db import transaction

from chengzhao.actions.audit import Actor, Border, Refused
from chengzhao.actions.invitations import record_invitation
from chengzhao.law.citation import cites
from chengzhao.law.words import Role
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import Invitation
from chengzhao.rules.governance import delegation_findings


@cites("N1.1")
@transaction.atomic
def revoke_invitation(*, border: Border, actor: Actor, at: datetime, public_id: str) -> None:
    """Take an invitation back that nobody has accepted yet, as whoever could have made it. Raises Refused."""
    invitation = (
        Invitation.objects.select_for_update(of=("self",))
        .filter(
            public_id=public_id,
            season=border.season,
            province=border.province,
            accepted_at__isnull=True,
            revoked_at__isnull=True,
        )
        .first()
    )
    if invitation is None:
        raise Refused("没有这个邀请，或已经接受或撤回。")
    _require_giver(actor, invitation)
    Invitation.objects.filter(pk=invitation.pk).update(revoked_at=at)
    before, after = digest_of({"revoked_at": None}), digest_of({"revoked_at": at})
    record_invitation(border, actor, at, invitation, act="revoke_invitation", before=before, after=after)


def _require_giver(actor: Actor, invitation: Invitation) -> None:
    """Refuses whoever could not give the role; a secret that is set anew belongs to no organisation."""
    place = invitation.organisation
    if actor.role is None or (place is None and actor.role is not Role.SECURITY_ADMIN):
        raise Refused("重设密码的链接由安全管理员撤回。")
    if place is not None:
        for found in delegation_findings(actor.role, actor.org_path, Role(invitation.role), place.path):
            raise Refused(found.message)
