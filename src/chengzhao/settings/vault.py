"""Where this installation keeps the keys that seal personal fields."""

from dataclasses import dataclass, field
from pathlib import Path

from chengzhao.vault.sealing import Keys, read_keys

KEY_FILE = "vault.keys"


@dataclass(kw_only=True)
class FileKeys:
    """The keys of a file with mode 0600, made at the first use."""

    path: Path
    _held: Keys | None = field(default=None, init=False)

    def keys(self) -> Keys:
        """The keys, read once for a process."""
        if self._held is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._held = read_keys(self.path)
        return self._held


@dataclass(frozen=True, kw_only=True)
class HeldKeys:
    """Keys that are given, as in tests."""

    held: Keys

    def keys(self) -> Keys:
        """The keys."""
        return self.held
