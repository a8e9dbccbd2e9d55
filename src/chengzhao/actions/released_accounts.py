"""An account that somebody opened with another's document is closed by two, so that the owner can open their own."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localtime

from chengzhao.actions.audit import Actor, Border, Refused, Touched, record, require_both
from chengzhao.actions.in_person import NO_DOCUMENT, close_ways_in
from chengzhao.actions.outbox import notify
from chengzhao.actions.signatures import Arguments, Matter, Procedure
from chengzhao.law.citation import cites
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import Account, Organisation
from chengzhao.records.queries.in_person import ShownAccount, shown_account
from chengzhao.records.scope import Scope, scope
from chengzhao.records.walls.doors import Door
from chengzhao.vault.sealing import Keys

LONGEST_REASON = 200


@cites("N3.2", "N5.1")
@transaction.atomic
def release_account(
    *, border: Border, actor: Actor, at: datetime, account_id: int, org_path: str, reason: str, keys: Keys
) -> None:
    """Close an account and free its document and its phone; the row stays, for the trail speaks of it.

    `org_path` is the confirmation point at which the owner of the document stands. Raises Refused where two
    have not signed, and for an account with a registration of this season: that one is handed over in person.
    """
    arguments = release_arguments(account_id, org_path, reason)
    require_both("release_account", border, actor, arguments)
    shown = _releasable(border, actor, account_id, keys)
    with scope(Scope(door=Door.ENTRY)):
        account = Account.objects.select_for_update().get(pk=account_id)
        before = _ways_in(account)
        notify(account, "account_released", keys=keys, at=at)
        close_ways_in(account, at=at)
        Account.objects.filter(pk=account_id).update(
            is_active=False,
            identity_kind="",
            identity_index=None,
            identity_sealed=None,
            phone_index=None,
            phone_sealed=None,
        )
        after = _ways_in(Account.objects.get(pk=account_id))
    touched = [Touched(object_id=shown.username, before=before, after=after, reason=reason)]
    record(border=border, actor=actor, at=at, act="release_account", object_kind="account", touched=touched)


def _ways_in(account: Account) -> str:
    """The digest of what a release changes of an account: whether it is open, its document and its telephone.

    Both stand in it by their keyed index, from which no number is guessed back.
    """
    named = (account.identity_index, account.phone_index)
    document, phone = (bytes(index).hex() if index else "" for index in named)
    return digest_of(
        {
            "active": account.is_active,
            "kind": account.identity_kind,
            "document": document,
            "phone": phone,
            "password": account.has_usable_password(),
        }
    )


def release_arguments(account_id: int, org_path: str, reason: str) -> dict[str, object]:
    """A release as it is kept between the two signatures."""
    return {"account_id": account_id, "org_path": org_path, "reason": reason.strip()}


def _read(arguments: Arguments) -> tuple[int, str, str]:
    """Account, confirmation point and reason as they were kept. Raises Refused where they are not there."""
    try:
        held = int(arguments["account_id"]), str(arguments["org_path"]), str(arguments["reason"])
    except (KeyError, TypeError, ValueError) as error:
        raise Refused("没有写明注销哪个账号、理由是什么。") from error
    if not held[2]:
        raise Refused(NO_DOCUMENT)
    if len(held[2]) > LONGEST_REASON:
        raise Refused(f"核对经过最多{LONGEST_REASON}字。")
    return held


def _releasable(border: Border, actor: Actor, account_id: int, keys: Keys) -> ShownAccount:
    """The account, where it may be closed. Raises Refused."""
    if account_id == actor.account:
        raise Refused("不能注销自己的账号，请由其他人办理。")
    shown = shown_account(account_id, border.season, keys=keys)
    if shown is None or not shown.identity:
        raise Refused("没有用证件开设的这个考生账号，或者已经注销。")
    if shown.is_registered_elsewhere:
        raise Refused("这个证件本年度已经报名，不能注销账号：请本人到报名的确认点更换手机号。")
    return shown


def _keys() -> Keys:
    """The keys of this installation: what is kept between two signatures holds none."""
    held: Keys = settings.VAULT.keys()
    return held


def _describe(border: Border, actor: Actor, at: datetime, arguments: Arguments) -> Matter:
    account_id, org_path, reason = _read(arguments)
    shown = _releasable(border, actor, account_id, _keys())
    office = Organisation.objects.filter(path=org_path).values_list("name", flat=True).first()
    if office is None:
        raise Refused("没有这个受理单位。")
    return Matter(
        object_kind="account",
        object_id=shown.username,
        org_path=org_path,
        facts=(
            ("账号", shown.username),
            ("开户姓名", shown.name),
            ("证件号码", shown.identity),
            ("手机号", shown.phone or "无"),
            ("开户时间", f"{localtime(shown.opened_at):%Y-%m-%d %H:%M}"),
            ("受理单位", office),
            ("证件和核对经过", reason),
            ("办理结果", "账号停用，证件和手机号可以重新注册"),
        ),
        content=digest_of([shown.account_id, org_path, reason]),
    )


def _carry_out(border: Border, actor: Actor, at: datetime, arguments: Arguments) -> None:
    account_id, org_path, reason = _read(arguments)
    release_account(
        border=border,
        actor=actor,
        at=at,
        account_id=account_id,
        org_path=org_path,
        reason=reason,
        keys=_keys(),
    )


RELEASE = Procedure(describe=_describe, carry_out=_carry_out)
