"""Every clause has code, cases and tests; docs/law-coverage.md and the package's table say so, and are current."""

import ast
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tools.cited_code import cited_in, code_by_clause
from tools.cited_screens import paths
from tools.cited_tests import cases_by_clause
from tools.idle_rules import idle_by_clause, idle_rules
from tools.used_names import home_of, imports, used_in

from chengzhao.law import texts
from chengzhao.rules.coverage import coverage_of
from tools import cited_tests, law_coverage, told_cases

HOW = "run `python -m tools.law_coverage` (or `make fix`) and commit what it writes"


def test_page_is_current() -> None:
    assert law_coverage.PAGE.read_text(encoding="utf-8") == law_coverage.render(), HOW


def test_table_is_current() -> None:
    assert law_coverage.TABLE.read_text(encoding="utf-8") == law_coverage.render_table(), HOW


def test_told_cases_are_current() -> None:
    assert told_cases.TABLE.read_text(encoding="utf-8") == told_cases.render_cases(), HOW


def test_every_case_has_a_title_of_its_own() -> None:
    titles = [line.split(",")[:2] for line in told_cases.render_cases().splitlines()[1:]]
    assert len(titles) == len({tuple(title) for title in titles})


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "无"),
        (True, "是"),
        (False, "否"),
        ([], "无"),
        ({}, "无"),
        (["A1.5.4", "A1.5.6"], "A1.5.4、A1.5.6"),
        ([["甲", 1], {"乙": 2}], "（甲、1）、（乙：2）"),
        ({"甲": {"名额": 1}, "乙": []}, "甲：（名额：1），乙：无"),
        (date(2024, 10, 19), "2024-10-19"),
        (datetime(2024, 10, 19, 9, tzinfo=UTC), "2024-10-19 09:00"),
        ("手算\n  两行", "手算 两行"),
    ],
)
def test_value_of_a_case_is_one_line(value: object, text: str) -> None:
    assert told_cases.said(value) == text


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("public:lines", "/lines/<year>/"),
        ("province:run", "/province/runs/<public_id>/"),
        ("public:home", "/"),
    ],
)
def test_paths_are_those_of_the_site(name: str, path: str) -> None:
    assert paths()[name] == path


def test_coverage_is_not_below_the_floor_of_the_page() -> None:
    floor = law_coverage.floor_of_page()
    assert floor > 0
    assert len(law_coverage.covered()) >= floor


def test_every_clause_has_code_cases_and_tests() -> None:
    parts = {"code": code_by_clause(), "cases": cases_by_clause(), "tests": cited_tests.tests_by_clause()}
    lacking = [
        f"{clause}: {name}"
        for clause in texts.clauses()
        for name, part in parts.items()
        if not part.get(clause)
    ]
    assert lacking == []


def test_open_clauses_do_not_grow() -> None:
    assert set(law_coverage.open_clauses()) <= set(law_coverage.open_of_page())


def test_rules_that_nothing_calls_do_not_grow() -> None:
    assert idle_rules() <= set(law_coverage.idle_of_page())


@pytest.mark.parametrize(
    ("name", "is_idle"),
    [
        ("rules.control_lines.line_findings", False),  # called by an act
        ("rules.control_lines.line_floor", False),  # called by a rule that an act calls
        ("rules.recheck.face_findings", True),
        ("rules.preferences.honours.grantor_findings", True),  # called by a rule that nothing calls
    ],
)
def test_rule_is_idle_where_no_way_leads_to_it_from_above(name: str, is_idle: bool) -> None:
    assert (name in idle_rules()) is is_idle


@pytest.mark.parametrize(
    ("clause", "is_open"),
    [
        ("A1.7.1", True),  # a rule that nothing calls
        ("A1.5.18", False),  # some of its rules are at work
        ("N1.2", True),  # a workflow without an act
        ("A1.5.23", False),  # a document that an act makes
    ],
)
def test_package_knows_what_nobody_carries_out(clause: str, is_open: bool) -> None:
    assert (clause in law_coverage.open_clauses()) is is_open
    assert coverage_of(clause).is_open is is_open
    assert coverage_of(clause).idle == tuple(idle_by_clause().get(clause, ()))


