"""通知·二.3: applications that are one person's twice, or that an agency organised, found by what they share (N3.4).

The detector finds and shows; it decides nothing. Nobody is rejected by it alone, so that its findings are
never hard and name what a person looks at. What has a plain explanation ties nobody.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.rules.registration.risk_signals import (
    BURST_WITHIN,
    EXPLAINED,
    LEAST_SECONDS,
    LIMITS,
    ONE_PERSON,
    TIES_FROM,
    WEIGHTS,
    ApplicationTraits,
    Signal,
    explanation,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class SharedTrait:
    """One piece of evidence: the signal, the value, and the applications that share it, in order.

    `because` is the plain explanation that lowers the weight, '' where there is none.
    """

    signal: Signal
    value: str
    applications: tuple[str, ...]
    weight: int = 0
    because: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class RiskCluster:
    """Applications tied together by shared traits, with all the evidence; `out_of_place` counts 异地 ones."""

    applications: tuple[str, ...]
    evidence: tuple[SharedTrait, ...]
    out_of_place: int

    @property
    def weight(self) -> int:
        """What its signals weigh together, each counted once."""
        heaviest: dict[Signal, int] = {}
        for one in self.evidence:
            heaviest[one.signal] = max(one.weight, heaviest.get(one.signal, 0))
        return sum(heaviest.values())


@cites("N3.4")
def risk_clusters(
    applications: Sequence[ApplicationTraits],
    limits: Mapping[Signal, int] = LIMITS,
    *,
    usual_runs: Collection[str] = (),
) -> tuple[RiskCluster, ...]:
    """The clusters among applications, heaviest first, then the largest; order of input is nothing.

    Applications that share a value of enough of them stand in one cluster, and so do those tied through
    others. `usual_runs` are runs of certificate numbers that lie in a range of which many register anyway.
    Costs time in proportion to the number of traits.
    """
    by_name = {each.application: each for each in applications}
    evidence = [_weighed(shared, by_name, usual_runs) for shared in _shared(applications, limits)]
    ties = [shared for shared in evidence if shared.weight >= TIES_FROM]
    root = {name: name for shared in ties for name in shared.applications}
    for shared in ties:
        first = _find(root, shared.applications[0])
        for other in shared.applications[1:]:
            root[_find(root, other)] = first
    heads = {name: _find(root, name) for name in root}
    members: dict[str, list[str]] = {}
    for name, head in heads.items():
        members.setdefault(head, []).append(name)
    proofs: dict[str, list[SharedTrait]] = {head: [] for head in members}
    for shared in evidence:
        for head, part in _parts(heads, shared):
            proofs[head].append(part)
    clusters = (
        _cluster(sorted(found), [*proofs[head], *_burst(found, by_name, limits)], by_name)
        for head, found in members.items()
    )
    return tuple(
        sorted(clusters, key=lambda each: (-each.weight, -len(each.applications), each.applications))
    )


@cites("N3.4")
def evidence_finding(signal: Signal, number: int, because: str = "", *, out_of_place: int = 0) -> Finding:
    """What a reviewer reads of one piece of evidence; never hard."""
    aim = "是否同一人重复报名或者被冒用" if signal in ONE_PERSON else "是否由中介机构组织"
    if signal is Signal.HASTY:
        said = f"从打开到提交不足{LEAST_SECONDS}秒，请核实是否由程序或他人代填"
    elif because:
        said = f"{number}份报名{signal.label}，{because}，只作参考"
    else:
        said = f"{number}份报名{signal.label}，请核实{aim}"
    return finding(
        "N3.4",
        f"{said}；不得仅凭此项作不通过处理。",
        is_hard=False,
        线索=signal.label,
        报名数=number,
        异地=out_of_place,
    )


def _cluster(
    names: Sequence[str], evidence: Iterable[SharedTrait], by_name: Mapping[str, ApplicationTraits]
) -> RiskCluster:
    return RiskCluster(
        applications=tuple(names),
        evidence=tuple(evidence),
        out_of_place=sum(by_name[name].is_out_of_place for name in names),
    )


def _shared(
    applications: Sequence[ApplicationTraits], limits: Mapping[Signal, int]
) -> tuple[SharedTrait, ...]:
    holders: dict[tuple[Signal, str], list[str]] = {}
    for each in applications:
        for signal, value in each.traits.items():
            holders.setdefault((signal, value), []).append(each.application)
    order = {signal: place for place, signal in enumerate(Signal)}
    return tuple(
        SharedTrait(signal=signal, value=value, applications=tuple(sorted(found)))
        for (signal, value), found in sorted(
            holders.items(), key=lambda item: (order[item[0][0]], item[0][1])
        )
        if len(found) >= limits[signal]
    )


def _weighed(
    shared: SharedTrait, by_name: Mapping[str, ApplicationTraits], usual_runs: Collection[str]
) -> SharedTrait:
    because = explanation(
        shared.signal,
        [by_name[name] for name in shared.applications],
        is_usual=shared.signal is Signal.CERTIFICATE_RUN and shared.value in usual_runs,
    )
    return replace(shared, weight=EXPLAINED if because else WEIGHTS[shared.signal], because=because)


def _parts(heads: Mapping[str, str], shared: SharedTrait) -> Iterator[tuple[str, SharedTrait]]:
    """The evidence as each cluster has it: whole where it ties, else of those of one cluster who share it."""
    if shared.weight >= TIES_FROM:
        yield heads[shared.applications[0]], shared
        return
    held: dict[str, list[str]] = {}
    for name in shared.applications:
        if name in heads:
            held.setdefault(heads[name], []).append(name)
    for head, names in held.items():
        if len(names) > 1:
            yield head, replace(shared, applications=tuple(names))


def _burst(
    names: Sequence[str], by_name: Mapping[str, ApplicationTraits], limits: Mapping[Signal, int]
) -> Iterator[SharedTrait]:
    """The most applications of a cluster that came in within half an hour, where they are enough."""
    timed = sorted((moment, name) for name in names if (moment := by_name[name].submitted_at) is not None)
    begin, most = 0, (0, 0)
    for end, (moment, _) in enumerate(timed, start=1):
        while moment - timed[begin][0] > BURST_WITHIN:
            begin += 1
        most = max(most, (end - begin, -begin))
    number, begin = most[0], -most[1]
    if number >= limits[Signal.BURST]:
        found = tuple(sorted(name for _, name in timed[begin : begin + number]))
        yield SharedTrait(signal=Signal.BURST, value="", applications=found, weight=WEIGHTS[Signal.BURST])


def _find(root: dict[str, str], application: str) -> str:
    while root[application] != application:
        root[application] = root[root[application]]
        application = root[application]
    return application
