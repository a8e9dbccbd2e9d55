"""Staff come by invitation only: for one person, used once, good for 72 hours. They set their own secret."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from chengzhao.actions import audit
from chengzhao.actions.audit import Actor, Border, Refused, Touched, require_both
from chengzhao.actions.grounds import kept
from chengzhao.actions.invitation_links import digest_of_link, read_half, whole_link, word_for
from chengzhao.actions.own import Place, record_own
from chengzhao.actions.passwords import digest_of_password, require_good_password, set_password
from chengzhao.actions.roles import is_rehearsed
from chengzhao.actions.second_factors import drop_second_factor, has_second_factor, is_right_factor
from chengzhao.actions.sessions import end_sessions
from chengzhao.actions.throttle import account_index, count_failure, wait_for
from chengzhao.law.citation import cites
from chengzhao.law.words import OrganisationKind, Role
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import Account, Invitation, Organisation, StaffRole
from chengzhao.records.models.accounts import InvitationPurpose
from chengzhao.records.models.people import AccountKind
from chengzhao.rules.accounts import INVITATION_LIFE
from chengzhao.rules.governance import Term, delegation_findings, place_findings, term_findings
from chengzhao.vault.sealing import Keys

NO_LONGER = "这个邀请已经用过、撤回或超过72小时，请向邀请你的管理员要一个新的。"

NO_FACTOR = "这个账号现在没有绑定两步验证，不能凭这个链接重设密码：请由两位管理员办理“重新绑定两步验证”。"


@dataclass(frozen=True, kw_only=True)
class InvitationForm:
    """Whom to invite: their name, and the role that they get when they accept.

    `link_digest` is of the link that whoever puts the invitation forward hands over.
    """

    display_name: str
    org_path: str
    role: Role
    valid_from: datetime
    valid_until: datetime
    link_digest: str

    @property
    def term(self) -> Term:
        """The role and its time."""
        return Term(role=self.role, valid_from=self.valid_from, valid_until=self.valid_until)


def invitation_arguments(form: InvitationForm) -> dict[str, object]:
    """An invitation as it is kept between the two signatures."""
    return {
        "display_name": form.display_name.strip(),
        "org_path": form.org_path,
        "role": form.role.value,
        "valid_from": form.valid_from.isoformat(),
        "valid_until": form.valid_until.isoformat(),
        "link_digest": form.link_digest,
    }


@dataclass(frozen=True, kw_only=True, slots=True)
class Invited:
    """An invitation that was made. `secret` is told this once and kept nowhere.

    It is the link, for whoever has it is the guest; or the word without which the link of another opens nothing.
    """

    secret: str
    public_id: str
    expires_at: datetime


@cites("N1.1", "N5.1")
@transaction.atomic
def invite_staff(*, border: Border, actor: Actor, at: datetime, form: InvitationForm) -> Invited:
    """Invite somebody into a role of an organisation; they choose user name and password. Raises Refused.

    A role is given by two: one puts the invitation forward and gets the link, another who could give the role
    confirms it and gets the word: neither of them can open the account.
    """
    both = require_both("invite_staff", border, actor, invitation_arguments(form))
    place = place_of(border, actor, form)
    return write_invitation(
        border,
        actor,
        at,
        act="invite_staff",
        after=digest_of(vars(form)),
        half=read_half(form.link_digest),
        invited_by_id=both.first_id,
        approved_by_id=both.second_id,
        purpose=InvitationPurpose.JOIN.value,
        display_name=form.display_name.strip(),
        organisation=place,
        role=form.role.value,
        valid_from=form.valid_from,
        valid_until=form.valid_until,
    )


def place_of(border: Border, actor: Actor, form: InvitationForm) -> Organisation:
    """The organisation that somebody is invited into. Raises Refused where the actor could not give the role."""
    place = Organisation.objects.filter(path=form.org_path, closed_at__isnull=True).first()
    if place is None:
        raise Refused(f"没有单位{form.org_path}，请先登记单位。")
    if not form.display_name.strip():
        raise Refused("请填写姓名。")
    if form.valid_until <= form.valid_from:
        raise Refused("失效时间必须晚于生效时间。")
    if actor.role is None:
        raise Refused("没有角色的人不能邀请工作人员。")
    for found in (
        *place_findings(form.role, OrganisationKind(place.kind)),
        *delegation_findings(actor.role, actor.org_path, form.role, form.org_path),
        *(() if is_rehearsed(border) else term_findings(form.term, border.season)),
    ):
        raise Refused(found.message)
    return place


def invitation_of(token: str, at: datetime, *, word: str = "") -> Invitation | None:
    """The invitation that a link opens now, with its word where it has one.

    None for one that is used, revoked, too old or unknown; and for one whose office is closed, whose term is over,
    or one of whose givers has been put out meanwhile.
    """
    return (
        Invitation.objects.filter(
            token_digest=digest_of_link(token, word),
            accepted_at__isnull=True,
            revoked_at__isnull=True,
            expires_at__gt=at,
        )
        .exclude(purpose=InvitationPurpose.REPLACE.value, approved_by__isnull=True)
        .exclude(organisation__closed_at__isnull=False)
        .exclude(purpose=InvitationPurpose.JOIN.value, valid_until__lte=at)
        .exclude(invited_by__is_active=False)
        .exclude(approved_by__is_active=False)
        .select_related("organisation", "account")
        .first()
    )


@cites("N1.1")
@transaction.atomic
def accept_invitation(
    *, at: datetime, keys: Keys, token: str, username: str, password: str, place: Place, word: str = ""
) -> int:
    """Open the account of an invited person with the name and password they chose; returns its key.

    They still have to bind the second factor before they can enter. Raises Refused.
    """
    invitation = _take(token, word, at, InvitationPurpose.JOIN)
    name = _user_name(username)
    office = invitation.organisation.name if invitation.organisation else ""
    require_good_password(
        password,
        kind=AccountKind.STAFF,
        names=(invitation.display_name, office, name),
        numbers=(),
        at=at,
        keys=keys,
    )
    with kept(Account):
        account = Account.objects.create(
            username=name,
            display_name=invitation.display_name,
            kind=AccountKind.STAFF.value,
            password=make_password(password),
            password_changed_at=at,
        )
    _give_role(account, invitation)
    Invitation.objects.filter(pk=invitation.pk).update(accepted_at=at, account=account)
    record_own(account, at=at, act="accept_invitation", place=place)
    return account.pk


@transaction.atomic
def accept_recovery(
    *, at: datetime, keys: Keys, token: str, password: str, factor: str, place: Place, word: str = ""
) -> int | None:
    """Set one's password anew by a link and the second factor; returns the account, None for a wrong factor.

    A link of the other kind takes the old second factor away instead, to have another bound. Raises Refused.
    """
    invitation = _take(token, word, at, InvitationPurpose.RECOVER, InvitationPurpose.REPLACE)
    account = Account.objects.select_for_update().get(pk=invitation.account_id or 0)
    index = account_index(keys, account)
    if invitation.purpose == InvitationPurpose.REPLACE.value:
        drop_second_factor(account)
    elif wait_for(index, account=account, is_staff=True, place=place, at=at):
        raise Refused("试错次数过多，请15分钟后再试。")
    elif not has_second_factor(account.pk):
        # By one administrator alone: whoever holds the link would come in and bind an authenticator of theirs.
        raise Refused(NO_FACTOR)
    elif not is_right_factor(account, factor, at=at, keys=keys):
        count_failure(index, account=account, place=place, at=at)
        return None
    before = digest_of_password(account)
    set_password(account, password, at=at, keys=keys)
    end_sessions(account, except_key="")
    Invitation.objects.filter(pk=invitation.pk).update(accepted_at=at)
    after = digest_of_password(account)
    record_own(account, at=at, act="accept_recovery", place=place, before=before, after=after)
    return account.pk


def _user_name(typed: str) -> str:
    name = typed.strip().casefold()
    if not re.fullmatch(r"[a-z0-9](?:[a-z0-9.-]{1,30})[a-z0-9]", name):
        raise Refused("账号名应为3至32个小写字母、数字、点或短横，以字母或数字开头和结尾。")
    return name


def _give_role(account: Account, invitation: Invitation) -> None:
    assert invitation.valid_from is not None
    assert invitation.valid_until is not None
    StaffRole.objects.create(
        account=account,
        organisation_id=invitation.organisation_id or 0,
        role=invitation.role,
        season=invitation.season,
        province=invitation.province,
        valid_from=invitation.valid_from,
        valid_until=invitation.valid_until,
    )


def _take(token: str, word: str, at: datetime, *purposes: InvitationPurpose) -> Invitation:
    """The open invitation of a link, locked: the second of two presses finds it used. Raises Refused."""
    found = invitation_of(token, at, word=word)
    held = Invitation.objects.select_for_update(of=("self",)).filter(pk=found.pk).first() if found else None
    if (
        held is None
        or held.accepted_at
        or held.revoked_at
        or held.purpose not in {one.value for one in purposes}
    ):
        raise Refused(NO_LONGER)
    return held


def write_invitation(
    border: Border,
    actor: Actor,
    at: datetime,
    *,
    act: str,
    after: str,
    reason: str = "",
    half: bytes = b"",
    **facts: object,
) -> Invited:
    """A new invitation with its row on the trail, and its secret: the word for the `half` of another, or a link."""
    secret, digest = word_for(half) if half else whole_link()
    invitation = Invitation.objects.create(
        token_digest=digest,
        season=border.season,
        province=border.province,
        invited_at=at,
        expires_at=at + INVITATION_LIFE,
        **facts,
    )
    record_invitation(border, actor, at, invitation, act=act, after=after, reason=reason)
    return Invited(secret=secret, public_id=str(invitation.public_id), expires_at=invitation.expires_at)


def record_invitation(
    border: Border,
    actor: Actor,
    at: datetime,
    invitation: Invitation,
    *,
    act: str,
    before: str = "",
    after: str = "",
    reason: str = "",
) -> None:
    """The row of an act on an invitation."""
    touched = [Touched(object_id=str(invitation.public_id), before=before, after=after, reason=reason)]
    audit.record(border=border, actor=actor, at=at, act=act, object_kind="invitation", touched=touched)
