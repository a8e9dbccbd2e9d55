"""The shape of one rule of the wall."""

from dataclasses import dataclass

from chengzhao.records.walls.doors import Door


@dataclass(frozen=True, slots=True)
class Rule:
    """Some doors, the rows that they see, their rights on these, and the columns where not all may be read."""

    doors: tuple[Door, ...]
    rows: str
    rights: str = "s"
    columns: tuple[str, ...] = ()
