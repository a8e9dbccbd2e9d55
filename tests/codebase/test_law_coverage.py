"""docs/law-coverage.md is current, and no clause that was covered is lost."""

import ast
from pathlib import Path

from chengzhao.law import texts
from tools import law_coverage


def test_page_is_current() -> None:
    assert law_coverage.PAGE.read_text(encoding="utf-8") == law_coverage.render()


def test_coverage_is_not_below_the_floor_of_the_page() -> None:
    floor = law_coverage.floor_of_page()
    assert floor > 0
    assert len(law_coverage.covered()) >= floor


def test_every_clause_of_kind_rule_has_code_and_cases() -> None:
    rules = [clause.id for clause in texts.clauses().values() if clause.kind == "rule"]
    assert len(rules) == 67
    assert sorted(set(rules) - set(law_coverage.covered())) == []


def test_open_clauses_do_not_grow() -> None:
    assert len(law_coverage.open_clauses()) <= law_coverage.open_of_page()


def test_code_and_cases_cite_only_clauses_that_exist() -> None:
    cited = {*law_coverage.code_by_clause(), *law_coverage.cases_by_clause()}
    assert sorted(cited - set(texts.clauses())) == []


def test_every_case_file_names_its_clauses() -> None:
    silent = [
        file.name
        for file in sorted(law_coverage.CASES.rglob("*.yaml"))
        if not all(clauses for clauses, _ in law_coverage._bases(file))
    ]
    assert silent == []


def test_decorated_functions_and_machines_are_found() -> None:
    tree = ast.parse(
        '@cites("A1.5.10", "A1.5.8")\ndef rule(): ...\n'
        "@other('A1.1.1')\ndef plain(): ...\n"
        'DOOR = StateMachine(name="门", clauses=("N1.1",))\n'
    )
    assert list(law_coverage.cited_in(tree)) == [("rule", ["A1.5.10", "A1.5.8"]), ("DOOR", ["N1.1"])]


def test_floor_does_not_fall_when_the_page_is_written(tmp_path: Path, monkeypatch) -> None:
    page = tmp_path / "law-coverage.md"
    page.write_text("Floor: 101 clauses.\n", encoding="utf-8")
    monkeypatch.setattr(law_coverage, "PAGE", page)
    assert "Floor: 101 clauses." in law_coverage.render()
