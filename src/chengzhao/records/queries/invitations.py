"""Invitations that nobody has accepted yet, as whoever may give such roles sees them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chengzhao.law.words import Role
from chengzhao.records.models import Invitation
from chengzhao.records.models.accounts import InvitationPurpose
from chengzhao.records.queries.staff import Reach


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenInvitation:
    """An invitation whose link is still good: whom into what, by which two, until when."""

    public_id: UUID
    name: str
    role: Role
    organisation: str
    org_path: str
    invited_by: str
    approved_by: str
    expires_at: datetime


def open_invitations(reach: Reach, now: datetime, *, limit: int) -> tuple[OpenInvitation, ...]:
    """The open invitations into that part of the tree, the newest first."""
    rows = Invitation.objects.filter(
        reach.places("organisation__path"),
        season=reach.season,
        province=reach.province,
        purpose=InvitationPurpose.JOIN.value,
        accepted_at__isnull=True,
        revoked_at__isnull=True,
        expires_at__gt=now,
    )
    columns = (
        *("public_id", "display_name", "role", "organisation__name", "organisation__path"),
        *("invited_by__display_name", "approved_by__display_name", "expires_at"),
    )
    return tuple(
        OpenInvitation(
            public_id=public_id,
            name=name,
            role=Role(role),
            organisation=organisation,
            org_path=org_path,
            invited_by=first or "",
            approved_by=second or "",
            expires_at=expires_at,
        )
        for public_id, name, role, organisation, org_path, first, second, expires_at in rows.order_by(
            "-pk"
        ).values_list(*columns)[:limit]
    )
