"""From a clause to its words, rules and numbers, without a database."""

import pytest

from chengzhao.law import texts
from chengzhao.law.provinces import supplement
from chengzhao.law.years import year_law
from chengzhao.rules.explain import SUBJECT_MAP_CLAUSES, explain, parameter_counts

LAW = year_law(2024)


def test_relaxation_has_text_rules_and_ceiling() -> None:
    found = explain("A1.5.10", LAW)
    assert "降分幅度最大不得超过20分" in found.clause.text
    assert "rules.control_lines.relaxation_findings" in found.coverage.code
    assert [each.lines for each in found.parameters if each.name == "relaxation_ceiling"] == [("20分",)]


def test_province_adds_its_values_with_their_certainty() -> None:
    found = explain("A1.5.8", LAW, supplement("14", 2024))
    own = [(each.holder, each.name, each.provision.is_certain) for each in found.parameters]
    assert own == [("山西省2024年", "ties", False), ("山西省2024年", "tie_keys", True)]


def test_claim_is_named_by_its_kind() -> None:
    [parameter] = [each for each in explain("A1.5.20", LAW).parameters if each.holder == "2024年"]
    assert parameter.label == "自主就业退役士兵"
    assert parameter.lines[0].startswith("加10分；")


def test_numbers_of_the_orders_stand_beside_their_clause() -> None:
    found = [(each.holder, each.label, each.lines) for each in explain("N6.1", LAW).parameters]
    assert found == [
        ("信访规定", "举报办结答复期限（受理后）", ("60天",)),
        ("信访规定", "培训机构线索移交期限", ("5天",)),
    ]


def test_value_stands_beside_every_clause_that_it_serves() -> None:
    for clause in ("A3.1", "A3.2", "A1.4.6"):
        assert "sessions" in [each.name for each in explain(clause, LAW).parameters]


def test_parameters_are_counted_as_they_are_explained() -> None:
    rules = supplement("14", 2024)
    for given in (None, rules):
        counts = parameter_counts(LAW, given)
        assert [counts.get(clause, 0) for clause in texts.clauses()] == [
            len(explain(clause, LAW, given).parameters) + (clause in SUBJECT_MAP_CLAUSES)
            for clause in texts.clauses()
        ]


def test_unknown_clause_is_an_error() -> None:
    with pytest.raises(texts.UnknownClause, match=r"A9\.9"):
        explain("A9.9", LAW)
