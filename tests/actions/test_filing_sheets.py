"""The files of a run: bytes that the offline command reads back as the same values."""

import tomllib
from fractions import Fraction
from pathlib import Path

import pytest

from chengzhao.actions.filing_sheets import (
    input_digest,
    input_sheets,
    read_log,
    rules_sheet,
)
from chengzhao.exchange.filing_files import read_input
from chengzhao.rules.dossier import Candidate, Choice, ExtraTest, FilingInput, Programme, SeasonRules
from chengzhao.rules.filing import file_candidates
from chengzhao.rules.result_tables import log_text

RULES = {
    "year": 2024,
    "province": "14",
    "mechanism": "sequential",
    "unit": "college",
    "ratio": "1.05",
    "ties": "seed",
    "seed": '公开种子 "2024"\\1',
    "assignment": "graded",
    "gaps": [3, 1],
    "merit": "total",
    "refill": False,
    "relaxation": 20,
    "tiers": [["GAOQIBEN"]],
    "tie_keys": {"GAOQIBEN": ["chinese"], "GAOQIBEN/SCIENCE": ["maths", "chinese"]},
}


def an_input() -> FilingInput:
    def programme(code: str, **facts: object) -> Programme:
        given = {
            "college": "10108",
            "level": "GAOQIBEN",
            "category": "SCIENCE",
            "kind": "GENERAL",
            "is_relaxable": False,
            "has_extra_test": False,
            "places": 1,
        }
        return Programme(programme_id=code, **(given | facts))  # type: ignore[arg-type]

    return FilingInput(
        rules=SeasonRules(
            year=2024,
            province="14",
            mechanism="sequential",
            unit="college",
            ratio=Fraction(21, 20),
            ties="seed",
            seed='公开种子 "2024"\\1',
            assignment="graded",
            tiers=(("GAOQIBEN",),),
            gaps=(300, 100),
            merit="total",
            refill=False,
            relaxation=2000,
            tie_keys={"GAOQIBEN": ("chinese",), "GAOQIBEN/SCIENCE": ("maths", "chinese")},
        ),
        programmes=(programme("B2", is_relaxable=True, places=12), programme("A1", has_extra_test=True)),
        control_lines={("GAOQIBEN", "SCIENCE", "GENERAL"): 20000},
        candidates=(
            Candidate(candidate_id="2", level="GAOQIBEN", category="SCIENCE", chinese=12050, maths=15000),
            Candidate(
                candidate_id="10", level="GAOQIBEN", category="SCIENCE", bonus=5000, person_status="SUSPENDED"
            ),
        ),
        choices=(
            Choice(
                candidate_id="2",
                level="GAOQIBEN",
                rank=10,
                college="10108",
                programmes=("B2", "A1"),
                accepts_reassignment=True,
            ),
            Choice(
                candidate_id="2",
                level="GAOQIBEN",
                rank=2,
                college="10108",
                programmes=("A1",),
                accepts_reassignment=False,
            ),
        ),
        extra_tests=(ExtraTest(candidate_id="2", college="10108", test_score=8825, has_passed=True),),
    )


def by_key(given: FilingInput) -> tuple[object, ...]:
    return (
        given.rules,
        sorted(given.programmes, key=lambda one: one.programme_id),
        given.control_lines,
        sorted(given.candidates, key=lambda one: one.candidate_id),
        sorted(given.choices, key=lambda one: one.rank),
        given.extra_tests,
    )


def test_input_sheets_are_read_back_as_the_same_input(tmp_path: Path) -> None:
    for name, content in input_sheets(an_input(), RULES).items():
        (tmp_path / name).write_bytes(content)
    assert by_key(read_input(tmp_path)) == by_key(an_input())


def test_input_sheets_do_not_depend_on_the_order_of_rows() -> None:
    given = an_input()
    turned = FilingInput(
        rules=given.rules,
        programmes=given.programmes[::-1],
        control_lines=given.control_lines,
        candidates=given.candidates[::-1],
        choices=given.choices[::-1],
        extra_tests=given.extra_tests,
    )
    assert input_sheets(turned, RULES) == input_sheets(given, RULES)


def test_candidates_leave_papers_of_other_levels_blank() -> None:
    lines = input_sheets(an_input(), RULES)["candidates.csv"].decode().splitlines()
    assert lines == [
        "candidate_id,level,category,chinese,maths,foreign,combined,politics,specialised,bonus,status",
        "10,GAOQIBEN,SCIENCE,0,0,0,0,,,50,SUSPENDED",
        "2,GAOQIBEN,SCIENCE,120.5,150,0,0,,,0,OK",
    ]


def test_rules_sheet_is_toml_of_the_same_table() -> None:
    assert tomllib.loads(rules_sheet(RULES).decode()) == RULES


def test_the_log_is_read_back_as_it_was_written() -> None:
    log = file_candidates(an_input()).log
    assert log
    assert tuple(read_log(log_text(log).encode())) == log


@pytest.mark.parametrize("name", ["rules.toml", "choices.csv"])
def test_input_digest_changes_with_any_file(name: str) -> None:
    sheets = input_sheets(an_input(), RULES)
    assert input_digest(sheets) == input_digest(dict(reversed(sheets.items())))
    assert input_digest(sheets) != input_digest({**sheets, name: sheets[name] + b"\n"})
