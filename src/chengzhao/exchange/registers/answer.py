"""What comes back from a register."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from chengzhao.rules.registration import CheckAnswer, CheckField


class RegisterUnavailable(Exception):
    """The register does not answer now; the question is asked again later. The text names no person."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisterAnswer:
    """What a register said: whether the statement holds, what it holds of the fields, its own number of the answer.

    Its repr shows nothing of what is stated. `answer` may be left to us (None): it is MATCHES where every field that
    the register states is as asked, else DIFFERS.
    """

    answer: CheckAnswer | None = None
    stated: Mapping[CheckField, str] = field(default_factory=dict, repr=False)
    reference: str = ""
