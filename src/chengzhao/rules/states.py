"""What every state machine of the notice is made of: one frozen table of states and legal moves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Generic, TypeVar

from chengzhao.law import texts
from chengzhao.law.words import Word

S = TypeVar("S", bound=Word)


class IllegalMove(ValueError):
    """A move that the table does not have; the message is a Chinese sentence for the person who tried."""


@dataclass(frozen=True, kw_only=True, eq=False)
class StateMachine(Generic[S]):
    """The states of one thing, its legal moves, and the named sets that pages and queries use.

    `name` is what the thing is called in Chinese; `states` is the enumeration, its first member the
    initial state; `moves` maps each state to the states that may follow; `sets` names groups of states
    such as TERMINAL. Raises ValueError where the table is not whole: a state missing from `moves`, or
    one that nothing leads to.
    """

    name: str
    states: type[S]
    moves: Mapping[S, tuple[S, ...]]
    clauses: tuple[str, ...]
    sets: Mapping[str, frozenset[S]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for clause in self.clauses:
            texts.clause(clause)
        everything = frozenset(self.states)
        if frozenset(self.moves) != everything:
            raise ValueError(f"{self.name}: the table of moves must have every state once")
        reached = {self.initial}.union(*self.moves.values())
        if reached != everything:
            raise ValueError(f"{self.name}: nothing leads to {sorted(everything - reached)}")
        object.__setattr__(self, "moves", MappingProxyType(dict(self.moves)))
        object.__setattr__(self, "sets", MappingProxyType({**self.sets, "TERMINAL": self.terminal}))

    @property
    def initial(self) -> S:
        """The state in which the thing begins."""
        return next(iter(self.states))

    @property
    def terminal(self) -> frozenset[S]:
        """The states that nothing follows."""
        return frozenset(state for state in self.states if not self.moves[state])

    def allows(self, before: S, after: S) -> bool:
        """Whether the table has this move."""
        return after in self.moves[before]

    def check(self, before: S, after: S) -> None:
        """Raise IllegalMove unless the table has this move."""
        if self.allows(before, after):
            return
        following = "、".join(state.label for state in self.moves[before])
        may = f"只能转为：{following}" if following else "已是最终状态"
        raise IllegalMove(f"{self.name}“{before.label}”不能转为“{after.label}”，{may}。")

    def sources(self, after: S) -> tuple[S, ...]:
        """The states from which `after` may be entered, in the order of the enumeration."""
        return tuple(state for state in self.states if after in self.moves[state])
