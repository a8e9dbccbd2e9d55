"""The process that looks at what strangers send: it has little, may do little, and takes nothing down with it."""

import os
import subprocess
import sys
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from tests.exchange.intake.bad_files import paper, picture

from chengzhao.exchange import confined
from chengzhao.exchange.confined import Refused
from chengzhao.exchange.intake import EVIDENCE, take_in, uploads
from chengzhao.exchange.intake.uploads import PAPER_LIMITS, PICTURE_LIMITS, TOO_MUCH

GOOD_PICTURE = picture(size=(1000, 1000))


def refusal(content: bytes, name: str) -> str:
    with pytest.raises(Refused) as refused:
        take_in(content, name=name, rule=EVIDENCE)
    return str(refused.value)


def test_too_little_memory_ends_the_process_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    assert take_in(GOOD_PICTURE, name="a.jpg", rule=EVIDENCE).width == 1000
    monkeypatch.setattr(uploads, "PICTURE_LIMITS", replace(PICTURE_LIMITS, memory=40))
    assert refusal(GOOD_PICTURE, "a.jpg") == TOO_MUCH


def test_too_long_by_the_clock_ends_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "PAPER_LIMITS", replace(PAPER_LIMITS, clock=0.001))
    assert refusal(paper(), "a.pdf") == TOO_MUCH


def test_process_is_given_none_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "the-secret-of-the-server")
    seen: dict[str, Any] = {}
    run = subprocess.run

    def watching(command: list[str], **options: Any) -> subprocess.CompletedProcess[bytes]:
        seen.update(options, command=command)
        return run(command, **options)  # type: ignore[no-any-return]

    monkeypatch.setattr(subprocess, "run", watching)
    take_in(GOOD_PICTURE, name="a.jpg", rule=EVIDENCE)
    assert seen["env"] == {"PATH": os.defpath, "LANG": "C.UTF-8"}
    assert seen["command"][:4] == [sys.executable, "-I", "-m", "chengzhao.exchange.confined"]
    assert seen["close_fds"] is True


ATTEMPTS = {
    "more memory": "x = bytearray(200 * 1024 * 1024)",
    "a written file": "os.write(os.open(sys.argv[1], os.O_CREAT | os.O_WRONLY), b'x')",
    "many open files": "held = [open('/dev/null') for _ in range(200)]",
    "higher limits": "import resource; resource.setrlimit(resource.RLIMIT_AS, (2**40, 2**40 + 1))",
    "endless work": "\nwhile True: pass",
}


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_a_confined_process_cannot_have(attempt: str, tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    program = (
        "from chengzhao.exchange.confined import confine\n"
        # Root may raise its limits; the attempt is made as what the server should run as.
        "import os, sys\nconfine(100, 1)\nos.getuid() or os.setuid(65534)\n" + ATTEMPTS[attempt]
    )
    command = [sys.executable, "-I", "-c", program, str(tmp_path / "written")]
    done = subprocess.run(command, capture_output=True, timeout=30, check=False)
    assert done.returncode != 0, attempt


def test_tasks_exist() -> None:
    for module, name in confined.TASKS.values():
        assert callable(getattr(import_module(module), name))


def test_an_answer_beyond_all_measure_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "LARGEST_ANSWER", 100)
    assert refusal(GOOD_PICTURE, "a.jpg") == TOO_MUCH
