"""Registers of other departments: what asks them, the local one of rehearsals, and files for those that take files.

docs/how-to/connect-a-register.md says how an adapter for a register of one's own is written.
"""

from chengzhao.exchange.registers.adapter import (
    BY_FILE,
    Adapters,
    RegisterAdapter,
    chosen_adapters,
)
from chengzhao.exchange.registers.answer import RegisterAnswer, RegisterUnavailable
from chengzhao.exchange.registers.asking import Asked, ask_all
from chengzhao.exchange.registers.local import Entry, LocalRegister, NotSynthetic, fill

__all__ = [
    "BY_FILE",
    "Adapters",
    "Asked",
    "Entry",
    "LocalRegister",
    "NotSynthetic",
    "RegisterAdapter",
    "RegisterAnswer",
    "RegisterUnavailable",
    "ask_all",
    "chosen_adapters",
    "fill",
]
