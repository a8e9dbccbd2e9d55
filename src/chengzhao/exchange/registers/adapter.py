"""What asks a register, and which one is asked about what (REGISTERS)."""

from collections.abc import Mapping
from importlib import import_module
from typing import Protocol

from chengzhao.exchange.registers.answer import RegisterAnswer
from chengzhao.exchange.registers.local import LocalRegister
from chengzhao.rules.registration import CheckField, CheckSubject
from chengzhao.settings.options import OptionError

LOCAL, NONE, BY_FILE = "local", "none", "file"


class RegisterAdapter(Protocol):
    """A way to one register. It is made once for a process and used by one thread."""

    name: str
    """What officers and candidates read as the source, such as 学信网; at most 30 characters."""

    def ask(self, subject: CheckSubject, fields: Mapping[CheckField, str], *, key: str) -> RegisterAnswer:
        """Ask whether the statement about these fields holds. `key` is the same at every try of one question.

        Raises RegisterUnavailable.
        """
        ...


Adapters = Mapping[CheckSubject, RegisterAdapter]


def chosen_adapters(text: str) -> Adapters:
    """The adapters that REGISTERS names, by subject: `local`, `none`, or SUBJECT=file and SUBJECT=package.module:Class.

    A subject that is not named, or goes by file, is asked by nobody here. Raises OptionError.
    """
    if text == LOCAL:
        local = LocalRegister()
        return dict.fromkeys(CheckSubject, local)
    if text == NONE:
        return {}
    found: dict[CheckSubject, RegisterAdapter] = {}
    for item in filter(None, (part.strip() for part in text.split(","))):
        name, _, way = (part.strip() for part in item.partition("="))
        if name not in CheckSubject.__members__ or not way:
            known = ", ".join(subject.value for subject in CheckSubject)
            raise OptionError(
                f"REGISTERS has {item!r}: expected local, none, or one of {known} with =file or =package.module:Class."
            )
        if way != BY_FILE:
            found[CheckSubject[name]] = LocalRegister() if way == LOCAL else _loaded(way)
    return found


def _loaded(name: str) -> RegisterAdapter:
    module, _, attribute = name.partition(":")
    try:
        adapter: RegisterAdapter = getattr(import_module(module), attribute)()
    except (ImportError, AttributeError, ValueError) as error:
        raise OptionError(
            f"REGISTERS has {name!r}: expected local, file, or package.module:Class ({error})."
        ) from error
    return adapter
