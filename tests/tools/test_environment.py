"""The environment's making: complete, current, half-made, moved, or made by something else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools import environment as tool


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project folder with a blank and Chinese letters in its path, and locks that name nothing."""
    folder = tmp_path / "clone of 成招"
    (folder / "src" / "chengzhao").mkdir(parents=True)
    (folder / "src" / "chengzhao" / "__init__.py").write_text("WORD = '成招'\n")
    (folder / "requirements.txt").write_text("# nothing\n")
    (folder / "requirements-dev.txt").write_text("# nothing more\n")
    return folder


def test_environment_is_made_and_finds_the_package(project: Path) -> None:
    environment = tool.Environment(project)
    assert environment.is_current("run") is False
    environment.ensure("run")
    question = [environment.python, "-c", "import chengzhao; print(ascii(chengzhao.WORD))"]
    # A locale that is not UTF-8 must not spoil the path.
    variables = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    answer = subprocess.run(question, capture_output=True, text=True, cwd="/", env=variables)
    assert (answer.stdout, answer.stderr) == (r"'\u6210\u62db'" + "\n", "")
    assert (environment.is_current("run"), environment.is_current("dev")) == (True, False)
    assert (environment.folder / "bin" / "chengzhao").stat().st_mode & 0o111 == 0o111


class Rehearsed:
    """Environments whose making is noted instead of done; what stands in them is a link to this Python."""

    def __init__(self, project: Path) -> None:
        self.notes: list[str] = []
        notes = self.notes

        class Noted(tool.Environment):
            def create(self) -> None:
                notes.append("create")
                (self.folder / "bin").mkdir(parents=True)
                (self.folder / "lib" / "python3.11" / "site-packages").mkdir(parents=True)
                (self.folder / "half-made").touch()
                self.python.symlink_to(sys.executable)

            def install(self, kind: str) -> None:
                notes.append(f"install {kind}")

        self.environment = Noted(project)

    def ensure(self, kind: str) -> list[str]:
        """What was done."""
        self.notes.clear()
        self.environment.ensure(kind)
        return list(self.notes)


@pytest.fixture
def rehearsed(project: Path) -> Rehearsed:
    return Rehearsed(project)


def test_current_environment_is_left_alone(rehearsed: Rehearsed) -> None:
    assert rehearsed.ensure("run") == ["create", "install run"]
    assert rehearsed.ensure("run") == []


def test_environment_of_the_demo_is_completed_for_the_tests(rehearsed: Rehearsed) -> None:
    rehearsed.ensure("run")
    assert rehearsed.ensure("dev") == ["install dev"]
    assert (rehearsed.ensure("run"), rehearsed.ensure("dev")) == ([], [])


def test_changed_lock_is_installed(rehearsed: Rehearsed, project: Path) -> None:
    rehearsed.ensure("dev")
    (project / "requirements-dev.txt").write_text("# another\n")
    assert rehearsed.ensure("dev") == ["install dev"]


def test_half_made_environment_is_made_again(rehearsed: Rehearsed) -> None:
    rehearsed.ensure("run")
    rehearsed.environment.half_made.touch()
    assert rehearsed.ensure("run") == ["create", "install run"]
    assert rehearsed.environment.half_made.exists() is False


def test_installation_cut_short_leaves_the_mark(
    rehearsed: Rehearsed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(kind: str) -> None:
        raise tool.EnvironmentFailure("no network")

    monkeypatch.setattr(rehearsed.environment, "install", fail)
    with pytest.raises(tool.EnvironmentFailure):
        rehearsed.ensure("run")
    monkeypatch.undo()
    assert (rehearsed.environment.half_made.exists(), rehearsed.environment.stamp.exists()) == (True, False)
    assert rehearsed.ensure("run") == ["create", "install run"]


def test_moved_environment_is_made_again(rehearsed: Rehearsed, project: Path) -> None:
    rehearsed.ensure("run")
    moved = Rehearsed(project.rename(project.with_name("moved")))
    assert moved.ensure("run") == ["create", "install run"]


def test_environment_whose_python_is_gone_is_made_again(rehearsed: Rehearsed) -> None:
    rehearsed.ensure("run")
    rehearsed.environment.python.unlink()
    rehearsed.environment.python.symlink_to("/nowhere/python3")
    assert rehearsed.ensure("run") == ["create", "install run"]


def test_working_environment_of_another_maker_is_completed(rehearsed: Rehearsed) -> None:
    rehearsed.environment.create()
    rehearsed.environment.half_made.unlink()
    assert rehearsed.ensure("run") == ["install run"]


def test_python_without_venv_tells_a_normal_user_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tool, "has_ensurepip", lambda: False)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(tool.EnvironmentFailure) as caught:
        tool.require_venv_module()
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    assert str(caught.value) == (
        f"This Python cannot make virtual environments. Type: sudo apt-get install {package} "
        "(on other systems install Python's venv and ensurepip), then run the same command again."
    )


def test_root_fetches_the_missing_venv(monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[list[str]] = []

    def note(command: list[str], **keywords: object) -> None:
        commands.append(command)

    monkeypatch.setattr(tool, "has_ensurepip", lambda: len(commands) == 2)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(tool.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(tool.subprocess, "run", note)
    tool.require_venv_module()
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    assert commands == [["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", package]]


@pytest.mark.parametrize(
    ("version", "message"),
    [
        (
            (3, 10, 12),
            "Python 3.11 or newer is needed, this is 3.10.12: install it, or name it with "
            "`make demo PYTHON=/path/to/python3.11`.\n",
        ),
        ((3, 11, 0), ""),
    ],
)
def test_python_that_is_too_old_is_refused(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    version: tuple[int, int, int],
    message: str,
) -> None:
    monkeypatch.setattr(tool.sys, "version_info", version)
    monkeypatch.setattr(tool, "newer_python", lambda: None)
    monkeypatch.setattr(tool.Environment, "ensure", lambda self, kind: None)
    assert tool.main(["run"]) == (1 if message else 0)
    assert capsys.readouterr().err == message


def test_newer_python_on_the_path_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "python3.12").symlink_to(sys.executable)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert tool.newer_python() == str(tmp_path / "python3.12")


@pytest.mark.parametrize("words", [[], ["all"], ["run", "dev"]])
def test_wrong_words_are_refused(words: list[str]) -> None:
    assert tool.main(words) == 2


def test_locks_agree_and_carry_hashes(root: Path) -> None:
    def pins(name: str) -> set[str]:
        rows = (root / name).read_text(encoding="utf-8").splitlines()
        return {row.split("\\")[0].strip() for row in rows if row[:1].isalnum()}

    assert pins("requirements.txt") - pins("requirements-dev.txt") == set()
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (root / name).read_text(encoding="utf-8").replace("\\\n", " ")
        unhashed = [row for row in text.splitlines() if row[:1].isalnum() and "--hash=sha256:" not in row]
        assert unhashed == []
