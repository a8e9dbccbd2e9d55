"""Registrations that share something: who holds them together, what is said of it, and where the eye ends."""

from datetime import datetime, timedelta
from hashlib import sha256

import pytest
from django.db.models import F
from tests import factories
from tests.factories import BEIJING, BORDER

from chengzhao.records.models import Candidate, Education, Organisation, Registration, RegistrationTrace
from chengzhao.records.queries.risks import MOST_SHOWN, RiskQueue, risk_queue
from chengzhao.rules.registration import RegistrationState, Signal

pytestmark = pytest.mark.django_db
TOP = "/14/"


@pytest.fixture
def county() -> Organisation:
    """A county of the province."""
    return factories.a_tree().county


def people(county: Organisation, count: int, **facts: object) -> list[Candidate]:
    """So many registrations, each with a phone, an address and a certificate of its own unless said otherwise."""
    found = []
    for _ in range(count):
        number = factories.a_new_number()
        given = {"address": f"太原市小店区演练路{number}号", "confirmation_point": county, **facts}
        candidate = factories.a_candidate(**given)  # type: ignore[arg-type]
        Education.objects.filter(candidate=candidate).update(
            certificate_number=f"10108120200{number * 7:07d}"
        )
        found.append(candidate)
    return found


def trace(
    candidates: list[Candidate], *, device: str = "", network: str = "", seconds: int | None = None
) -> None:
    for candidate in candidates:
        RegistrationTrace.objects.create(
            season=candidate.season,
            province=candidate.province,
            candidate=candidate,
            device_digest=sha256(device.encode()).digest() if device else b"",
            network=network,
            seconds=seconds,
        )


def evidence(queue: RiskQueue) -> list[tuple[tuple[Signal, int], ...]]:
    return [cluster.evidence for cluster in queue.clusters]


def seen(path: str = TOP) -> RiskQueue:
    return risk_queue(BORDER.season, BORDER.province, path)


def test_nothing_in_common_is_nothing_to_see(county: Organisation) -> None:
    people(county, 6)
    assert seen() == RiskQueue(clusters=(), hasty=(), cluster_total=0, hasty_total=0)


def test_shared_phone(county: Organisation) -> None:
    first, second = people(county, 2, phone="19900001234")
    people(county, 1)
    [cluster] = seen().clusters
    assert [one.suspect.candidate_number for one in cluster.members] == [
        first.candidate_number,
        second.candidate_number,
    ]
    assert cluster.evidence == ((Signal.PHONE, 2),)
    assert [found.message for found in cluster.findings] == [
        "2份报名同一手机号，请核实是否由中介机构组织；不得仅凭此项作不通过处理。"
    ]


@pytest.mark.parametrize(("count", "found"), [(4, []), (5, [((Signal.ADDRESS, 5),)])])
def test_shared_address(county: Organisation, count: int, found: list[object]) -> None:
    people(county, count, address="太原市小店区演练路1号")
    assert evidence(seen()) == found


@pytest.mark.parametrize(("count", "found"), [(3, []), (4, [((Signal.DEVICE, 4),)])])
def test_shared_device(county: Organisation, count: int, found: list[object]) -> None:
    trace(people(county, count), device="one", network="203.0.113.0/24")
    assert evidence(seen()) == found


@pytest.mark.parametrize(("count", "found"), [(19, []), (20, [((Signal.NETWORK, 20),)])])
def test_shared_network(county: Organisation, count: int, found: list[object]) -> None:
    trace(people(county, count), network="203.0.113.0/24")
    assert evidence(seen()) == found


def test_unknown_devices_and_networks_are_not_shared(county: Organisation) -> None:
    trace(people(county, 20))
    assert seen().clusters == ()


def test_repeated_certificate(county: Organisation) -> None:
    Education.objects.filter(candidate__in=people(county, 2)).update(certificate_number="101081202006000001")
    assert evidence(seen()) == [((Signal.CERTIFICATE, 2),)]