def test_code_and_cases_cite_only_clauses_that_exist() -> None:
    cited = {*code_by_clause(), *cases_by_clause()}
    assert sorted(cited - set(texts.clauses())) == []


def test_every_case_file_names_its_clauses() -> None:
    silent = [
        file.name
        for file in sorted(cited_tests.CASES.rglob("*.yaml"))
        if not all(clauses for clauses, _ in cited_tests.bases(file))
    ]
    assert silent == []


def test_decorated_functions_and_machines_are_found() -> None:
    tree = ast.parse(
        '@cites("A1.5.10", "A1.5.8")\ndef rule(): ...\n'
        "@other('A1.1.1')\ndef plain(): ...\n"
        'DOOR = StateMachine(name="门", clauses=("N1.1",))\n'
    )
    assert list(cited_in(tree)) == [("rule", ["A1.5.10", "A1.5.8"]), ("DOOR", ["N1.1"])]


def test_names_are_used_through_imports_and_modules() -> None:
    tree = ast.parse(
        "from chengzhao.rules import filing\nfrom chengzhao.rules.merit import tie_groups as ties, total\n"
        "import os\ndef test(): assert ties(filing.run(os.sep))\n"
    )
    assert used_in(tree, imports(tree)) == {"rules.merit.tie_groups", "rules.filing", "rules.filing.run"}


@pytest.mark.parametrize(
    ("handed_on", "home"),
    [
        ({}, "a.x"),
        ({"a.x": "a.b.x", "a.b.x": "a.b.c.x"}, "a.b.c.x"),
        ({"a.x": "a.x"}, "a.x"),
        ({"a.x": "b.x", "b.x": "a.x"}, "b.x"),
    ],
)
def test_home_of_a_name_is_the_end_of_the_way(handed_on: dict[str, str], home: str) -> None:
    assert home_of("a.x", handed_on) == home


@pytest.mark.parametrize(
    ("name", "test"),
    [
        ("rules.control_lines.relaxation_findings", "tests/rules/test_control_lines_cases.py"),
        ("rules.registration.risk.risk_clusters", "tests/rules/registration/test_risk.py"),
        ("actions.directory._kind_findings", "tests/actions/test_directory.py"),
        ("actions.college_review.settle_returns", "tests/actions/test_college_review.py"),
    ],
)
def test_own_tests_of_a_name_are_found(name: str, test: str) -> None:
    assert test in cited_tests.tests_by_code()[name]


def test_floor_does_not_fall_and_open_list_does_not_grow_when_written(tmp_path: Path, monkeypatch) -> None:
    page = tmp_path / "law-coverage.md"
    page.write_text(
        "Floor: 101 clauses.\n\n## Open, without an act\n\n- N1.2 x\n\n"
        "## Rules that nothing calls\n\n- `rules.recheck.face_findings`\n\n## N1.1\n- A9.9\n"
    )
    monkeypatch.setattr(law_coverage, "PAGE", page)
    assert law_coverage.open_of_page() == ("N1.2",)
    assert law_coverage.idle_of_page() == ("rules.recheck.face_findings",)
    monkeypatch.setattr(law_coverage, "open_clauses", lambda: ("N1.2", "N2.1"))
    written = law_coverage.render()
    assert "Floor: 101 clauses." in written
    assert "\n- N1.2 应急预案和突发事件\n\n## Rules" in written
    assert "\n- N2.1 " not in written
    assert "\n- `rules.recheck.face_findings`\n\n## N1.1" in written
    assert "\n- `rules.recheck.roster_findings`\n" not in written


def test_package_reads_what_the_table_says() -> None:
    found = coverage_of("A1.5.10")
    assert found.code == tuple(code_by_clause()["A1.5.10"])
    assert found.tests == tuple(cited_tests.tests_by_clause()["A1.5.10"])
    told = [(file.name, case.title) for file in found.cases for case in file.cases]
    assert told == cases_by_clause()["A1.5.10"]
    assert found.case_count == len(cases_by_clause()["A1.5.10"])
    assert "run_filing" in found.acts
