"""回避: staff declare from whose files they keep away, and no review passes over it (通知 二.5, trust C-10)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from chengzhao.actions.audit import Actor, Border, Refused, Touched, record
from chengzhao.actions.grounds import as_faults, kept, require_reach
from chengzhao.actions.many_ids import any_of
from chengzhao.actions.refusals import RowFault
from chengzhao.law.citation import cites
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import AuditRow, Candidate, Recusal
from chengzhao.rules.governance import Relation, recusal_findings

ENTERING = ("submit_registrations", "resubmit_registrations", "import_registrations", "hand_over_import")
"""The acts by which a registration comes in; of a table also who said that its papers are there."""

Pair = tuple[int, int]
"""A candidate and an account of staff, by their keys."""


@cites("N5.1")
@transaction.atomic
def declare_recusal(
    *, border: Border, actor: Actor, at: datetime, candidate_number: str, relation: Relation
) -> None:
    """Declares that the actor keeps away from the file of a candidate of the own office. Raises Refused."""
    if actor.account is None:
        raise Refused("回避须由本人登录申报。")
    person = (
        Candidate.objects.filter(
            season=border.season, province=border.province, candidate_number=candidate_number.strip()
        )
        .values_list("pk", "org_path")
        .first()
    )
    if person is None:
        raise Refused("在你的范围内没有这个考生号，请核对。")
    key, path = person
    require_reach(actor, {candidate_number: path})
    with kept(Recusal, recusal_once="你已申报过对这名考生回避，不必再次申报。"):
        Recusal.objects.create(
            season=border.season,
            province=border.province,
            account_id=actor.account,
            candidate_id=key,
            relation=relation.value,
            declared_at=at,
        )
    touched = Touched(object_id=str(key), after=digest_of({"relation": relation}))
    record(
        border=border, actor=actor, at=at, act="declare_recusal", object_kind="candidate", touched=[touched]
    )


def recusal_faults(border: Border, pairs: Sequence[Pair], names: Mapping[int, str]) -> Iterator[RowFault]:
    """What keeps reviewers from files: (candidate, reviewer) in the order of the rows, names by candidate."""
    candidates = {candidate for candidate, _ in pairs}
    own = _own(border, candidates)
    declared = _declared(border, candidates)
    entered = _entered(border, candidates)
    for row, pair in enumerate(pairs, start=1):
        found = recusal_findings(is_own=pair in own, relation=declared.get(pair), entered_it=pair in entered)
        yield from as_faults(row, names[pair[0]], found)


def _own(border: Border, candidates: Collection[int]) -> set[Pair]:
    """The candidates who have an account, with it: somebody may be both candidate and reviewer."""
    rows = Candidate.objects.filter(
        season=border.season,
        province=border.province,
        pk__in=any_of(candidates),
        account__isnull=False,
    )
    return {(key, account) for key, account in rows.values_list("pk", "account_id") if account is not None}


def _declared(border: Border, candidates: Collection[int]) -> dict[Pair, Relation]:
    rows = Recusal.objects.filter(
        season=border.season, province=border.province, candidate__in=any_of(candidates)
    )
    return {
        (candidate, account): Relation(relation)
        for candidate, account, relation in rows.values_list("candidate_id", "account_id", "relation")
    }


def _entered(border: Border, candidates: Collection[int]) -> set[Pair]:
    """Who entered which registration, as the trail has it."""
    rows = AuditRow.objects.filter(
        season=border.season,
        province=border.province,
        candidate__in=any_of(candidates),
        act__in=ENTERING,
        account__isnull=False,
    )
    return {
        (candidate, account)
        for candidate, account in rows.values_list("candidate_id", "account_id")
        if candidate is not None and account is not None
    }
