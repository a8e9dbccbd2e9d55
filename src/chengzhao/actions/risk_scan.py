"""可疑报名线索 are looked for: what changed since the last time, or everything; found clusters become cases (N3.4).

The trail tells whose registration changed: its positions grow with the transactions, so that nothing slips by. A
case that was decided is opened again by evidence that whoever decided had not seen, and by nothing else.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from chengzhao.actions.audit import Actor, Border, Touched, record
from chengzhao.actions.grounds import common_path
from chengzhao.actions.many_ids import any_of
from chengzhao.law.citation import cites
from chengzhao.law.words import Role
from chengzhao.ledger.digest import digest_of
from chengzhao.records.models import RiskCase, RiskScan, RiskTrait
from chengzhao.records.queries.risk_traits import Reading, read_traits, touched_since
from chengzhao.records.queries.seals import settled_position
from chengzhao.rules.registration import CASE, CaseState, RiskCluster, is_news, risk_clusters

WAITING, DECIDED = CASE.sets["WAITING"], CASE.sets["DECIDED"]
Pairs = dict[tuple[int, str], int]
"""(candidate, signal) of a cluster, each with the group of equal values."""


@dataclass(slots=True)
class _Known:
    """A case as it stands: its pairs, and when each was first seen."""

    pairs: Pairs = field(default_factory=dict)
    seen: dict[tuple[int, str], datetime] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Scanned:
    """What a look has changed: so many cases found, changed, opened again and ended; `looked_at` registrations."""

    looked_at: int = 0
    found: int = 0
    changed: int = 0
    reopened: int = 0
    ended: int = 0


@dataclass(slots=True)
class _Ledger:
    """What is to be written, collected case by case."""

    border: Border
    at: datetime
    new: list[RiskCase] = field(default_factory=list)
    kept: list[RiskCase] = field(default_factory=list)
    traits: list[RiskTrait] = field(default_factory=list)
    touched: list[tuple[RiskCase, CaseState | None]] = field(default_factory=list)
    reopened: int = 0
    ended: int = 0


@cites("N3.4")
@transaction.atomic
def scan_risks(*, border: Border, actor: Actor, at: datetime, whole: bool = False) -> Scanned:
    """Look for clusters among the registrations that changed since the last look, or among all of a season.

    The two find the same; the first time everything is looked at. Two looks at once follow one another. One audit
    row for each case that is found, opened again or ended.
    """
    scan = locked_scan(border)
    settled = settled_position()
    among: frozenset[int] | None = None
    if scan.position and not whole:
        among = touched_since(border.season, border.province, scan.position, settled)
    scan.position, scan.at = settled, at
    scan.save(update_fields=["position", "at"])
    if among is not None and not among:
        return Scanned()
    return _look(border, actor, at, among)


def locked_scan(border: Border) -> RiskScan:
    """How far the season was looked through, locked: nobody else looks for the rest of the transaction."""
    scan, _ = RiskScan.objects.get_or_create(season=border.season, province=border.province)
    return RiskScan.objects.select_for_update().get(pk=scan.pk)


def look_again(border: Border, at: datetime, gone: Collection[int]) -> Scanned:
    """Bring the cases of people whose registrations are just being removed up to what is left of them.

    The trail cannot lead to them afterwards, so this is done at once, under `locked_scan`.
    """
    if not _fellows(border, frozenset(gone)):
        return Scanned()
    service = Actor(account=None, role=Role.PROVINCE_OFFICER, org_path=f"/{border.province}/")
    return _look(border, service, at, frozenset(gone))


def _look(border: Border, actor: Actor, at: datetime, among: frozenset[int] | None) -> Scanned:
    if among is not None:
        among |= _fellows(border, among)
    reading = read_traits(border.season, border.province, among)
    clusters = risk_clusters(reading.applications, usual_runs=reading.usual_runs)
    ledger = _Ledger(border=border, at=at)
    known = _known(border, None if among is None else among | set(reading.paths))
    _match(ledger, clusters, known, reading)
    return _write(ledger, actor, len(reading.paths))


def _fellows(border: Border, among: frozenset[int]) -> frozenset[int]:
    """Everybody who stands in a case with one of these: a case may have to end, or fall in two."""
    held = RiskTrait.objects.filter(
        season=border.season, province=border.province, candidate__in=any_of(among)
    )
    rows = RiskTrait.objects.filter(case__in=held.values("case")).values_list("candidate_id", flat=True)
    return frozenset(rows)


def _known(border: Border, among: Iterable[int] | None) -> dict[RiskCase, _Known]:
    """The cases that the look may change, the oldest first, each with its pairs; locked."""
    cases = RiskCase.objects.filter(season=border.season, province=border.province)
    if among is not None:
        held = RiskTrait.objects.filter(
            season=border.season, province=border.province, candidate__in=any_of(among)
        )
        cases = cases.filter(pk__in=held.values("case"))
    found = {case.pk: (case, _Known()) for case in cases.select_for_update().order_by("pk")}
    rows = RiskTrait.objects.filter(case__in=any_of(found))
    for case, candidate, signal, group, seen_at in rows.values_list(
        "case_id", "candidate_id", "signal", "group", "seen_at"
    ):
        stands = found[case][1]
        stands.pairs[candidate, signal], stands.seen[candidate, signal] = group, seen_at
    return dict(found.values())


def _match(
    ledger: _Ledger, clusters: Sequence[RiskCluster], known: Mapping[RiskCase, _Known], reading: Reading
) -> None:
    """Give each cluster the oldest case that has one of its people; what no cluster takes has lost its ground."""
    of_person: dict[int, list[RiskCase]] = {}
    for case, held in known.items():
        for candidate in {candidate for candidate, _ in held.pairs}:
            of_person.setdefault(candidate, []).append(case)
    taken: set[int] = set()
    for cluster in clusters:
        keys = [int(one) for one in cluster.applications]
        free = {case.pk: case for key in keys for case in of_person.get(key, ()) if case.pk not in taken}
        if not free:
            _open(ledger, cluster, reading)
            continue
        case = free[min(free)]
        taken.add(case.pk)
        _renew(ledger, case, known[case], cluster, reading)
    for case in known:
        state = CaseState(case.state)
        if case.pk not in taken and state in WAITING:
            case.state, case.changed_at, case.heard_until = CaseState.ENDED.value, ledger.at, None
            ledger.kept.append(case)
            ledger.touched.append((case, state))
            ledger.ended += 1


def _open(ledger: _Ledger, cluster: RiskCluster, reading: Reading) -> None:
    case = RiskCase(
        season=ledger.border.season,
        province=ledger.border.province,
        state=CaseState.OPEN.value,
        found_at=ledger.at,
        changed_at=ledger.at,
    )
    _describe(case, cluster, reading)
    ledger.new.append(case)
    ledger.touched.append((case, None))
    _add_traits(ledger, case, _pairs(cluster), {})


def _renew(ledger: _Ledger, case: RiskCase, before: _Known, cluster: RiskCluster, reading: Reading) -> None:
    """Bring a case up to what is so now; what was decided stays decided unless there is news."""
    state, now = CaseState(case.state), _pairs(cluster)
    if state in DECIDED and not is_news(before.pairs, now):
        return
    if state in WAITING and before.pairs == now and case.weight == cluster.weight:
        return
    _describe(case, cluster, reading)
    case.changed_at = ledger.at
    if state not in WAITING:
        case.state, case.heard_until = CaseState.OPEN.value, None
        case.reopened += 1
        ledger.reopened += 1
        ledger.touched.append((case, state))
    ledger.kept.append(case)
    _add_traits(ledger, case, now, before.seen)


def _describe(case: RiskCase, cluster: RiskCluster, reading: Reading) -> None:
    case.org_path = common_path(reading.paths[int(one)] for one in cluster.applications)
    case.weight, case.size, case.out_of_place = (
        cluster.weight,
        len(cluster.applications),
        cluster.out_of_place,
    )
    case.signals = [
        [one.signal.value, len(one.applications), one.weight, one.because]
        for one in sorted(cluster.evidence, key=lambda one: (-one.weight, -len(one.applications)))
    ]


def _pairs(cluster: RiskCluster) -> Pairs:
    return {
        (int(one), shared.signal.value): int(shared.applications[0])
        for shared in cluster.evidence
        for one in shared.applications
    }


def _add_traits(
    ledger: _Ledger, case: RiskCase, now: Pairs, seen: Mapping[tuple[int, str], datetime]
) -> None:
    """The rows of a case anew; those that stood there before keep the time at which they were seen."""
    for (candidate, signal), group in now.items():
        ledger.traits.append(
            RiskTrait(
                season=case.season,
                province=case.province,
                case=case,
                candidate_id=candidate,
                signal=signal,
                group=group,
                seen_at=seen.get((candidate, signal), ledger.at),
            )
        )


_DESCRIBED = (
    *("org_path", "weight", "size", "out_of_place", "signals"),
    *("state", "changed_at", "reopened", "heard_until"),
)


def _write(ledger: _Ledger, actor: Actor, looked_at: int) -> Scanned:
    RiskCase.objects.bulk_create(ledger.new, batch_size=1000)
    RiskCase.objects.bulk_update(ledger.kept, _DESCRIBED, batch_size=500)
    rewritten = {trait.case.pk for trait in ledger.traits} - {case.pk for case in ledger.new}
    RiskTrait.objects.filter(case__in=any_of(rewritten)).delete()
    RiskTrait.objects.bulk_create(ledger.traits, batch_size=5000)
    touched = [
        Touched(
            object_id=str(case.pk),
            before=digest_of({"state": before}) if before else "",
            after=digest_of({"state": case.state, "signals": case.signals}),
        )
        for case, before in ledger.touched
    ]
    if touched:
        record(
            border=ledger.border,
            actor=actor,
            at=ledger.at,
            act="scan_risks",
            object_kind="risk_case",
            touched=touched,
        )
    return Scanned(
        looked_at=looked_at,
        found=len(ledger.new),
        changed=len(ledger.kept) - ledger.reopened - ledger.ended,
        reopened=ledger.reopened,
        ended=ledger.ended,
    )
