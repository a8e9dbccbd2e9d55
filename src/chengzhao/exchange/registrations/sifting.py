"""The rows of a table one after the other, each as a form or with its faults; a person stands in a table once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chengzhao.actions.refusals import RowFault
from chengzhao.actions.registration_forms import RegistrationForm
from chengzhao.exchange.registrations.columns import COLUMN
from chengzhao.exchange.registrations.reading import LONGEST_SHOWN, Reader
from chengzhao.exchange.sheets import SheetFault
from chengzhao.exchange.tables import Table
from chengzhao.rules.registration import searched_number

_COLUMN_OF = {"education": "education_kind", "choices": "choice_1", "": "identity_number"}
"""Where the rules speak of what several columns say together, the first of these."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadRow:
    """A row: its number, its texts, the form that it is or None, and what is wrong in its cells."""

    number: int
    texts: Sequence[str]
    form: RegistrationForm | None
    faults: tuple[SheetFault, ...]


def read_rows(table: Table, reader: Reader) -> Iterator[ReadRow]:
    """Every row of a table; one whose document stands in an earlier row has no form."""
    first: dict[str, int] = {}
    for number, texts in table.rows():
        form, faults = reader.read(number, texts)
        if form is not None:
            earlier = first.setdefault(searched_number(form.identity_number), number)
            if earlier != number:
                expected = f"不同的人：与第{earlier}行的证件相同，同一人只写一行"
                faults = [_fault(number, "identity_number", form.identity_number, expected)]
                form = None
        yield ReadRow(number=number, texts=texts, form=form, faults=tuple(faults))


def sheet_fault(found: RowFault, texts: Sequence[str], reader: Reader) -> SheetFault:
    """What the rules found against a row, with the column in which it is mended and what stands there."""
    name = _COLUMN_OF.get(found.field, found.field)
    name = name if name in COLUMN else "identity_number"
    return _fault(found.row, name, reader.text(texts, name), found.expected)


def _fault(row: int, name: str, value: str, expected: str) -> SheetFault:
    return SheetFault(row=row, column=COLUMN[name].label, value=value[:LONGEST_SHOWN], expected=expected)
