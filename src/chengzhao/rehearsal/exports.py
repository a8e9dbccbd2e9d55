"""The runs of a season as folders of files, each replayed offline to the digest the database has."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from chengzhao.exchange import filing_command
from chengzhao.exchange.filing_export import export_run
from chengzhao.records.queries.season import RunView, released_runs


@dataclass(frozen=True, kw_only=True, slots=True)
class Exported:
    """A run written to a folder; `is_replayed` says that the offline command gave the same digest."""

    run: RunView
    folder: Path
    is_replayed: bool

    @property
    def command(self) -> str:
        """How to replay the run."""
        return f'chengzhao filing --force "{self.folder / "input"}" "{self.folder / "output"}"'


def export_runs(season: int, province: str, runs: Path) -> Iterator[Exported]:
    """Write every run in force below `runs`, one folder each, in place of what stood there, and replay it."""
    for run in released_runs(season, province):
        folder = runs / f"{season}-{province}" / f"{run.number:02d}"
        shutil.rmtree(folder, ignore_errors=True)
        digest = export_run(run.key, folder / "input")
        status = filing_command.run(folder / "input", folder / "output", force=True)
        replayed = (folder / "output" / "digest.txt").read_text(encoding="ascii").strip()
        yield Exported(run=run, folder=folder, is_replayed=status == 0 and replayed == digest)
