"""通知·二.3: applications that an agency may have organised, found by what they share (N3.4).

The detector finds and shows; it decides nothing. Nobody is rejected by it alone, so that its findings are
never hard and name what a person at the province looks at.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.words import Word


class Signal(Word):
    """What applications can have in common."""

    PHONE = "PHONE", "同一手机号"
    DEVICE = "DEVICE", "同一设备"
    ADDRESS = "ADDRESS", "同一通讯地址"
    NETWORK = "NETWORK", "同一网段"
    UPLOADER = "UPLOADER", "同一上传人"
    PAYER = "PAYER", "同一付款账户"
    CERTIFICATE = "CERTIFICATE", "学历证书编号重复"
    CERTIFICATE_RUN = "CERTIFICATE_RUN", "学历证书编号相连"
    ORGANISER = "ORGANISER", "同一外地组织单位"


LIMITS: Mapping[Signal, int] = MappingProxyType(
    {
        Signal.PHONE: 2,
        Signal.DEVICE: 4,
        Signal.ADDRESS: 5,
        Signal.NETWORK: 20,
        Signal.UPLOADER: 3,
        Signal.PAYER: 4,
        Signal.CERTIFICATE: 2,
        Signal.CERTIFICATE_RUN: 4,
        Signal.ORGANISER: 5,
    }
)
"""How many applications must share a value before it says anything. Our own defaults: the notice gives none."""

LEAST_SECONDS = 20
MOST_A_DAY = 30
"""A form filled in faster, and more forms from one device on one day, than a person does. Our own defaults."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ApplicationTraits:
    """What is known of one application, already blinded: equal values are equal traits, their text says nothing.

    A signal that is not known is left out. `is_out_of_place` marks one from another 户籍.
    """

    application: str
    traits: Mapping[Signal, str]
    is_out_of_place: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class SharedTrait:
    """One piece of evidence: the signal, the value, and the applications that share it, in order."""

    signal: Signal
    value: str
    applications: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RiskCluster:
    """Applications tied together by shared traits, with all the evidence; `out_of_place` counts 异地 ones."""

    applications: tuple[str, ...]
    evidence: tuple[SharedTrait, ...]
    out_of_place: int


@cites("N3.4")
def risk_clusters(
    applications: Sequence[ApplicationTraits], limits: Mapping[Signal, int] = LIMITS
) -> tuple[RiskCluster, ...]:
    """The clusters among applications, largest first, then by the first application; order of input is nothing.

    Applications that share a value of enough of them stand in one cluster, and so do those tied through
    others. Costs time in proportion to the number of traits.
    """
    evidence = _shared(applications, limits)
    root = {each.application: each.application for each in applications}
    for shared in evidence:
        first = _find(root, shared.applications[0])
        for other in shared.applications[1:]:
            root[_find(root, other)] = first
    members: dict[str, list[str]] = {}
    for shared in evidence:
        for application in shared.applications:
            members.setdefault(_find(root, application), []).append(application)
    out_of_place = {each.application for each in applications if each.is_out_of_place}
    clusters = (
        RiskCluster(
            applications=tuple(sorted(set(found))),
            evidence=tuple(shared for shared in evidence if _find(root, shared.applications[0]) == head),
            out_of_place=len(set(found) & out_of_place),
        )
        for head, found in members.items()
    )
    return tuple(sorted(clusters, key=lambda each: (-len(each.applications), each.applications)))


@cites("N3.4")
def cluster_findings(cluster: RiskCluster) -> tuple[Finding, ...]:
    """What a reviewer reads of a cluster, one finding for each piece of evidence; none of them is hard."""
    return tuple(
        finding(
            "N3.4",
            f"{len(shared.applications)}份报名{shared.signal.label}，请核实是否由中介机构组织；"
            "不得仅凭此项作不通过处理。",
            is_hard=False,
            线索=shared.signal.label,
            报名数=len(shared.applications),
            异地=cluster.out_of_place,
        )
        for shared in cluster.evidence
    )


@cites("N3.4")
def burst_findings(*, seconds: int | None, from_device_that_day: int) -> tuple[Finding, ...]:
    """What a reviewer reads of an application that came as from a machine; none of it is hard.

    `seconds` is how long the form was open, None where nobody knows; `from_device_that_day` counts the
    applications that the same device handed in on the same day, this one among them.
    """
    found = []
    if seconds is not None and seconds < LEAST_SECONDS:
        found.append(
            finding(
                "N3.4",
                f"从打开到提交只用了{seconds}秒，请核实是否由程序或他人代填；不得仅凭此项作不通过处理。",
                is_hard=False,
                用时=seconds,
            )
        )
    if from_device_that_day >= MOST_A_DAY:
        found.append(
            finding(
                "N3.4",
                f"同一设备当天提交了{from_device_that_day}份报名，请核实是否由中介机构代报；"
                "不得仅凭此项作不通过处理。",
                is_hard=False,
                当天份数=from_device_that_day,
            )
        )
    return tuple(found)


def _shared(
    applications: Sequence[ApplicationTraits], limits: Mapping[Signal, int]
) -> tuple[SharedTrait, ...]:
    holders: dict[tuple[Signal, str], list[str]] = {}
    for each in applications:
        for signal, value in each.traits.items():
            holders.setdefault((signal, value), []).append(each.application)
    order = list(Signal)
    return tuple(
        SharedTrait(signal=signal, value=value, applications=tuple(sorted(found)))
        for (signal, value), found in sorted(
            holders.items(), key=lambda item: (order.index(item[0][0]), item[0][1])
        )
        if len(found) >= limits[signal]
    )


def _find(root: dict[str, str], application: str) -> str:
    while root[application] != application:
        root[application] = root[root[application]]
        application = root[application]
    return application
