"""Where the ring is kept: a file with mode 0600, or a text from the environment; never the database.

Processes hold the ring in memory. A file that was replaced is read anew at the next use, so that a service
goes on working while its keys are rotated.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from chengzhao.vault.ring import BadRing, Ring, new_key_set, read_ring, ring_text
from chengzhao.vault.sealing import Keys
from chengzhao.vault.suites import Suite


class KeysMissing(Exception):
    """There are no keys to be had; the message says in a sentence what to do."""


class KeySource(Protocol):
    """Where a process finds its keys, each time it needs them."""

    def keys(self) -> Keys: ...


class TextKeys:
    """The ring of a text, as the environment gives it; it stays the same as long as the process."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._held: Keys | None = None

    def keys(self) -> Keys:
        """The keys. Raises KeysMissing where the text is no ring."""
        if self._held is None:
            try:
                self._held = Keys(ring=read_ring(self._text))
            except BadRing as error:
                raise KeysMissing(f"The ring of keys in the environment cannot be read: {error}.") from error
        return self._held


class FileKeys:
    """The ring of a file that its owner alone can read; read anew when the file was replaced.

    With `first`, which is for demonstrations, a missing file is made with new keys of that suite.
    """

    def __init__(self, path: Path, *, first: Suite | None = None) -> None:
        self.path = path
        self._first = first
        self._held: tuple[tuple[int, int, int], Keys] | None = None

    def keys(self) -> Keys:
        """The keys. Raises KeysMissing where there is no file, others may read it, or it is no ring."""
        if self._first is not None and not self.path.exists():
            self._make_first(self._first)
        try:
            found = self.path.stat()
        except FileNotFoundError:
            raise KeysMissing(
                f"There is no ring of keys in {self.path}: make one with `chengzhao keys make`, or name the "
                "right file in VAULT_KEY_FILE."
            ) from None
        mark = (found.st_mtime_ns, found.st_ino, found.st_size)
        if self._held is None or self._held[0] != mark:
            self._held = (mark, Keys(ring=self._read()))
        return self._held[1]

    def make(self, suite: Suite, at: datetime) -> Ring:
        """Puts new keys at the end of the ring, which seal from now on; makes the file where there is none."""
        with self._locked():
            made = new_key_set(suite, at)
            ring = self._read().followed_by(made) if self.path.exists() else Ring(sets=(made,))
            self._write(ring)
        return ring

    def retire(self, key_id: str, at: datetime) -> None:
        """Marks a set as retired: it opens old backups and never seals again."""
        with self._locked():
            self._write(self._read().with_retired(key_id, at))

    def destroy(self, key_id: str) -> None:
        """Takes a set out of the ring: what it sealed, in backups too, never opens again."""
        with self._locked():
            self._write(self._read().without(key_id))

    def _make_first(self, suite: Suite) -> None:
        """Two processes at once make one ring."""
        with self._locked():
            if not self.path.exists():
                self._write(Ring(sets=(new_key_set(suite, datetime.now(UTC)),)))

    def _read(self) -> Ring:
        if self.path.stat().st_mode & 0o077:
            raise KeysMissing(f"{self.path} can be read by others: run chmod 600 on it.")
        try:
            return read_ring(self.path.read_text(encoding="utf-8"))
        except (BadRing, UnicodeDecodeError) as error:
            raise KeysMissing(f"The ring of keys in {self.path} cannot be read: {error}.") from error

    def _write(self, ring: Ring) -> None:
        """In one step: whoever reads meanwhile, or after a crash, finds the old ring or the new one."""
        draft = self.path.with_name(self.path.name + ".new")
        draft.unlink(missing_ok=True)
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(ring_text(ring) + "\n")
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.path)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o711)
        lock = os.open(self.path.with_name(self.path.name + ".lock"), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)
