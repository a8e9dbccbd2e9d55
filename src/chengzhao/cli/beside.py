"""Processes that stand beside the one that serves the pages, and end with it, however it ends."""

import os
import select
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

GLANCE_SECONDS = 2
END_SECONDS = 10


@contextmanager
def beside(words: Sequence[str]) -> Iterator[None]:
    """`chengzhao WORDS` as a process of its own as long as this one lives: its input ends with it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "chengzhao.cli", *words],
        stdin=subprocess.PIPE,
        # What the terminal sends to all of its processes is not meant for this one.
        start_new_session=True,
    )
    try:
        yield
    finally:
        assert process.stdin is not None
        process.stdin.close()
        try:
            process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def starter_is_gone(parent: int, *, wait: float = GLANCE_SECONDS) -> bool:
    """Look for at most a glance whether the starter closed this process's input, or was killed."""
    ready, _, _ = select.select([sys.stdin], [], [], min(wait, GLANCE_SECONDS))
    if ready and not os.read(sys.stdin.fileno(), 1):
        return True
    return os.getppid() != parent
