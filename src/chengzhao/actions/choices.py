"""志愿: saved by candidates until they are frozen, for the main round or the supplementary one (A2.2, A1.5.11)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.timezone import localtime

from chengzhao.actions import audit
from chengzhao.actions.audit import Actor, Border, Refused, Touched
from chengzhao.actions.choice_grounds import ChoiceGrounds, SupplementaryChoiceForm
from chengzhao.actions.governance import law_of, require_open
from chengzhao.actions.grounds import as_faults, require_reach
from chengzhao.actions.many_ids import any_of
from chengzhao.actions.refusals import RowFault, refuse_faults
from chengzhao.actions.season_lock import lock_season
from chengzhao.law.citation import blocking, cites
from chengzhao.law.words import ProgrammeLevel, Stage
from chengzhao.ledger.digest import digest_of, digest_of_lines
from chengzhao.records.bulk import copy_rows
from chengzhao.records.models import Choice, ControlLine, PaperMark
from chengzhao.records.models.filing import FilingRound
from chengzhao.rules.admission import ConfirmationFacts, confirmation_findings, needs_confirmation
from chengzhao.rules.exams import MarkState

ListKey = tuple[int, str]
"""A list of choices within a round: the candidate's key and the level."""

_FIELDS = (
    "season",
    "province",
    "candidate_id",
    "filing_round",
    "level",
    "rank",
    "college_id",
    "programmes",
    "accepts_reassignment",
    "saved_at",
)
_STAGES = {FilingRound.MAIN: Stage.CHOICES, FilingRound.SUPPLEMENTARY: Stage.ADMISSION}


@cites("A2.2", "A1.5.11")
@transaction.atomic
def save_choices(
    *,
    border: Border,
    actor: Actor,
    at: datetime,
    filing_round: FilingRound,
    choices: Sequence[SupplementaryChoiceForm],
) -> int:
    """Save lists of choices and return how many choices there are; a list saved before is replaced.

    A list is that of one candidate at one level in the round: give it whole. Raises RowsRefused, and saves
    nothing, for a candidate who may not choose (a place held, a file in hand, lists frozen), for more
    colleges or programmes than the province lets choose, and for a programme that is not published, of
    another college, level or category, or (in a supplementary round) full.
    """
    require_open(border, _STAGES[filing_round], at)
    grounds = ChoiceGrounds(border, filing_round, choices)
    refuse_faults(grounds.faults())
    after = _stored(choices, grounds)
    before = _replaced(border, filing_round, sorted(after))
    rows = [
        (border.season, border.province, candidate_id, filing_round.value, level, *stored, at)
        for (candidate_id, level), listed in sorted(after.items())
        for stored in listed
    ]
    copy_rows(Choice, _FIELDS, rows)
    touched = [
        Touched(
            object_id=f"{grounds.people[key[0]].candidate_number}-{filing_round}-{key[1]}",
            before=before.get(key, ""),
            after=digest_of(after[key]),
        )
        for key in sorted(after)
    ]
    audit.record(
        border=border, actor=actor, at=at, act="save_choices", object_kind="choice_list", touched=touched
    )
    return len(choices)


def _stored(
    choices: Sequence[SupplementaryChoiceForm], grounds: ChoiceGrounds
) -> dict[ListKey, list[list[object]]]:
    """The lists of the forms as they are stored, by candidate and level, each in the order of its ranks."""
    lists: dict[ListKey, list[list[object]]] = {}
    for form in sorted(choices, key=lambda one: one.rank):
        listed = [grounds.vacancies[code] for code in form.programme_codes]
        programmes = [one.programme_id for one in listed]
        stored: list[object] = [form.rank, listed[0].college_id, programmes, form.accepts_reassignment]
        lists.setdefault((form.candidate_id, form.level.value), []).append(stored)
    return lists


def _replaced(border: Border, filing_round: FilingRound, keys: Sequence[ListKey]) -> dict[ListKey, str]:
    """Take away the lists of `keys` as they were saved before, and return their digests."""
    rows = _choices(border, filing_round).filter(candidate_id__in=any_of(key for key, _ in keys))
    columns = ("id", "candidate_id", "level", "rank", "college_id", "programmes", "accepts_reassignment")
    wanted, found = set(keys), dict[ListKey, list[list[object]]]()
    ids = []
    for key, candidate_id, level, *stored in rows.order_by("candidate_id", "level", "rank").values_list(
        *columns
    ):
        if (candidate_id, level) in wanted:
            ids.append(key)
            found.setdefault((candidate_id, level), []).append(stored)
    Choice.objects.filter(id__in=any_of(ids)).delete()
    return {key: digest_of(stored) for key, stored in found.items()}


