"""Writes docs/states.md from the state machines of the rules: `python -m tools.states_doc`."""

import importlib
import pkgutil
from pathlib import Path

from chengzhao import rules
from chengzhao.law import texts
from chengzhao.law.words import Word
from chengzhao.rules.states import StateMachine

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "states.md"
HEAD = """# States

Each thing that moves has one table of states and legal moves, in the `rules/` module of its chapter. This page is
written from those tables by `python -m tools.states_doc`; a test fails when it is not current.
"""


def machines() -> tuple[StateMachine[Word], ...]:
    """Every state machine of the rules, each once, in the order of the clauses they carry out."""
    found: dict[str, StateMachine[Word]] = {}
    for module in pkgutil.walk_packages(rules.__path__, "chengzhao.rules."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, StateMachine):
                found.setdefault(value.name, value)
    order = list(texts.clauses())
    return tuple(sorted(found.values(), key=lambda machine: [order.index(each) for each in machine.clauses]))


def render() -> str:
    """The whole page."""
    return "\n".join([HEAD, *(section(machine) for machine in machines())])


def section(machine: StateMachine[Word]) -> str:
    """One machine: its source, table, named sets and diagram."""
    enumeration = machine.states
    return "\n".join(
        [
            f"## {machine.name}\n",
            f"`{enumeration.__module__}.{enumeration.__qualname__}`, {', '.join(machine.clauses)}.\n",
            "| state | 中文 | next |",
            "|---|---|---|",
            *(_row(machine, state) for state in enumeration),
            "",
            *(_named_set(name, members, enumeration) for name, members in sorted(machine.sets.items())),
            "",
            "```mermaid",
            "stateDiagram-v2",
            f"    [*] --> {machine.initial}",
            *(f"    {before} --> {after}" for before in enumeration for after in machine.moves[before]),
            *(f"    {state} --> [*]" for state in enumeration if state in machine.terminal),
            "```\n",
        ]
    )


def _row(machine: StateMachine[Word], state: Word) -> str:
    following = ", ".join(machine.moves[state]) or "(last)"
    return f"| {state} | {state.label} | {following} |"


def _named_set(name: str, members: frozenset[Word], enumeration: type[Word]) -> str:
    return f"- `{name}`: {', '.join(state for state in enumeration if state in members) or '(none)'}"


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
