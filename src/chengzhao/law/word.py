"""What every word of the notice is made of: an identifier that is stored, a Chinese label that is shown."""

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """An identifier that is stored, with the Chinese label that is shown."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member
