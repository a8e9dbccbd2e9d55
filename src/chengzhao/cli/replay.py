"""`chengzhao replay`: the filing of a run again, from its evidence pack."""

import sys
from collections.abc import Sequence
from pathlib import Path

from chengzhao.actions.filing_program import program_sheet
from chengzhao.exchange import replay_command
from chengzhao.ledger.signatures import read_key


def replay(pack: Path, keys: Sequence[str]) -> int:
    """`chengzhao replay PACK [--key KEY]`: 0 the same, 1 something differs, 2 cannot be read."""
    try:
        trusted = [read_key(text) for text in keys]
    except ValueError as error:
        print(f"chengzhao: {error}", file=sys.stderr)
        return replay_command.NOT_READ
    return replay_command.run(pack, trusted, program_sheet())
