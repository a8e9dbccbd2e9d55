"""The glossary and the code use the same words."""

import ast
import re
import tomllib

from tests.codebase.tree import EXEMPTIONS, PACKAGE, python_files

from tools import glossary_doc


def glossary_identifiers() -> list[str]:
    """What stands in backticks in the column of identifiers, in order of the page."""
    page = glossary_doc.PAGE.read_text(encoding="utf-8")
    rows = [row.split("|") for row in page.splitlines() if row.startswith("|")]
    found = [name for row in rows for name in re.findall(r"`([^`]+)`", row[2])]
    return list(dict.fromkeys(found))


def code_identifiers() -> set[str]:
    """Every name in the code, and every name of a module or folder."""
    names: set[str] = set()
    for path in python_files(PACKAGE):
        names |= {path.stem, path.parent.name}
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for field in ("id", "attr", "arg", "name", "asname"):
                value = getattr(node, field, None)
                names |= {value} if isinstance(value, str) else set()
    return names


def is_in(identifier: str, names: set[str]) -> bool:
    """Whether the code has the identifier, alone or as a part of a longer one (`minimum_years_of`)."""
    escaped = re.escape(identifier)
    part = re.compile(rf"(^|_){escaped}s?(_|$)" if identifier.islower() else rf"(^|_){escaped}(?![a-z])")
    return any(part.search(name) for name in names)


def test_words_of_the_law_are_in_the_glossary() -> None:
    assert glossary_doc.PAGE.read_text(encoding="utf-8") == glossary_doc.render()


def test_identifiers_of_the_glossary_are_in_the_code() -> None:
    names = code_identifiers()
    listed = tomllib.loads(EXEMPTIONS.read_text(encoding="utf-8"))["glossary_ahead_of_code"]
    missing = [identifier for identifier in glossary_identifiers() if not is_in(identifier, names)]
    assert sorted(missing) == sorted(listed)
