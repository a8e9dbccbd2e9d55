"""Demonstration accounts for candidates of a synthetic season; production settings refuse them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from chengzhao.actions import audit
from chengzhao.actions.audit import Actor, Border, Refused, Touched
from chengzhao.actions.many_ids import any_of
from chengzhao.actions.refusals import RowFault, refuse_faults
from chengzhao.actions.season_lock import lock_season
from chengzhao.ledger.digest import digest_of
from chengzhao.records.bulk import update_rows
from chengzhao.records.models import Account, Candidate, TotpDevice
from chengzhao.records.models.people import AccountKind
from chengzhao.records.sealed import TOTP_SECRET
from chengzhao.vault.sealing import Keys

PUBLISHED_SECRET = b"demo-chengzhao-totp!"
"""The secret of every persona's authenticator: as public as their password, and refused in production."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LoanForm:
    """A persona account through which the pages of a made-up candidate can be seen."""

    candidate_id: int
    account_id: int


def require_personas() -> None:
    """Raise Refused where the settings allow no demonstration accounts."""
    if not getattr(settings, "DEMO_PERSONAS", False):
        raise Refused("当前设置不允许演示账号：它们的密码是公开的，只能用于演示（DEMO_PERSONAS）。")


@transaction.atomic
def lend_accounts(*, border: Border, actor: Actor, at: datetime, loans: Sequence[LoanForm]) -> int:
    """Give candidates of a synthetic season persona accounts and return how many.

    Raises Refused in a season of real people and where the settings allow no personas, and RowsRefused for
    a candidate with an account, an account that is no candidate's persona, and one that is lent already.
    """
    require_personas()
    if not lock_season(border).synthetic:
        raise Refused("演示账号只能用于演示数据的年度。")
    candidates = dict(
        Candidate.objects.select_for_update()
        .filter(
            season=border.season,
            province=border.province,
            pk__in=any_of(form.candidate_id for form in loans),
        )
        .order_by("pk")
        .values_list("pk", "account_id")
    )
    personas = Account.objects.filter(
        pk__in=any_of(form.account_id for form in loans), is_persona=True, kind=AccountKind.CANDIDATE
    )
    free = set(personas.filter(candidate__isnull=True).values_list("pk", flat=True))
    refuse_faults(
        RowFault(row=row, value=f"考生{form.candidate_id}", expected=text)
        for row, form in enumerate(loans, start=1)
        for bad, text in (
            (form.candidate_id not in candidates, "应为本年度本省的考生"),
            (candidates.get(form.candidate_id) is not None, "考生已有账号"),
            (form.account_id not in free, "应为未借出的考生演示账号"),
        )
        if bad
    )
    rows = [(form.candidate_id, form.account_id) for form in loans]
    update_rows(Candidate, "id", {"id": "bigint", "account_id": "bigint"}, rows)
    touched = [_lent(key, account) for key, account in rows]
    return audit.record(
        border=border, actor=actor, at=at, act="lend_accounts", object_kind="candidate", touched=touched
    )


def _lent(candidate: int, account: int) -> Touched:
    before, after = digest_of({"account": None}), digest_of({"account": account})
    return Touched(object_id=str(candidate), before=before, after=after)


@transaction.atomic
def equip_personas(
    *, border: Border, actor: Actor, at: datetime, account_ids: Iterable[int], keys: Keys
) -> int:
    """Give persona accounts of staff the published authenticator, so that they log in as staff do.

    Raises Refused where the settings allow no personas, and for an account that is none.
    """
    require_personas()
    wanted = sorted(set(account_ids))
    personas = Account.objects.filter(pk__in=any_of(wanted), is_persona=True, kind=AccountKind.STAFF)
    names = dict(personas.values_list("pk", "username"))
    if len(names) != len(wanted):
        raise Refused("只有工作人员的演示账号可以配备公开的动态码。")
    TotpDevice.objects.bulk_create(
        TotpDevice(
            account_id=key,
            secret_sealed=keys.seal(PUBLISHED_SECRET.hex(), row=TOTP_SECRET.place(key)),
            started_at=at,
            confirmed_at=at,
        )
        for key in names
    )
    touched = [Touched(object_id=name, after="") for name in names.values()]
    return audit.record(
        border=border, actor=actor, at=at, act="equip_personas", object_kind="account", touched=touched
    )
