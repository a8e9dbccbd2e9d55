"""What is installed is what was locked: exact versions, every file by its hash, no address (trust G-03)."""

import re
import tomllib

from tests.codebase.tree import ROOT, WEB, shown, templates
from tools.sbom import LOCKS, locked

FETCHED = re.compile(
    r"<(?:script|link|img|iframe|source|video|audio|object|embed)\b[^>]*?(?:src|href|data)=\"(?:https?:)?//"
)
FETCHED_BY_STYLES = re.compile(r"(?:url\(|@import)\s*['\"]?(?:https?:)?//", re.IGNORECASE)


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_line_of_a_lock_is_a_version_with_hashes() -> None:
    for path in LOCKS.values():
        text = path.read_text(encoding="utf-8")
        entries = [entry for entry in re.split(r"\n(?=[^\s#])", text) if not entry.startswith("#")]
        for entry in entries:
            head = entry.split("\n")[0]
            assert re.match(r"^[a-z0-9._-]+==[^ ]+( ; .+)? \\$", head), head
            assert "--hash=sha256:" in entry, head
        assert not re.search(r"https?://|file:|git\+|^-e |^--(?!hash)", text, flags=re.MULTILINE)


def test_locks_name_what_the_project_asks_for() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {
        kind: {normal(re.split(r"[\[<>=! ;]", line)[0]) for line in lines}
        for kind, lines in (
            ("run", asked["dependencies"]),
            ("dev", [*asked["dependencies"], *asked["optional-dependencies"]["dev"]]),
        )
    }
    for kind in LOCKS:
        assert sorted(names[kind] - {normal(name) for name, _, _ in locked(kind)}) == []


def test_what_is_tested_is_what_runs() -> None:
    assert set(locked("run")) <= set(locked("dev"))


def test_environment_takes_nothing_without_its_hash() -> None:
    text = (ROOT / "tools" / "environment.py").read_text(encoding="utf-8")
    assert '"--require-hashes", "--only-binary=:all:"' in text


def test_no_page_fetches_anything_from_elsewhere() -> None:
    """No content network, no foreign font, script, picture or frame (trust P-10)."""
    found = [shown(path) for path in templates() if FETCHED.search(path.read_text(encoding="utf-8"))]
    statics = [path for path in sorted(WEB.rglob("static/**/*")) if path.suffix in (".css", ".js", ".svg")]
    found += [shown(path) for path in statics if FETCHED_BY_STYLES.search(path.read_text(encoding="utf-8"))]
    found += [shown(path) for path in statics if FETCHED.search(path.read_text(encoding="utf-8"))]
    assert found == []
