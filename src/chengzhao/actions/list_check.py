"""录检: colleges submit their lists and the province checks them by rule (A1.5.2, A1.5.23)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from chengzhao.actions import audit
from chengzhao.actions.audit import Actor, Border, Refused, Touched
from chengzhao.actions.files import ListScope, Step, locked_lists, record_steps
from chengzhao.actions.governance import law_of, require_open
from chengzhao.actions.grounds import require_own_college
from chengzhao.actions.list_entries import entries_of, open_places
from chengzhao.actions.many_ids import any_of
from chengzhao.actions.refusals import RowFault, refuse_faults
from chengzhao.law.citation import Finding, blocking, cites
from chengzhao.law.words import Stage
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import AdmissionList, CandidateFile
from chengzhao.rules.admission import FileState, ListEntry, ListState, list_findings, places_findings

_ADMISSION_FIELDS = (
    *("id", "season", "province", "candidate_id", "file_id", "programme_id", "level", "admitted_at"),
)
_UNDECIDED = (FileState.FILED, FileState.UNDER_REVIEW)
_SUBMITTABLE = (FileState.PROPOSED, FileState.RETURN_PROPOSED, FileState.QUERIED)


@dataclass(frozen=True, kw_only=True, slots=True)
class ListCheck:
    """What the province found in one list, and the state it is in now."""

    list_id: int
    state: ListState
    findings: tuple[Finding, ...]


@cites("A1.5.2", "A1.5.23", "N5.1")
@transaction.atomic
def submit_lists(*, border: Border, actor: Actor, at: datetime, scope: ListScope) -> int:
    """Submit the open or queried lists of a scope to the province and return how many.

    From now on the college changes nothing unless the province asks. Raises Refused where no list waits or
    nobody signs, and RowsRefused for files not decided yet and programmes filled beyond their places.
    """
    require_open(border, Stage.ADMISSION, at)
    if actor.account is None:
        raise Refused("录取名单必须由招生负责人登录提交。")
    lists = list(locked_lists(border, scope, [ListState.OPEN, ListState.QUERIED]))
    if not lists:
        raise Refused(f"{scope.title}没有待提交的录取名单。")
    require_own_college(
        "submit_lists", actor, {row.college.name: row.college.organisation.path for row in lists}
    )
    ids = [row.pk for row in lists]
    _refuse_undecided(lists)
    entries = entries_of(border, at, ids)
    places = open_places(border)
    refuse_faults(
        RowFault(row=number, value=row.college.name, expected=found.message)
        for number, row in enumerate(lists, start=1)
        for found in places_findings(entries.get(row.pk, []), places)
    )
    _move_files(border, actor, at, "submit_files", ids, _SUBMITTABLE, FileState.PENDING_CHECK)
    before = list_digests(lists)
    for row in lists:
        row.digest = list_digest(entries.get(row.pk, []))
        row.state = ListState.SUBMITTED
        row.submitted_by_id, row.submitted_at = actor.account, at
    AdmissionList.objects.bulk_update(lists, ["digest", "state", "submitted_by", "submitted_at"])
    record_lists(border, actor, at, "submit_lists", lists, before)
    return len(lists)


def _refuse_undecided(lists: Sequence[AdmissionList]) -> None:
    undecided = Counter(
        CandidateFile.objects.filter(
            admission_list_id__in=any_of(row.pk for row in lists), state__in=_UNDECIDED
        ).values_list("admission_list_id", flat=True)
    )
    refuse_faults(
        RowFault(row=number, value=row.college.name, expected=f"还有{undecided[row.pk]}份档案没有阅完")
        for number, row in enumerate(lists, start=1)
        if undecided[row.pk]
    )


def list_digest(entries: Iterable[ListEntry]) -> str:
    """The digest of a list: each candidate with the programme or the reason of the return."""
    rows = [[one.candidate, one.programme, one.return_reason or ""] for one in entries]
    return digest_of(sorted(rows))


@cites("A1.5.2", "A1.5.23")
@transaction.atomic
def check_lists(*, border: Border, actor: Actor, at: datetime, scope: ListScope) -> tuple[ListCheck, ...]:
    """Check the submitted lists of a scope by rule and return what was found in each.

    A list with a hard finding is queried, and so are the files concerned; one without is checked. Findings
    that hold 原则上 only are on the trail. Raises Refused where no list waits.
    """
    require_open(border, Stage.ADMISSION, at)
    lists = list(locked_lists(border, scope, [ListState.SUBMITTED]))
    if not lists:
        raise Refused(f"{scope.title}没有待审核的录取名单。")
    law, _ = law_of(border)
    entries, places = entries_of(border, at, [row.pk for row in lists]), open_places(border)
    checks, before = [], list_digests(lists)
    for row in lists:
        found = list_findings(entries.get(row.pk, []), places, law)
        row.state = ListState.QUERIED if blocking(found) else ListState.CHECKED
        row.checked_by_id = actor.account
        checks.append(ListCheck(list_id=row.pk, state=ListState(row.state), findings=found))
    AdmissionList.objects.bulk_update(lists, ["state", "checked_by"])
    _query_files(border, actor, at, checks, entries)
    reasons = {
        check.list_id: "；".join(dict.fromkeys(one.message for one in check.findings)) for check in checks
    }
    record_lists(border, actor, at, "check_lists", lists, before, reasons)
    return tuple(checks)


def _query_files(
    border: Border,
    actor: Actor,
    at: datetime,
    checks: Iterable[ListCheck],
    entries: Mapping[int, Sequence[ListEntry]],
) -> None:
    """Query the files that hard findings name, by candidate or by programme."""
    why: dict[tuple[int, str], str] = {}
    for check in checks:
        for found in blocking(check.findings):
            for entry in entries.get(check.list_id, ()):
                if _concerns(found, entry):
                    why.setdefault((check.list_id, entry.candidate), found.message)
    files = CandidateFile.objects.filter(
        admission_list_id__in=any_of(key for key, _ in why), state=FileState.PENDING_CHECK
    ).order_by("id")
    rows = files.values_list("id", "admission_list_id", "candidate__candidate_number")
    queried = {key: why[list_id, number] for key, list_id, number in rows if (list_id, number) in why}
    CandidateFile.objects.filter(id__in=any_of(queried)).update(state=FileState.QUERIED)
    steps = [
        Step(key, FileState.PENDING_CHECK, FileState.QUERIED, actor.account, reason)
        for key, reason in queried.items()
    ]
    record_steps(border, actor, at, "query_files", steps)


def _concerns(found: Finding, entry: ListEntry) -> bool:
    facts = dict(found.facts)
    if "考生" in facts:
        return facts["考生"] == entry.candidate
    return facts.get("专业") == entry.programme


def _move_files(
    border: Border,
    actor: Actor,
    at: datetime,
    act: str,
    list_ids: Sequence[int],
    states: Sequence[FileState],
    after: FileState,
) -> None:
    held = CandidateFile.objects.select_for_update(of=("self",)).filter(
        admission_list_id__in=any_of(list_ids), state__in=states
    )
    rows = list(held.order_by("id").values_list("id", "state"))
    CandidateFile.objects.filter(id__in=any_of(key for key, _ in rows)).update(state=after)
    steps = [Step(key, FileState(before), after, actor.account) for key, before in rows]
    record_steps(border, actor, at, act, steps)


def list_digests(lists: Sequence[AdmissionList]) -> dict[int, str]:
    """The digest of how each list stands, by its key."""
    return {row.pk: digest_of([row.state, row.digest]) for row in lists}


def record_lists(
    border: Border,
    actor: Actor,
    at: datetime,
    act: str,
    lists: Sequence[AdmissionList],
    before: Mapping[int, str],
    reasons: Mapping[int, str] | None = None,
) -> None:
    """The rows of an act on lists; `before` is what `list_digests` gave before the act changed them."""
    after = list_digests(lists)
    touched = [
        Touched(
            object_id=str(row.pk),
            before=before[row.pk],
            after=after[row.pk],
            reason=(reasons or {}).get(row.pk, "")[:400],
        )
        for row in lists
    ]
    audit.record(border=border, actor=actor, at=at, act=act, object_kind="admission_list", touched=touched)
