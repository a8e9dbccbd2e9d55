"""What changed between two years."""

from dataclasses import replace
from types import MappingProxyType

from chengzhao.law.citation import Citation, Provision
from chengzhao.law.comparison import year_changes
from chengzhao.law.words import ClaimKind
from chengzhao.law.years import year_law


def test_changes_of_2025_with_their_clauses() -> None:
    found = [
        (each.clause, each.newest.name, each.newest.provision.is_certain)
        for each in year_changes(year_law(2024), year_law(2025))
    ]
    assert found == [
        ("N4.4", "study_forms", True),
        ("N4.4", "form_successors", True),
        ("A1.1.3", "minimum_years", True),
        ("A1.2.9", "teaching_site_forms", False),
        ("N4.4", "correspondence_forms", False),
        ("N3.8", "exempt_deadline", False),
        ("A3.1", "sessions", False),
        ("A2.1", "calendar", False),
    ]


def test_forms_before_and_after() -> None:
    first = year_changes(year_law(2024), year_law(2025))[0]
    assert first.before is not None
    assert first.after is not None
    assert (first.before.lines, first.after.lines) == (("脱产、业余、函授",), ("脱产、非脱产",))


def test_a_year_does_not_differ_from_itself() -> None:
    assert year_changes(year_law(2024), year_law(2024)) == ()


def test_changed_and_dropped_preferences_are_changes() -> None:
    kept = dict(year_law(2024).preferences)
    del kept[ClaimKind.THIRD_LINE_WORKER]
    age = kept[ClaimKind.AGED_25]
    kept[ClaimKind.AGED_25] = replace(age, value=replace(age.value, points=10))
    changed, dropped = year_changes(
        year_law(2024), replace(year_law(2024), preferences=MappingProxyType(kept))
    )
    assert (changed.clause, changed.newest.lines) == (
        "A1.5.19",
        ("加10分；凭身份证；主管部门：招生考试机构",),
    )
    assert (dropped.newest.label, dropped.after) == ("三线企业先进生产（工作）者", None)


def test_another_clause_is_a_change() -> None:
    moved = replace(year_law(2024), full_mark=Provision(150, Citation("A1.8.2")))
    [change] = year_changes(year_law(2024), moved)
    assert change.clause == "A1.8.2"
