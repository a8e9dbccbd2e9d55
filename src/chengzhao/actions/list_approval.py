"""录取审批: two persons approve the checked lists, and places are given (A1.5.2, A1.5.23)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from chengzhao.actions.audit import Actor, Border, Refused, require_both
from chengzhao.actions.files import ListScope, Step, locked_lists, record_steps
from chengzhao.actions.governance import province_path, require_open
from chengzhao.actions.grounds import kept
from chengzhao.actions.list_check import list_digests, record_lists
from chengzhao.actions.many_ids import any_of
from chengzhao.actions.refusals import RowFault, refuse_faults
from chengzhao.actions.signatures import Arguments, Matter, Procedure
from chengzhao.law.citation import cites
from chengzhao.law.words import ProgrammeLevel, Stage
from chengzhao.ledger.digest import digest_of
from chengzhao.records.bulk import copy_rows, reserve_ids, update_rows
from chengzhao.records.models import Admission, AdmissionList, CandidateFile, SourcePlan
from chengzhao.records.models.filing import FilingRound
from chengzhao.rules.admission import FileState, ListState

_ADMISSION_FIELDS = (
    *("id", "season", "province", "candidate_id", "file_id", "programme_id", "level", "admitted_at"),
)


@cites("A1.5.2", "A1.5.23", "A1.2.3")
@transaction.atomic
def approve_lists(*, border: Border, actor: Actor, at: datetime, scope: ListScope) -> int:
    """Approve the checked lists of a scope, two persons together, and return how many were admitted.

    Everybody proposed holds a place from now on, and the plan's use is raised in the same act; proposed
    returns are confirmed. Raises Refused where two have not signed, where no list waits, where a programme
    would be filled beyond its places, and where somebody holds a place already.
    """
    both = require_both("approve_lists", border, actor, list_arguments(scope))
    lists = _checked(border, at, scope)
    files = _pending_files(lists).select_for_update(of=("self",))
    rows = list(files.order_by("id").values_list("id", "candidate_id", "programme_id", "level"))
    admitted = [row for row in rows if row[2] is not None]
    _raise_use(border, Counter(programme_id for _, _, programme_id, _ in admitted))
    _admit(border, at, admitted)
    outcomes = {key: FileState.ADMITTED if programme else FileState.RETURNED for key, _, programme, _ in rows}
    for outcome in (FileState.ADMITTED, FileState.RETURNED):
        keys = [key for key, state in outcomes.items() if state is outcome]
        CandidateFile.objects.filter(id__in=any_of(keys)).update(state=outcome)
    steps = [Step(key, FileState.PENDING_CHECK, state, both.second_id) for key, state in outcomes.items()]
    record_steps(border, actor, at, "approve_files", steps)
    before = list_digests(lists)
    for row in lists:
        row.state, row.approved_at = ListState.APPROVED, at
        row.checked_by_id, row.approved_by_id = both.first_id, both.second_id
    AdmissionList.objects.bulk_update(lists, ["state", "approved_at", "checked_by", "approved_by"])
    record_lists(border, actor, at, "approve_lists", lists, before)
    return len(admitted)


def _checked(border: Border, at: datetime, scope: ListScope) -> list[AdmissionList]:
    """The checked lists of a scope, locked. Raises Refused where there is none."""
    require_open(border, Stage.ADMISSION, at)
    lists = list(locked_lists(border, scope, [ListState.CHECKED]))
    if not lists:
        raise Refused(f"{scope.title}没有待批准的录取名单。")
    return lists


def _pending_files(lists: Iterable[AdmissionList]) -> "QuerySet[CandidateFile]":
    return CandidateFile.objects.filter(
        admission_list_id__in=any_of(row.pk for row in lists), state=FileState.PENDING_CHECK
    )


def list_arguments(scope: ListScope) -> dict[str, object]:
    """A scope as it is kept between the two signatures."""
    return {
        "filing_round": scope.filing_round.value,
        "levels": [level.value for level in scope.levels],
        "national_code": scope.national_code,
    }


def scope_of(arguments: Arguments) -> ListScope:
    """The scope that was kept. Raises Refused where it is none."""
    try:
        return ListScope(
            filing_round=FilingRound(arguments["filing_round"]),
            levels=tuple(ProgrammeLevel(level) for level in arguments["levels"]),
            national_code=arguments["national_code"],
        )
    except (KeyError, ValueError) as error:
        raise Refused("没有写明是哪些录取名单。") from error


def _describe(border: Border, actor: Actor, at: datetime, arguments: Arguments) -> Matter:
    scope = scope_of(arguments)
    lists = _checked(border, at, scope)
    counts = _pending_files(lists).aggregate(
        admitted=Count("pk", filter=Q(programme__isnull=False)),
        returned=Count("pk", filter=Q(programme__isnull=True)),
    )
    return Matter(
        object_kind="admission_list",
        object_id=f"{scope.filing_round}-{scope.national_code or 'ALL'}-{'+'.join(scope.levels)}",
        org_path=province_path(border),
        facts=(
            ("范围", scope.title),
            ("院校", f"{len({row.college_id for row in lists})}所"),
            ("名单", f"{len(lists)}份"),
            ("录取", f"{counts['admitted']}人"),
            ("退档", f"{counts['returned']}人"),
        ),
        content=digest_of([[row.pk, row.digest] for row in lists]),
    )


APPROVAL = Procedure(
    describe=_describe,
    carry_out=lambda border, actor, at, given: approve_lists(
        border=border, actor=actor, at=at, scope=scope_of(given)
    ),
)


def _raise_use(border: Border, given: Mapping[int, int]) -> None:
    """Book places that are given, under a lock; the table itself refuses more than the plan has."""
    held = SourcePlan.objects.select_for_update(of=("self",)).filter(programme_id__in=any_of(given))
    plans = held.select_related("programme").order_by("id")
    rows, faults = [], []
    for number, plan in enumerate(plans, start=1):
        used = plan.admitted + given[plan.programme_id]
        rows.append((plan.pk, used))
        if used > plan.places:
            expected = f"计划{plan.places}人，已录{plan.admitted}人，不能再录{given[plan.programme_id]}人"
            faults.append(RowFault(row=number, value=plan.programme.name, expected=expected))
    refuse_faults(faults)
    update_rows(SourcePlan, "id", {"id": "bigint", "admitted": "integer"}, rows)


def _admit(border: Border, at: datetime, admitted: Sequence[tuple[int, int, int | None, str]]) -> None:
    ids = reserve_ids(Admission, len(admitted))
    head = (border.season, border.province)
    with kept(Admission):
        copy_rows(
            Admission,
            _ADMISSION_FIELDS,
            (
                (key, *head, candidate_id, file_id, programme_id, level, at)
                for key, (file_id, candidate_id, programme_id, level) in zip(ids, admitted, strict=True)
            ),
        )
