"""志愿重新开放: frozen choices of candidates opened again by two persons, before their run counts (A2.2, trust C-09).

In 2012 and 2014 choices were changed behind the candidates' backs; so a locked form is opened again only with a
reason, by two, with a row on the trail of each candidate.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from chengzhao.actions.audit import Actor, Border, Refused, Touched, record, require_both
from chengzhao.actions.grounds import common_path, repeated
from chengzhao.actions.many_ids import any_of
from chengzhao.actions.refusals import RowFault, refuse_faults
from chengzhao.actions.season_lock import lock_season
from chengzhao.actions.signatures import BATCH, Arguments, Matter, Procedure
from chengzhao.law.citation import cites
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import Candidate, Choice, FilingRun
from chengzhao.records.models.filing import FilingRound
from chengzhao.rules.admission import RunState

SHOWN = 40
"""So many candidates are named one by one."""


@dataclass(frozen=True, kw_only=True)
class ReopeningForm:
    """Whose choices of which round are opened again, and why."""

    filing_round: FilingRound
    candidate_ids: Sequence[int]
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class HeldChoices:
    """The frozen choices of one candidate: the number, the path, the keys, the levels."""

    number: str
    org_path: str
    keys: tuple[int, ...]
    levels: frozenset[str]


@cites("A2.2")
@transaction.atomic
def reopen_choices(*, border: Border, actor: Actor, at: datetime, form: ReopeningForm) -> int:
    """Opens frozen choices again and returns of how many candidates; they save and confirm anew.

    Raises Refused where two have not signed and without a reason, and RowsRefused for a candidate without
    frozen choices, and for one whose choices a released run has used.
    """
    require_both("reopen_choices", border, actor, reopening_arguments(form))
    held = _frozen(border, form)
    keys = [key for one in held.values() for key in one.keys]
    Choice.objects.filter(pk__in=any_of(keys)).update(frozen_at=None, confirmed_at=None)
    before, after = digest_of({"frozen": True}), digest_of({"frozen": False})
    touched = [
        Touched(object_id=f"{one.number}-{form.filing_round}", before=before, after=after, reason=form.reason)
        for one in held.values()
    ]
    return record(
        border=border, actor=actor, at=at, act="reopen_choices", object_kind="choice_list", touched=touched
    )


def _frozen(border: Border, form: ReopeningForm) -> dict[int, HeldChoices]:
    """The frozen choices by candidate, in the order of the form."""
    if not form.reason.strip():
        raise Refused("重新开放志愿必须写明理由。")
    lock_season(border)
    found = _held(border, form)
    refuse_faults([*repeated(map(str, form.candidate_ids)), *_faults(border, form, found)])
    return {key: found[key] for key in form.candidate_ids}


def _held(border: Border, form: ReopeningForm) -> dict[int, HeldChoices]:
    here = {"season": border.season, "province": border.province}
    people = Candidate.objects.filter(**here, pk__in=any_of(form.candidate_ids))
    named = {
        key: (number, path) for key, number, path in people.values_list("pk", "candidate_number", "org_path")
    }
    rows: dict[int, list[tuple[int, str]]] = {key: [] for key in named}
    frozen = Choice.objects.filter(
        **here, filing_round=form.filing_round, candidate__in=any_of(named), frozen_at__isnull=False
    ).order_by("pk")
    for candidate_id, key, level in frozen.values_list("candidate_id", "pk", "level"):
        rows[candidate_id].append((key, level))
    return {
        candidate_id: HeldChoices(
            number=number,
            org_path=path,
            keys=tuple(key for key, _ in rows[candidate_id]),
            levels=frozenset(level for _, level in rows[candidate_id]),
        )
        for candidate_id, (number, path) in named.items()
    }


def _faults(border: Border, form: ReopeningForm, held: dict[int, HeldChoices]) -> Iterator[RowFault]:
    released = FilingRun.objects.filter(
        season=border.season,
        province=border.province,
        filing_round=form.filing_round,
        state=RunState.RELEASED,
    )
    used = {level: number for number, levels in released.values_list("number", "levels") for level in levels}
    for row, key in enumerate(form.candidate_ids, start=1):
        one = held.get(key)
        if one is None:
            yield RowFault(row=row, value=str(key), expected="本年度本省没有这名考生")
        elif not one.keys:
            yield RowFault(row=row, value=one.number, expected="没有已封存的志愿")
        else:
            yield from (
                RowFault(row=row, value=one.number, expected=f"第{used[level]}号投档已放行，志愿不能再开放")
                for level in sorted(one.levels & set(used))
            )


def reopening_arguments(form: ReopeningForm) -> dict[str, object]:
    """A reopening as it is kept between the two signatures."""
    return {
        "filing_round": form.filing_round.value,
        "candidate_ids": list(form.candidate_ids),
        "reason": form.reason,
    }


def reopening_of(arguments: Arguments) -> ReopeningForm:
    """The reopening that was kept. Raises Refused where it is none."""
    try:
        form = ReopeningForm(
            filing_round=FilingRound(arguments["filing_round"]),
            candidate_ids=[int(key) for key in arguments["candidate_ids"]],
            reason=arguments["reason"],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise Refused("没有写明重新开放哪些考生的志愿。") from error
    if not form.candidate_ids:
        raise Refused("没有写明重新开放哪些考生的志愿。")
    return form


def _describe(border: Border, actor: Actor, at: datetime, arguments: Arguments) -> Matter:
    form = reopening_of(arguments)
    held = _frozen(border, form)
    content = digest_of([[one.number, list(one.keys)] for one in held.values()])
    shown = [one.number for one in held.values()][:SHOWN]
    more = f"等{len(held)}人" if len(held) > SHOWN else ""
    return Matter(
        object_kind="choice_list" if len(held) == 1 else BATCH,
        object_id=f"{shown[0]}-{form.filing_round}" if len(held) == 1 else f"{len(held)}人 {content[:12]}",
        org_path=common_path(one.org_path for one in held.values()),
        facts=(
            ("轮次", form.filing_round.label),
            ("考生", "、".join(shown) + more),
            ("志愿", f"{sum(len(one.keys) for one in held.values())}个"),
            ("理由", form.reason),
        ),
        content=content,
    )


REOPENING = Procedure(
    describe=_describe,
    carry_out=lambda border, actor, at, given: reopen_choices(
        border=border, actor=actor, at=at, form=reopening_of(given)
    ),
)
