"""What a check of a supplement finds: a value that the year's law forbids, or only may forbid."""

from dataclasses import dataclass

from chengzhao.law.citation import Citation


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One value of a supplement that the national text forbids: the clause and a Chinese sentence.

    `is_hard` is False where the national value is itself a guess: the province is told, and goes by its own.
    """

    clause: str
    message: str
    is_hard: bool = True

    @property
    def citation(self) -> Citation:
        """The clause that is contradicted."""
        return Citation(self.clause)


class SupplementRefused(ValueError):
    """A supplement that contradicts the year's law; the message names each clause."""

    def __init__(self, contradictions: tuple[Contradiction, ...]) -> None:
        self.contradictions = contradictions
        super().__init__("；".join(f"{c.citation.label}：{c.message}" for c in contradictions))
