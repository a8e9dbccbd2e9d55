"""Citations, provisions, findings and the mark that a rule carries."""

from decimal import Decimal

import pytest

from chengzhao.law.citation import Citation, Finding, Provision, blocking, cites, finding
from chengzhao.law.texts import UnknownClause


def test_label_is_the_place_as_a_reader_says_it() -> None:
    assert Citation("A1.5.10").label == "附件1·五（四）"
    assert str(Citation("N3.6")) == "通知·二.3"
    assert Citation("A1.5.19").label == "附件1·五（五）5（7）"


def test_text_has_every_paragraph_of_the_clause() -> None:
    assert Citation("A1.5.19").text.splitlines()[-1] == "（7）年满25周岁以上人员。"


def test_citation_of_no_clause_is_refused() -> None:
    with pytest.raises(UnknownClause):
        Citation("A9.9")


def test_citation_of_no_document_is_refused() -> None:
    with pytest.raises(UnknownClause):
        Citation("A1.5.10", "order33")


def test_provision_without_certainty_must_name_its_source() -> None:
    with pytest.raises(ValueError, match="must say where"):
        Provision(20, Citation("A1.5.10"), confidence=Decimal("0.9"))


@pytest.mark.parametrize("confidence", ["-0.01", "1.01"])
def test_provision_confidence_out_of_range_is_refused(confidence: str) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        Provision(20, Citation("A1.5.10"), "a page", Decimal(confidence))


@pytest.mark.parametrize("confidence", ["0", "1"])
def test_provision_confidence_at_the_ends_is_right(confidence: str) -> None:
    assert Provision(20, Citation("A1.5.10"), "a page", Decimal(confidence)).value == 20


def test_finding_carries_its_facts_as_text() -> None:
    found = finding("A1.2.3", "超过上限。", 计划数=101, 上限=100)
    assert found.facts == (("计划数", "101"), ("上限", "100"))
    assert found.citation.label == "附件1·二（一）"


def test_finding_of_no_clause_is_refused() -> None:
    with pytest.raises(UnknownClause):
        Finding(clause="A1.2.99", message="")


def test_blocking_leaves_out_what_holds_in_principle() -> None:
    hard = finding("A1.2.3", "超过上限。")
    soft = finding("A1.2.4", "超过85％。", is_hard=False)
    assert blocking([soft, hard]) == (hard,)


def test_cites_marks_the_function() -> None:
    @cites("A1.5.10", "A1.5.8")
    def rule() -> int:
        return 20

    assert rule.__clauses__ == ("A1.5.10", "A1.5.8")  # type: ignore[attr-defined]
    assert rule() == 20


def test_cites_refuses_a_clause_that_does_not_exist() -> None:
    with pytest.raises(UnknownClause):
        cites("A1.5.99")
