"""Registrations that share something: who is found, what is said of it, and what a later look changes."""

from datetime import date, timedelta
from hashlib import sha256
from random import Random

import pytest
from django.db.models import F
from tests import factories
from tests.factories import BORDER, REGISTRATION_DAY

from chengzhao.actions import risk_scan
from chengzhao.actions.audit import Actor
from chengzhao.actions.duties import ACT_ROLES
from chengzhao.actions.risk_scan import Scanned, scan_risks
from chengzhao.law.words import Role
from chengzhao.records.models import (
    AuditRow,
    Candidate,
    Education,
    Organisation,
    Registration,
    RegistrationTrace,
    RiskCase,
    RiskTrait,
    SealedFile,
)
from chengzhao.records.models.evidence import EvidenceKind
from chengzhao.records.queries.risk_traits import CHANGING, touched_since
from chengzhao.records.queries.seals import coming_position
from chengzhao.rules.registration import CaseState, RegistrationState, Signal

pytestmark = pytest.mark.django_db
SERVICE = Actor(account=None, role=Role.PROVINCE_OFFICER, org_path="/14/")


@pytest.fixture
def county() -> Organisation:
    """A county of the province."""
    return factories.a_tree().county


def people(county: Organisation, count: int, **facts: object) -> list[Candidate]:
    """So many registrations, each with a phone, an address and a certificate of its own unless said otherwise."""
    found = []
    for _ in range(count):
        number = factories.a_new_number()
        given = {
            "name": f"考生{number}",
            "birth_date": date(1980, 1, 1) + timedelta(days=number % 9000),
            "address": f"太原市小店区演练路{number}号",
            "employer": f"太原市第{number}厂",
            "confirmation_point": county,
            **facts,
        }
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


def look(*, whole: bool = False, days: int = 1) -> Scanned:
    """A look at the registrations, so many days after they were handed in."""
    at = REGISTRATION_DAY + timedelta(days=days)
    return scan_risks(border=BORDER, actor=SERVICE, at=at, whole=whole)


FEED: set[int] = set()


