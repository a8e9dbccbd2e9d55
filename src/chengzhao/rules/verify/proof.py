"""What a proof says of a result."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Proof:
    """A property, how many cases of it were looked at, and how many of them failed."""

    name: str
    checked: int
    failed: int

    @property
    def holds(self) -> bool:
        """Whether no case failed."""
        return self.failed == 0


def proof(name: str, cases: list[bool]) -> Proof:
    """Count the cases of a property: each is True where it holds."""
    return Proof(name=name, checked=len(cases), failed=cases.count(False))
