"""docs/cryptography.md names what the code does; weak algorithms and hasty comparisons are nowhere."""

import ast
import re
from collections.abc import Iterator

import pytest
from tests.codebase.tree import PACKAGE, ROOT, python_files

from chengzhao.records.sealed_tables import SEALED_TABLES
from chengzhao.vault.suites import SUITES

PAGE = ROOT / "docs" / "cryptography.md"
LIBRARIES = {"hashlib", "hmac", "secrets", "cryptography", "gmssl"}
WEAK = re.compile(r"md5|sha-?1(?![0-9])|\becb\b|pkcs1v15|\brc4\b|3des|tripledes", re.IGNORECASE)
AUTHENTICATOR = "actions/second_factors.py"
"""RFC 6238 as telephones know it; HMAC-SHA-1 does not suffer from collisions."""

SECRET_NAMES = re.compile(r"(^|_)(mac|signature|code_digest|token_digest|secret|password)$")


def rows(heading: str) -> list[list[str]]:
    """The cells of the table below a heading, without its head."""
    part = PAGE.read_text(encoding="utf-8").split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    found = [line.strip("|").split("|") for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in found[2:]]


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def sources() -> dict[str, str]:
    return {
        path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8")
        for path in python_files(PACKAGE)
    }


def test_page_names_both_suites_as_they_are() -> None:
    assert rows("Suites") == [
        [f"`{name}`", str(suite.number), *suite.algorithms] for name, suite in SUITES.items()
    ]


def test_page_names_every_sealed_column() -> None:
    assert rows("Sealed columns") == [
        [
            f"`{table.label}`",
            f"`{one.column}`",
            " ".join(f"`{index.column}`" for index in one.indexes),
        ]
        for table in SEALED_TABLES
        for one in table.columns
    ]


def test_page_names_every_module_that_uses_cryptography() -> None:
    using = [name for name, text in sources().items() if LIBRARIES & set(imported(ast.parse(text)))]
    assert [row[0].strip("`") for row in rows("Where cryptography is used")] == sorted(using)


def test_no_weak_algorithm_is_named_in_the_source() -> None:
    found = {
        name: sorted({match.group().lower() for match in WEAK.finditer(text)})
        for name, text in sources().items()
        if WEAK.search(text)
    }
    assert found == {AUTHENTICATOR: ["sha-1", "sha1"]}


@pytest.mark.parametrize(
    ("text", "is_weak"),
    [
        ("hashlib.md5(data)", True),
        ('hashlib.new("SHA-1")', True),
        ("hashlib.sha1()", True),
        ("modes.ECB()", True),
        ("padding.PKCS1v15()", True),
        ("hashlib.sha256(data)", False),
        ("SHA-128 pages", False),
    ],
)
def test_a_weak_algorithm_is_recognised(text: str, is_weak: bool) -> None:
    assert (WEAK.search(text) is not None) is is_weak


def hasty(text: str) -> list[int]:
    """The lines on which something secret is compared with == or !=."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq | ast.NotEq):
            sides = (node.left, *node.comparators)
            # What is compared with a word of the source is no secret: an empty field, for instance.
            for side in () if any(isinstance(one, ast.Constant) for one in sides) else sides:
                name = getattr(side, "attr", getattr(side, "id", ""))
                if SECRET_NAMES.search(name):
                    found.append(node.lineno)
    return found


def test_secrets_are_compared_in_constant_time() -> None:
    found = {name: lines for name, text in sources().items() if (lines := hasty(text))}
    assert found == {}


@pytest.mark.parametrize(
    ("text", "is_hasty"),
    [
        ("row.code_digest == given", True),
        ("made != mac", True),
        ("signature == other", True),
        ("hmac.compare_digest(mac, other)", False),
        ("row.digest == given", False),
        ('form.password == ""', False),
    ],
)
def test_a_hasty_comparison_is_recognised(text: str, is_hasty: bool) -> None:
    assert bool(hasty(text)) is is_hasty