@cites("A2.2")
@transaction.atomic
def confirm_choices(*, border: Border, actor: Actor, at: datetime, candidate_ids: Sequence[int]) -> int:
    """Candidates confirm their choices of the main round in November; returns how many choices those are.

    Raises Refused outside the window, before scores are released and lines published, and where the
    province has no confirmation apart; RowsRefused for a candidate without choices, confirmed already,
    frozen, or out of reach. All or nothing.
    """
    require_open(border, Stage.CHOICES, at)
    law, extra = law_of(border)
    if not needs_confirmation(extra):
        raise Refused("本省在成绩公布后填报志愿，填报即为确认，不另行确认。")
    against = blocking(confirmation_findings(_confirmation_facts(border, at), law))
    refuse_faults(as_faults(1, "确认志愿", against))
    lock_season(border)
    book = _choices(border, FilingRound.MAIN).filter(candidate__in=any_of(candidate_ids))
    held = {
        row[0]: row[1:]
        for row in book.order_by()
        .values_list("candidate_id", "candidate__candidate_number", "candidate__org_path")
        .annotate(Max("confirmed_at"), Max("frozen_at"))
    }
    refuse_faults(_confirmation_faults(candidate_ids, held))
    require_reach(actor, {held[key][0]: held[key][1] for key in candidate_ids})
    confirmed = book.update(confirmed_at=at)
    before, after = digest_of({"confirmed": False}), digest_of({"confirmed": True})
    touched = (
        Touched(object_id=f"{held[key][0]}-{FilingRound.MAIN}", before=before, after=after)
        for key in candidate_ids
    )
    audit.record(
        border=border, actor=actor, at=at, act="confirm_choices", object_kind="choice_list", touched=touched
    )
    return confirmed


def _confirmation_facts(border: Border, at: datetime) -> ConfirmationFacts:
    """What is known when choices are confirmed; a form saved anew is unconfirmed, so it shows what counts."""
    here = {"season": border.season, "province": border.province}
    papers, lines = PaperMark.objects.filter(**here), ControlLine.objects.filter(**here)
    told = (MarkState.RELEASED, MarkState.CORRECTED)
    return ConfirmationFacts(
        day=localtime(at).date(),
        scores_are_released=papers.exists() and not papers.exclude(state__in=told).exists(),
        lines_are_published=lines.filter(published_at__isnull=False).exists(),
        version_shown=0,
        version_now=0,
    )


def _confirmation_faults(
    candidate_ids: Sequence[int], held: Mapping[int, tuple[Any, ...]]
) -> Iterator[RowFault]:
    """Who cannot confirm; `held` gives number, path, moment of confirmation and of freezing by candidate."""
    seen: set[int] = set()
    for row, key in enumerate(candidate_ids, start=1):
        number, _, confirmed_at, frozen_at = held.get(key, (str(key), "", None, None))
        wrong = [
            (key not in held, "没有填报志愿，无从确认"),
            (key in seen, "与前面的行重复，应只写一次"),
            (confirmed_at is not None, "志愿已经确认，不能重复确认"),
            (frozen_at is not None, "志愿已经封存，不能再确认"),
        ]
        seen.add(key)
        yield from (RowFault(row=row, value=number, expected=text) for bad, text in wrong if bad)


@cites("A2.2")
@transaction.atomic
def freeze_choices(
    *,
    border: Border,
    actor: Actor,
    at: datetime,
    filing_round: FilingRound,
    levels: Sequence[ProgrammeLevel] = tuple(ProgrammeLevel),
) -> int:
    """Freeze the choices of a round at some levels, or all of them, and return how many were frozen.

    The audit row holds the digest of the whole book of these choices and, where choices are confirmed, how
    many candidates did not: theirs stay as they were written. Raises Refused where none is left to freeze.
    """
    lock_season(border)
    book = _choices(border, filing_round).filter(level__in=levels)
    frozen = book.filter(frozen_at__isnull=True).update(frozen_at=at)
    if not frozen:
        raise Refused(f"没有待封存的{filing_round.label}志愿：尚无人填报，或已经封存。")
    named = "+".join(level for level in ProgrammeLevel if level in levels)
    # What is written stays the same: that is what the two digests say.
    digest = digest_of_lines(_book_lines(book))
    touched = Touched(
        object_id=f"{filing_round}-{named}",
        before=digest,
        after=digest,
        reason=_unconfirmed(border, filing_round, book),
    )
    audit.record(
        border=border, actor=actor, at=at, act="freeze_choices", object_kind="choice_book", touched=[touched]
    )
    return frozen


def _unconfirmed(border: Border, filing_round: FilingRound, book: "QuerySet[Choice]") -> str:
    """How many candidates of a book of the main round did not confirm, where the province has it confirmed."""
    _, extra = law_of(border)
    if filing_round is not FilingRound.MAIN or not needs_confirmation(extra):
        return ""
    people = book.filter(confirmed_at__isnull=True).values("candidate_id").distinct().count()
    return f"{people}名考生未确认志愿，以报名时填报的为准"


def _choices(border: Border, filing_round: FilingRound) -> "QuerySet[Choice]":
    return Choice.objects.filter(season=border.season, province=border.province, filing_round=filing_round)


def _book_lines(book: "QuerySet[Choice]") -> Iterator[bytes]:
    rows = book.order_by("candidate__candidate_number", "level", "rank").values_list(
        "candidate__candidate_number", "level", "rank", "programmes", "accepts_reassignment"
    )
    for number, level, rank, programmes, accepts in rows.iterator():
        yield f"{number},{level},{rank},{' '.join(map(str, programmes))},{int(accepts)}\n".encode()
