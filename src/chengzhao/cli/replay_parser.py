"""The words of `chengzhao replay`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_replay(commands: Commands) -> None:
    """Add `replay`."""
    replay = commands.add_parser(
        "replay",
        help="file a run again from its evidence pack, without a database, and compare byte for byte",
    )
    replay.add_argument("pack", type=Path, metavar="PACK", help="the evidence pack, a ZIP")
    replay.add_argument(
        "--key",
        action="append",
        default=[],
        metavar="FIRST:SUITE:ID:PUBLIC",
        help="a public key from paper (chengzhao audit keys); the pack must be signed with one of them",
    )
    replay.set_defaults(run=_run_replay)


def _run_replay(parsed: argparse.Namespace) -> int:
    from chengzhao.cli import replay

    return replay.replay(parsed.pack, parsed.key)
