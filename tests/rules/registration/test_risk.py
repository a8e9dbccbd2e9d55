"""N3.4: the officers' cases of clusters; a planted agency is found, a family is not blamed for a street."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.chapter_cases import Case, by_label, cases

from chengzhao.law.citation import blocking
from chengzhao.rules.registration import ApplicationTraits, Signal, cluster_findings, risk_clusters


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
    assert [item for cluster in found for item in blocking(cluster_findings(cluster))] == []
    together = [name for cluster in found for name in cluster.applications]
    assert len(together) == len(set(together))
