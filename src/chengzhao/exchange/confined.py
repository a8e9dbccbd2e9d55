"""Work on bytes that a stranger sent, in a process of its own that cannot take the server down.

The process gets the bytes on its standard input and none of our environment: no key, no address of the
database. It limits its own memory, processor time, open files and written files before it reads anything,
and is ended when its time is over. What it finds comes back as one line of JSON and bytes; nothing is unpickled.

Run as a program, this module is that process: `python -I -m chengzhao.exchange.confined TASK LIMITS OPTIONS`.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

MEGABYTE = 1024 * 1024
TASKS = {
    "picture": ("chengzhao.exchange.intake.pictures", "redraw"),
    "paper": ("chengzhao.exchange.intake.papers", "rewrite"),
    "workbook": ("chengzhao.exchange.workbooks", "rows"),
    "large_workbook": ("chengzhao.exchange.large_workbooks", "rows"),
    "publication": ("chengzhao.exchange.publication", "scan"),
}
LARGEST_ANSWER = 200 * MEGABYTE


class Refused(Exception):
    """What was sent cannot be taken; the text is a Chinese sentence that says why and what to do."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """How much a task may use: megabytes of memory, seconds of the processor, seconds by the clock."""

    memory: int
    processor: int
    clock: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What a task found, as plain values, and the bytes it made."""

    facts: Mapping[str, Any]
    content: bytes


def run_confined(task: str, content: bytes, *, limits: Limits, too_much: str, **options: Any) -> Answer:
    """Run a task of TASKS on bytes. Raises Refused: with the task's own sentence, or with `too_much`.

    `too_much` is said where the process ran into a limit, broke, or was ended.
    """
    given = [str(limits.memory), str(limits.processor)]
    command = [sys.executable, "-I", "-m", __name__, task, *given, json.dumps(options)]
    try:
        done = subprocess.run(
            command,
            input=content,
            capture_output=True,
            timeout=limits.clock,
            check=False,
            close_fds=True,
            env={"PATH": os.defpath, "LANG": "C.UTF-8"},
        )
    except subprocess.TimeoutExpired:
        raise Refused(too_much) from None
    head, _, made = done.stdout.partition(b"\n")
    if done.returncode != 0 or len(done.stdout) > LARGEST_ANSWER:
        raise Refused(too_much)
    facts = json.loads(head)
    if "refused" in facts:
        raise Refused(facts["refused"])
    return Answer(facts=facts, content=made)


def confine(memory: int, processor: int) -> None:
    """Set the limits of this process; none of them can be raised again."""
    for kind, most in (
        (resource.RLIMIT_AS, memory * MEGABYTE),
        (resource.RLIMIT_CPU, processor),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def main(task: str, memory: str, processor: str, options: str) -> int:
    """The exit status: 0 with an answer, also one that refuses; anything else means that it broke."""
    confine(int(memory), int(processor))
    module, name = TASKS[task]
    try:
        facts, made = getattr(import_module(module), name)(sys.stdin.buffer.read(), **json.loads(options))
    except Refused as refused:
        facts, made = {"refused": str(refused)}, b""
    sys.stdout.buffer.write(json.dumps(facts).encode() + b"\n" + made)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    # As a program this module is called __main__; the tasks know its exception by its real name.
    sys.exit(import_module("chengzhao.exchange.confined").main(*sys.argv[1:]))
