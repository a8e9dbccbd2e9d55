"""What two persons sign: exactly what an act would do now, told in facts and fixed by a digest."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chengzhao.actions.audit import Actor, Border
from chengzhao.ledger.digest import digest_of

Arguments = Mapping[str, Any]
"""What an act is to be done with, as it is kept between the two signatures: texts, numbers and lists of them."""

BATCH = "approval"
"""The kind of object of an act on many at once, which is on nobody's file; the act itself is on each."""

CONTENT = "内容摘要"
"""How the digest of what stands behind the facts is called where it alone has changed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Matter:
    """What an act would do now.

    `facts` are read by both persons; `content` is the digest of everything behind them; `org_path` is the
    part of the tree that is concerned.
    """

    object_kind: str
    object_id: str
    org_path: str
    facts: tuple[tuple[str, str], ...]
    content: str

    def digest(self, act: str) -> str:
        """What both persons sign."""
        return digest_of([act, self.object_kind, self.object_id, self.shown()])

    def shown(self) -> tuple[tuple[str, str], ...]:
        """The facts as they are kept, the digest of the content last."""
        return (*self.facts, (CONTENT, self.content))


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """A fact that is no longer what it was when the act was put forward; '' where it was not, or is not."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Procedure:
    """How an act of two is described and carried out.

    `describe` raises Refused where the act could not be done now or is out of the actor's reach; `carry_out`
    gets the second person as the actor, with the approval.
    """

    describe: Callable[[Border, Actor, datetime, Arguments], Matter]
    carry_out: Callable[[Border, Actor, datetime, Arguments], object]


def differences(
    before: Iterable[tuple[str, str]], after: Iterable[tuple[str, str]]
) -> tuple[Difference, ...]:
    """What changed between two lists of facts, in the order of the newer, what is gone last."""
    old, new = dict(before), dict(after)
    names = [*new, *(name for name in old if name not in new)]
    return tuple(
        Difference(name=name, before=old.get(name, ""), after=new.get(name, ""))
        for name in names
        if old.get(name) != new.get(name)
    )
