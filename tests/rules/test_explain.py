"""From a clause to its words, rules and numbers, without a database."""

import pytest

from chengzhao.law import texts
from chengzhao.law.provinces import supplement
from chengzhao.law.years import year_law
from chengzhao.rules.explain import explain

LAW = year_law(2024)


def test_relaxation_has_text_rules_and_ceiling() -> None:
    found = explain("A1.5.10", LAW)
    assert "降分幅度最大不得超过20分" in found.clause.text
    assert "rules.control_lines.relaxation_findings" in [rule.name for rule in found.rules]
    assert [(each.name, each.value) for each in found.parameters if each.name == "relaxation_ceiling"] == [
        ("relaxation_ceiling", "20")
    ]


def test_province_adds_its_values_with_their_certainty() -> None:
    found = explain("A1.5.8", LAW, supplement("14", 2024))
    own = [(each.holder, each.name, each.is_certain) for each in found.parameters]
    assert own == [("山西省2024年", "ties", False), ("山西省2024年", "tie_keys", True)]


def test_claim_is_named_by_its_kind() -> None:
    [parameter] = [each for each in explain("A1.5.20", LAW).parameters if each.holder == "2024年"]
    assert parameter.name == "自主就业退役士兵"
    assert parameter.value.startswith("10 ")


def test_state_machine_is_told_once_where_it_is_written() -> None:
    names = [rule.name for rule in explain("N8.2", LAW).rules if rule.meaning == "状态：新生复查"]
    assert names == ["rules.recheck.ENTRANT"]


def test_every_clause_has_a_rule_or_is_an_act_of_its_own() -> None:
    bare = [clause for clause in texts.clauses() if not explain(clause, LAW).rules]
    assert bare == []


def test_every_public_rule_says_what_it_means() -> None:
    silent = [
        rule.name
        for clause in texts.clauses()
        for rule in explain(clause, LAW).rules
        if not rule.meaning and not rule.name.rpartition(".")[2].startswith("_")
    ]
    assert silent == []


def test_unknown_clause_is_an_error() -> None:
    with pytest.raises(texts.UnknownClause, match=r"A9\.9"):
        explain("A9.9", LAW)
