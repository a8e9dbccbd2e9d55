"""How far the rehearsal is: told to whoever looks, in a terminal or nowhere."""

from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as RichBars


class Progress(Protocol):
    """What the player tells while it plays."""

    def stage_begins(self, title: str, acts: int, done: int) -> None:
        """A stage of so many acts begins, or goes on after those already done."""

    def act_done(self, title: str, rows: int) -> None:
        """An act was done and touched so many rows."""

    def stage_ends(self) -> None:
        """The stage has ended."""


class Bars:
    """A bar for each stage in the terminal; plain lines where the output is no terminal."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._bars = RichBars(
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            TextColumn("{task.completed}/{task.total}"),
            TimeElapsedColumn(),
            TextColumn("{task.fields[note]}"),
            console=console,
            transient=False,
        )
        self._task: TaskID | None = None
        self._rows = 0

    def __enter__(self) -> "Bars":
        self._bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bars.stop()

    def stage_begins(self, title: str, acts: int, done: int) -> None:
        """Open a bar for the stage."""
        self._rows = 0
        self._task = self._bars.add_task(_padded(title), total=acts, completed=done, note="")

    def act_done(self, title: str, rows: int) -> None:
        """Advance the bar and name the act."""
        if self._task is not None:
            self._rows += rows
            self._bars.update(self._task, advance=1, note=title)

    def stage_ends(self) -> None:
        """Show how many rows the stage touched."""
        if self._task is not None:
            self._bars.update(self._task, note=f"{self._rows:,}行" if self._rows else "")
            self._bars.stop_task(self._task)


def _padded(title: str, width: int = 12) -> str:
    """The title filled to a width in columns, a Chinese character taking two."""
    return title + "　" * max(0, (width - 2 * len(title)) // 2)
