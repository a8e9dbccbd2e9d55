"""The files of the project, as the codebase tests read them."""

import subprocess
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "chengzhao"
WEB = PACKAGE / "web"
EXEMPTIONS = Path(__file__).with_name("exemptions.toml")
NOT_OURS = {".git", ".venv", ".chengzhao", "build", "dist", "__pycache__"}


@dataclass(frozen=True, kw_only=True)
class Exemption:
    """A place that may break a budget for now: `path` or `path:function`, since a day, for a reason."""

    place: str
    since: date
    reason: str


def project_files() -> list[Path]:
    """All files that are, or would be, committed, in order of their paths."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, capture_output=True, check=True).stdout.decode()
        files = [ROOT / name for name in listed.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        # A copy without its history: everything but what is made here.
        files = [path for path in ROOT.rglob("*") if not NOT_OURS & set(path.relative_to(ROOT).parts)]
    return sorted(path for path in files if path.is_file())


def python_files(folder: Path) -> list[Path]:
    """The Python files below a folder, migrations left out: those are history."""
    return [path for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts]


def templates() -> list[Path]:
    """All page templates."""
    return sorted(WEB.rglob("templates/**/*.html"))


def exemptions() -> list[Exemption]:
    """The dated list of places that are over a budget."""
    rows = tomllib.loads(EXEMPTIONS.read_text(encoding="utf-8"))["over_budget"]
    return [Exemption(place=row["place"], since=row["since"], reason=row["reason"]) for row in rows]


def shown(path: Path) -> str:
    """A path as the reader of a failure looks for it."""
    return path.relative_to(ROOT).as_posix()
