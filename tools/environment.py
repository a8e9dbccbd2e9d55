"""Makes `.venv` from the hash-locked requirements, with the system's Python and its standard library alone.

    python3 tools/environment.py run|dev

`run` is what the demo needs, `dev` what the tests need, too. An environment that is complete and current is left
alone in a moment; one that was left half-made is built again. The package itself is not installed but pointed to
(a .pth file), so nothing is fetched that the locks do not name.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST_PYTHON = (3, 11)
LOCKS = {"run": "requirements.txt", "dev": "requirements-dev.txt"}
COMMAND = """#!/bin/sh
exec "$(dirname "$0")/python" -m chengzhao.cli "$@"
"""


class EnvironmentFailure(Exception):
    """The environment cannot be made; the text is a sentence that says what to do."""


class Environment:
    """The virtual environment of one project folder.

    `.venv/complete.json` says what is in it and is written last; `.venv/half-made` stands in it meanwhile.
    """

    def __init__(self, project: Path) -> None:
        self.project = project
        self.folder = project / ".venv"
        self.python = self.folder / "bin" / "python"
        self.stamp = self.folder / "complete.json"
        self.half_made = self.folder / "half-made"

    def ensure(self, kind: str) -> None:
        """Make or complete the environment. Raises EnvironmentFailure."""
        with open(self.project / LOCKS["run"], encoding="utf-8") as handle:
            # Two commands at once: the second waits, then finds everything done.
            fcntl.flock(handle, fcntl.LOCK_EX)
            if self.is_current(kind):
                return
            if self.folder.exists() and self.is_spoiled():
                say("The environment in .venv is half-made, moved or does not run: it is built again.")
                shutil.rmtree(self.folder)
            if not self.folder.exists():
                self.create()
            self.half_made.touch()
            self.stamp.unlink(missing_ok=True)
            self.install(kind)
            self.point_to_package()
            self.stamp.write_text(json.dumps(self.description(kind)), encoding="utf-8")
            self.half_made.unlink()

    def is_current(self, kind: str) -> bool:
        """Whether everything that the lock names is in it, for the Python that made it."""
        return self.noted() in (self.description(kind), self.description("dev")) and not self.is_spoiled()

    def is_spoiled(self) -> bool:
        """Whether it cannot be completed: its making was cut short, its folder was moved, its Python is gone.

        The commands in an environment name its folder. One that something else made, and that runs, is kept.
        """
        moved_from = self.noted().get("folder", str(self.folder))
        return self.half_made.exists() or moved_from != str(self.folder) or not self.works()

    def noted(self) -> dict[str, str]:
        """What the stamp says; empty without one."""
        try:
            return dict(json.loads(self.stamp.read_text(encoding="utf-8")))
        except (FileNotFoundError, ValueError):
            return {}

    def description(self, kind: str) -> dict[str, str]:
        """What a complete environment of a kind is."""
        names = ["run"] if kind == "run" else ["run", "dev"]
        digests = {
            name: hashlib.sha256((self.project / LOCKS[name]).read_bytes()).hexdigest() for name in names
        }
        return {"folder": str(self.folder), **digests}

    def works(self) -> bool:
        """Whether its Python runs, is the version that made it, and has pip."""
        try:
            done = subprocess.run([self.python, "-c", "import pip"], capture_output=True, check=False)
        except OSError:
            return False
        return done.returncode == 0

    def create(self) -> None:
        """Make the empty environment. Raises EnvironmentFailure."""
        require_venv_module()
        say(f"Making .venv with Python {'.'.join(str(part) for part in sys.version_info[:3])}.")
        self.folder.mkdir()
        self.half_made.touch()
        done = subprocess.run([sys.executable, "-m", "venv", self.folder], check=False)
        if done.returncode != 0:
            raise EnvironmentFailure("The environment could not be made: see the message above.")

    def install(self, kind: str) -> None:
        """Install the locked requirements. Raises EnvironmentFailure."""
        say(f"Installing the requirements of {LOCKS[kind]} into .venv.")
        pip = [str(self.python), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input"]
        locked = ["--require-hashes", "--only-binary=:all:", "-r", str(self.project / LOCKS[kind])]
        if subprocess.run([*pip, *locked], check=False).returncode != 0:
            raise EnvironmentFailure(
                "The requirements could not be installed: see pip's message above, mend it (network, disk), "
                "then run the same command again."
            )

    def point_to_package(self) -> None:
        """Let the environment find the package in src/ and give it the `chengzhao` command.

        The path is relative to the .pth file's folder: absolute ones with Chinese letters are misread by
        Python 3.11 where the locale's encoding is not UTF-8.
        """
        [packages] = self.folder.glob("lib/python3.*/site-packages")
        source = os.path.relpath(self.project / "src", packages)
        (packages / "chengzhao.pth").write_text(source + "\n", encoding="ascii")
        command = self.folder / "bin" / "chengzhao"
        command.write_text(COMMAND, encoding="ascii")
        command.chmod(0o755)


def require_venv_module() -> None:
    """Debian and Ubuntu part venv from Python: root fetches it, others are told how."""
    if has_ensurepip():
        return
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"Installing {package}, which this Python lacks.")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for arguments in (["update", "-qq"], ["install", "-y", "-qq", package]):
            subprocess.run(["apt-get", *arguments], env=environment, stdin=subprocess.DEVNULL, check=False)
        if has_ensurepip():
            return
    raise EnvironmentFailure(
        f"This Python cannot make virtual environments. Type: sudo apt-get install {package} "
        "(on other systems install Python's venv and ensurepip), then run the same command again."
    )


def has_ensurepip() -> bool:
    """Whether virtual environments can be made with pip in them."""
    importlib.invalidate_caches()
    return importlib.util.find_spec("ensurepip") is not None


def newer_python() -> str | None:
    """Another Python on the PATH that is new enough, the newest first."""
    names = [f"python3.{minor}" for minor in range(20, OLDEST_PYTHON[1] - 1, -1)]
    paths = [path for path in map(shutil.which, names) if path]
    question = f"import sys; sys.exit(sys.version_info < {OLDEST_PYTHON})"
    answers = (path for path in paths if subprocess.run([path, "-c", question], check=False).returncode == 0)
    return next(answers, None)


def say(text: str) -> None:
    """A line for the person at the terminal."""
    print(text, flush=True)


def main(arguments: list[str]) -> int:
    """The exit status."""
    if len(arguments) != 1 or arguments[0] not in LOCKS:
        print("usage: python3 tools/environment.py run|dev", file=sys.stderr)
        return 2
    if sys.version_info < OLDEST_PYTHON:
        other = newer_python()
        if other:
            os.execv(other, [other, os.path.abspath(__file__), *arguments])
        needed = ".".join(str(part) for part in OLDEST_PYTHON)
        found = ".".join(str(part) for part in sys.version_info[:3])
        print(
            f"Python {needed} or newer is needed, this is {found}: install it, or name it with "
            "`make demo PYTHON=/path/to/python3.11`.",
            file=sys.stderr,
        )
        return 1
    try:
        Environment(Path(__file__).resolve().parent.parent).ensure(arguments[0])
    except EnvironmentFailure as failure:
        print(failure, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"The environment could not be made: {error}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
