"""The parameters of the law: each value of a year, a supplement or an order with its Chinese name."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import Enum
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from chengzhao.law.citation import Provision
from chengzhao.law.orders import ORDER_33, order33, petitions
from chengzhao.law.parameter_places import WrittenIn, written_in_supplement, written_in_year
from chengzhao.law.provinces import Supplement
from chengzhao.law.saying import lines_of
from chengzhao.law.words import ClaimKind
from chengzhao.law.years import YearLaw

PETITIONS = "信访规定"


class Holder(Enum):
    """What a parameter belongs to."""

    YEAR = "year"
    PROVINCE = "province"
    ORDER = "order"


@dataclass(frozen=True, kw_only=True, slots=True)
class ParameterName:
    """The name of a parameter as a reader sees it.

    `unit` follows its numbers, `also` are clauses beside which it stands besides the one that gives it,
    `empty` is what an empty value says.
    """

    label: str
    unit: str
    also: tuple[str, ...]
    empty: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Parameter:
    """One value of a holder ("2024年", "山西省2024年", "教育部令第33号"): identifier, label, value and address.

    The parameters of a year's 照顾政策 share the identifier and are labelled by their kind.
    """

    holder: str
    name: str
    label: str
    provision: Provision[object]
    naming: ParameterName
    written: WrittenIn

    @property
    def place(self) -> str:
        """The file and line where the value is written: law/years/y2024.py:215."""
        return self.written.place

    @property
    def lines(self) -> tuple[str, ...]:
        """The value line by line, as a reader sees it."""
        return lines_of(self.provision.value, self.naming.unit, self.naming.empty)

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clause that gives the value, then the others beside which it stands."""
        return tuple(dict.fromkeys((self.provision.citation.clause, *self.naming.also)))


@cache
def parameter_names() -> Mapping[tuple[Holder, str], ParameterName]:
    """The names of all parameters, by what they belong to and their identifier."""
    text = (files("chengzhao.law") / "parameters.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(row for row in text.splitlines() if not row.startswith("#"))
    return MappingProxyType(
        {
            (Holder(row["holder"]), row["name"]): ParameterName(
                label=row["label"],
                unit=row["unit"],
                also=tuple(row["also"].split()),
                empty=row["empty"] or "无",
            )
            for row in rows
        }
    )


def year_parameters(law: YearLaw) -> tuple[Parameter, ...]:
    """Every value of a year, in the order in which the year's file states them."""
    holder = f"{law.year}年"
    return tuple(
        _parameter(Holder.YEAR, holder, name, value, _of_year(law, name, word), word)
        for name, value, word in _values(law)
    )


def supplement_parameters(supplement: Supplement) -> tuple[Parameter, ...]:
    """Every value of a province's supplement, in its order."""
    holder = f"{supplement.province_name}{supplement.year}年"
    code, year = supplement.province_code, supplement.year
    return tuple(
        _parameter(Holder.PROVINCE, holder, name, value, written_in_supplement(code, year, name))
        for name, value, _ in _values(supplement)
    )


def order_parameters() -> tuple[Parameter, ...]:
    """The numbers of the orders: the procedure of 第33号令, the deadlines of petitions."""
    return tuple(
        _parameter(Holder.ORDER, holder, name, value, WrittenIn(files=(f"orders/{file}.py",), word=name))
        for holder, module, file in ((ORDER_33, order33, "order33"), (PETITIONS, petitions, "petitions"))
        for name, value in vars(module).items()
        if isinstance(value, Provision)
    )


def _values(held: YearLaw | Supplement) -> Iterator[tuple[str, Provision[object], ClaimKind | None]]:
    """Each value with its name, and with its kind where it is one of the 照顾政策."""
    for field in fields(held):
        value = getattr(held, field.name)
        if isinstance(value, Provision):
            yield field.name, value, None
        elif isinstance(value, Mapping):
            yield from ((field.name, provision, word) for word, provision in value.items())


def _of_year(law: YearLaw, name: str, word: ClaimKind | None) -> WrittenIn:
    if word is None:
        return written_in_year(law.year, name)
    return WrittenIn(files=("years/preferences_2024.py",), word=f"ClaimKind.{word.name}")


def _parameter(
    kind: Holder,
    holder: str,
    name: str,
    provision: Provision[object],
    written: WrittenIn,
    word: ClaimKind | None = None,
) -> Parameter:
    naming = parameter_names()[kind, name]
    label = word.label if word else naming.label
    return Parameter(
        holder=holder, name=name, label=label, provision=provision, naming=naming, written=written
    )
