"""Binding an account to the candidate rows of its owner: the same document, and the phone that was given there."""

from dataclasses import replace
from datetime import datetime

from chengzhao.actions import audit
from chengzhao.actions.audit import Actor, Border, Touched
from chengzhao.actions.outbox import phone_of
from chengzhao.actions.own import Place, own_side
from chengzhao.law.words import Role
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import Account, Candidate
from chengzhao.records.scope import identify
from chengzhao.records.sealed import ACCOUNT_IDENTITY, BY_NUMBER, PHONE
from chengzhao.rules.registration import searched_phone
from chengzhao.vault.sealing import Keys


def bind_own_candidates(account: Account, *, at: datetime, keys: Keys, place: Place) -> int:
    """Bind the rows that carry the account's document and its proved phone; returns how many.

    The document alone is not enough: whoever knows a classmate's number could open an account with it. Must be
    called inside an act.
    """
    if account.identity_index is None:
        return 0
    number = ACCOUNT_IDENTITY.text(keys, account.pk, account.identity_sealed)
    indexes = BY_NUMBER.any_of(keys, number)
    # While keys are being changed the account and its rows may stand under indexes of different keys.
    identify(account.pk, document=indexes)
    free = Candidate.objects.select_for_update().filter(identity_index__in=indexes, account__isnull=True)
    phone = phone_of(account, keys)
    same = [row for row in free if phone and _is_same(PHONE.text(keys, row.pk, row.phone_sealed), phone)]
    for row in same:
        border = Border(season=row.season, province=row.province)
        _, own = own_side(account, place, at)
        actor = replace(own, role=Role.CANDIDATE, org_path=row.org_path)
        bind(border, actor, at, account, row, act="bind_candidates")
    identify(account.pk)
    return len(same)


def _is_same(phone: str, other: str) -> bool:
    return searched_phone(phone) == searched_phone(other)


def bind(
    border: Border,
    actor: Actor,
    at: datetime,
    account: Account,
    row: Candidate,
    *,
    act: str,
    reason: str = "",
) -> None:
    """Bind one row to an account and write it down. Must be called inside an act."""
    Candidate.objects.filter(pk=row.pk).update(account=account)
    before, after = digest_of({"account": row.account_id}), digest_of({"account": account.pk})
    touched = [Touched(object_id=str(row.pk), before=before, after=after, reason=reason)]
    audit.record(border=border, actor=actor, at=at, act=act, object_kind="candidate", touched=touched)
