"""N3.4: the officers' cases of clusters; a planted agency is found, a family is not blamed for a street."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.chapter_cases import Case, by_label, cases

from chengzhao.law.citation import blocking
from chengzhao.rules.registration import ApplicationTraits, Signal, evidence_finding, risk_clusters


def applicants(shared: dict[str, int]) -> list[ApplicationTraits]:
    """As many applications as the largest number, of which the first so many share each signal."""
    return [
        ApplicationTraits(
            application=f"{number:03}",
            traits={
                by_label(Signal, label): "same" if number < count else f"own {number}"
                for label, count in shared.items()
            },
        )
        for number in range(max(shared.values()))
    ]


@pytest.mark.parametrize("case", cases("registration", "clusters"))
def test_cluster(case: Case) -> None:
    found = risk_clusters(applicants(case["共用"]))
    assert [len(cluster.applications) for cluster in found] == case["结果"]


def test_evidence_names_signal_and_applications() -> None:
    [cluster] = risk_clusters(applicants({"同一手机号": 2, "同一通讯地址": 5}))
    assert [(each.signal, each.applications) for each in cluster.evidence] == [
        (Signal.PHONE, ("000", "001")),
        (Signal.ADDRESS, ("000", "001", "002", "003", "004")),
    ]


def test_applications_tied_through_a_third_stand_together() -> None:
    found = risk_clusters(
        [
            ApplicationTraits(application="a", traits={Signal.PHONE: "1"}),
            ApplicationTraits(
                application="b",
                traits={Signal.PHONE: "1", Signal.CERTIFICATE: "9"},
                is_out_of_place=True,
            ),
            ApplicationTraits(application="c", traits={Signal.CERTIFICATE: "9"}),
            ApplicationTraits(application="d", traits={Signal.PHONE: "2"}),
        ]
    )
    assert [(each.applications, each.out_of_place) for each in found] == [(("a", "b", "c"), 1)]


values = st.dictionaries(st.sampled_from(list(Signal)), st.sampled_from("123"), max_size=4)


@given(st.lists(values, max_size=30))
def test_nobody_is_rejected_by_a_cluster_alone_and_order_means_nothing(traits) -> None:
    people = [
        ApplicationTraits(application=f"{number:02}", traits=each) for number, each in enumerate(traits)
    ]
    found = risk_clusters(people)
    assert found == risk_clusters(people[::-1])
    said = [
        evidence_finding(one.signal, len(one.applications), one.because)
        for cluster in found
        for one in cluster.evidence
    ]
    assert blocking(said) == ()
    assert all("不得仅凭此项作不通过处理" in one.message for one in said)
    together = [name for cluster in found for name in cluster.applications]
    assert len(together) == len(set(together))


def a_crowd(signals: dict[Signal, str], people: int, **facts: object) -> list[ApplicationTraits]:
    """So many people who share these values."""
    return [
        ApplicationTraits(application=f"{place:03}", traits=signals, **facts)  # type: ignore[arg-type]
        for place in range(people)
    ]


@pytest.mark.parametrize(("surnames", "found"), [("王王王李李", 0), ("王王赵李李", 1)])
def test_a_family_has_the_names_of_father_and_mother(surnames: str, found: int) -> None:
    home = [
        ApplicationTraits(
            application=f"{place}",
            traits={Signal.PHONE: "p", Signal.ADDRESS: "a"},
            home="a",
            surname=surname,
        )
        for place, surname in enumerate(surnames)
    ]
    assert len(risk_clusters(home)) == found


@pytest.mark.parametrize(("people", "found"), [(8, 0), (9, 1)])
def test_a_household_has_its_size(people: int, found: int) -> None:
    assert len(risk_clusters(a_crowd({Signal.PHONE: "p"}, people, home="a", surname="王"))) == found


@pytest.mark.parametrize(
    ("signal", "facts", "found"),
    [
        (Signal.PHONE, {"employer": "某医院"}, 0),
        (Signal.ADDRESS, {"employer": "某医院"}, 0),
        (Signal.DEVICE, {"employer": "某医院"}, 1),
        (Signal.PHONE, {"employer": "某教育咨询公司"}, 1),
        (Signal.PHONE, {"employer": "某医院", "is_out_of_place": True}, 1),
        (Signal.PHONE, {}, 1),
    ],
)
def test_a_unit_explains_phone_and_address_of_its_own_people(
    signal: Signal, facts: dict[str, object], found: int
) -> None:
    assert len(risk_clusters(a_crowd({signal: "one"}, 6, **facts))) == found


def test_what_is_explained_ties_nobody_but_adds_to_what_is_tied() -> None:
    unit = a_crowd({Signal.PHONE: "p"}, 6, employer="某医院")
    pair = [
        ApplicationTraits(
            application=one.application,
            traits={**one.traits, Signal.CERTIFICATE: "same"} if place < 2 else one.traits,
            employer=one.employer,
        )
        for place, one in enumerate(unit)
    ]
    [cluster] = risk_clusters(pair)
    assert (cluster.applications, cluster.weight) == (("000", "001"), 90)
    assert [(one.signal, one.weight, one.because != "") for one in cluster.evidence] == [
        (Signal.PHONE, 10, True),
        (Signal.CERTIFICATE, 80, False),
    ]


@pytest.mark.parametrize(("minutes", "found"), [(10, True), (11, False)])
def test_a_burst_is_half_an_hour(minutes: int, found: bool) -> None:
    begin = datetime(2024, 9, 1, 9, 0, tzinfo=UTC)
    people = [
        ApplicationTraits(
            application=f"{place}",
            traits={Signal.DEVICE: "d"},
            submitted_at=begin + timedelta(minutes=minutes * place),
        )
        for place in range(4)
    ]
    [cluster] = risk_clusters(people)
    assert (Signal.BURST in {one.signal for one in cluster.evidence}) is found


def test_heavier_clusters_come_first() -> None:
    light = a_crowd({Signal.ADDRESS: "a"}, 9)
    heavy = [
        ApplicationTraits(application=f"z{place}", traits={Signal.PHOTO: "1", Signal.PHONE: "2"})
        for place in range(2)
    ]
    assert [cluster.weight for cluster in risk_clusters([*light, *heavy])] == [130, 40]


def test_planted_groups_and_lookalikes_precision_and_recall() -> None:
    """Of 400 planted groups each is found whole, and nothing else among 20,000 people: both are 1."""
    chance = Random(7)
    people, planted = [], set()
    for group in range(800):
        size = chance.randrange(5, 9)
        kind = group % 8
        shared = [
            {Signal.PHONE: f"p{group}"},
            {Signal.DEVICE: f"d{group}", Signal.NETWORK: "n"},
            {Signal.CERTIFICATE_RUN: f"r{group}"},
            {Signal.PHOTO: f"f{group}", Signal.NAME_BIRTH: f"b{group}"},
            {Signal.PHONE: f"p{group}", Signal.ADDRESS: f"a{group}", Signal.DEVICE: f"d{group}"},
            {Signal.PHONE: f"p{group}"},
            {Signal.CERTIFICATE_RUN: f"usual{group}"},
            {Signal.NETWORK: "of a carrier"},
        ][kind]
        names = [f"{group:04}-{place}" for place in range(size)]
        if kind < 4:
            planted.add(tuple(names))
        people += [
            ApplicationTraits(
                application=name,
                traits=shared,
                employer=f"第{group}医院" if kind == 5 else f"单位{name}",
                surname="王" if kind == 4 else chance.choice("赵钱孙李周吴郑"),
                home=f"a{group}" if kind == 4 else name,
            )
            for name in names
        ]
    people += [
        ApplicationTraits(application=f"x{place:05}", traits={Signal.PHONE: f"x{place}"})
        for place in range(14_000)
    ]
    usual = {f"usual{group}" for group in range(800)}
    found = {cluster.applications for cluster in risk_clusters(people, usual_runs=usual)}
    assert (len(planted), len(found & planted) / len(planted), len(found & planted) / len(found)) == (
        400,
        1,
        1,
    )
