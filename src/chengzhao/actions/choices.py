"""志愿: saved by candidates until they are frozen, for the main round or the supplementary one (A2.2, A1.5.11)."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from chengzhao.actions import audit
from chengzhao.actions.audit import Actor, Border, Refused, Touched
from chengzhao.actions.choice_grounds import ChoiceGrounds, SupplementaryChoiceForm
from chengzhao.actions.governance import require_open
from chengzhao.actions.many_ids import any_of
from chengzhao.actions.refusals import refuse_faults
from chengzhao.actions.season_lock import lock_season
from chengzhao.law.citation import cites
from chengzhao.law.words import ProgrammeLevel, Stage
from chengzhao.ledger.digest import digest_of, digest_of_lines
from chengzhao.records.bulk import copy_rows
from chengzhao.records.models import Choice
from chengzhao.records.models.filing import FilingRound

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
def freeze_choices(
    *,
    border: Border,
    actor: Actor,
    at: datetime,
    filing_round: FilingRound,
    levels: Sequence[ProgrammeLevel] = tuple(ProgrammeLevel),
) -> int:
    """Freeze the choices of a round at some levels, or all of them, and return how many were frozen.

    The audit row holds the digest of the whole book of these choices. Raises Refused where none is left to
    freeze.
    """
    lock_season(border)
    book = _choices(border, filing_round).filter(level__in=levels)
    frozen = book.filter(frozen_at__isnull=True).update(frozen_at=at)
    if not frozen:
        raise Refused(f"没有待封存的{filing_round.label}志愿：尚无人填报，或已经封存。")
    named = "+".join(level for level in ProgrammeLevel if level in levels)
    touched = Touched(object_id=f"{filing_round}-{named}", after=digest_of_lines(_book_lines(book)))
    audit.record(
        border=border, actor=actor, at=at, act="freeze_choices", object_kind="choice_book", touched=[touched]
    )
    return frozen


def _choices(border: Border, filing_round: FilingRound) -> "QuerySet[Choice]":
    return Choice.objects.filter(season=border.season, province=border.province, filing_round=filing_round)


def _book_lines(book: "QuerySet[Choice]") -> Iterator[bytes]:
    rows = book.order_by("candidate__candidate_number", "level", "rank").values_list(
        "candidate__candidate_number", "level", "rank", "programmes", "accepts_reassignment"
    )
    for number, level, rank, programmes, accepts in rows.iterator():
        yield f"{number},{level},{rank},{' '.join(map(str, programmes))},{int(accepts)}\n".encode()
