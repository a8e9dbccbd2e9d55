"""到场办理: who stands at the confirmation point with the document gets the account that was opened with it.

What anybody set before, a classmate who knew the number for one, opens nothing afterwards: the password, the
devices, the sessions, the codes on their way and a change of phone that waits all end with the proof. The person
sets a new password by a code to the phone that they hold.

Accounts without a registration are behind the wall of an office, and so are the ways in: both are reached through
the entry, where somebody proves who they are, and for the one account alone whose document was shown.
"""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from chengzhao.actions.audit import Actor, Border, Refused, Touched, record, require_duty
from chengzhao.actions.binding import bind
from chengzhao.actions.grounds import require_reach
from chengzhao.actions.outbox import notify, phone_of
from chengzhao.actions.phones import digest_of_phone, take_phone
from chengzhao.actions.recusals import recusal_faults
from chengzhao.actions.refusals import refuse_faults
from chengzhao.actions.sessions import end_sessions
from chengzhao.law.citation import cites
from chengzhao.records.models import Account, Candidate, KnownDevice, OneTimeCode, PhoneChange
from chengzhao.records.models.people import AccountKind
from chengzhao.records.queries.in_person import Found, found_by_document
from chengzhao.records.scope import Scope, scope
from chengzhao.records.sealed import ACCOUNT_IDENTITY, BY_NUMBER
from chengzhao.records.walls.doors import Door
from chengzhao.rules.accounts import account_phone
from chengzhao.rules.registration import searched_number
from chengzhao.vault.sealing import Keys

NO_PHONE = "手机号应为11位数字；港澳台手机号前加+852、+853或+886。"
NO_DOCUMENT = "请写明核对了什么证件、怎样核对的。"


@cites("N3.2")
@transaction.atomic
def look_up_in_person(
    *, border: Border, actor: Actor, at: datetime, identity_number: str, keys: Keys
) -> Found:
    """Find registration and account by the whole number of the document that is shown; a look leaves a row.

    Raises Refused for an empty number.
    """
    require_duty("look_up_in_person", actor)
    if not searched_number(identity_number):
        raise Refused("请照本人出示的证件输入完整号码。")
    found = found_by_document(border.season, border.province, actor.org_path, identity_number, keys=keys)
    said = "、".join(
        name for name, key in (("报名", found.candidate_id), ("账号", found.account_id)) if key is not None
    )
    kind = "candidate" if found.candidate_id is not None else "account"
    object_id = str(found.candidate_id) if found.candidate_id is not None else found.username
    touched = Touched(object_id=object_id, after="", reason=f"查到{said}" if said else "没有查到")
    record(border=border, actor=actor, at=at, act="look_up_in_person", object_kind=kind, touched=[touched])
    return found


@cites("N3.2")
@transaction.atomic
def change_phone_in_person(
    *, border: Border, actor: Actor, at: datetime, username: str, phone: str, reason: str, keys: Keys
) -> None:
    """Give a candidate's account another phone, and end every way in of before. Raises Refused.

    The account belongs to a registration of this season in the actor's part of the tree.
    """
    with scope(Scope(door=Door.ENTRY)):
        account = locked_account(username)
    spelled = _checked(phone, reason)
    person = Candidate.objects.filter(
        account=account, season=border.season, province=border.province, org_path__startswith=actor.org_path
    ).first()
    if person is None:
        raise Refused("这个账号没有绑定本年度在你单位的报名，请到报名的确认点办理。")
    _require_another(border, actor, person)
    with scope(Scope(door=Door.ENTRY)):
        if phone_of(account, keys) == spelled:
            raise Refused("账号现在就是这个手机号，不必更换：请本人用短信验证码登录，再修改密码。")
        before = digest_of_phone(account)
        _hand_over(account, spelled, at=at, keys=keys)
    after = digest_of_phone(account)
    touched = [Touched(object_id=account.username, before=before, after=after, reason=reason)]
    record(
        border=border,
        actor=actor,
        at=at,
        act="change_phone_in_person",
        object_kind="account",
        touched=touched,
    )


@cites("N3.2")
@transaction.atomic
def bind_candidate_in_person(
    *,
    border: Border,
    actor: Actor,
    at: datetime,
    candidate_number: str,
    username: str,
    phone: str,
    reason: str,
    keys: Keys,
) -> None:
    """Bind a candidate to the account of the same document, which gets the phone that the person holds.

    Whoever opened the account with the number of another would otherwise be let into the registration: every
    way in of before ends. Raises Refused.
    """
    with scope(Scope(door=Door.ENTRY)):
        account = locked_account(username)
    spelled = _checked(phone, reason)
    row = (
        Candidate.objects.select_for_update()
        .filter(season=border.season, province=border.province, candidate_number=candidate_number)
        .first()
    )
    if row is None:
        raise Refused("没有这个报名号，请核对。")
    require_reach(actor, {row.candidate_number: row.org_path})
    _require_another(border, actor, row)
    if row.account_id is not None:
        raise Refused("这份报名已绑定账号，不能再绑定另一个。")
    number = ACCOUNT_IDENTITY.text(keys, account.pk, account.identity_sealed)
    if bytes(row.identity_index) not in BY_NUMBER.any_of(keys, number):
        raise Refused("账号的证件与报名的证件不是同一个，不能绑定。")
    with scope(Scope(door=Door.ENTRY)):
        _hand_over(account, spelled, at=at, keys=keys)
    bind(border, actor, at, account, row, act="bind_candidate_in_person", reason=reason)


def locked_account(username: str) -> Account:
    """The candidate's account, locked. Must be called at the entry, inside an act. Raises Refused."""
    found = Account.objects.filter(username=username, kind=AccountKind.CANDIDATE.value, is_active=True)
    account = found.select_for_update().first()
    if account is None:
        raise Refused("没有这个考生账号，或者已经停用。")
    return account


def close_ways_in(account: Account, *, at: datetime) -> None:
    """End everything by which somebody came into an account. Must be called at the entry, inside an act."""
    Account.objects.filter(pk=account.pk).update(password=make_password(None), password_changed_at=None)
    KnownDevice.objects.filter(account=account).delete()
    OneTimeCode.objects.filter(account=account).update(phone_sealed=None)
    waiting = PhoneChange.objects.filter(account=account, done_at__isnull=True, called_off_at__isnull=True)
    waiting.update(called_off_at=at)
    end_sessions(account, except_key="")


def _hand_over(account: Account, phone: str, *, at: datetime, keys: Keys) -> None:
    """Close what was, tell the old phone, and give the new one."""
    close_ways_in(account, at=at)
    is_same = phone_of(account, keys) == phone
    notify(account, "proved_in_person" if is_same else "phone_gone", keys=keys, at=at)
    if not is_same:
        take_phone(account, phone, at=at, keys=keys)


def _checked(phone: str, reason: str) -> str:
    """The phone in its one spelling. Raises Refused for none, and where no document was seen."""
    spelled = account_phone(phone)
    if spelled is None:
        raise Refused(NO_PHONE)
    if not reason.strip():
        raise Refused(NO_DOCUMENT)
    return spelled


def _require_another(border: Border, actor: Actor, person: Candidate) -> None:
    """Refuses one's own file, and that of somebody from whom the actor keeps away."""
    if actor.account is not None:
        names = {person.pk: person.candidate_number}
        refuse_faults(recusal_faults(border, [(person.pk, actor.account)], names))
