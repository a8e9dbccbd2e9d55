"""The demo's secret key: made once, kept in the home folder, readable by its owner alone."""

import secrets
from pathlib import Path

from chengzhao.records.embedded_cluster import write_private

CHARACTERS = 64


def kept_key(home: Path) -> str:
    """The key in the home folder, made on first use."""
    path = home / "secret_key"
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        home.mkdir(parents=True, exist_ok=True, mode=0o711)
        write_private(path, secrets.token_urlsafe(CHARACTERS))
        return path.read_text(encoding="ascii").strip()