@pytest.mark.parametrize(
    ("tails", "found"),
    [
        ((7, 8, 9), []),
        ((7, 8, 9, 10), [((Signal.CERTIFICATE_RUN, 4),)]),
        ((7, 8, 10, 11), []),
        ((999998, 999999, 0, 1), []),
    ],
)
def test_certificates_in_a_run(county: Organisation, tails: tuple[int, ...], found: list[object]) -> None:
    for candidate, tail in zip(people(county, len(tails)), tails, strict=True):
        Education.objects.filter(candidate=candidate).update(certificate_number=f"101081202006{tail:06d}")
    assert evidence(seen()) == found


def test_employer_counts_for_people_from_elsewhere_only(county: Organisation) -> None:
    people(county, 9, employer="某培训学校", hukou_division="140105")
    assert seen().clusters == ()
    people(county, 5, employer="某培训学校", hukou_division="410105")
    [cluster] = seen().clusters
    assert (cluster.evidence, cluster.out_of_place) == (((Signal.ORGANISER, 5),), 5)
    assert all(one.suspect.is_out_of_place for one in cluster.members)


def test_clusters_are_tied_through_whoever_shares_two_things(county: Organisation) -> None:
    addressed = people(county, 5, address="太原市小店区演练路1号")
    strangers = people(county, 3)
    trace([*addressed[:1], *strangers], device="one")
    [cluster] = seen().clusters
    assert (len(cluster.members), cluster.evidence) == (8, ((Signal.DEVICE, 4), (Signal.ADDRESS, 5)))
    assert [one.shares for one in cluster.members] == [
        (Signal.DEVICE, Signal.ADDRESS),
        *[(Signal.ADDRESS,)] * 4,
        *[(Signal.DEVICE,)] * 3,
    ]


@pytest.mark.parametrize(
    "state", [RegistrationState.WITHDRAWN, RegistrationState.CANCELLED, RegistrationState.DRAFT]
)
def test_registrations_that_are_gone_are_left_out(county: Organisation, state: RegistrationState) -> None:
    people(county, 1, phone="19900001234")
    people(county, 1, phone="19900001234", state=state)
    assert seen().clusters == ()


def test_an_office_sees_its_own_part_of_the_tree(county: Organisation) -> None:
    neighbour = factories.an_organisation(parent=county.parent)
    people(county, 1, phone="19900001234")
    people(neighbour, 1, phone="19900001234")
    assert [len(cluster.members) for cluster in seen().clusters] == [2]
    assert seen(county.path).clusters == seen(neighbour.path).clusters == ()


@pytest.mark.parametrize(("seconds", "total"), [(19, 1), (20, 0), (None, 0)])
def test_forms_faster_than_a_person(county: Organisation, seconds: int | None, total: int) -> None:
    trace(people(county, 1), seconds=seconds)
    queue = seen()
    assert queue.hasty_total == total
    for one in queue.hasty:
        assert [found.message for found in one.findings] == [
            "从打开到提交只用了19秒，请核实是否由程序或他人代填；不得仅凭此项作不通过处理。"
        ]


def test_thirty_forms_of_a_device_on_one_day(county: Organisation) -> None:
    trace(people(county, 29), device="one")
    assert seen().hasty == ()
    trace(people(county, 1), device="one")
    queue = seen()
    assert (queue.hasty_total, len(queue.hasty)) == (30, 30)
    [found] = queue.hasty[0].findings
    assert "同一设备当天提交了30份报名" in found.message
    late = queue.hasty[0].member.candidate_number
    Registration.objects.filter(candidate__candidate_number=late).update(
        submitted_at=F("submitted_at") - timedelta(days=1)
    )
    assert seen().hasty == ()


def test_the_day_is_that_of_beijing(county: Organisation) -> None:
    candidates = people(county, 30)
    trace(candidates, device="one")
    evening = datetime(2024, 9, 1, 23, 30, tzinfo=BEIJING)
    for place, candidate in enumerate(candidates):
        moment = evening + timedelta(hours=1) * (place % 2)
        Registration.objects.filter(candidate=candidate).update(submitted_at=moment)
    assert seen().hasty == ()


def test_only_so_many_are_shown_but_all_are_counted(county: Organisation) -> None:
    for pair in range(MOST_SHOWN + 2):
        people(county, 2, phone=f"1990000{pair:04d}")
    queue = seen()
    assert (len(queue.clusters), queue.cluster_total) == (MOST_SHOWN, MOST_SHOWN + 2)
