"""What the privacy policy says, made from the register; and the versions it has had."""

import hashlib
from dataclasses import dataclass
from datetime import date

from chengzhao.law.privacy import Article, Period
from chengzhao.law.words import Role
from chengzhao.rules.privacy.register import FieldClass, PersonalField, Purpose, register
from chengzhao.rules.privacy.sights import Room


@dataclass(frozen=True, kw_only=True, slots=True)
class PolicyLine:
    """What is kept of one kind: the fields, why, on what basis, who ever sees them, for how long."""

    room: Room
    fields: tuple[PersonalField, ...]

    @property
    def purposes(self) -> tuple[Purpose, ...]:
        """Why, each once."""
        return tuple(dict.fromkeys(field.purpose for field in self.fields))

    @property
    def basis(self) -> tuple[Article, ...]:
        """The articles and clauses, each once."""
        return tuple(dict.fromkeys(one for field in self.fields for one in field.basis))

    @property
    def is_sensitive(self) -> bool:
        """Whether any of the fields is sensitive."""
        return any(field.field_class is FieldClass.SENSITIVE for field in self.fields)

    @property
    def readers(self) -> tuple[Role, ...]:
        """The roles that may ever see it, but the candidate."""
        return tuple(role for role in self.fields[0].readers if role is not Role.CANDIDATE)

    @property
    def periods(self) -> tuple[Period, ...]:
        """For how long, each once."""
        return tuple(dict.fromkeys(field.period for field in self.fields))


@dataclass(frozen=True, kw_only=True, slots=True)
class PolicyVersion:
    """A version of the policy: its number, its first day, what changed, and the digest of what it says."""

    number: str
    since: date
    change: str
    digest: str


VERSIONS: tuple[PolicyVersion, ...] = (
    PolicyVersion(
        number="1",
        since=date(2024, 7, 1),
        change="首次公布",
        digest="4244ee1ac2c1d0cf8f89961d8f1692213177863a837f033e85d31707f1d69232",
    ),
)


def policy() -> tuple[PolicyLine, ...]:
    """The policy, one line a room, in the order of the rooms."""
    lines = []
    for room in Room:
        fields = tuple(field for field in register().values() if field.room is room)
        if fields:
            lines.append(PolicyLine(room=room, fields=fields))
    return tuple(lines)


def policy_digest() -> str:
    """The SHA-256 of what the policy promises: for what each room is kept, for how long, and who sees it.

    A column more of the same kind promises nothing new.
    """
    kept = {
        f"{field.room}|{field.field_class}|{field.purpose}|{field.period.label}"
        for field in register().values()
    }
    seen = {f"{line.room}|{role}" for line in policy() for role in line.readers}
    return hashlib.sha256("\n".join(sorted(kept | seen)).encode()).hexdigest()