@pytest.fixture(autouse=True)
def feed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The trail tells of ended transactions alone; a test is one that goes on, so that it tells by itself."""
    FEED.clear()

    def told(*_: object) -> frozenset[int]:
        found = frozenset(FEED)
        FEED.clear()
        return found

    monkeypatch.setattr(risk_scan, "touched_since", told)


def changed(*candidates: Candidate) -> None:
    """That something of these has changed, as every act tells it."""
    FEED.update(candidate.pk for candidate in candidates)


def evidence() -> list[list[tuple[Signal, int]]]:
    """What is shared in each case, heaviest first, and by how many."""
    look(whole=True)
    return [
        [(Signal(signal), number) for signal, number, _, _ in case.signals if signal != Signal.BURST]
        for case in RiskCase.objects.order_by("-weight", "-size", "pk")
    ]


def sharers(case: RiskCase) -> set[str]:
    return set(case.traits.values_list("candidate__candidate_number", flat=True))


def numbers(candidates: list[Candidate]) -> set[str]:
    return {candidate.candidate_number for candidate in candidates}


def test_nothing_in_common_is_nothing_to_see(county: Organisation) -> None:
    people(county, 6)
    assert (look(), RiskCase.objects.count()) == (Scanned(), 0)


def test_shared_phone(county: Organisation) -> None:
    pair = people(county, 2, phone="19900001234")
    people(county, 1)
    assert look() == Scanned(looked_at=2, found=1)
    case = RiskCase.objects.get()
    assert (sharers(case), case.state, case.size) == (numbers(pair), CaseState.OPEN, 2)
    assert case.signals == [["PHONE", 2, 50, ""]]
    assert case.org_path == county.path
    assert AuditRow.objects.filter(act="scan_risks", object_kind="risk_case").count() == 1


@pytest.mark.parametrize(("count", "found"), [(4, []), (5, [[(Signal.ADDRESS, 5)]])])
def test_shared_address(county: Organisation, count: int, found: list[object]) -> None:
    for place, name in enumerate(("赵一", "钱二", "孙三", "李四", "周五")[:count]):
        people(county, 1, name=name, address="太原市小店区演练路1号", employer=f"单位{place}")
    assert evidence() == found


@pytest.mark.parametrize(("count", "found"), [(3, []), (4, [[(Signal.DEVICE, 4)]])])
def test_shared_device(county: Organisation, count: int, found: list[object]) -> None:
    trace(people(county, count), device="one", network="203.0.113.0/24")
    assert evidence() == found


def test_a_network_alone_ties_nobody(county: Organisation) -> None:
    trace(people(county, 21), network="203.0.113.0/24")
    assert evidence() == []


def test_a_network_adds_to_what_is_tied(county: Organisation) -> None:
    trace(people(county, 20), device="one", network="203.0.113.0/24")
    assert evidence() == [[(Signal.DEVICE, 20), (Signal.NETWORK, 20)]]


def test_unknown_devices_and_networks_are_not_shared(county: Organisation) -> None:
    trace(people(county, 20))
    assert evidence() == []


def test_repeated_certificate(county: Organisation) -> None:
    Education.objects.filter(candidate__in=people(county, 2)).update(certificate_number="101081202006000001")
    assert evidence() == [[(Signal.CERTIFICATE, 2)]]


@pytest.mark.parametrize(
    ("tails", "found"),
    [
        ((7, 8, 9), []),
        ((7, 8, 9, 10), [[(Signal.CERTIFICATE_RUN, 4)]]),
        ((7, 8, 10, 11), []),
        ((999998, 999999, 0, 1), []),
    ],
)
def test_certificates_in_a_run(county: Organisation, tails: tuple[int, ...], found: list[object]) -> None:
    for candidate, tail in zip(people(county, len(tails)), tails, strict=True):
        Education.objects.filter(candidate=candidate).update(certificate_number=f"101081202006{tail:06d}")
    assert evidence() == found


@pytest.mark.parametrize(("neighbours", "found"), [(49, [[(Signal.CERTIFICATE_RUN, 4)]]), (50, [])])
def test_a_run_among_many_of_the_same_school_is_usual(
    county: Organisation, neighbours: int, found: list[object]
) -> None:
    tails = [100, 101, 102, 103, *range(110, 110 + 2 * neighbours, 2)]
    for candidate, tail in zip(people(county, len(tails)), tails, strict=True):
        Education.objects.filter(candidate=candidate).update(certificate_number=f"101081202006{tail:06d}")
    assert evidence() == found


def test_same_name_and_birth(county: Organisation) -> None:
    people(county, 2, name="郑重复", birth_date=date(1991, 2, 3))
    assert evidence() == [[(Signal.NAME_BIRTH, 2)]]


def a_file(candidate: Candidate, kind: EvidenceKind, **facts: object) -> None:
    file = factories.an_evidence_file(candidate=candidate, kind=kind)
    SealedFile.objects.filter(pk=file.pk).update(**facts)


def test_same_paper_and_the_same_computer(county: Organisation) -> None:
    pair = people(county, 3)
    for place, candidate in enumerate(pair):
        a_file(
            candidate,
            EvidenceKind.EDUCATION,
            sent_digest="a" * 64 if place < 2 else "b" * 64,
            sent_from="box",
        )
    assert evidence() == [[(Signal.PAPER, 2), (Signal.UPLOADER, 3)]]


@pytest.mark.parametrize(("bits", "found"), [(0, 1), (0b111, 1), (0b1111, 0), (1 << 63 | 1, 1)])
def test_portraits_that_are_nearly_the_same(county: Organisation, bits: int, found: int) -> None:
    look_of_first = 0x1234_5678_9ABC_DEF0
    other = look_of_first ^ bits
    other = other - (1 << 64) if other >= 1 << 63 else other
    first, second = people(county, 2)
    a_file(first, EvidenceKind.PORTRAIT, look=look_of_first)
    a_file(second, EvidenceKind.PORTRAIT, look=other)
    a_file(people(county, 1)[0], EvidenceKind.PORTRAIT, look=0x0F0F_1111_2222_3333)
    assert evidence() == [[(Signal.PHOTO, 2)]] * found


def test_employer_counts_for_people_from_elsewhere_only(county: Organisation) -> None:
    people(county, 9, employer="某培训学校", hukou_division="140105")
    assert evidence() == []
    strangers = people(county, 5, employer="某培训学校", hukou_division="410105")
    assert evidence() == [[(Signal.ORGANISER, 5)]]
    case = RiskCase.objects.get()
    assert (case.out_of_place, sharers(case)) == (5, numbers(strangers))


def test_clusters_are_tied_through_whoever_shares_two_things(county: Organisation) -> None:
    addressed = [
        people(county, 1, name=name, address="太原市小店区演练路1号", employer=name)[0]
        for name in ("赵一", "钱二", "孙三", "李四", "周五")
    ]
    trace([*addressed[:1], *people(county, 3)], device="one")
    assert evidence() == [[(Signal.ADDRESS, 5), (Signal.DEVICE, 4)]]
    assert RiskCase.objects.get().size == 8


def test_a_form_faster_than_a_person_is_a_case_of_its_own(county: Organisation) -> None:
    fast, slow = people(county, 2)
    trace([fast], seconds=19)
    trace([slow], seconds=20)
    assert evidence() == [[(Signal.HASTY, 1)]]
    assert sharers(RiskCase.objects.get()) == numbers([fast])


def test_families_twins_and_units_are_no_case(county: Organisation) -> None:
    home = "太原市小店区演练路1号"
    family = [
        people(county, 1, name=name, address=home, phone="19900001111")[0]
        for name in ("王大", "王二", "李母", "王小", "王幼")
    ]
    trace(family, device="home computer")
    for name in ("赵双", "赵生"):
        people(county, 1, name=name, address="太原市小店区演练路2号", phone="19900002222")
    for name in "赵钱孙李周吴郑王":
        people(county, 1, name=f"{name}职工", phone="19900003333", employer="太原市某某医院")
    assert evidence() == []


@pytest.mark.parametrize(
    ("employer", "hukou"), [("太原市某某培训学校", "140105"), ("太原市某某医院", "410105"), ("", "140105")]
)
def test_what_is_no_unit_of_the_province_explains_no_phone(
    county: Organisation, employer: str, hukou: str
) -> None:
    for name in ("赵一", "钱二", "孙三"):
        people(county, 1, name=name, phone="19900003333", employer=employer, hukou_division=hukou)
    assert [[signal for signal, _ in found] for found in evidence()] == [[Signal.PHONE]]


@pytest.mark.parametrize(
    "state", [RegistrationState.WITHDRAWN, RegistrationState.CANCELLED, RegistrationState.DRAFT]
)
def test_registrations_that_are_gone_are_left_out(county: Organisation, state: RegistrationState) -> None:
    people(county, 1, phone="19900001234")
    people(county, 1, phone="19900001234", state=state)
    assert evidence() == []


def test_a_case_over_two_counties_belongs_to_what_holds_both(county: Organisation) -> None:
    neighbour = factories.an_organisation(parent=county.parent)
    people(county, 1, phone="19900001234")
    people(neighbour, 1, phone="19900001234")
    look()
    assert RiskCase.objects.get().org_path == county.parent.path


def test_a_second_look_changes_nothing(county: Organisation) -> None:
    people(county, 2, phone="19900001234")
    look()
    rows = AuditRow.objects.count()
    assert (look(days=2), look(whole=True, days=3)) == (Scanned(), Scanned(looked_at=2))
    assert AuditRow.objects.count() == rows


def test_whoever_joins_later_is_added_and_new(county: Organisation) -> None:
    people(county, 2, phone="19900001234")
    look()
    third = people(county, 1, phone="19900001234")
    changed(*third)
    assert look(days=2) == Scanned(looked_at=3, changed=1)
    case = RiskCase.objects.get()
    assert (case.size, case.reopened) == (3, 0)
    late = REGISTRATION_DAY + timedelta(days=2)
    assert numbers(third) == set(
        case.traits.filter(seen_at=late).values_list("candidate__candidate_number", flat=True)
    )


def decided(state: CaseState) -> None:
    RiskCase.objects.update(state=state.value)


@pytest.mark.parametrize("state", [CaseState.KEPT, CaseState.MERGED])
def test_what_was_decided_is_opened_again_by_news_alone(county: Organisation, state: CaseState) -> None:
    pair = people(county, 2, phone="19900001234")
    look()
    decided(state)
    changed(*pair)
    assert look(days=2) == Scanned(looked_at=2)
    assert RiskCase.objects.get().state == state
    Education.objects.filter(candidate__in=pair).update(certificate_number="101081202006000001")
    changed(pair[0])
    assert look(days=3) == Scanned(looked_at=2, reopened=1)
    case = RiskCase.objects.get()
    assert (case.state, case.reopened, case.weight) == (CaseState.OPEN, 1, 130)


def test_a_case_ends_where_nothing_is_shared_any_more(county: Organisation) -> None:
    pair = people(county, 2, phone="19900001234")
    look()
    Registration.objects.filter(candidate=pair[0]).update(
        state=RegistrationState.WITHDRAWN.value, ended_at=F("submitted_at")
    )
    changed(pair[0])
    assert look(days=2) == Scanned(ended=1)
    assert RiskCase.objects.get().state == CaseState.ENDED
    Registration.objects.filter(candidate=pair[0]).update(state=RegistrationState.SUBMITTED.value)
    changed(pair[0])
    assert look(days=3) == Scanned(looked_at=2, reopened=1)


def test_a_decided_case_stays_decided_where_nothing_is_shared_any_more(county: Organisation) -> None:
    pair = people(county, 2, phone="19900001234")
    look()
    decided(CaseState.MERGED)
    Registration.objects.filter(candidate=pair[0]).update(
        state=RegistrationState.CANCELLED.value, ended_at=F("submitted_at")
    )
    changed(pair[0])
    assert look(days=2) == Scanned()
    assert (RiskCase.objects.get().state, RiskTrait.objects.count()) == (CaseState.MERGED, 2)


def test_two_cases_that_are_tied_later_become_the_older_one(county: Organisation) -> None:
    people(county, 2, phone="19900001111")
    people(county, 2, phone="19900002222")
    look()
    older, newer = RiskCase.objects.order_by("pk")
    bridge = [older.traits.first().candidate, newer.traits.first().candidate]
    Education.objects.filter(candidate__in=bridge).update(certificate_number="101081202006000001")
    changed(*bridge)
    assert look(days=2) == Scanned(looked_at=4, changed=1, ended=1)
    older.refresh_from_db()
    newer.refresh_from_db()
    assert (older.size, older.state, newer.state) == (4, CaseState.OPEN, CaseState.ENDED)


def snapshot() -> list[tuple[object, ...]]:
    cases = RiskCase.objects.exclude(state=CaseState.ENDED.value)
    return sorted(
        (
            tuple(sorted(case.traits.values_list("candidate_id", "signal", "group"))),
            case.weight,
            case.size,
            case.org_path,
        )
        for case in cases
    )


def test_looking_step_by_step_finds_what_one_look_at_all_finds(county: Organisation) -> None:
    chance = Random(20240907)
    neighbour = factories.an_organisation(parent=county.parent)
    held: list[Candidate] = []
    for day in range(6):
        for _ in range(8):
            point = chance.choice([county, neighbour])
            facts = {"phone": f"1990000{chance.randrange(90):04d}", "name": chance.choice("赵钱孙李") + "某"}
            [one] = people(point, 1, **facts)
            trace([one], device=f"{chance.randrange(25)}", seconds=chance.choice([5, *[300] * 9]))
            number = f"101081202006{chance.randrange(150):06d}"
            Education.objects.filter(candidate=one).update(certificate_number=number)
            held.append(one)
            changed(one)
        for leaver in chance.sample(held, 3):
            Registration.objects.filter(candidate=leaver).update(
                state=RegistrationState.WITHDRAWN.value, ended_at=F("submitted_at")
            )
            changed(leaver)
        look(days=day + 1)
    by_steps = snapshot()
    RiskCase.objects.all().delete()
    look(whole=True, days=9)
    assert len(by_steps) > 1
    assert by_steps == snapshot()


def test_every_act_that_is_followed_exists() -> None:
    assert set(CHANGING) <= set(ACT_ROLES)


def test_the_trail_tells_of_changes_alone_and_of_each_once(county: Organisation) -> None:
    changed_one, seen_one = people(county, 2)
    for candidate, act in ((changed_one, "submit_registrations"), (seen_one, "view_file")):
        AuditRow.objects.create(
            season=BORDER.season,
            province=BORDER.province,
            at=REGISTRATION_DAY,
            org_path=county.path,
            act=act,
            object_kind="registration",
            object_id=candidate.candidate_number,
            candidate=candidate,
        )
    end = coming_position() + 1
    assert touched_since(BORDER.season, BORDER.province, 0, end) == {changed_one.pk}
    assert touched_since(BORDER.season, BORDER.province, end, end) == frozenset()
    assert touched_since(BORDER.season, "15", 0, end) == frozenset()
