"""阅档: the college takes files up, decides on each with a named officer, and the province confirms returns."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from django.db import transaction
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from chengzhao.actions.audit import Actor, Border, Refused
from chengzhao.actions.files import ListScope, Step, locked_lists, officers_at, record_steps
from chengzhao.actions.governance import require_open
from chengzhao.actions.grounds import require_own_college
from chengzhao.actions.list_entries import entries_of, open_places
from chengzhao.actions.many_ids import any_of
from chengzhao.actions.refusals import RowFault, refuse_faults
from chengzhao.law.citation import blocking, cites
from chengzhao.law.words import ReturnReason, Stage
from chengzhao.records.bulk import update_rows
from chengzhao.records.models import CandidateFile, Programme, Registration
from chengzhao.rules.admission import FileState, ListState, order_findings

DECIDABLE = (FileState.UNDER_REVIEW, FileState.PROPOSED, FileState.RETURN_PROPOSED, FileState.QUERIED)
"""States in which the college may decide; what is queried stays queried until the list is submitted again."""

_TYPES = {
    "id": "bigint",
    "state": "text",
    "programme_id": "bigint",
    "return_code": "text",
    "decided_by_id": "bigint",
    "decided_at": "timestamptz",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class FileDecisionForm:
    """A decision on a file: the programme that admits, or the reason of the return, never both.

    `seen` is the state in which the officer saw the file; a decision made meanwhile is not overwritten.
    """

    file_id: int
    officer_id: int
    programme_code: str | None = None
    return_code: ReturnReason | None = None
    seen: FileState = FileState.UNDER_REVIEW


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposal:
    """A file under review and what the run proposes: a programme, or None where no place is left."""

    file_id: int
    national_code: str
    programme_code: str | None


class HeldFile(NamedTuple):
    """A file as it stands in the tables, locked for the act that read it."""

    candidate_number: str
    state: FileState
    college_id: int
    college_path: str
    level: str
    category: str


class Offered(NamedTuple):
    """A published programme that a decision can name."""

    programme_id: int
    college_id: int
    level: str
    category: str


@cites("A1.5.2")
@transaction.atomic
def take_up_files(*, border: Border, actor: Actor, at: datetime, scope: ListScope) -> int:
    """Take up the files that were filed to the colleges of a scope and return how many.

    Raises Refused where no file waits.
    """
    require_open(border, Stage.ADMISSION, at)
    lists = list(locked_lists(border, scope, [ListState.OPEN]))
    require_own_college(
        "take_up_files", actor, {row.college.name: row.college.organisation.path for row in lists}
    )
    held = (
        CandidateFile.objects.select_for_update(of=("self",))
        .filter(admission_list_id__in=any_of(row.pk for row in lists), state=FileState.FILED)
        .order_by("id")
    )
    ids = list(held.values_list("id", flat=True))
    if not ids:
        raise Refused(f"{scope.title}没有新投的档案。")
    CandidateFile.objects.filter(id__in=any_of(ids)).update(state=FileState.UNDER_REVIEW)
    steps = [
        Step(file_id=key, before=FileState.FILED, after=FileState.UNDER_REVIEW, account=actor.account)
        for key in ids
    ]
    record_steps(border, actor, at, "take_up_files", steps)
    return len(ids)


def proposals(border: Border, scope: ListScope) -> tuple[Proposal, ...]:
    """The files of a scope that are under review, with what the run proposes for each, in order of merit."""
    files = CandidateFile.objects.filter(
        season=border.season,
        province=border.province,
        admission_list__filing_round=scope.filing_round,
        level__in=scope.levels,
        state=FileState.UNDER_REVIEW,
    )
    if scope.national_code is not None:
        files = files.filter(college__national_code=scope.national_code)
    rows = files.order_by("college__national_code", "level", "merit_rank", "id")
    listed = rows.values_list("id", "college__national_code", "programme__code")
    return tuple(
        Proposal(file_id=key, national_code=college, programme_code=code) for key, college, code in listed
    )


@cites("A1.5.2", "N5.1")
@transaction.atomic
def decide_files(*, border: Border, actor: Actor, at: datetime, decisions: Sequence[FileDecisionForm]) -> int:
    """Write down the decisions of a college's officers and return how many; either way until the list goes.

    Raises RowsRefused, and decides nothing, for a file that is not to be decided or changed since it was
    seen, a programme of another college, level or category, a decision that is neither or both, and an
    officer who is not of the college.
    """
    require_open(border, Stage.ADMISSION, at)
    held = _held_files(border, decisions)
    require_own_college(
        "decide_files", actor, {one.candidate_number: one.college_path for one in held.values()}
    )
    programmes = _programmes(border, decisions)
    refuse_faults(_faults(decisions, held, programmes, officers_at(border, at)))
    rows, steps = [], []
    for form in decisions:
        before = held[form.file_id].state
        after = before if before is FileState.QUERIED else _decided(form)
        programme = programmes[form.programme_code].programme_id if form.programme_code else None
        reason = form.return_code.value if form.return_code else ""
        rows.append((form.file_id, after.value, programme, reason, form.officer_id, at))
        steps.append(Step(form.file_id, before, after, form.officer_id, form.programme_code or reason))
    update_rows(CandidateFile, "id", _TYPES, rows)
    record_steps(border, actor, at, "decide_files", steps)
    return len(rows)


def _decided(form: FileDecisionForm) -> FileState:
    return FileState.PROPOSED if form.programme_code else FileState.RETURN_PROPOSED


def _held_files(border: Border, decisions: Sequence[FileDecisionForm]) -> dict[int, HeldFile]:
    registered = Registration.objects.filter(candidate=OuterRef("candidate"))
    rows = (
        CandidateFile.objects.select_for_update(of=("self",))
        .filter(
            season=border.season,
            province=border.province,
            id__in=any_of(form.file_id for form in decisions),
        )
        .order_by("id")
        # Of a file that was given back the college sees no registration: it has no category, and is not decidable.
        .annotate(registered_for=Coalesce(Subquery(registered.values("category")), Value("")))
        .values_list(
            *("id", "candidate_number", "state", "college_id", "college__organisation__path"),
            *("level", "registered_for"),
        )
    )
    return {
        key: HeldFile(number, FileState(state), college_id, path, level, category)
        for key, number, state, college_id, path, level, category in rows
    }


def _programmes(border: Border, decisions: Sequence[FileDecisionForm]) -> dict[str, Offered]:
    codes = {form.programme_code for form in decisions if form.programme_code}
    rows = Programme.objects.filter(season=border.season, province=border.province, code__in=codes)
    listed = rows.values_list("code", "id", "college_id", "level", "category")
    return {code: Offered(*facts) for code, *facts in listed}


def _faults(
    decisions: Sequence[FileDecisionForm],
    held: Mapping[int, HeldFile],
    programmes: Mapping[str, Offered],
    officers: set[tuple[int, str]],
) -> Iterator[RowFault]:
    seen: set[int] = set()
    for row, form in enumerate(decisions, start=1):
        file = held.get(form.file_id)
        if file is None:
            yield RowFault(row=row, value=f"档案{form.file_id}", expected="应为本年度的电子档案")
            continue
        wrong = (
            (form.file_id in seen, "同一档案应只作一个决定"),
            (file.state not in DECIDABLE, f"档案“{file.state.label}”，不能阅档"),
            (
                file.state in DECIDABLE and file.state is not form.seen,
                f"档案已由他人改为“{file.state.label}”，请刷新后再定",
            ),
            (bool(form.programme_code) == bool(form.return_code), "应选定录取专业或退档原因之一"),
            ((form.officer_id, file.college_path) not in officers, "应由招生学校本校人员决定"),
            (not _fits(file, form, programmes), "录取专业应为本校面向该考生招生类型和科类的专业"),
        )
        seen.add(form.file_id)
        yield from (
            RowFault(row=row, value=file.candidate_number, expected=text) for bad, text in wrong if bad
        )


def _fits(file: HeldFile, form: FileDecisionForm, programmes: Mapping[str, Offered]) -> bool:
    if not form.programme_code:
        return True
    programme = programmes.get(form.programme_code)
    return programme is not None and programme[1:] == (file.college_id, file.level, file.category)


@cites("A1.5.2")
@transaction.atomic
def settle_returns(*, border: Border, actor: Actor, at: datetime, scope: ListScope) -> int:
    """Confirm the returns that colleges propose, each reason checked against the list; returns how many.

    A confirmed return frees the file for the next rank. Raises RowsRefused where a return says that a
    programme is full and it is not, and Refused where no return waits.
    """
    require_open(border, Stage.ADMISSION, at)
    lists = [row.pk for row in locked_lists(border, scope, [ListState.OPEN])]
    returns = CandidateFile.objects.select_for_update(of=("self",)).filter(
        admission_list_id__in=any_of(lists), state=FileState.RETURN_PROPOSED
    )
    ids = list(returns.order_by("id").values_list("id", flat=True))
    if not ids:
        raise Refused(f"{scope.title}没有待确认的退档。")
    places = open_places(border)
    found = [
        finding
        for entries in entries_of(border, at, lists).values()
        for finding in blocking(order_findings(entries, places))
    ]
    refuse_faults(
        RowFault(row=row, value=dict(one.facts).get("考生", ""), expected=one.message)
        for row, one in enumerate(found, start=1)
    )
    CandidateFile.objects.filter(id__in=any_of(ids)).update(state=FileState.RETURNED)
    path = (FileState.RETURN_PROPOSED, FileState.PENDING_CHECK, FileState.RETURNED)
    steps = [
        Step(file_id=key, before=before, after=after, account=actor.account)
        for key in ids
        for before, after in pairwise(path)
    ]
    record_steps(border, actor, at, "settle_returns", steps)
    return len(ids)
