"""What two persons see when one of them invites somebody, or lets somebody bind a new second factor."""

from datetime import datetime

from django.utils.timezone import localtime

from chengzhao.actions.audit import Actor, Border, Refused
from chengzhao.actions.governance import province_path
from chengzhao.actions.invitation_links import read_half
from chengzhao.actions.invitations import InvitationForm, invitation_arguments, invite_staff, place_of
from chengzhao.actions.recoveries import recovered_account, start_replacement
from chengzhao.actions.signatures import Arguments, Matter, Procedure
from chengzhao.law.words import Role
from chengzhao.ledger.digest import digest_of


def form_of(arguments: Arguments) -> InvitationForm:
    """The invitation that was kept. Raises Refused where it is none."""
    try:
        return InvitationForm(
            display_name=str(arguments["display_name"]),
            org_path=str(arguments["org_path"]),
            role=Role(arguments["role"]),
            valid_from=datetime.fromisoformat(arguments["valid_from"]),
            valid_until=datetime.fromisoformat(arguments["valid_until"]),
            link_digest=str(arguments["link_digest"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise Refused("没有写明邀请谁担任什么角色。") from error


def _inviting(border: Border, actor: Actor, at: datetime, arguments: Arguments) -> Matter:
    form = form_of(arguments)
    place = place_of(border, actor, form)
    read_half(form.link_digest)
    # Who asks again gets another link, and what was put forward before makes room.
    named = digest_of([form.display_name.strip(), form.org_path, form.role.value])
    begins, ends = (f"{localtime(moment):%Y-%m-%d}" for moment in (form.valid_from, form.valid_until))
    return Matter(
        object_kind="invitation",
        object_id=f"{form.display_name[:40]} {named[:12]}",
        org_path=form.org_path,
        facts=(
            ("姓名", form.display_name),
            ("角色", form.role.label),
            ("单位", place.name),
            ("任期", f"{begins}至{ends}"),
        ),
        content=digest_of(invitation_arguments(form)),
    )


def _replaced_of(arguments: Arguments) -> tuple[int, str, str]:
    key, reason = arguments.get("account_id"), arguments.get("reason")
    if not isinstance(key, int) or not isinstance(reason, str):
        raise Refused("没有写明是谁的账号和理由。")
    half = read_half(arguments.get("link_digest"))
    return key, reason, half.hex()


def _replacing(border: Border, actor: Actor, at: datetime, arguments: Arguments) -> Matter:
    key, reason, half = _replaced_of(arguments)
    account = recovered_account(border, actor, key, reason)
    return Matter(
        object_kind="account",
        object_id=account.username,
        org_path=province_path(border),
        facts=(
            ("账号", account.username),
            ("姓名", account.display_name),
            ("办理", "重设密码并重新绑定两步验证"),
            ("理由", reason),
        ),
        content=digest_of([account.pk, account.username, reason, half]),
    )


def _start(border: Border, actor: Actor, at: datetime, arguments: Arguments) -> object:
    key, reason, half = _replaced_of(arguments)
    return start_replacement(
        border=border, actor=actor, at=at, account_id=key, reason=reason, link_digest=half
    )


INVITING = Procedure(
    describe=_inviting,
    carry_out=lambda border, actor, at, given: invite_staff(
        border=border, actor=actor, at=at, form=form_of(given)
    ),
)
REPLACEMENT = Procedure(describe=_replacing, carry_out=_start)
