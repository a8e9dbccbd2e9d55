"""The local register: a file of synthetic persons that answers where no register is connected (demo, rehearsal, tests).

It takes nobody whose number could be a person's. Its file is one SQLite table in CHENGZHAO_HOME, mode 0600; the
rehearsal fills it, and leaves out and changes a share, as registers do.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from json import dumps, loads
from pathlib import Path

from chengzhao.exchange.registers.answer import RegisterAnswer, RegisterUnavailable
from chengzhao.rules.registration import (
    SYNTHETIC_REGION,
    CheckAnswer,
    CheckField,
    CheckSubject,
    searched_number,
)
from chengzhao.settings.database import home

_TABLE = (
    "CREATE TABLE IF NOT EXISTS entry (subject TEXT NOT NULL, number TEXT NOT NULL, name TEXT NOT NULL, "
    "held TEXT NOT NULL, PRIMARY KEY (subject, number, name)) WITHOUT ROWID"
)
_WAIT = 10.0
"""Seconds to wait for somebody else who is writing the file."""


class NotSynthetic(ValueError):
    """Somebody with a number that may be a person's was to go into the local register."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """What a register holds of one synthetic person, the number among the fields."""

    subject: CheckSubject
    fields: Mapping[CheckField, str]


def place() -> Path:
    """Where the file is."""
    return home() / "local-registers.sqlite"


def fill(entries: Iterable[Entry], path: Path | None = None) -> int:
    """Write entries, each in the place of an earlier one of the same person; returns how many. Raises NotSynthetic."""
    where = path or place()
    rows = []
    for one in entries:
        number = searched_number(one.fields[CheckField.NUMBER])
        if not number.startswith(SYNTHETIC_REGION):
            raise NotSynthetic("the local register holds synthetic persons only")
        held = {name.value: text for name, text in one.fields.items()}
        rows.append((one.subject.value, number, one.fields[CheckField.NAME], dumps(held, ensure_ascii=False)))
    where.parent.mkdir(parents=True, exist_ok=True)
    where.touch(mode=0o600)
    with closing(sqlite3.connect(where, timeout=_WAIT)) as file, file:
        file.execute(_TABLE)
        file.executemany("INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?)", rows)
    return len(rows)


class LocalRegister:
    """Answers from the file; where there is none, nobody is known."""

    name = "本地演练库"

    def __init__(self, path: Path | None = None) -> None:
        self._path = path

    def ask(self, subject: CheckSubject, fields: Mapping[CheckField, str], *, key: str) -> RegisterAnswer:
        """Look one person up."""
        try:
            found = self._found(subject, fields.get(CheckField.NUMBER, ""))
        except (sqlite3.Error, ValueError) as error:
            raise RegisterUnavailable(f"the local register cannot be read: {type(error).__name__}") from error
        # Rehearsals of several seasons give the same synthetic number to several persons.
        same = [held for held in found if held[CheckField.NAME] == fields.get(CheckField.NAME)]
        if subject is CheckSubject.STUDENT_STATUS:
            # The register of students answers for everybody: who is not in it is no student.
            answer = CheckAnswer.DIFFERS if same else CheckAnswer.MATCHES
            return RegisterAnswer(answer=answer, stated=same[0] if same else {})
        if not found:
            return RegisterAnswer(answer=CheckAnswer.NOT_FOUND)
        return RegisterAnswer(stated=(same or found)[0])

    def _found(self, subject: CheckSubject, number: str) -> list[dict[CheckField, str]]:
        where = self._path or place()
        if not where.exists():
            return []
        with closing(sqlite3.connect(f"file:{where}?mode=ro", uri=True, timeout=_WAIT)) as file:
            rows = file.execute(
                "SELECT held FROM entry WHERE subject = ? AND number = ? ORDER BY name",
                (subject.value, searched_number(number)),
            ).fetchall()
        return [{CheckField(name): text for name, text in loads(held).items()} for (held,) in rows]
