"""What is wrong with the facts that somebody gave: each mistake with its field, told all at once."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class FactError:
    """One mistake: the field, its value, what is wrong, and what is allowed instead.

    `field` is its Chinese name, `written` the key under which it was given.
    """

    field: str
    value: str
    allowed: str
    problem: str = ""
    written: str = ""

    def __str__(self) -> str:
        said = f"{self.problem}（所填“{self.value}”）" if self.problem else f"“{self.value}”不对"
        return f"{self.field}：{said}，{self.allowed}。"


class FactErrors(ValueError):
    """Everything that is wrong with what was given."""

    def __init__(self, errors: tuple[FactError, ...]) -> None:
        self.errors = errors
        super().__init__("\n".join(str(error) for error in errors))
