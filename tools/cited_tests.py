"""Which cases and tests hold which clause: the officers' cases by their 依据, the tests by the code they use."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import yaml
from tools.cited_code import FLOORS, ROOT, SOURCE, code_by_clause, module_of, parsed
from tools.used_names import homes, imports, reached, top_nodes, used_in, uses

TESTS = ROOT / "tests"
CASES = TESTS / "cases"
CLAUSE_ID = re.compile(r"\b[NA]\d+(?:\.\d+)+\b")


@cache
def cases_by_clause() -> dict[str, list[tuple[str, str]]]:
    """For each clause the cases that name it, as file and 题目, by file and in its order."""
    found: dict[str, list[tuple[str, str]]] = {}
    for file in sorted(CASES.rglob("*.yaml")):
        name = file.relative_to(CASES).with_suffix("").as_posix()
        for clauses, titles in bases(file):
            for clause in dict.fromkeys(clauses):
                found.setdefault(clause, []).extend((name, title) for title in titles)
    return found


def bases(file: Path) -> Iterator[tuple[list[str], list[str]]]:
    """The clauses named by a file or by each of its documents, with the 题目 of the cases under them."""
    for document in yaml.safe_load_all(file.read_text(encoding="utf-8")):
        titles = [str(case["题目"]) for case in document.get("案例", [document])]
        yield CLAUSE_ID.findall(str(document["依据"])), titles


@cache
def about_cases(name: str) -> str:
    """What a file of cases says that it is about: its 说明, or the matter of the first hand-worked filing."""
    first = next(yaml.safe_load_all((CASES / f"{name}.yaml").read_text(encoding="utf-8")))
    return str(first.get("说明") or f"投档手算案例：{first['题目'].partition('：')[0]}等")


@cache
def tests_by_clause() -> dict[str, list[str]]:
    """For each clause the test files that use code which cites it, sorted."""
    tests = tests_by_code()
    return {
        clause: sorted({test for name in names for test in tests[name]})
        for clause, names in code_by_clause().items()
    }


@cache
def tests_by_code() -> dict[str, list[str]]:
    """For each name that cites (rules.exams.papers.papers_of) the test files that hold it, sorted.

    These are its own tests, those that mirror its module, where they use it; else whichever tests do. A name
    that no test uses itself is held by the tests of what leads to it on its own floor.
    """
    users, leads = _users(), _leads_to()
    cited = {name for names in code_by_clause().values() for name in names}
    return {name: sorted(_tests_of({name}, users, leads)) for name in cited}


def _tests_of(names: set[str], users: Mapping[str, set[str]], leads: Mapping[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    while names:
        found = {file for name in names for file in _nearest(name, users.get(name, set()))}
        if found:
            return found
        seen |= names
        names = {lead for name in names for lead in leads.get(name, set())} - seen
    return set()


def _nearest(name: str, files: set[str]) -> set[str]:
    """Of the tests that use a name, its own where there are any: tests/rules/exams/test_papers.py and the cases."""
    floor, *rest, _ = name.split(".")
    own = {
        f"tests/{'/'.join([floor, *rest[:-1]])}/test_{rest[-1]}.py",
        f"tests/{floor}/test_{rest[0]}_cases.py",
    }
    return files & own or files


def _users() -> dict[str, set[str]]:
    """For each name of the package the test files that use it, themselves or through a module beside them."""
    found: dict[str, set[str]] = {}
    for file in sorted(TESTS.rglob("test_*.py")):
        for name in _used_by_test(file):
            found.setdefault(homes().get(name, name), set()).add(file.relative_to(ROOT).as_posix())
    return found


def _used_by_test(file: Path) -> set[str]:
    """What a test file uses of the package, and what those functions use that it has from other test modules."""
    tree = parsed(file)
    found = used_in(tree, imports(tree))
    for name in used_in(tree, imports(tree, "tests.")):
        module, _, function = name.rpartition(".")
        beside = TESTS / f"{module.replace('.', '/')}.py"
        if beside.exists():
            nodes = top_nodes(parsed(beside))
            for each in ({function} | reached(function, uses(parsed(beside)))) & set(nodes):
                found |= used_in(nodes[each], imports(parsed(beside)))
    return found


def _leads_to() -> dict[str, set[str]]:
    """For each name of a floor the names of the floor in whose body it stands."""
    found: dict[str, set[str]] = {}
    for file in (file for floor in FLOORS for file in (SOURCE / floor).rglob("*.py")):
        module, tree = module_of(file), parsed(file)
        floor = f"{module.partition('.')[0]}."
        for name, node in top_nodes(tree).items():
            own = {f"{module}.{each}" for each in uses(tree)[name]}
            others = {homes().get(each, each) for each in used_in(node, imports(tree))}
            for each in own | {other for other in others if other.startswith(floor)}:
                found.setdefault(each, set()).add(f"{module}.{name}")
    return found
